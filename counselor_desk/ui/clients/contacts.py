"""The ways to reach a client, as lines that can be added and taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import Contact, ContactKind
from counselor_desk.services.clients import NewContact
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.layouts import Column, Row, hold

CONTACT_LIMIT = 12


class ContactList(QWidget):
    """Lines of kind, value and remark; an empty line is not kept.

    Signals:
        edited: the person typed into a line, added one or took one away.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ContactLine] = []
        self._column = Column(spacing=8)
        self.contact_add_button = Button(self.tr("Add contact"), kind="link", icon="plus")
        self.contact_add_button.clicked.connect(self._add_and_focus)
        self.setLayout(Column(self._column, Row(self.contact_add_button, "stretch"), spacing=8))

    def set_value(self, contacts: Sequence[Contact]) -> None:
        """Show these contacts, or one empty line for a telephone number."""
        for line in tuple(self.lines):
            self._remove(line)
        for contact in contacts:
            self._add(contact.kind, contact.value, contact.remark)
        if not contacts:
            self._add(ContactKind.PHONE)

    def value(self) -> tuple[NewContact, ...]:
        """Every line that says something."""
        return tuple(line.value() for line in self.lines if line.value().value.strip())

    def typed(self) -> tuple[tuple[str, str, str], ...]:
        """Every line as it stands, empty ones too: kind, value and remark."""
        told = (line.value() for line in self.lines)
        return tuple((one.kind.value, one.value, one.remark) for one in told)

    def set_typed(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Put back lines that `typed` told."""
        for line in tuple(self.lines):
            self._remove(line)
        for kind, value, remark in lines:
            self._add(ContactKind(kind), value, remark)

    def _add_and_focus(self) -> None:
        self._add(ContactKind.PHONE).value_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _add(self, kind: ContactKind, value: str = "", remark: str = "") -> ContactLine:
        line = ContactLine(kind, value, remark, self)
        line.remove_button.clicked.connect(lambda: self._take_away(line))
        for field in (line.kind_combo, line.value_edit, line.remark_edit):
            field.edited.connect(self._tell)
        self.lines.append(line)
        self._column.addWidget(line)
        # A layout shows it a moment later, and the way back to a field counts those in sight.
        line.show()
        self._limit()
        return line

    def _tell(self, _value: object) -> None:
        self.edited.emit()

    def _take_away(self, line: ContactLine) -> None:
        self._remove(line)
        self.edited.emit()

    def _remove(self, line: ContactLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._limit()

    def _limit(self) -> None:
        self.contact_add_button.setEnabled(len(self.lines) < CONTACT_LIMIT)


class ContactLine(QWidget):
    """One contact being typed."""

    def __init__(
        self, kind: ContactKind, value: str, remark: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind_combo = ComboBox(
            [
                (ContactKind.PHONE, self.tr("Phone")),
                (ContactKind.EMAIL, self.tr("E-mail")),
                (ContactKind.ADDRESS, self.tr("Address")),
            ],
            name=self.tr("Kind of contact"),
        )
        self.kind_combo.set_value(kind)
        self.value_edit = LineEdit(value, name=self.tr("Contact"))
        self.remark_edit = LineEdit(
            remark, name=self.tr("Remark"), hint=self.tr("Remark, such as no voice mail")
        )
        self.remove_button = IconButton("x", self.tr("Remove this contact"))
        hold(self.kind_combo, width=104)
        self.setLayout(
            Row(
                self.kind_combo,
                (self.value_edit, 5),
                (self.remark_edit, 4),
                self.remove_button,
                spacing=8,
            )
        )

    def value(self) -> NewContact:
        """What is typed."""
        return NewContact(
            kind=ContactKind(str(self.kind_combo.value())),
            value=self.value_edit.value(),
            remark=self.remark_edit.value(),
        )

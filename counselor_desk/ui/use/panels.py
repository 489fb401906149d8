"""The panels of the inspector: the fields of one fact, with what is wrong below each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QSizePolicy, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.use.forms import FactForm, Field, Today

_MARGINS = (18, 14, 8, 16)


class FactPanel(QWidget):
    """Fields named as those of a record. Enter saves, and so does Ctrl+S.

    Signals:
        edited: the person typed or chose something.
        left: a field was left, or typing paused.
        save_requested: keep what the fields say.
        close_requested: put the panel away; what was typed is given up.
        mistake_reported: the fact was entered in error.
    """

    edited = Signal()
    left = Signal()
    save_requested = Signal()
    close_requested = Signal()
    mistake_reported = Signal()

    def __init__(self, form: FactForm, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._today = form, today
        self._untouched: dict[str, Any] = {}
        self._is_editable = True
        self._is_unsaved = False
        self._is_filling = False
        self.title_label = Label("", "group", wraps=True)
        self.hint_label = Label("", "hint", wraps=True)
        self.close_button = IconButton("x", self.tr("Close"))
        self.close_button.clicked.connect(self.close_requested)
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.save_button = Button(self.tr("Save"), kind="primary")
        self.save_button.clicked.connect(self.save_requested)
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.close_requested)
        self.mistake_button = Button(self.tr("Entered in error…"), kind="link", is_small=True)
        self.mistake_button.clicked.connect(self.mistake_reported)
        self.mistake_button.hide()
        self._lines = form.lines
        self._fields: dict[str, Field] = {
            name: cast("Field", line.field) if isinstance(line, LabeledField) else line
            for name, line in self._lines.items()
        }
        for field in self._fields.values():
            self._listen(field)
        self._buttons = QWidget()
        self._buttons.setLayout(Row(self.save_button, self.cancel_button, "stretch"))
        self.setLayout(
            Column(
                Row((self.title_label, 1), self.close_button),
                self.hint_label,
                *self._rows(),
                self.problem_banner,
                self._buttons,
                Row(self.mistake_button, "stretch"),
                "stretch",
                margins=_MARGINS,
                spacing=12,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _listen(self, field: Field) -> None:
        """Hear of every change in a field, and of its end."""
        if isinstance(field, LineEdit):
            field.textChanged.connect(self._tell)
            field.editingFinished.connect(self.left)
            return
        field.edited.connect(self._tell)
        if isinstance(field, TextEditor):
            field.paused.connect(lambda _text: self.left.emit())

    def _tell(self, *_value: object) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _rows(self) -> list[QWidget | QLayout]:
        """The lines below each other; of a pair the second stands beside the first."""
        beside = dict(self._form.pairs)
        rows: list[QWidget | QLayout] = []
        for name, line in self._lines.items():
            if name in beside:
                rows.append(field_grid((line, self._lines[beside[name]])))
            elif name not in beside.values():
                rows.append(line)
        return rows

    def start(self, title: str, record: object | None, *, hint: str = "") -> None:
        """Show a record, or empty fields for a new one."""
        self.title_label.setText(title)
        self.hint_label.setText(hint)
        self.hint_label.setVisible(bool(hint))
        if record is None:
            values = dict(self._form.usual) | dict.fromkeys(self._form.days, self._today())
        else:
            values = {name: getattr(record, name) for name in self._fields}
        self._is_filling = True
        for name, field in self._fields.items():
            _fill(field, values.get(name))
        self._is_filling = False
        self._untouched = self.typed()
        self.show_problems({})

    def set_editable(self, *, is_editable: bool, can_be_wrong: bool = False) -> None:
        """Let the fields be changed, or only be read; `can_be_wrong` offers to cross it out."""
        self.mistake_button.setVisible(can_be_wrong)
        self._is_editable = is_editable
        for field in self._fields.values():
            # A text that can only be read stays as legible as any other.
            if isinstance(field, TextEditor | LineEdit):
                field.setReadOnly(not is_editable)
            else:
                field.setEnabled(is_editable)
        self._buttons.setVisible(is_editable)

    @property
    def is_editable(self) -> bool:
        """Whether the fields can be changed."""
        return self._is_editable

    def values(self) -> dict[str, Any]:
        """What the fields mean, by name."""
        return {name: field.value() for name, field in self._fields.items()}

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, dates as they were typed."""
        return {
            name: field.text() if isinstance(field, DateField) else field.value()
            for name, field in self._fields.items()
        }

    def is_dirty(self) -> bool:
        """Whether anything was typed or chosen that is not kept."""
        return self._is_editable and self.typed() != self._untouched

    def type_again(self, typed: Mapping[str, Any]) -> None:
        """Put back what stood in the fields."""
        self._is_filling = True
        for name, field in self._fields.items():
            if isinstance(field, DateField):
                field.set_value(None, typed[name])
                field.settle()
            else:
                _fill(field, typed[name])
        self._is_filling = False

    def can_be_read(self) -> bool:
        """Whether every date means something; else the first that does not gets the caret."""
        for field in self._fields.values():
            if isinstance(field, DateField):
                field.settle()
                if field.problem():
                    field.setFocus(Qt.FocusReason.OtherFocusReason)
                    return False
        return True

    def show_problems(self, problems: Mapping[str, DeskError]) -> None:
        """Say below each field why it cannot be kept, and go to the first; the rest above Save."""
        for name, line in self._lines.items():
            if not isinstance(line, LabeledField):
                continue
            if name not in problems and isinstance(line.field, DateField):
                line.field.explain()
            else:
                line.set_error(str(problems[name]) if name in problems else "")
        others = [str(problem) for name, problem in problems.items() if name not in self._lines]
        self.complain(" ".join(others))
        first = next((name for name in self._fields if name in problems), None)
        if first is not None:
            self._fields[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, sentence: str) -> None:
        """Say above the buttons what belongs to no field; an empty sentence takes it back."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.setVisible(bool(sentence))

    def complain_of_saving(self, reason: str) -> None:
        """Say that what is typed is on the screen only."""
        self._is_unsaved = True
        self.complain(reason)

    def take_back_complaint(self) -> None:
        """What is typed could be written again."""
        if self._is_unsaved:
            self._is_unsaved = False
            self.complain("")

    def focus_first(self) -> None:
        """Put the caret into the first field; where nothing can be changed, on the cross."""
        first = next(iter(self._fields.values()))
        aim = first if self._is_editable else self.close_button
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, name: str) -> Field:
        """The field of a name."""
        return self._fields[name]

    def error(self, name: str) -> str:
        """What is said to be wrong with a field."""
        line = self._lines[name]
        return line.error() if isinstance(line, LabeledField) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, on a button it presses; Escape closes what has nothing typed in it."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton) and focused is not self.save_button:
                focused.click()
            elif self._is_editable:
                self.save_requested.emit()
        elif key == Qt.Key.Key_Escape and not self.is_dirty():
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def _fill(field: Any, value: Any) -> None:  # noqa: ANN401  # each kind of field has its own values
    """Show a value; a text without one is empty."""
    is_text = isinstance(field, LineEdit | TextEditor) and not isinstance(field, DateField)
    field.set_value("" if is_text and value is None else value)

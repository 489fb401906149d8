"""Adding a member to one session: a client of the program, or a guest who is nobody's here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.clients import Client
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.delegates import STRETCH, Geometry, RowDelegate, Words
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.models import Column, RowsModel
from counselor_desk.ui.typed_dialog import Subject, TypedDialog

Choice = tuple[Client, str]
"""A client, and as the screen calls them."""

_ROWS = 6
_ROW_HEIGHT = 40


class AddMemberDialog(TypedDialog):
    """Type to find; Enter adds the chosen row. A name nobody has can come as a guest."""

    def __init__(
        self,
        parent: QWidget | None,
        choices: Sequence[Choice],
        *,
        add: Callable[[Client], None],
        add_guest: Callable[[str], None],
        caution: str = "",
        about: Subject | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            parent: any widget of the window.
            choices: who can be added.
            add: adds a client.
            add_guest: adds a guest of this name; a `DeskError` of it is shown here.
            caution: what to know first, as that the group is full; empty for nothing.
            about: what it is about, where the name that is typed outlives a lock.
        """
        super().__init__(parent, self.tr("Add a member to this session"))
        self.setObjectName("group_add_dialog")
        self._choices, self._add, self._add_guest = tuple(choices), add, add_guest
        self.caution_banner = Banner(caution, tone="overdue")
        self.name_edit = LineEdit(max_length=200)
        self.name_field = LabeledField(self.tr("Name or record number"), self.name_edit)
        self._model: RowsModel[Choice] = RowsModel(
            (
                Column("Name", lambda one: one[1]),
                Column("Number", lambda one: one[0].number),
            )
        )
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Clients"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(
            RowDelegate(
                Geometry(widths=(STRETCH, 90), height=_ROW_HEIGHT),
                lambda one: (
                    Words(text=one[1], avatar=one[1], kind="strong"),
                    Words(text=one[0].number, ink="text2"),
                ),
                self,
            )
        )
        hold(self.list, height=_ROWS * _ROW_HEIGHT)
        self.back_button = Button(self.tr("Back"))
        self.guest_button = Button(self.tr("Add as guest"), icon="user-plus")
        self.add_button = Button(self.tr("Add member"), kind="primary")
        self.body.add(self.caution_banner, self.name_field, self.list, self.problem_banner)
        self.caution_banner.setVisible(bool(caution))
        self.set_buttons(self.back_button, self.add_button, escape=self.guest_button)
        self.guest_button.setToolTip(self.tr("A member whose counselor is somebody else"))
        self.back_button.clicked.connect(self.reject)
        self.guest_button.clicked.connect(self._take_guest)
        self.add_button.clicked.connect(self._take)
        self.list.doubleClicked.connect(lambda _index: self._take())
        self.name_edit.edited.connect(lambda _text: self._filter())
        self._filter()
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if about is not None:
            self.take_up(about, {"name": self.name_edit})

    def show_typed_again(self) -> None:
        """The list follows the name."""
        self._filter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose while one types; Enter adds."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            row = self.list.currentIndex().row() + steps[key]
            if 0 <= row < self._model.rowCount():
                self.list.setCurrentIndex(self._model.index(row, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.name_edit.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)

    def _filter(self) -> None:
        typed = self.name_edit.value().casefold().split()
        self.name_field.set_error("")
        self._model.set_rows(
            [
                (client, name)
                for client, name in self._choices
                if all(
                    any(
                        word.startswith(one)
                        for word in f"{client.full_name} {name} {client.number}".casefold().split()
                    )
                    or one in client.number.casefold()
                    for one in typed
                )
            ]
        )
        self.list.setCurrentIndex(self._model.index(0, 0))
        self.add_button.setEnabled(bool(self._model.rowCount()))
        self.guest_button.setEnabled(bool(typed))

    def _take(self) -> None:
        chosen = self._model.row(self.list.currentIndex())
        if chosen is not None:
            self._add(chosen[0])
            self.accept()

    def _take_guest(self) -> None:
        try:
            self._add_guest(self.name_edit.value().strip())
        except DeskError as problem:
            self.name_field.set_error(str(problem))
            self.place()
        else:
            self.accept()

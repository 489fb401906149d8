"""The head of a group session: what it is, when, how far its notes are, and its sheet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Chip, Tile
from counselor_desk.ui.labels import ElidedLabel
from counselor_desk.ui.layouts import Column, Row


class GroupHeader(Panel):
    """Name and times at the left; progress, sign-in sheet and menu at the right.

    Signals:
        sheet_requested, discard_requested, back_requested: what can be done.
    """

    sheet_requested = Signal()
    discard_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="bar", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._can_discard = True
        self.group_back_button = IconButton("chevron-left", self.tr("Back"))
        self.title_label = ElidedLabel("", "title")
        self.when_label = ElidedLabel("", "muted")
        self.progress_chip = Chip("", "draft", "square-pen")
        self.group_sheet_button = Button(self.tr("Sign-in sheet"), icon="printer")
        self.group_menu_button = IconButton("ellipsis", self.tr("More actions"))
        self.body.add(
            Row(
                self.group_back_button,
                Tile("users", size=36),
                4,
                (Column(self.title_label, self.when_label, spacing=1), 1),
                self.progress_chip,
                4,
                self.group_sheet_button,
                self.group_menu_button,
                margins=(12, 12, 16, 12),
                spacing=8,
            )
        )
        self.group_back_button.clicked.connect(self.back_requested)
        self.group_sheet_button.clicked.connect(self.sheet_requested)
        self.group_menu_button.clicked.connect(self._open_menu)

    def show_session(self, name: str, when: str) -> None:
        """What is written up."""
        self.title_label.setText(name)
        self.when_label.setText(when)
        self.setAccessibleName(f"{name}, {when}")

    def show_progress(self, complete: int, count: int, signed: int) -> None:
        """How many rows are ready or signed."""
        self._can_discard = signed < count
        if count and signed == count:
            self.progress_chip.set_state(self.tr("All signed"), "signed", "lock")
            return
        said = self.tr("{complete} of {count} complete").format(complete=complete, count=count)
        self.progress_chip.set_state(said, "draft", "square-pen")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Sign-in sheet…"), self.sheet_requested.emit)
        discard = menu.addAction(self.tr("Discard what is typed"), self.discard_requested.emit)
        discard.setEnabled(self._can_discard)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(0, self.group_menu_button.height())
        menu.popup(self.group_menu_button.mapToGlobal(corner))

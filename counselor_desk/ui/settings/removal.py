"""How one removes all data from this computer: what to do, and which files to delete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.services import stores
from counselor_desk.ui import messages
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.labels import Label

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WIDTH = 560
_BREAK = "\u200b"


class RemovalDialog(messages.Dialog):
    """Three steps in words and the places; the program itself removes nothing."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(
            parent,
            self.tr("Remove all data from this computer"),
            self.tr(
                "The program never deletes a whole store: records of care have to be kept for "
                "years, and there is no way back. You do it by hand, in three steps."
            ),
            width=_WIDTH,
        )
        self.setObjectName("removal_dialog")
        self.places = stores.places(desk)
        steps = (
            self.tr(
                "1. Make a backup to another drive, wait until it is verified, and keep it with "
                "the recovery sheet."
            ),
            self.tr("2. Quit the program, not only lock it."),
            self.tr("3. Delete these, and empty the trash:"),
        )
        block = Panel(part="sunken", margins=(14, 8, 14, 8), spacing=4)
        for path in self.places:
            label = Label(breakable(path), wraps=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            block.body.add(label)
        left = self.tr(
            "What a drive may keep of deleted files stays encrypted: it opens with the passphrase "
            "or the recovery words alone. Backups, and files you exported, stay where they are."
        )
        self.body.add(*(Label(step, wraps=True) for step in steps), block)
        self.body.add(Label(left, "caption", wraps=True))
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        self.set_buttons(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def breakable(path: Path) -> str:
    """A path that may go on in the next line after each of its parts."""
    return str(path).replace("/", f"/{_BREAK}").replace("\\", f"\\{_BREAK}")


def show(parent: QWidget, desk: Desk) -> None:
    """Say how it is done."""
    dialog = RemovalDialog(parent, desk)
    messages.run(dialog)
    dialog.deleteLater()

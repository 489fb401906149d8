"""The last signed note of the same kind, read beside the one being written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.notes import Note
from counselor_desk.services.desk import Desk
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.cards import Card
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.notes import shown
from counselor_desk.ui.notes.reader import NoteReader


class LastNotePanel(QWidget):
    """Loads its note when it is first looked at.

    Signals:
        close_requested: back to the objectives.
    """

    close_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._note: Note | None = None
        self.reader = NoteReader(desk, can_copy=True)
        self.last_close_button = IconButton("x", self.tr("Back to the objectives"))
        self.last_close_button.clicked.connect(self.close_requested)
        self.setLayout(
            Column(
                Row(Label(self.tr("Last note"), "section"), "stretch", self.last_close_button),
                Card(self.reader, margins=(14, 12, 14, 14)),
                "stretch",
                margins=(16, 10, 6, 16),
                spacing=8,
            )
        )

    def show_note(self, note: Note | None) -> None:
        """The note to be read, None when there is none."""
        self._note = note

    def showEvent(self, event: object) -> None:
        """Load what is about to be seen."""
        if self._note is not None:
            self.reader.show_note(shown.load(self._desk, self._note.id))
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched

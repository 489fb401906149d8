"""The text areas of a note: they let the page's keys pass and say when a paste was cleaned."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QKeyEvent

from counselor_desk.ui.notes import keys
from counselor_desk.ui.text_editor import TextEditor, cleaned


class NoteText(TextEditor):
    """A text of the note.

    Signals:
        paste_cleaned: a paste brought characters that nobody can see; how many were left out.
    """

    paste_cleaned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page have its keys; Ctrl+Enter would break a line here, Alt+Down move on."""
        if keys.is_claimed(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone."""
        super().insertFromMimeData(source)
        text = source.text().replace("\r\n", "\n")
        dropped = len(text) - len(cleaned(text))
        if dropped:
            self.paste_cleaned.emit(dropped)

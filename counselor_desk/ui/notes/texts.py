"""The text areas of a note: they let the page's keys pass and say when a paste was cleaned."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from counselor_desk.ui import theme as themes
from counselor_desk.ui.notes import keys
from counselor_desk.ui.text_editor import TextEditor, cleaned


class NoteText(TextEditor):
    """A text of the note.

    Signals:
        paste_cleaned: a paste brought characters that nobody can see; how many were left out.
    """

    paste_cleaned = Signal(int)

    def __init__(self, *, name: str, min_lines: int = 2, is_boxed: bool = False) -> None:
        super().__init__(name=name, min_lines=min_lines, is_boxed=is_boxed)
        self._is_opaque = not is_boxed
        if self._is_opaque:
            # With a ground of its own, a letter does not have all that lies behind it painted anew.
            self.viewport().setAutoFillBackground(False)
            self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the color of the card, then the text."""
        if self._is_opaque:
            painter = QPainter(self.viewport())
            painter.fillRect(event.rect(), themes.current().color("surface"))
            painter.end()
        super().paintEvent(event)

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

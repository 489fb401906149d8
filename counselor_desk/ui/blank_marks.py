"""Tints what is still open in a text: fields in one tone, choices in another."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from counselor_desk.records.phrase_text import Blank, FieldPart
from counselor_desk.ui import text_blanks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.text_editor import TextEditor

LAYER = "blanks"


class BlankMarks(QObject):
    """Tints the blanks of an editor, after every change of its text, as long as it lives."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.textChanged.connect(self._mark)
        themes.look().theme_changed.connect(self._mark)
        self._mark()

    def _mark(self, *_theme: object) -> None:
        editor = self._editor
        editor.set_marks(LAYER, [_tinted(editor, one) for one in text_blanks.of_editor(editor)])


def _tinted(editor: TextEditor, blank: Blank) -> QTextEdit.ExtraSelection:
    tone = "draft" if isinstance(blank.part, FieldPart) else "overdue"
    theme, look = themes.current(), QTextCharFormat()
    look.setBackground(theme.color(f"{tone}_bg"))
    look.setForeground(theme.color(tone))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(blank.start)
    cursor.setPosition(blank.end, QTextCursor.MoveMode.KeepAnchor)
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, look
    return mark

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

_SIGN = "{"
"""What every blank begins with."""

_MOST = 100
"""Blanks that are tinted; drawing thousands would hold up every key."""


class BlankMarks(QObject):
    """Tints the blanks of an editor, after every change of its text, as long as it lives."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._has_marks = False
        self._is_due = False
        editor.document().contentsChange.connect(self._note_change)
        editor.textChanged.connect(self._mark_if_due)
        themes.look().theme_changed.connect(self._mark)
        self._mark()

    def _note_change(self, place: int, _removed: int, added: int) -> None:
        """A blank lies in one line: where none is marked, lines without its sign bring none."""
        document = self._editor.document()
        block, is_due = document.findBlock(place), self._has_marks
        while block.isValid() and block.position() <= place + added and not is_due:
            is_due = _SIGN in block.text()
            block = block.next()
        self._is_due = self._is_due or is_due

    def _mark_if_due(self) -> None:
        if self._is_due:
            self._mark()

    def _mark(self, *_theme: object) -> None:
        self._is_due = False
        editor = self._editor
        shown = text_blanks.of_editor(editor)[:_MOST]
        if shown or self._has_marks:
            editor.set_marks(LAYER, [_tinted(editor, one) for one in shown])
        self._has_marks = bool(shown)


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

"""Tints the paragraphs of a note that stand unchanged in the client's last one."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from counselor_desk.records.notes import Note, SectionCode
from counselor_desk.rules.copied import Copied, Original
from counselor_desk.ui import theme as themes
from counselor_desk.ui.notes.sheet import NoteSheet
from counselor_desk.ui.text_editor import TextEditor

LAYER = "copied"

_MOST = 200
"""Paragraphs that are tinted; drawing thousands would hold up every key."""


class CopiedMarks(QObject):
    """Compares the note on the sheet with the last signed one of its kind, at rest in typing."""

    def __init__(self, sheet: NoteSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._found: Copied | None = None
        self._tinted: frozenset[SectionCode] = frozenset()
        themes.look().theme_changed.connect(self._tint)

    def compare(self, note: Note, original: Original | None) -> Copied | None:
        """Tint what is copied and tell how much it is; None where there is nothing to compare."""
        self._found = None if original is None else original.compare(note)
        self._tint()
        return self._found

    def _tint(self, *_theme: object) -> None:
        places = () if self._found is None else self._found.places[:_MOST]
        marked = frozenset(code for code, _ in places)
        for code in self._sheet.shown():
            if code not in marked | self._tinted:
                continue
            editor = self._sheet.block(code).editor
            lines = [line for section, line in places if section is code]
            editor.set_marks(LAYER, [_mark(editor, line) for line in lines])
        self._tinted = marked


def _mark(editor: TextEditor, line: int) -> QTextEdit.ExtraSelection:
    look = QTextCharFormat()
    look.setBackground(themes.current().color("draft_bg"))
    cursor = QTextCursor(editor.document().findBlockByNumber(line))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, look
    return mark

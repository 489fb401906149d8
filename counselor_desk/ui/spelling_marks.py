"""Marks under the unknown words of one text, put there while nobody types."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from counselor_desk.ui import theme as themes
from counselor_desk.ui.text_editor import TextEditor

if TYPE_CHECKING:
    from counselor_desk.services.spelling import Speller

PAUSE_MS = 250
"""After the last key, until words are looked at."""
SLICE_MS = 4
"""Longest stretch of looking at words, after which keys and painting have their turn."""
LAYER = "spelling"

_UNCHECKED = -1
"""What Qt gives to a new paragraph."""
_CHECKED = 1
_BEYOND_BMP = "\uffff"


@dataclass(frozen=True, slots=True)
class Misspelling:
    """An unknown word of a text; `cursor` selects it."""

    word: str
    cursor: QTextCursor


class SpellingMarks(QObject):
    """Underlines the unknown words of the paragraphs that are in sight.

    A key only notes its paragraph and starts a timer. The word one is writing is left alone.
    """

    def __init__(self, editor: TextEditor, speller: Speller) -> None:
        super().__init__(editor)
        self._editor = editor
        self._speller = speller
        self._marks: list[QTextCursor] = []
        self._is_writing = False
        self._is_held = False
        self._is_behind = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look)
        editor.document().contentsChange.connect(self._note_change)
        editor.edited.connect(self._note_edit)
        editor.cursorPositionChanged.connect(self._note_caret)
        editor.viewport().installEventFilter(self)
        themes.look().theme_changed.connect(self._draw)
        self.look_again()

    def look_again(self) -> None:
        """Look at every word anew, because other words are known now."""
        self._forget(0, self._editor.document().characterCount())
        self._soon.start()

    def clear(self) -> None:
        """Take every mark away and look no more."""
        self._pause.stop()
        self._soon.stop()
        self._marks = []
        self._draw()
        self._editor.viewport().removeEventFilter(self)
        self._editor.document().contentsChange.disconnect(self._note_change)
        self._editor.edited.disconnect(self._note_edit)
        self._editor.cursorPositionChanged.disconnect(self._note_caret)
        themes.look().theme_changed.disconnect(self._draw)
        self.setParent(None)
        self.deleteLater()

    def look(self) -> None:
        """Look at paragraphs in sight until all are done or the slice is over."""
        if self._editor.isReadOnly():
            self._marks = []
            self._draw()
            return
        until = time.perf_counter() + SLICE_MS / 1000
        block, last = self._in_sight()
        has_looked = False
        self._is_behind = False
        while block.isValid() and block.blockNumber() <= last:
            if block.userState() != _CHECKED:
                if time.perf_counter() > until:
                    self._soon.start()
                    break
                self._look_at(block)
                has_looked = True
            block = block.next()
        self._is_behind = self._is_behind or self._has_more()
        if has_looked:
            self._draw()

    def marked(self) -> list[str]:
        """The words that are underlined, in the order of the text."""
        cursors = sorted(self._marks, key=QTextCursor.selectionStart)
        return [cursor.selectedText() for cursor in cursors]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what scrolls into sight."""
        if self._is_behind and event.type() == QEvent.Type.Paint and not self._pause.isActive():
            self._pause.start()
        return super().eventFilter(watched, event)

    def _note_change(self, place: int, _removed: int, added: int) -> None:
        self._forget(place, place + added)
        self._pause.start()

    def _note_edit(self) -> None:
        self._is_writing = True

    def _forget(self, start: int, end: int) -> None:
        """Look again at the paragraphs between two places."""
        block = self._editor.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            block.setUserState(_UNCHECKED)
            block = block.next()

    def _note_caret(self) -> None:
        if self._is_held:
            self._is_held = False
            self._is_writing = False
            self._pause.start()

    def _look_at(self, block: QTextBlock) -> None:
        start, end = block.position(), block.position() + block.length()
        self._marks = [
            mark
            for mark in self._marks
            if mark.hasSelection() and not start <= mark.selectionStart() < end
        ]
        caret = self._editor.textCursor().position() if self._is_writing else -1
        is_held = False
        for found in misspellings(block, self._speller):
            if found.cursor.selectionStart() <= caret <= found.cursor.selectionEnd():
                is_held = True
            else:
                self._marks.append(found.cursor)
        self._is_held = self._is_held or is_held
        block.setUserState(_UNCHECKED if is_held else _CHECKED)

    def _in_sight(self) -> tuple[QTextBlock, int]:
        """The first paragraph in sight, and the number of the last."""
        shown = self._editor.viewport().visibleRegion().boundingRect()
        if shown.isEmpty():
            return QTextBlock(), -1
        first = self._editor.cursorForPosition(QPoint(0, shown.top())).block()
        last = self._editor.cursorForPosition(QPoint(shown.right(), shown.bottom())).block()
        return first, last.blockNumber()

    def _has_more(self) -> bool:
        block = self._editor.document().begin()
        first, last = self._in_sight()
        if first.isValid() and first.blockNumber() == 0:
            block = self._editor.document().findBlockByNumber(last + 1)
        return block.isValid()

    def _draw(self, *_theme: object) -> None:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(themes.current().color("risk"))
        marks = []
        for cursor in self._marks:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format = form
            marks.append(mark)
        self._editor.set_marks(LAYER, marks)


def misspellings(block: QTextBlock, speller: Speller) -> list[Misspelling]:
    """The unknown words of a paragraph, in its order."""
    text = block.text()
    is_wide = bool(text) and max(text) > _BEYOND_BMP
    found = []
    for start, end in speller.unknown(text):
        cursor = QTextCursor(block)
        before = _qt_length(text[:start]) if is_wide else start
        cursor.setPosition(block.position() + before)
        cursor.setPosition(
            block.position() + before + (end - start), QTextCursor.MoveMode.KeepAnchor
        )
        found.append(Misspelling(text[start:end], cursor))
    return found


def _qt_length(text: str) -> int:
    """How many characters a text has in Qt, which counts some signs as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

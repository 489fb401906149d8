"""Types into a long note with spelling on and into a bare text, and prints what each key took.

A line has the milliseconds of both, and the processor time of the first, which does not count how
long other programs kept it waiting.

The parent ends it when it knows enough. Every tenth key comes after a pause, in which the words are
looked at, as they are when somebody thinks for a moment.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from counselor_desk.services.spelling import Speller, load_dictionary
from counselor_desk.ui import theme as themes
from counselor_desk.ui.spelling_marks import PAUSE_MS, SpellingMarks
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.theme import Theme
from tests.benchmarks.paired import in_turn

LETTERS = 50_000
_PARAGRAPH = (
    "He named four of five triggers, rode out two urges this weak and called his sponser. Slept "
    "six hours a night and was anxios before the visit with his sister; buprenorphine as "
    "prescribed. He practiced the breathing exercise and plans to attend three meetings.\n"
)
_TYPED = "and then he said that the week was recieved better "
_KEYS_BETWEEN_PAUSES = 10
_ABOVE_CARET = 300


class Page(QWidget):
    """A page that scrolls and holds one text as tall as what is in it, as the note has it."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = TextEditor(name="Data")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.addWidget(self.editor)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        QVBoxLayout(self).addWidget(self._area)

    def show_caret(self) -> None:
        """Scroll to where one types; a window without the focus does not follow its caret."""
        self._area.verticalScrollBar().setValue(self.editor.cursorRect().top() - _ABOVE_CARET)


class Paints(QObject):
    """Counts how often a text was painted."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self.count = 0
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything pass."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def main() -> None:
    """Type until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    text = (_PARAGRAPH * (LETTERS // len(_PARAGRAPH) + 1))[:LETTERS]
    page, bare = Page(), QTextEdit()
    for window in (page, bare):
        window.resize(900, 700)
        window.show()
    page.editor.set_text(text)
    bare.setPlainText(text)
    marks = SpellingMarks(page.editor, Speller(load_dictionary()))
    for editor in (page.editor, bare):
        _go_to_middle(editor)
    _rest()
    page.show_caret()
    _rest()
    if not marks.marked():
        raise SystemExit("no word was marked")
    paints = Paints(page.editor), Paints(bare)
    letters = cycle(_TYPED)
    processor_ms: list[float] = []

    def press() -> None:
        begun = time.process_time()
        _press(page.editor, next(letters))
        processor_ms.append((time.process_time() - begun) * 1000)

    pairs = in_turn(press, lambda: _press(bare, "e"))
    for place, (product_ms, bare_ms) in enumerate(pairs):
        if not all(one.count for one in paints):
            raise SystemExit("a letter was not painted")
        sys.stdout.write(f"{product_ms} {bare_ms} {processor_ms[-1]}\n")
        sys.stdout.flush()
        if place % _KEYS_BETWEEN_PAUSES == 0:
            _rest()
        for one in paints:
            one.count = 0


def _press(editor: QTextEdit, letter: str) -> None:
    QTest.keyClick(editor, letter)
    for _ in range(3):
        QApplication.processEvents()


def _go_to_middle(editor: QTextEdit) -> None:
    editor.window().activateWindow()
    editor.setFocus()
    cursor = QTextCursor(editor.document().findBlockByNumber(editor.document().blockCount() // 2))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    QApplication.processEvents()


def _rest() -> None:
    until = time.perf_counter() + 2 * PAUSE_MS / 1000
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main()

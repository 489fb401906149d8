"""Types into a long note with spelling on and into a bare text, and prints both times of each key.

The parent ends it when it knows enough. Every tenth key comes after a pause, in which the words are
looked at, as they are when somebody thinks for a moment.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle

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


class Page(QWidget):
    """A page that scrolls and holds one text as tall as what is in it, as the note has it."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = TextEditor(name="Data")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.addWidget(self.editor)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        QVBoxLayout(self).addWidget(area)


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
    if not marks.marked():
        raise SystemExit("no word was marked")
    letters = cycle(_TYPED)
    pairs = in_turn(lambda: _press(page.editor, next(letters)), lambda: _press(bare, "e"))
    for place, (product_ms, bare_ms) in enumerate(pairs):
        sys.stdout.write(f"{product_ms} {bare_ms}\n")
        sys.stdout.flush()
        if place % _KEYS_BETWEEN_PAUSES == 0:
            _rest()


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

"""Types into the note editor of the real window and into a bare text, and tells what it took.

`STORE` comes as argument. A line has the milliseconds of a key in both, the processor time of the
first, which does not count how long other programs kept it waiting, and the longest stretch of
processor time in the pause after it, 0 where there was none.

The parent ends it when it knows enough. Every tenth key comes after a pause, in which the words are
looked at, the note is checked and saved, as they are when somebody thinks for a moment.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit

from counselor_desk.records.notes import SectionCode
from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, notes
from counselor_desk.ui import autosave
from counselor_desk.ui import theme as themes
from counselor_desk.ui.main_window import MainWindow
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.pages_ahead import PagesAhead
from counselor_desk.ui.spelling_marks import SpellingMarks
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.theme import Theme
from tests.benchmarks.paired import in_turn
from tests.desks import PASSPHRASE, Clock
from tests.journeys.persons import begin

_TYPED = "and then he said that the week was recieved better "
_KEYS_BETWEEN_PAUSES = 10
_ABOVE_CARET = 300
_PAUSE_S = 1.5 * autosave.PAUSE_MS / 1000
_PATIENCE_S = 60


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


def main(store: Path) -> None:
    """Type until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    window = begin(store, clock=Clock(), settings=store.parent / "settings.json")
    unlock(window)
    page = open_note(window)
    editor = page.sheet.block(SectionCode.DATA).editor
    bare = QTextEdit()
    bare.resize(editor.width(), window.height())
    bare.show()
    bare.setPlainText(editor.text())
    _go_to_middle(bare)
    _go_to_middle(editor)
    show_caret(editor)
    wait_for(lambda: bool(_marked(editor)), "no word was marked")
    paints = Paints(editor), Paints(bare)
    letters = cycle(_TYPED)
    processor_ms: list[float] = []

    def press() -> None:
        begun = time.process_time()
        _press(editor, next(letters))
        processor_ms.append((time.process_time() - begun) * 1000)

    pairs = in_turn(press, lambda: _press(bare, "e"))
    for place, (product_ms, bare_ms) in enumerate(pairs):
        if not all(one.count for one in paints):
            raise SystemExit("a letter was not painted")
        pause_ms = 0.0 if place % _KEYS_BETWEEN_PAUSES else rest()
        sys.stdout.write(f"{product_ms} {bare_ms} {processor_ms[-1]} {pause_ms}\n")
        sys.stdout.flush()
        for one in paints:
            one.count = 0


def unlock(window: MainWindow) -> None:
    """Open the store, as the button does, and wait for the pages."""
    window.opening.unlock_screen.unlock_requested.emit(PASSPHRASE)
    wait_for(lambda: window.workspace is not None, "the store did not open")


def open_note(window: MainWindow) -> NoteEditorPage:
    """The draft in its editor, the last note beside it."""
    (client,) = clients.rows(window.desk)
    listed = notes.rows(window.desk, client.id)
    draft = next(row for row in listed if row.state is RecordState.DRAFT)
    place = Place(page=Page.NOTE, client_id=client.id, note_id=draft.id)
    window.workspace.navigator.open(place)
    page = window.findChild(NoteEditorPage)
    if not page.objectives.links():
        raise SystemExit("the note is not linked to the plan")
    page.show_last_note()
    ahead = window.workspace.findChild(PagesAhead)
    wait_for(ahead.is_done, "pages are still made ahead")
    if not page.last_note.isVisible():
        raise SystemExit("the last note is not beside it")
    return page


def show_caret(editor: TextEditor) -> None:
    """Scroll to where one types; a window without the focus does not follow its caret."""
    area = editor.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    place = editor.viewport().mapTo(area.widget(), editor.cursorRect().topLeft())
    area.verticalScrollBar().setValue(place.y() - _ABOVE_CARET)


def wait_for(is_so: object, otherwise: str) -> None:
    """Let the program work until something is so."""
    until = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit(otherwise)
        QTest.qWait(10)


def rest() -> float:
    """Let the program do what it does in a pause; its longest stretch of work in milliseconds."""
    until = time.perf_counter() + _PAUSE_S
    longest = 0.0
    while time.perf_counter() < until:
        begun = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - begun)
        time.sleep(0.01)
    return longest * 1000


def _marked(editor: TextEditor) -> list[str]:
    marks = editor.findChild(SpellingMarks)
    return marks.marked() if marks is not None else []


def _press(editor: QTextEdit, letter: str) -> None:
    """A key as the system hands it over: to the window, past everything that looks at its keys."""
    QTest.keyClick(editor.window().windowHandle(), letter)
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Runs the whole program and does what it is told, line by line, before and after the lock.

The process that takes its place runs this module again, since it starts the same command anew. No
secret stands in here: every word to type comes through the pipe.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import sys
import traceback

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QTextEdit

from counselor_desk import app
from counselor_desk.ui.main_window import MainWindow
from tests.journeys.persons import Person

_PR_SET_DUMPABLE = 4
_EDITORS = (QLineEdit, QTextEdit)


class Robot(QObject):
    """Hears one order at a time and answers when it is done."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._person = Person(window)
        self._window = window
        # The test looks into this memory, which the program itself does not allow.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
        self._ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._hear)
        window.opening.painted.connect(lambda: _answer("ready", os.getpid()))

    def _hear(self) -> None:
        order, _, words = os.read(sys.stdin.fileno(), 65_536).decode().rstrip("\n").partition(" ")
        self._ear.setEnabled(False)  # looking at the screen lets events pass
        try:
            _answer("done", getattr(self, f"do_{order}")(words))
        except Exception:  # noqa: BLE001 - the program would show its crash dialog and wait
            _answer("broke", f"{traceback.format_exc()}\nin sight: {self._person.reads()}")
        self._ear.setEnabled(True)

    def do_unlock(self, passphrase: str) -> None:
        """Type the passphrase."""
        self._person.unlocks(passphrase)

    def do_press(self, keys: str) -> None:
        """Press keys."""
        self._person.presses(keys)

    def do_type(self, words: str) -> None:
        """Type into what has the focus."""
        self._person.types(words)

    def do_lines(self, number: str) -> None:
        """Type so many lines."""
        for line in range(int(number)):
            self._person.types(f"line {line}")
            self._person.presses("Return")

    def do_click(self, name: str) -> None:
        """Click on a control."""
        self._person.clicks(name)

    def do_wait(self, name: str) -> None:
        """Wait until a control has the focus."""
        self._person.waits(lambda: self._person.focus() == name, name)

    def do_size(self, size: str) -> None:
        """Give the window this size."""
        self._window.resize(*(int(side) for side in size.split("x")))
        self._person.waits(self._window.isVisible)

    def do_caret(self, position: str) -> None:
        """Put the caret there."""
        self._person.waits(lambda: isinstance(QApplication.focusWidget(), _EDITORS), "an editor")
        editor = QApplication.focusWidget()
        if isinstance(editor, QLineEdit):
            editor.setCursorPosition(int(position))
            return
        cursor = editor.textCursor()
        cursor.setPosition(int(position))
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 3)
        editor.setTextCursor(cursor)

    def do_scroll(self, value: str) -> None:
        """Scroll the page."""
        self._page_bar().setValue(int(value))

    def do_settle(self, value: str) -> None:
        """Wait until the page is scrolled so far."""
        self._person.waits(lambda: self._page_bar().value() == int(value), value)

    def do_rest(self, milliseconds: str) -> None:
        """Type nothing for so long."""
        QTest.qWait(int(milliseconds))

    def do_read(self, _words: str) -> str:
        """Say all that is in sight."""
        return self._person.reads()

    def do_title(self, _words: str) -> str:
        """Say what the desktop calls the window."""
        return self._window.windowTitle()

    def do_tell(self, _words: str) -> dict[str, object]:
        """Say where one is."""
        focus, bar = QApplication.focusWidget(), self._page_bar()
        caret: object = 0
        if isinstance(focus, QTextEdit):
            caret = focus.textCursor().position(), focus.textCursor().anchor()
        elif isinstance(focus, QLineEdit):
            caret = (focus.cursorPosition(),)
        return {
            "pid": os.getpid(),
            "place": repr(self._window.workspace.place()),
            "focus": self._person.focus(),
            "caret": caret,
            "scroll": bar.value(),
            "size": self._window.size().toTuple(),
            "recent": self._window.workspace.recent(),
        }

    def _page_bar(self) -> object:
        widget = QApplication.focusWidget()
        while not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        return widget.verticalScrollBar()


def _answer(word: str, more: object) -> None:
    sys.stdout.write(f"{word} {json.dumps(more)}\n")
    sys.stdout.flush()


def _begin(window: MainWindow) -> None:
    _usual_begin(window)
    Robot(window)


if __name__ == "__main__":
    faulthandler.enable()  # a crash in C says where every thread was
    _usual_begin = MainWindow.begin
    MainWindow.begin = _begin
    sys.exit(app.main(["--store", sys.argv[1]]))

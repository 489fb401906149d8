"""Unlocks a store in the real window and prints two figures in milliseconds.

From the correct passphrase to the painted first page; and the key derivation alone, before it in
the same process and after the same rest, because a processor that rested is slower at first.
`PASSPHRASE STORE MEMORY_KIB` come as arguments: the store is invented.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.storage.costs import Cost, seconds_of

_LOADING_MS = 4000
"""Time to type a passphrase: the program loads meanwhile."""


class Unlocking(QObject):
    """Presses Unlock and waits until the first page is painted."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._begun = 0.0
        self._alone = 0.0
        QTimer.singleShot(_LOADING_MS, self, self._derive)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def _derive(self) -> None:
        self._alone = seconds_of(COST)
        QTimer.singleShot(_LOADING_MS, self, self._unlock)

    def _unlock(self) -> None:
        window = self.parent()
        window.opening.opened.connect(self._watch)
        self._begun = time.perf_counter()
        window.opening.unlock_screen.unlock_requested.emit(PASSPHRASE)

    def _watch(self) -> None:
        """The pages are there, and nothing of them is painted yet."""
        self.parent().workspace.installEventFilter(self)

    def _tell(self) -> None:
        took = (time.perf_counter() - self._begun) * 1000
        os.write(1, f"{took} {self._alone * 1000}\n".encode())
        os._exit(0)


def watched_exec(*_app: QApplication) -> int:
    """In place of the application's own event loop: the same loop, watched."""
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    Unlocking(window)
    return event_loop()


event_loop = QApplication.exec

if __name__ == "__main__":
    from counselor_desk import app

    PASSPHRASE, store, memory_kib = sys.argv[1:]
    COST = Cost(memory_kib=int(memory_kib))
    QApplication.exec = watched_exec
    app.main(["--store", store])

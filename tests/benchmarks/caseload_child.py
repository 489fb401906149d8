"""Unlocks a store in the real window and prints two figures in milliseconds.

From the correct passphrase to the painted client list; and the key derivation alone.
`PASSPHRASE STORE MEMORY_KIB CLIENTS` come as arguments: the store is invented.
"""

from __future__ import annotations

import os
import sys
import time
from statistics import median

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QListView, QMainWindow

from counselor_desk.storage.costs import Cost, seconds_of

_LOADING_MS = 2500
"""Time to type a passphrase: the program loads meanwhile."""


class Unlocking(QObject):
    """Presses Unlock and waits until the list of clients is painted."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._begun = 0.0
        self._list: QListView | None = None
        QTimer.singleShot(_LOADING_MS, self, self._unlock)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._is_full():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def _unlock(self) -> None:
        window = self.parent()
        window.opening.opened.connect(self._watch)
        self._begun = time.perf_counter()
        window.opening.unlock_screen.unlock_requested.emit(PASSPHRASE)

    def _watch(self) -> None:
        """The pages are there, and nothing of them is painted yet."""
        self._list = self.parent().findChild(QListView)
        self._list.viewport().installEventFilter(self)

    def _is_full(self) -> bool:
        return self._list.model().rowCount() == CLIENTS

    def _tell(self) -> None:
        took = (time.perf_counter() - self._begun) * 1000
        alone = median(seconds_of(COST) for _ in range(5)) * 1000
        os.write(1, f"{took} {alone}\n".encode())
        os._exit(0)


def watched_exec(*_app: QApplication) -> int:
    """In place of the application's own event loop: the same loop, watched."""
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    Unlocking(window)
    return event_loop()


event_loop = QApplication.exec

if __name__ == "__main__":
    from counselor_desk import app

    PASSPHRASE, store, memory_kib, clients = sys.argv[1:]
    COST, CLIENTS = Cost(memory_kib=int(memory_kib)), int(clients)
    QApplication.exec = watched_exec
    app.main(["--store", store])

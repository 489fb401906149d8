"""Tells when a main window has been painted for the first time, then ends the process."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QWidget,
)


class FirstPainting(QObject):
    """Watches one window; what it says goes out once the first picture is complete."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: tell(watched))
        return False


def tell(window: QWidget) -> None:
    """Say how many labels, buttons and fields are seen, and end at once."""
    kinds = (QLabel, QAbstractButton, QLineEdit)
    seen = [sum(one.isVisible() for one in window.findChildren(kind)) for kind in kinds]
    os.write(1, f"{' '.join(map(str, seen))}\n".encode())
    os._exit(0)


def watched_exec(*_app: QApplication) -> int:
    """In place of the application's own event loop: the same loop, watched."""
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    watch = FirstPainting(window)
    window.installEventFilter(watch)
    return event_loop()


event_loop = QApplication.exec

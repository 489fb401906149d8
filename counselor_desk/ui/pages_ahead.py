"""Makes pages that were not opened yet, one at a time, while nobody touches keys or mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

QUIET_MS = 1500
"""How long nobody must have touched anything: making a page takes up to 100 ms."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class PagesAhead(QObject):
    """Makes one page at a time, in pauses of the person's work."""

    def __init__(self, makers: Iterable[Callable[[], QWidget]], parent: QWidget) -> None:
        """`makers` in the order in which pages are likely to be needed."""
        super().__init__(parent)
        self._left = list(makers)
        self._window: QWindow | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._take_one)

    def start(self) -> None:
        """Begin to wait for a pause."""
        parent = self.parent()
        if self._left and isinstance(parent, QWidget):
            self._window = parent.window().windowHandle()
            if self._window is not None:
                self._window.installEventFilter(self)
            self._timer.start()

    def is_done(self) -> bool:
        """Whether no page is left to make."""
        return not self._left

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A touch puts the next page off."""
        if event.type() in _TOUCHES and self._left:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _take_one(self) -> None:
        if self._left:
            _polish(self._left.pop(0)())
        if self._left:
            self._timer.start(0)
        elif self._window is not None:
            self._window.removeEventFilter(self)


def _polish(page: QWidget) -> None:
    """Let the style sheet reach every part of a page that nobody sees yet."""
    for widget in (page, *page.findChildren(QWidget)):
        widget.ensurePolished()

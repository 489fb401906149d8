"""The bulletin: what services announce, as a Qt signal that pages connect to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from counselor_desk.services.changes import Changes


class Announcer(Protocol):
    """Who announces changes: the open desk."""

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Hear of every change; what comes back stops it."""


class Bulletin(QObject):
    """Re-emits the announcements of one desk.

    Signals:
        changed: carries `Changes`. A page reloads if it is concerned and did not start it.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop: Callable[[], None] | None = None

    def follow(self, announcer: Announcer) -> None:
        """Re-emit what `announcer` says from now on, and nobody else."""
        self.leave()
        self._stop = announcer.listen(self.changed.emit)

    def leave(self) -> None:
        """Stop listening, before the desk is closed."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop()

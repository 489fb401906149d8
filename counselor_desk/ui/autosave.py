"""Autosave: when what is being typed goes to disk, and whether it got there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from counselor_desk.errors import BusyStoreError, DeskError, RescuedError, UnsavedError

PAUSE_MS = 1000
"""After the last key."""

LONGEST_WAIT_MS = 3000
"""While typing without a pause."""

RETRY_MS = 10_000
"""After a failure, if nothing is typed meanwhile."""

BUSY_MS = 500
"""After a try that found the store busy, which passes by itself."""


class Autosave(QObject):
    """Saves 1 s after the last change and at least every 3 s while changes go on.

    `save` writes what is on the screen and returns when it is on the disk; a `DeskError` of it
    is kept and told, and the next change, `flush` or 10 s try again; half a second where the store
    was only busy. What is in a rescue file meanwhile still waits for the records.

    Signals:
        saved: everything is on the disk.
        failed: it is not; carries the error's sentence.
    """

    saved = Signal()
    failed = Signal(str)

    def __init__(self, save: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._is_waiting = False
        self._problem: DeskError | None = None
        self._pause = self._timer(PAUSE_MS)
        self._deadline = self._timer(LONGEST_WAIT_MS)
        self._retry = self._timer(RETRY_MS)

    @property
    def is_waiting(self) -> bool:
        """Whether something on the screen is not on the disk."""
        return self._is_waiting

    @property
    def problem(self) -> DeskError | None:
        """Why the last try failed; None once everything is on the disk."""
        return self._problem

    def touch(self) -> None:
        """Something changed: save it soon."""
        self._is_waiting = True
        self._pause.start()
        if not self._deadline.isActive():
            self._deadline.start()

    def flush(self) -> bool:
        """Save now what waits; returns whether everything is on the disk."""
        self.stop()
        if not self._is_waiting:
            return True
        try:
            self._save()
        except DeskError as error:
            self._problem = error
            self._retry.start(BUSY_MS if _is_busy(error) else RETRY_MS)
            self.failed.emit(str(error))
            return False
        self._is_waiting = False
        self._problem = None
        self.saved.emit()
        return True

    def flush_or_raise(self) -> None:
        """Save now what waits, before the page is left.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        if not self.flush() and self._problem is not None:
            raise self._problem

    def forget(self) -> None:
        """Nothing waits any more: the record was signed, discarded or left."""
        self.stop()
        self._is_waiting = False
        self._problem = None

    def stop(self) -> None:
        """Do not save by the clock until the next change."""
        for timer in (self._pause, self._deadline, self._retry):
            timer.stop()

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(self.flush)
        return timer


def _is_busy(error: DeskError) -> bool:
    reason = error.reason if isinstance(error, RescuedError | UnsavedError) else error
    return isinstance(reason, BusyStoreError)

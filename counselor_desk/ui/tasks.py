"""Work that takes longer than a blink, done off the window's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QApplication

from counselor_desk.errors import DeskError

Result = TypeVar("Result")

_POOL_NAME = "task_pool"
# Idle threads end soon, so that none outlives a test or a lock for long.
_IDLE_MS = 200
# A letter changes between Qt and Python some ten times, and beside a job that computes it may wait
# this long each time: with Python's 5 ms a letter in twenty took over 30 ms, with this over 14.
_TURN_S = 0.0005


class Task(QObject, Generic[Result]):
    """One job on its way; it belongs to the window's thread and lives until it has reported."""

    _reported = Signal(object, object)

    def __init__(
        self,
        receiver: QObject,
        on_done: Callable[[Result], None],
        on_failed: Callable[[DeskError], None],
    ) -> None:
        super().__init__(QApplication.instance())
        self._receiver: QObject | None = receiver
        self._on_done = on_done
        self._on_failed = on_failed
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def drop(self) -> None:
        """Let the job run out and ignore what comes of it."""
        self._receiver = None

    def report(self, result: Result | None, error: BaseException | None) -> None:
        """Hand over what came of the job; called on its own thread."""
        self._reported.emit(result, error)

    @Slot(object, object)
    def _deliver(self, result: Result, error: BaseException | None) -> None:
        receiver, self._receiver = self._receiver, None
        self.deleteLater()
        if receiver is None or not shiboken6.isValid(receiver):
            return
        if error is None:
            self._on_done(result)
        elif isinstance(error, DeskError):
            self._on_failed(error)
        else:
            # A bug: the crash dialog shows it as if it had happened on this thread.
            raise error


class _Job(QRunnable, Generic[Result]):
    def __init__(self, job: Callable[[], Result], task: Task[Result]) -> None:
        super().__init__()
        self._job = job
        self._task = task

    def run(self) -> None:
        result: Result | None = None
        error: BaseException | None = None
        try:
            result = self._job()
        except Exception as reason:  # noqa: BLE001  # handed to the window's thread, which raises it
            error = reason
        if shiboken6.isValid(self._task):
            self._task.report(result, error)


def run(
    receiver: QObject,
    job: Callable[[], Result],
    on_done: Callable[[Result], None],
    on_failed: Callable[[DeskError], None],
) -> Task[Result]:
    """Do `job` on another thread and hear of it on this one.

    The job takes values and returns a value (use `functools.partial`); it opens its own
    connection if it needs one and never sees a widget.

    Args:
        receiver: who asked; if it was destroyed meanwhile, nobody is told.
        job: what to do.
        on_done: gets the result.
        on_failed: gets a DeskError; any other exception is raised here as a bug.
    """
    task = Task(receiver, on_done, on_failed)
    _pool().start(_Job(job, task))
    return task


def finish() -> None:
    """Wait for every job; for the end of the program, so that no file is left half written."""
    _pool().waitForDone()


def _pool() -> QThreadPool:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("tasks need a running application")
    pool = app.findChild(QThreadPool, _POOL_NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    if not isinstance(pool, QThreadPool):
        pool = QThreadPool(app)
        pool.setObjectName(_POOL_NAME)
        pool.setExpiryTimeout(_IDLE_MS)
        sys.setswitchinterval(_TURN_S)
    return pool

"""What happens when the program meets a bug: a calm dialog and a log line without any content."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal
from PySide6.QtWidgets import QApplication

_PACKAGE = Path(__file__).resolve().parent.parent
_KEPT_BYTES = 200_000


class CrashReporter(QObject):
    """Takes every exception that nobody expected.

    The message of an exception may hold what a client said, so neither dialog nor log shows it:
    only its type and the lines of code it passed through.
    """

    _crashed = Signal(str)

    def __init__(self, log: Path, clock: Callable[[], datetime], parent: QObject) -> None:
        """`log` is the file to write to; `clock` gives the moment, in UTC."""
        super().__init__(parent)
        self._log = log
        self._clock = clock
        self._is_showing = False
        self._crashed.connect(self._show)

    def install(self) -> None:
        """Become the interpreter's handler of unexpected exceptions."""
        sys.excepthook = self.take

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a bug and say so, on the window's thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place = code_location(trace)
        self._write(kind.__name__, trace)
        app = QCoreApplication.instance()
        if app is not None and QThread.currentThread() is not app.thread():
            self._crashed.emit(f"{kind.__name__}, {place}")
        else:
            self._show(f"{kind.__name__}, {place}")

    def _show(self, what: str) -> None:
        # A second bug while the dialog is open, or inside it, is logged and not shown.
        if self._is_showing:
            return
        self._is_showing = True
        try:
            from counselor_desk.ui import messages

            messages.tell(
                QApplication.activeWindow(),
                self.tr("Something went wrong in the program"),
                self.tr(
                    "What was saved is safe, and what you typed is kept as a draft. You can go "
                    "on; if it happens again, lock and start Counselor Desk anew. For a report, "
                    "these words say where it happened and hold nothing about clients: {what}"
                ).format(what=what),
            )
        finally:
            self._is_showing = False

    def _write(self, kind: str, trace: TracebackType | None) -> None:
        frames = " < ".join(reversed(_places(trace)))
        line = f"{self._clock():%Y-%m-%d %H:%M:%S} {kind}: {frames}\n"
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            is_full = self._log.exists() and self._log.stat().st_size > _KEPT_BYTES
            with self._log.open("w" if is_full else "a", encoding="utf-8") as file:
                file.write(line)
        except OSError:
            # A log that cannot be written must not hide the dialog.
            return


def code_location(trace: TracebackType | None) -> str:
    """The innermost line of the program's own code, as `ui/toast.py:42`."""
    own = [place for place in _places(trace) if not place.startswith("(")]
    return own[-1] if own else "outside the program"


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{_short(frame.f_code.co_filename)}:{line}" for frame, line in traceback.walk_tb(trace)
    ]


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).as_posix()
    return f"({path.name})"

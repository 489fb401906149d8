"""Notices that nobody has touched keys or mouse for a while, also across the computer's sleep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from counselor_desk.ui.sleep_clock import seconds_asleep

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

DEFAULT_MINUTES = 5
"""Idle minutes until the window locks: 1 to 30, 5 unless changed."""

WARNING_BEFORE = timedelta(seconds=60)
_CHECK_MS = 1000
_NAP_S = 1.0
"""Clocks that are read one after the other differ by less than this without any sleep."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Counts wall-clock time since the last touch, because timers stand still while it sleeps.

    Signals:
        warned: 60 s are left.
        resumed: somebody came back after the warning.
        expired: the time is over; the watch has stopped.
        slept: the computer slept since the last look.
    """

    warned = Signal()
    resumed = Signal()
    expired = Signal()
    slept = Signal()

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        minutes: int = DEFAULT_MINUTES,
        asleep_s: Callable[[], float] = seconds_asleep,
        parent: QObject | None = None,
    ) -> None:
        """`asleep_s` says how many seconds the computer has slept so far."""
        super().__init__(parent)
        self._clock = clock
        self._asleep_s = asleep_s
        self._slept_s = 0.0
        self.set_minutes(minutes)
        self._touched_at = clock()
        self._has_warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)

    def set_minutes(self, minutes: int) -> None:
        """Allow this many idle minutes from now on; a count that runs goes on."""
        self.minutes = minutes
        self._limit = timedelta(minutes=minutes)

    def start(self) -> None:
        """Begin to count, from now."""
        self.stop()
        self._touched_at = self._clock()
        self._slept_s = self._asleep_s()
        self._has_warned = False
        self._timer.start()
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        _application().focusWindowChanged.connect(self._watch)

    def stop(self) -> None:
        """Count no more."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        _application().focusWindowChanged.disconnect(self._watch)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        # Windows hear each key and click once; a filter on the application would hear every event
        # of every widget, painting included.
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a touch, unless the time was over before it: the first key after sleep locks."""
        if event.type() in _TOUCHES and self._timer.isActive():
            if self._clock() - self._touched_at >= self._limit:
                self.check()
                return True
            self._touched_at = self._clock()
            if self._has_warned:
                self._has_warned = False
                self.resumed.emit()
        return super().eventFilter(watched, event)

    def check(self) -> None:
        """Look at the clock, as every second does. A clock set back starts the count anew."""
        idle = self._clock() - self._touched_at
        if self._has_slept():
            self.slept.emit()
        if not self._timer.isActive():
            return
        if idle < timedelta(0):
            self._touched_at = self._clock()
        elif idle >= self._limit:
            self.stop()
            self.expired.emit()
        elif idle >= self._limit - WARNING_BEFORE and not self._has_warned:
            self._has_warned = True
            self.warned.emit()

    def _has_slept(self) -> bool:
        before, self._slept_s = self._slept_s, self._asleep_s()
        return self._slept_s - before > _NAP_S


def _application() -> QGuiApplication:
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        message = "idle time is watched for an application with windows, and none is running"
        raise RuntimeError(message)  # noqa: TRY004 - a missing application, not a wrong type
    return app

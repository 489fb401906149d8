"""Hears from the desktop that the screen was locked or that the computer goes to sleep.

Linux desktops say it on D-Bus. Elsewhere nothing is heard, and the idle watch notices sleep by the
clocks when the computer wakes.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_LOGIN = "org.freedesktop.login1"
_ANY = ""
"""Any sender and any path: who may speak on the two buses is their own business."""


def hears_screen() -> bool:
    """Whether this system says when its screen is locked, in a way that is listened to."""
    return sys.platform == "linux"


class SessionWatch(QObject):
    """Listens; asks nothing and sends nothing.

    Signals:
        screen_locked: the person locked the screen, or the desktop did.
        sleep_begins: the computer is about to sleep.
    """

    screen_locked = Signal()
    sleep_begins = Signal()

    def start(
        self, session: QDBusConnection | None = None, system: QDBusConnection | None = None
    ) -> bool:
        """Begin to listen; False where no bus says such things.

        Args:
            session: the bus of this person's session; None finds it.
            system: the bus of the computer; None finds it.
        """
        if not hears_screen():
            return False
        from PySide6.QtDBus import QDBusConnection

        session = session or QDBusConnection.sessionBus()
        system = system or QDBusConnection.systemBus()
        heard = [self._follow_screen(session, name) for name in _SCREEN_SAVERS]
        heard.append(
            system.connect(
                _LOGIN,
                _ANY,
                f"{_LOGIN}.Manager",
                "PrepareForSleep",
                self,
                _slot("turn_to_sleep(bool)"),
            )
        )
        heard.append(
            system.connect(
                _LOGIN, _own_session(), f"{_LOGIN}.Session", "Lock", self, _slot("lock_screen()")
            )
        )
        return any(heard)

    @Slot(bool)
    def turn_screen(self, is_locked: bool) -> None:
        """The screen was locked, or unlocked."""
        if is_locked:
            self.screen_locked.emit()

    @Slot(bool)
    def turn_to_sleep(self, is_beginning: bool) -> None:
        """Sleep begins, or is over."""
        if is_beginning:
            self.sleep_begins.emit()

    @Slot()
    def lock_screen(self) -> None:
        """The session was told to lock its screen."""
        self.screen_locked.emit()

    def _follow_screen(self, bus: QDBusConnection, name: str) -> bool:
        return bus.connect(_ANY, _ANY, name, "ActiveChanged", self, _slot("turn_screen(bool)"))


def _slot(signature: str) -> bytes:
    # The stubs ask for bytes; at run time only text is taken.
    return cast("bytes", SLOT(signature))


def _own_session() -> str:
    """Where the login service keeps this person's session; any session if it does not say.

    Its names are escaped as all on D-Bus: letters and digits stay, a first digit does not.
    """
    name = os.environ.get("XDG_SESSION_ID", "")
    if not name:
        return _ANY
    escaped = "".join(
        letter
        if letter.isascii() and (letter.isalpha() or (at and letter.isdigit()))
        else "".join(f"_{byte:02x}" for byte in letter.encode())
        for at, letter in enumerate(name)
    )
    return f"/org/freedesktop/login1/session/{escaped}"

"""The desktop says that the screen is locked or that the computer goes to sleep."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from counselor_desk.services import settings
from counselor_desk.ui import session_watch
from counselor_desk.ui.session_watch import SessionWatch
from counselor_desk.ui.settings.security import SecuritySection
from tests.ui.test_main_window import (
    LONG_MS,
    open_window,  # noqa: F401 - pytest finds fixtures by their names here
    pattern,  # noqa: F401 - as above
    store,  # noqa: F401 - as above
    unlock,
)

SPOKEN = """
import os
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from counselor_desk.ui.session_watch import SessionWatch

app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
speaker = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "speaker")
watch = SessionWatch()
assert watch.start(bus, bus)
watch.screen_locked.connect(lambda: print("locked"))
watch.sleep_begins.connect(lambda: print("sleep"))


def says(path, interface, name, *words):
    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(list(words))
    assert speaker.send(signal)


if "login1" in sys.argv:
    assert speaker.registerService("org.freedesktop.login1")
{signals}
QTimer.singleShot(500, app.quit)
app.exec()
"""
SCREEN = 'says("/ScreenSaver", "{name}.ScreenSaver", "ActiveChanged", {value})'
SLEEP = 'says("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", {0})'
LOCK = 'says("/org/freedesktop/login1/session/{0}", "org.freedesktop.login1.Session", "Lock")'

needs_bus = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-run-session") is None,
    reason="needs a private D-Bus: dbus-run-session is not there",
)


def heard(signals: str, *, session: str = "4") -> list[str]:
    """What the watch says of these signals on a bus of its own."""
    ended = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SPOKEN.format(signals=signals), "login1"],
        env=session_environment(session),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def session_environment(session: str) -> dict[str, str]:
    return {**os.environ, "XDG_SESSION_ID": session}


@needs_bus
@pytest.mark.parametrize("name", ["org.freedesktop", "org.gnome", "org.xfce"])
def test_a_locked_screen_is_heard(name):
    assert heard(SCREEN.format(name=name, value=True)) == ["locked"]


@needs_bus
def test_a_screen_that_opens_and_the_end_of_sleep_say_nothing():
    signals = "\n".join((SCREEN.format(name="org.gnome", value=False), SLEEP.format(False)))

    assert heard(signals) == []


@needs_bus
def test_sleep_is_heard_before_it_begins():
    assert heard(SLEEP.format(True)) == ["sleep"]


@needs_bus
def test_the_own_session_is_heard_and_no_other():
    assert heard(LOCK.format("_34"), session="4") == ["locked"]
    assert heard(LOCK.format("_35"), session="4") == []


@pytest.mark.parametrize(("name", "path"), [("4", "_34"), ("c1", "c1"), ("a-b", "a_2db")])
def test_names_of_sessions_are_escaped(monkeypatch, name, path):
    monkeypatch.setenv("XDG_SESSION_ID", name)

    assert session_watch._own_session().endswith(f"/session/{path}")


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is asked for on Linux alone")
def test_without_a_bus_nothing_is_heard_and_nothing_breaks():
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "from counselor_desk.ui.session_watch import SessionWatch\n"
        "print(SessionWatch().start())"
    )
    nowhere = "unix:path=/nonexistent"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"DBUS_SESSION_BUS_ADDRESS": nowhere, "DBUS_SYSTEM_BUS_ADDRESS": nowhere},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.stdout.strip() == "False", ended.stderr


@pytest.fixture
def locking_window(open_window, store, qtbot):  # noqa: F811 - the fixtures above
    """The window of an open store."""
    made = open_window(store)
    unlock(made, qtbot)
    qtbot.waitUntil(lambda: made.desk is not None, timeout=LONG_MS)
    return made


@pytest.fixture
def session(qapp):
    made = SessionWatch()
    yield made
    made.deleteLater()


@pytest.mark.parametrize("locks", [True, False])
def test_the_window_locks_with_the_screen_if_the_store_says_so(locking_window, session, locks):
    settings.change(locking_window.desk, locks_with_screen=locks)
    locking_window.follow(session)
    session.screen_locked.emit()

    assert (locking_window.desk is None) == locks


def test_the_window_locks_before_sleep(locking_window, session):
    locking_window.follow(session)
    session.sleep_begins.emit()

    assert locking_window.desk is None


@pytest.mark.parametrize("hears", [True, False])
def test_settings_offer_the_screen_lock_where_it_is_heard(monkeypatch, qtbot, desk, hears):
    monkeypatch.setattr(session_watch.sys, "platform", "linux" if hears else "win32")
    section = SecuritySection(desk)
    qtbot.addWidget(section)

    assert section.screen_box.isEnabled() is hears
    assert ("Not on this system yet" in section.screen_box.accessibleDescription()) is not hears

"""What holds for every test: no display, no network, no home of the user, nothing left behind."""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two shared cores make single examples slow now and then; that is no failure.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("desk")

_HOME = Path(tempfile.mkdtemp(prefix="counselor-desk-tests-"))
_HOME_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}
for _name, _folder in _HOME_FOLDERS.items():
    (_HOME / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)


def pytest_unconfigure() -> None:
    """Take the borrowed home away when the last test is over."""
    shutil.rmtree(_HOME, ignore_errors=True)


_reached: list[str] = []


class NetworkRefusedError(RuntimeError):
    """The program never leaves the machine, and so do its tests."""


def _is_local(host: object) -> bool:
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a local socket
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
    else:
        return
    if not _is_local(host):
        _reached.append(f"{event} {host}")
        raise NetworkRefusedError(host)


sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def reached_network() -> Iterator[list[str]]:
    """Every try to reach another machine; a test that means it clears the list."""
    _reached.clear()
    yield _reached
    assert not _reached, f"the network was reached for: {_reached}"


class _Keep(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def stray_logs() -> Iterator[list[logging.LogRecord]]:
    """Log records of WARNING and above; a test that expects one takes it out of the list."""
    keep = _Keep()
    logger = logging.getLogger("counselor_desk")
    logger.addHandler(keep)
    yield keep.records
    logger.removeHandler(keep)
    assert not keep.records, [record.getMessage() for record in keep.records]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No thread, running timer or top-level widget outlives its test.

    What was there before is frozen out of sight of the garbage collector, so that afterwards only
    the objects that the test itself made are looked through.
    """
    threads_before = set(threading.enumerate())
    gc.freeze()
    windows_before = _windows()
    yield
    left = _windows() - windows_before or _timers_and_threads()
    if left:
        gc.collect()  # a reference cycle is not yet a leak
        left = _windows() - windows_before | _timers_and_threads()
    gc.unfreeze()
    threads = set(threading.enumerate()) - threads_before
    for thread in threads:
        thread.join(timeout=1)
    left |= {thread.name for thread in threads if thread.is_alive()}
    assert not left, f"left behind: {sorted(left)}"


def _windows() -> set[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    from PySide6.QtCore import QCoreApplication, QEvent
    from shiboken6 import getCppPointer

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        f"{type(window).__name__} {window.objectName()} {getCppPointer(window)[0]:x}"
        for window in widgets.QApplication.topLevelWidgets()
    }


def _timers_and_threads() -> set[str]:
    if "PySide6.QtCore" not in sys.modules:
        return set()
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    left = set()
    for thing in gc.get_objects():
        if issubclass(type(thing), (QTimer, QThread)) and isValid(thing):
            is_busy = thing.isActive() if isinstance(thing, QTimer) else thing.isRunning()
            if is_busy:
                left.add(f"{type(thing).__name__} {thing.objectName()}")
    return left

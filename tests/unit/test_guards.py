"""Facts about the guards around every test: each is shown to fail on what it forbids."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PLANTED = """
import logging
import os
import socket
import threading
from pathlib import Path

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget

KEPT = []
GATE = threading.Event()


def test_network():
    try:
        socket.create_connection(("192.0.2.1", 9), timeout=0.1)
    except RuntimeError:
        pass


def test_name_look_up():
    try:
        socket.getaddrinfo("example.org", 80)
    except RuntimeError:
        pass


def test_warning():
    logging.getLogger("counselor_desk.planted").warning("planted")


def test_window(qapp):
    KEPT.append(QWidget())


def test_timer(qapp):
    KEPT[:] = [QTimer()]
    KEPT[0].start(1000)


def test_qt_thread(qapp):
    KEPT[:] = [QThread()]
    KEPT[0].start()


def test_stop_qt_thread_is_clean():
    KEPT[0].quit()
    KEPT[0].wait()


def test_thread():
    threading.Thread(target=GATE.wait, daemon=True, name="planted").start()


def test_stop_thread_is_clean():
    GATE.set()


def test_local_socket_is_clean():
    with socket.socket() as here, socket.socket() as there:
        here.bind(("127.0.0.1", 0))
        here.listen()
        there.connect(here.getsockname())


def test_information_is_clean():
    logging.getLogger("counselor_desk.planted").info("fine")


def test_closed_window_is_clean(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()


def test_dropped_cycle_is_clean(qapp):
    window = QWidget()
    window.me = window


def test_home_is_clean():
    assert Path.home() != Path(os.environ["REAL_HOME"])
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What pytest says about the planted tests, by name: PASSED, or ERROR at the clean-up."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(TESTS / "guards.py", folder / "conftest.py")
    (folder / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**os.environ, "REAL_HOME": str(Path.home())},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(" - ")[0].split() for line in run.stdout.splitlines()]
    said = [
        (line[0], line[1].split("::")[1]) for line in lines if len(line) == 2 and "::" in line[1]
    ]
    assert said, run.stdout
    return {name: {word for word, about in said if about == name} for _, name in said}


@pytest.mark.parametrize(
    "name", ["network", "name_look_up", "warning", "window", "timer", "qt_thread", "thread"]
)
def test_what_is_forbidden_fails(outcomes, name):
    assert "ERROR" in outcomes[f"test_{name}"]


@pytest.mark.parametrize(
    "name",
    [
        "local_socket",
        "information",
        "closed_window",
        "dropped_cycle",
        "home",
        "stop_thread",
        "stop_qt_thread",
    ],
)
def test_what_is_allowed_passes(outcomes, name):
    assert outcomes[f"test_{name}_is_clean"] == {"PASSED"}

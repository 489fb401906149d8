"""Reading the modules of pages ahead."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit

from counselor_desk.ui.ahead import ReadAhead


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of three modules that nobody imported; the second needs the third."""
    folder = tmp_path / "pages_to_read"
    folder.mkdir()
    for name, text in (("__init__", ""), ("a", ""), ("b", "from . import c"), ("c", "")):
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "pages_to_read"
    for name in [one for one in sys.modules if one.startswith("pages_to_read")]:
        del sys.modules[name]


@pytest.fixture
def parent(qapp):
    made = QObject()
    yield made
    made.deleteLater()


def read(package):
    return {name.removeprefix(f"{package}.") for name in sys.modules if f"{package}." in name}


def test_nothing_is_read_before_the_start(package, parent):
    ReadAhead([package], parent)

    assert read(package) == set()


def test_a_turn_without_time_reads_one_module(package, parent):
    ahead = ReadAhead([package], parent, turn_ms=0)
    ahead._take_turn()  # looks at what it imports
    ahead._take_turn()

    assert read(package) == {"a"}


def test_what_a_page_is_made_of_is_read_in_turns_of_its_own():
    # A fresh process: in this one the modules were read already.
    code = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QObject\n"
        "from counselor_desk.ui import ahead\n"
        "app, parent = QCoreApplication([]), QObject()\n"
        "def read():\n"
        "    return {one for one in sys.modules if one.startswith('counselor_desk.ui.')\n"
        "            and not hasattr(sys.modules[one], '__path__')}\n"
        "reading = ahead.ReadAhead(['counselor_desk.ui.plans'], parent, turn_ms=0)\n"
        "counts = []\n"
        "while not reading.is_done():\n"
        "    before = read()\n"
        "    reading._take_turn()\n"
        "    counts.append(len(read() - before))\n"
        "print(max(counts), sum(counts) > 50, 'counselor_desk.ui.plans.page' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "1 True True"


def test_everything_is_read_after_a_while(qtbot, package, parent):
    ahead = ReadAhead([package], parent)
    ahead.start()
    qtbot.waitUntil(ahead.is_done)

    assert read(package) == {"a", "b", "c"}


def test_once_everything_was_read_no_timer_runs(qtbot, package, parent):
    ahead = ReadAhead([package], parent)
    ahead.start()
    qtbot.waitUntil(lambda: not ahead._timer.isActive())
    ahead.start()

    assert not ahead._timer.isActive()


def test_a_key_puts_the_next_turn_off(qtbot, package):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    ahead = ReadAhead([package], field, quiet_ms=60_000)
    ahead.start(after_ms=1000)
    qtbot.keyClick(field.windowHandle(), Qt.Key.Key_A)

    assert ahead._timer.remainingTime() > 50_000


def test_where_nobody_must_wait_for_keys_they_put_nothing_off(qtbot, package):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    ahead = ReadAhead([package], field, quiet_ms=0)
    ahead.start(after_ms=60_000)
    before = ahead._timer.remainingTime()
    qtbot.keyClick(field.windowHandle(), Qt.Key.Key_A)

    assert ahead._timer.interval() == 60_000
    assert ahead._timer.remainingTime() <= before

"""What the window loads before its first picture, and asks of the client list at each painting."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.ui.clients.model import ClientList
from counselor_desk.ui.clients.table import ClientTable

REPOSITORY = Path(__file__).parents[2]
HEAVY = {
    "cryptography",
    "docx",
    "lxml",
    "mnemonic",
    "msgspec",
    "PIL",
    "pypdfium2",
    "reportlab",
    "sqlcipher3",
    "tzlocal",
    "zoneinfo",
    "zxcvbn",
}
FIRST_PICTURE = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
from counselor_desk import app

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(*sorted(sys.modules), sep="\\n", flush=True)
            os._exit(0)
        return False

def watched_exec(*_):
    windows = QApplication.topLevelWidgets()
    window = next(one for one in windows if isinstance(one, QMainWindow))
    watch = Watch(window)
    window.installEventFilter(watch)
    return loop()

loop, QApplication.exec = QApplication.exec, watched_exec
{planted}
app.main(["--store", "Records.cdesk"])
"""


def _first_picture(home: Path, planted: str = "") -> set[str]:
    """The modules that a fresh process of the whole program has loaded at its first painting."""
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(REPOSITORY)}
    painted = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE.replace("{planted}", planted)],
        cwd=home,
        env=os.environ | dict.fromkeys(homes, str(home)) | own,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(painted.stdout.split())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return _first_picture(tmp_path_factory.mktemp("home"))


def _libraries(modules):
    return {name.partition(".")[0] for name in modules}


def test_the_whole_program_loads_nothing_heavy_before_its_first_picture(loaded):
    assert "counselor_desk.ui.main_window" in loaded
    assert not _libraries(loaded) & HEAVY


def test_no_store_and_no_page_is_loaded_before_the_first_picture(loaded):
    rooms = ("services", "storage", "documents", "rules")
    early = {name for room in rooms for name in loaded if name == f"counselor_desk.{room}"}

    assert not early | ({"counselor_desk.ui.workspace"} & loaded)


def test_a_heavy_library_would_be_seen(tmp_path):
    assert _libraries(_first_picture(tmp_path, "import sqlcipher3")) & HEAVY == {"sqlcipher3"}


class Counted(ClientList):
    """Counts what a view and its delegate ask."""

    def __init__(self):
        super().__init__(lambda: date(2026, 3, 12))
        self.asked = 0

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked += 1
        return super().data(index, role)

    def cells(self, row, columns):
        self.asked += 1
        return super().cells(row, columns)


def _row(number: int) -> ClientRow:
    return ClientRow(
        id=ClientId(number),
        number=f"CD-{number:04}",
        name=f"Marcus {number}",
        full_name=f"Marcus Reyes {number}",
        initials="MR",
        status=ClientStatus.ACTIVE,
        week=3,
        target_weeks=12,
        last_note_on=date(2026, 3, 11),
        unsigned_notes=1,
        plan_signed_on=date(2026, 2, 12),
        plan_due_on=date(2026, 3, 14),
    )


def _asked_per_painting(qtbot, count: int, planted=None) -> int:
    model = Counted()
    table = ClientTable(model)
    qtbot.addWidget(table)
    table.resize(1000, 700)
    model.set_rows([_row(number) for number in range(count)])
    with qtbot.waitExposed(table):
        table.show()
    table.grab()
    model.asked = 0
    if planted is not None:
        planted(model)
    table.grab()
    return model.asked


@pytest.mark.parametrize("count", [100, 1000, 10_000])
def test_painting_the_list_asks_only_for_what_is_seen(qtbot, count):
    assert 0 < _asked_per_painting(qtbot, count) <= 300


def test_painting_more_clients_asks_no_more(qtbot):
    assert _asked_per_painting(qtbot, 10_000) == _asked_per_painting(qtbot, 100)


def test_reading_every_row_would_be_seen(qtbot):
    def look_at_all(model):
        for number in range(model.rowCount(QModelIndex())):
            model.data(model.index(number, 0))

    assert _asked_per_painting(qtbot, 10_000, look_at_all) > 2_000

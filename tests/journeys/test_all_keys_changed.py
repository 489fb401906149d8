"""All keys are changed while the window is open; it locks, and the new passphrase goes on."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records.audit import Act
from counselor_desk.services import clients, keys, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import audit, costs
from counselor_desk.ui import tasks
from counselor_desk.ui.main_window import MainWindow
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.opening import Surroundings
from tests.desks import PASSPHRASE, PROGRAM, ZONE

OTHER = "garden-copper-winter-anchor-maple"
LONG_MS = 30_000


@pytest.fixture
def window(tmp_path, clock, qtbot):
    folder = tmp_path / "Records.cdesk"
    desk, _ = stores.create(
        folder,
        PASSPHRASE,
        config_dir=tmp_path / "config",
        zone=ZONE,
        program=PROGRAM,
        cost=costs.FLOOR,
    )
    clients.add(desk, NewClient(given_name="Marcus", family_name="Reyes"))
    stores.lock(desk)
    around = Surroundings(
        folder=folder,
        usual_folder=folder,
        config_dir=tmp_path / "config",
        zone=lambda: ZONE,
        clock=clock,
    )
    window = MainWindow(around, tmp_path / "settings.json")
    qtbot.addWidget(window)
    window.begin()
    qtbot.waitUntil(lambda: window.menu is not None)
    yield window
    window.close()
    tasks.finish()
    QApplication.processEvents()


def unlock(window, passphrase):
    edit = window.opening.unlock_screen.passphrase_part.findChild(QWidget, "unlock_passphrase_edit")
    edit.setText(passphrase)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_the_window_reads_on_locks_and_opens_with_the_new_passphrase_alone(window, qtbot):
    unlock(window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)
    done, failed = [], []
    words = keys.new_words(window.desk)
    work = partial(keys.rotate, window.desk, OTHER, words)
    tasks.run(window, work, lambda _none: done.append(True), failed.append)

    window.workspace.navigator.open(Place(page=Page.CLIENTS))
    qtbot.waitUntil(lambda: bool(done or failed), timeout=LONG_MS)
    window.workspace.navigator.open(Place(page=Page.TODAY))
    assert failed == []
    window.lock()
    qtbot.waitUntil(lambda: window.desk is None and window.opening.isEnabled(), timeout=LONG_MS)

    unlock(window, PASSPHRASE)
    field = window.opening.unlock_screen.passphrase_part.passphrase_field
    qtbot.waitUntil(lambda: "does not match" in field.error(), timeout=LONG_MS)
    unlock(window, OTHER)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)
    with window.desk.read() as reader:
        assert [event.act for event in audit.events(reader, act=Act.ROTATE_KEYS)]
        assert audit.verify(reader, window.desk.database.keys).is_whole
    assert [row.full_name for row in clients.rows(window.desk)] == ["Marcus Reyes"]

"""The anchor is kept while a store is open, and its log is looked at after each unlock."""

from __future__ import annotations

import contextlib
import json

import pytest
from PySide6.QtCore import QObject, QTimer

from counselor_desk.errors import WrongCipherError
from counselor_desk.records.audit import Act
from counselor_desk.storage import connection, known_answers
from counselor_desk.ui import tasks
from counselor_desk.ui.anchoring import Anchoring
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def anchoring(qapp, desk):
    parent = QObject()
    yield Anchoring(desk, parent)
    tasks.finish()
    qapp.processEvents()


def break_log(desk):
    key = desk.vault.derive("cdesk/db/1")
    records = desk.vault.folder / "records.db"
    with contextlib.closing(connection.open_connection(records, key)) as outside:
        outside.execute("DROP TRIGGER lock_audit_event_update")
        outside.execute("UPDATE audit_event SET actor = 'nobody' WHERE seq = 1")


def anchored(desk):
    return json.loads((desk.vault.folder / "anchor.json").read_bytes())["seq"]


def test_every_minute_it_notes_how_far_the_records_have_come(anchoring, desk):
    anchoring.start()
    (timer,) = anchoring.findChildren(QTimer)
    with desk.write() as writer:
        writer.act(Act.VIEW)
        seq = writer.value("SELECT max(seq) FROM audit_event")
    timer.timeout.emit()
    tasks.finish()

    assert (timer.interval(), timer.isActive(), anchored(desk)) == (60_000, True, seq)


def test_a_broken_log_is_found_after_the_unlock(anchoring, desk, qtbot):
    break_log(desk)
    with qtbot.waitSignal(anchoring.log_broke) as broke:
        anchoring.start()

    assert broke.args == ["Entry 1 does not fit."]


def test_nothing_is_said_of_a_log_that_holds(anchoring, qapp):
    said = []
    anchoring.log_broke.connect(said.append)
    anchoring.start()
    tasks.finish()
    qapp.processEvents()

    assert said == []


def test_the_pages_tell_of_a_broken_log_until_it_is_dismissed(qtbot, desk):
    workspace = Workspace(lock_minutes=5)
    qtbot.addWidget(workspace)
    workspace.use(desk)
    workspace.warn_of_log("Entry 1 does not fit.")

    assert not workspace.log_banner.isHidden()
    assert "Entry 1 does not fit." in workspace.log_banner.accessibleName()
    workspace.log_banner.close_button.click()
    assert workspace.log_banner.isHidden()
    workspace.leave()


def test_nothing_is_written_once_a_cipher_is_found_wrong(anchoring, desk, qtbot, monkeypatch):
    monkeypatch.setattr(known_answers, "wrong", lambda: "Argon2id")
    with qtbot.waitSignal(anchoring.cipher_failed) as failed:
        anchoring.start()

    assert "does not compute Argon2id as its standard says" in failed.args[0]
    assert desk.is_read_only
    with pytest.raises(WrongCipherError), desk.write():
        pass
    with (
        contextlib.closing(desk.vault.connect()) as apart,
        pytest.raises(WrongCipherError),
        apart.write(desk.now(), "owner", session_uid="one"),
    ):
        pass


def test_right_ciphers_stop_nothing(anchoring, desk, qapp):
    anchoring.start()
    tasks.finish()
    qapp.processEvents()

    assert not desk.is_read_only


def test_the_pages_say_for_good_that_nothing_is_written(qtbot, desk):
    workspace = Workspace(lock_minutes=5)
    qtbot.addWidget(workspace)
    workspace.use(desk)
    workspace.warn_of_cipher("Nothing is written.")

    assert not workspace.log_banner.isHidden()
    assert workspace.log_banner.close_button.isHidden()
    workspace.leave()

"""At lock and close a backup goes to every named folder; a failed one holds nothing up."""

from __future__ import annotations

import pytest

from counselor_desk.errors import DiskFullError
from counselor_desk.records.audit import Act
from counselor_desk.services import audit_words, backups, settings, stores
from counselor_desk.storage import audit
from tests.ui.test_main_window import (
    LONG_MS,
    PASSPHRASE,
    ZONE,
    open_window,  # noqa: F401 - pytest finds fixtures by their names here
    pattern,  # noqa: F401 - as above
    store,  # noqa: F401 - as above
    unlock,
)


@pytest.fixture
def stick(tmp_path):
    """A folder for backups."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def window(open_window, store, stick, qtbot):  # noqa: F811 - the fixtures above
    """The open window of a store that names a folder for backups."""
    made = open_window(store)
    unlock(made, qtbot)
    qtbot.waitUntil(lambda: made.desk is not None, timeout=LONG_MS)
    backups.add_place(made.desk, stick)
    yield made
    qtbot.waitUntil(lambda: not made._parting.is_busy, timeout=LONG_MS)


def wait_for_end(window, qtbot):
    qtbot.waitUntil(lambda: not window._parting.is_busy, timeout=LONG_MS)


def test_the_lock_leaves_a_backup_and_a_closed_store(window, store, stick, qtbot):  # noqa: F811
    window.lock()
    assert window.desk is None
    assert not window.opening.isEnabled()
    wait_for_end(window, qtbot)

    assert window.opening.isEnabled()
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    state = backups.state(desk)
    stores.lock(desk)
    assert [path.suffix for path in stick.iterdir()] == [".cdbk"]
    assert state.last_verified is not None


def test_a_folder_that_is_gone_does_not_hold_the_lock_up(window, store, stick, qtbot):  # noqa: F811
    stick.rmdir()
    window.lock()
    wait_for_end(window, qtbot)

    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    failed = backups.state(desk).failed
    stores.lock(desk)
    assert [one.failure for one in failed] == ["missing"]


def test_closing_waits_for_the_backup_and_then_closes(window, stick, qtbot):
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)

    assert [path.suffix for path in stick.iterdir()] == [".cdbk"]


def test_closing_while_it_locks_closes_once_the_backup_is_there(window, stick, qtbot):
    window.lock()
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)

    assert [path.suffix for path in stick.iterdir()] == [".cdbk"]


def test_going_to_sleep_locks_at_once(window, stick):
    settings.change(window.desk, locks_on_sleep=True)
    window._watches.idle.slept.emit()

    assert window.desk is None
    assert not window._parting.is_busy
    assert list(stick.iterdir()) == []


def test_the_process_is_replaced_after_the_backup(window, stick, qtbot):
    seen = []
    window._replace_process = lambda _message: seen.append(list(stick.iterdir()))
    window.lock()
    assert seen == []
    wait_for_end(window, qtbot)

    assert [len(files) for files in seen] == [1]


def last_lock(store):  # noqa: F811 - the fixture's value
    """How the log of the closed store tells of the lock before."""
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    with desk.read() as reader:
        locks = [
            f"{audit_words.what(event)} · {audit_words.result(event)}"
            for event in audit.events(reader)
            if event.act in {Act.LOCK, Act.AUTO_LOCK}
        ]
    desk.close()
    return locks[0]


@pytest.mark.parametrize(
    ("told", "lock"),
    [
        ("Locked · ", lambda window: window.lock()),
        ("Locked by itself · idle time", lambda window: window._watches.idle.expired.emit()),
        ("Locked by itself · sleep", lambda window: window._watches.idle.slept.emit()),
        ("Locked by itself · screen locked", lambda window: window._watches._lock_with_screen()),
    ],
)
def test_the_log_tells_why_it_locked(window, store, qtbot, told, lock):  # noqa: F811
    settings.change(window.desk, locks_on_sleep=True, locks_with_screen=True)
    lock(window)
    wait_for_end(window, qtbot)

    assert last_lock(store) == told


def test_a_lock_that_was_refused_at_first_keeps_its_reason(window, store, qtbot, monkeypatch):  # noqa: F811
    refused = [DiskFullError]

    def flush():
        if refused:
            raise refused.pop()

    monkeypatch.setattr(window.workspace, "flush", flush)
    window._watches.idle.expired.emit()
    assert window.desk is not None
    window._retry.timeout.emit()
    wait_for_end(window, qtbot)

    assert window.desk is None
    assert last_lock(store) == "Locked by itself · idle time"

"""A store is backed up, lost, and brought back by its recovery words alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counselor_desk.records.tasks import Lane
from counselor_desk.services import clients, tasks
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui import messages
from tests.desks import PASSPHRASE
from tests.journeys.conftest import Answers
from tests.journeys.persons import Person

NEW_PASSPHRASE = "stone-harbor-violet-candle-hill"
PROGRAM_NAME = "Cedar Ridge Recovery"


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on another drive, chosen whenever a folder is asked for."""
    folder = tmp_path / "CLINIC-USB"
    folder.mkdir()
    monkeypatch.setattr(messages, "choose_folder", lambda *_asked: folder)
    return folder


def back_up(person: Person) -> None:
    """Name the drive as the place for backups, and make one there."""
    person.clicks("Backup")
    person.waits_to_see("No backup yet")
    person.clicks("Back up now")
    person.waits_to_see("Last verified backup")


def lock(person: Person) -> None:
    """Lock, and wait until the last backup is made and the store is closed."""
    person.clicks("Lock now")
    opening = person.window.opening
    person.waits(lambda: person.window.desk is None and opening.isEnabled(), "the closed store")


def open_by_words(person: Person, words: tuple[str, ...]) -> None:
    """Choose the only backup of the drive, and open it with the recovery words."""
    person.waits(lambda: person.has("Look in a folder…"), "the first step")
    person.clicks("Look in a folder…")
    person.waits(lambda: person.has("Choose"), "the backup of the drive")
    person.clicks("Choose")
    person.clicks("Use recovery words")
    person.fills("Recovery words of the backup", " ".join(words))
    person.clicks("Open the backup")
    person.waits_to_see("In this backup")


def test_a_lost_store_comes_back_by_its_recovery_words_alone(
    start, store, pattern, drive, reopened
):
    person = start(store)
    person.unlocks(PASSPHRASE)
    back_up(person)
    person.waits_to_see("read back and verified · 1 client")
    lock(person)
    person.window.close()
    shutil.rmtree(store)

    person = start(store)
    person.waits_to_see("Who works here?")
    person.clicks("Restore a backup…")
    open_by_words(person, pattern[1])
    person.clicks("Restore this backup")
    person.waits_to_see("Choose a new passphrase")
    for _ in range(2):
        person.types(NEW_PASSPHRASE)
        person.presses("Return")
    person.waits(lambda: person.window.desk is not None, "the restored store")
    person.waits_to_see("Restored and counted: 1 client")
    person.presses("Ctrl+2")
    person.waits_to_see("Marcus R.")
    lock(person)

    desk = reopened(store, NEW_PASSPHRASE)
    assert [row.full_name for row in clients.rows(desk)] == ["Marcus Reyes"]


def test_replacing_current_data_puts_it_aside_and_opens_the_backup(
    start, store, drive, answers: Answers, reopened, tmp_path
):
    person = start(store)
    person.unlocks(PASSPHRASE)
    back_up(person)
    desk = person.window.desk
    (row,) = clients.rows(desk)
    tasks.add(desk, row.id, NewTask(lane=Lane.HOUSING, text="Call the landlord"))

    person.clicks("Restore a backup…")
    person.waits(lambda: person.has("Choose"), "the backup of the drive")
    person.clicks("Choose")
    person.fills("Passphrase of the backup", PASSPHRASE)
    person.presses("Return")
    person.waits_to_see("1 thing exists only on this computer")
    answers.expect("Replace current data?", lambda: confirm(person))
    person.clicks("Replace current data…")
    person.waits_to_see("The former records are kept in")
    lock(person)

    assert tasks.of_client(reopened(store), row.id) == ()
    (aside,) = tmp_path.glob("Records before restore *.cdesk")
    assert [task.text for task in tasks.of_client(reopened(aside), row.id)] == ["Call the landlord"]


def test_a_backup_is_looked_at_and_the_records_wait_untouched(start, store, drive, tmp_path):
    person = start(store)
    person.unlocks(PASSPHRASE)
    back_up(person)
    desk = person.window.desk
    (row,) = clients.rows(desk)
    tasks.add(desk, row.id, NewTask(lane=Lane.HOUSING, text="Call the landlord"))

    person.clicks("Restore a backup…")
    person.waits(lambda: person.has("Choose"), "the backup of the drive")
    person.clicks("Choose")
    person.fills("Passphrase of the backup", PASSPHRASE)
    person.presses("Return")
    person.waits_to_see("1 thing exists only on this computer")
    person.clicks("Open it read-only")
    person.waits_to_see("Nothing can be written here")
    assert tasks.of_client(person.window.desk, row.id) == ()

    person.clicks("Back to your records")
    opening = person.window.opening
    person.waits(lambda: person.window.desk is None and opening.isEnabled(), "the closed backup")
    person.unlocks(PASSPHRASE)
    assert [task.text for task in tasks.of_client(person.window.desk, row.id)] == [
        "Call the landlord"
    ]
    assert [path.name for path in tmp_path.glob("*.cdesk")] == [store.name]
    lock(person)


def test_a_damaged_store_offers_the_way_to_its_backup(start, store, drive):
    person = start(store)
    person.unlocks(PASSPHRASE)
    back_up(person)
    lock(person)
    person.window.close()
    (store / "records.db").write_bytes(b"")

    person = start(store)
    person.waits_to_see("is empty (0 bytes)")
    person.clicks("Restore a backup…")
    person.waits(lambda: person.has("Look in a folder…"), "the first step")
    person.clicks("Look in a folder…")
    person.waits(lambda: person.has("Choose"), "the backup of the drive")


def confirm(person: Person) -> None:
    """Type the name, wrongly first."""
    person.types("something else")
    person.presses("Return")
    assert person.sees("That is not the name.")
    person.fills(f"Type “{PROGRAM_NAME}” to go on", PROGRAM_NAME)
    person.presses("Return")

"""Restoring: by passphrase or words, beside what is there, all or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.records.backups import Comparison
from counselor_desk.records.edits import TaskEdit
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    anchors,
    backups,
    clients,
    dialog_drafts,
    form_drafts,
    notes,
    restores,
    stores,
)
from counselor_desk.services import keys as key_services
from counselor_desk.services import practice as practices
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import audit, failed_unlocks, keys, practice, vault
from counselor_desk.storage import folder as folders
from counselor_desk.storage.table import moment_text
from tests import old_stores
from tests.caseloads import add_clients
from tests.desks import CHEAP, LOOSE, NOW, PASSPHRASE, PROGRAM, ZONE, Clock, new_desk

LOG = ("audit_event", "audit_seal")
"""The tables that the restore itself adds to."""

NEW_PASSPHRASE = "stone-harbor-violet-candle-hill"


@dataclass(frozen=True)
class BackedUp:
    """A closed store with three clients, its backup, and what opens both."""

    folder: Path
    path: Path
    words: tuple[str, ...]
    config: Path


def opened(folder: Path, passphrase: str = PASSPHRASE, config: Path | None = None) -> Desk:
    opened = vault.unlock(folder, passphrase, config_dir=config, bounds=LOOSE)
    return Desk(vault=opened, zone=ZONE, clock=Clock())


def make(desk: Desk, folder: Path) -> Path:
    tried = backups.make(desk.vault, folder, at=desk.local(desk.now()), bounds=LOOSE)
    assert tried.is_verified
    return folder / tried.file_name


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> BackedUp:
    home = tmp_path_factory.mktemp("home")
    made = vault.create(
        home / "Records.cdesk", PASSPHRASE, at=NOW, config_dir=home / "config",
        cost=CHEAP, bounds=LOOSE,
    )  # fmt: skip
    desk = Desk(vault=made.vault, zone=ZONE, clock=Clock())
    desk.set_program(PROGRAM)
    add_clients(desk, 3)
    path = make(desk, home)
    desk.vault.keep_anchor(NOW)
    desk.close()
    return BackedUp(home / "Records.cdesk", path, made.recovery_words, home / "config")


@pytest.fixture
def there(template: BackedUp, tmp_path: Path) -> BackedUp:
    """A copy of the template, with the store and the backup in folders of their own."""
    store = shutil.copytree(template.folder, tmp_path / "here" / "Records.cdesk")
    (tmp_path / "stick").mkdir()
    path = Path(shutil.copy(template.path, tmp_path / "stick"))
    return BackedUp(store, path, template.words, tmp_path / "config")


def restore(there: BackedUp, folder: Path, secret: object = PASSPHRASE, **given: object):
    given = {"config_dir": there.config, "at": NOW, "bounds": LOOSE} | given
    return restores.restore(there.path, folder, secret, **given)


def names(desk: Desk) -> list[str]:
    return [row.full_name for row in clients.rows(desk)]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "lock"
    }


@pytest.mark.parametrize("kind", ["passphrase", "words"])
def test_either_secret_alone_restores_everything_elsewhere(there, tmp_path, kind):
    new = tmp_path / "new computer" / "Records.cdesk"
    done = restore(there, new, PASSPHRASE if kind == "passphrase" else there.words)
    before, after = opened(there.folder), opened(new)
    names_before, names_after = names(before), names(after)
    before.close()
    after.close()

    assert done.moved_aside is None
    assert done.counts["client"] == 3
    assert names_after == names_before
    assert len(names_after) == 3


def tables(folder: Path, log_length: int) -> dict[str, str]:
    """Every table by a hash of its rows; of the log the first `log_length` entries."""
    hashes = {}
    desk = opened(folder)
    with desk.read() as reader:
        for (table,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            rows = reader.rows(f"SELECT * FROM {table}")  # noqa: S608 - a name that the store gave
            if table in LOG:
                rows = [row for row in rows if row[0] <= log_length]
            elif table == "sqlite_sequence":
                rows = [row for row in rows if row[0] not in LOG]
            listed = "\n".join(sorted(repr(row) for row in rows))
            hashes[table] = hashlib.sha256(listed.encode()).hexdigest()
    desk.close()
    return hashes


@pytest.mark.parametrize("kind", ["passphrase", "words"])
def test_every_table_comes_back_as_it_was(there, tmp_path, kind):
    secret = PASSPHRASE if kind == "passphrase" else there.words
    length = restores.inspect(there.path, secret, bounds=LOOSE).audit_seq
    restore(there, tmp_path / "new.cdesk", secret)

    before = tables(there.folder, length)
    assert {"client", "note", "plan", "seal", "search_text", *LOG} <= set(before)
    assert tables(tmp_path / "new.cdesk", length) == before


def test_a_table_with_one_word_more_has_another_hash(there):
    before = tables(there.folder, 0)
    desk = opened(there.folder)
    with desk.write() as writer:
        writer.execute("UPDATE client SET given_name = given_name || '.' WHERE id = 1")
    desk.close()
    after = tables(there.folder, 0)

    assert {name for name in before if before[name] != after[name]} >= {"client"}


def test_a_restored_store_has_all_its_parts_and_nothing_else_is_left(there, tmp_path):
    new = tmp_path / "new" / "Records.cdesk"
    restore(there, new)

    assert {path.name for path in new.iterdir()} == {
        "README.txt", "anchor.json", "keys.copy.json", "keys.json", "lock", "records.db",
    }  # fmt: skip
    assert list(new.parent.iterdir()) == [new]
    assert new.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in new.iterdir()} == {0o600}


def test_the_log_says_that_it_was_restored_and_what_was_counted(there, tmp_path):
    restore(there, tmp_path / "new.cdesk")
    desk = opened(tmp_path / "new.cdesk")
    with desk.read() as reader:
        rows = reader.rows("SELECT actor, result FROM audit_event WHERE act = ?", Act.RESTORE.value)
    desk.close()

    assert rows == [("owner", "3 clients, 6 notes")]


def test_a_store_that_is_there_goes_aside_whole(there):
    before = contents(there.folder)
    done = restore(there, there.folder)

    assert done.moved_aside == there.folder.with_name(
        "Records before restore 2026-03-12 1500.cdesk"
    )
    assert contents(done.moved_aside) == before
    opened(done.moved_aside).close()


def test_all_that_lies_on_this_computer_of_a_store_can_be_named(there):
    done = restore(there, there.folder)
    desk = opened(there.folder, config=there.config)
    anchors.keep(desk)
    found = stores.places(desk)
    desk.close()

    assert found[:2] == (there.folder, done.moved_aside)
    assert {path for path in there.config.rglob("*") if path.is_file()} == set(found[2:])
    assert len(found) == 4


def test_without_a_folder_of_its_own_the_store_alone_lies_here(there):
    desk = opened(there.folder)
    assert stores.places(desk) == (there.folder,)
    desk.close()


def test_a_second_restore_in_that_minute_moves_to_a_name_of_its_own(there):
    restore(there, there.folder)
    done = restore(there, there.folder)

    assert done.moved_aside.name == "Records before restore 2026-03-12 1500 (2).cdesk"


def test_an_open_store_is_not_replaced(there):
    desk = opened(there.folder)
    with pytest.raises(errors.StoreInUseError):
        restore(there, there.folder)
    assert len(names(desk)) == 3
    desk.close()

    assert list(there.folder.parent.iterdir()) == [there.folder]


def test_it_may_be_prepared_while_the_store_is_open(there):
    desk = opened(there.folder)
    prepared = restores.prepare(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    desk.close()
    done = restores.put_in_place(prepared, config_dir=there.config, at=NOW)

    assert done.moved_aside is not None
    opened(there.folder, config=there.config).close()


def test_a_prepared_store_may_be_thrown_away(there):
    prepared = restores.prepare(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    restores.discard(prepared)

    assert list(there.folder.parent.iterdir()) == [there.folder]


def test_what_is_no_store_is_not_replaced(there, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine")

    with pytest.raises(errors.FolderTakenError):
        restore(there, tmp_path / "letters")
    assert (tmp_path / "letters" / "letter.txt").read_text() == "mine"


def test_no_store_is_put_into_a_synced_folder(there, tmp_path):
    with pytest.raises(errors.RiskyPlaceError):
        restore(there, tmp_path / "Dropbox" / "Records.cdesk")


def test_an_empty_folder_becomes_the_store(there, tmp_path):
    (tmp_path / "empty.cdesk").mkdir()
    restore(there, tmp_path / "empty.cdesk")

    opened(tmp_path / "empty.cdesk").close()


@pytest.mark.parametrize(
    ("secret", "sentence"),
    [("wrong-lamp-orbit-seed-wolf", "an earlier one"), (keys.new_recovery_words(), "twelve words")],
)
def test_a_wrong_secret_says_so_and_changes_nothing(there, secret, sentence):
    before = contents(there.folder)
    with pytest.raises(errors.WrongBackupSecretError, match=sentence):
        restore(there, there.folder, secret)

    assert contents(there.folder) == before
    assert list(there.folder.parent.iterdir()) == [there.folder]


@pytest.mark.parametrize("at", [0, 8, 12, 400, 60_000, -40, -1])
def test_a_flipped_byte_is_damage_and_leaves_nothing(there, tmp_path, at):
    content = bytearray(there.path.read_bytes())
    content[at] ^= 0x01
    there.path.write_bytes(content)

    with pytest.raises(errors.DamagedBackupError):
        restore(there, tmp_path / "new" / "Records.cdesk")
    assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("size", [0, 7, 11, 500, -1, -33, -4096])
def test_a_cut_file_is_damage(there, size):
    content = there.path.read_bytes()
    there.path.write_bytes(content[:size])

    with pytest.raises(errors.DamagedBackupError):
        restores.inspect(there.path, PASSPHRASE, bounds=LOOSE)


def test_a_longer_file_is_damage(there):
    with there.path.open("ab") as file:
        file.write(b"more")

    with pytest.raises(errors.DamagedBackupError):
        restores.inspect(there.path, PASSPHRASE, bounds=LOOSE)


def test_a_newer_backup_is_refused_politely(there):
    content = there.path.read_bytes()
    there.path.write_bytes(b"CDESKBK2" + content[8:])

    with pytest.raises(errors.NewerBackupError):
        restores.inspect(there.path, PASSPHRASE, bounds=LOOSE)


def test_a_missing_backup_cannot_be_read(there):
    there.path.unlink()

    with pytest.raises(errors.UnreadableBackupError):
        restores.inspect(there.path, PASSPHRASE, bounds=LOOSE)


@pytest.mark.parametrize("after", [0, 1, 2, 4, 6])
def test_stopping_leaves_nothing_and_changes_nothing(there, after):
    before = contents(there.folder)
    asked = iter(range(100))
    with pytest.raises(errors.StoppedError):
        restore(there, there.folder, is_cancelled=lambda: next(asked) >= after)

    assert contents(there.folder) == before
    assert list(there.folder.parent.iterdir()) == [there.folder]


def test_progress_counts_up_to_all_of_it(there, tmp_path):
    heard: list[tuple[int, int]] = []
    restore(there, tmp_path / "n.cdesk", progress=lambda done, total: heard.append((done, total)))

    done = [one for one, _ in heard]
    assert done == sorted(done)
    assert heard[-1][0] >= 0.99 * heard[-1][1]


def test_a_full_disk_leaves_nothing(there, tmp_path):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises((errors.DiskError, errors.DiskFullError)):
            restore(there, tmp_path / "new" / "Records.cdesk")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list((tmp_path / "new").iterdir()) == []


def test_after_a_change_of_passphrase_the_one_of_the_backup_opens_what_was_restored(there):
    desk = opened(there.folder, config=there.config)
    desk.vault.change_passphrase(NEW_PASSPHRASE, cost=CHEAP)
    desk.close()
    restore(there, there.folder)

    opened(there.folder, config=there.config).close()
    with pytest.raises(errors.WrongSecretError):
        opened(there.folder, NEW_PASSPHRASE, there.config)


def test_a_restored_store_is_no_older_copy(there):
    desk = opened(there.folder, config=there.config)
    add_clients(desk, 1)
    desk.vault.keep_anchor(NOW)
    desk.close()
    done = restore(there, there.folder)
    desk = opened(there.folder, config=there.config)
    rollback = desk.vault.rollback
    desk.close()

    assert done.moved_aside is not None
    assert rollback is None


def test_the_same_files_put_back_by_hand_are_an_older_copy(there):
    """What the test above rests on: without the restore it would be announced."""
    older = shutil.copytree(there.folder, there.folder.with_name("kept"))
    desk = opened(there.folder, config=there.config)
    add_clients(desk, 1)
    desk.vault.keep_anchor(NOW)
    desk.close()
    shutil.rmtree(there.folder)
    older.rename(there.folder)
    desk = opened(there.folder, config=there.config)
    rollback = desk.vault.rollback
    desk.close()

    assert rollback is not None


def test_a_crash_before_the_swap_leaves_the_former_store(there):
    restores.prepare(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    folders.finish_restore(there.folder)
    desk = opened(there.folder)
    with desk.read() as reader:
        restored = reader.value("SELECT count(*) FROM audit_event WHERE act = 'restore'")
    desk.close()

    assert restored == 0


def test_what_was_prepared_before_a_crash_does_not_come_up_later(there):
    prepared = restores.prepare(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    assert prepared.waiting.is_dir()
    opened(there.folder).close()

    assert not prepared.waiting.exists()


def test_a_crash_between_the_renames_is_finished_when_the_store_is_looked_at(there):
    restores.prepare(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    there.folder.rename(there.folder.with_name("Records before restore.cdesk"))

    assert folders.look(there.folder, bounds=LOOSE).exists
    opened(there.folder).close()


def test_what_a_crash_left_is_cleared_by_the_next_restore(there):
    left = there.folder.with_name(f".{there.folder.name}.restoring")
    left.mkdir()
    (left / "records.db").write_bytes(b"half")
    restore(there, there.folder)

    assert not left.exists()


def test_a_practice_store_comes_back_as_one(tmp_path):
    made = vault.create(
        tmp_path / "practice.cdesk", PASSPHRASE, at=NOW, config_dir=None, cost=CHEAP,
        bounds=LOOSE, is_practice=True,
    )  # fmt: skip
    desk = Desk(vault=made.vault, zone=ZONE, clock=Clock())
    path = make(desk, tmp_path)
    desk.close()
    restores.restore(
        path, tmp_path / "again.cdesk", PASSPHRASE, config_dir=tmp_path / "config", at=NOW,
        bounds=LOOSE,
    )  # fmt: skip

    assert practice.has_known_passphrase(tmp_path / "again.cdesk")
    assert not (tmp_path / "config").exists()


def test_found_lists_the_newest_first_by_the_clear_header(there, clock):
    desk = opened(there.folder)
    clock.pass_by(days=1)
    tried = backups.make(desk.vault, there.path.parent, at=desk.local(clock()), bounds=LOOSE)
    desk.close()
    (there.path.parent / "broken.cdbk").write_bytes(b"CDESKBK1 and nothing else")
    listed = restores.found(there.path.parent, bounds=LOOSE)

    assert [one.path.name for one in listed] == [tried.file_name, there.path.name]
    assert [one.label for one in listed] == ["Records", "Records"]
    assert listed[0].size == tried.size
    assert listed[0].made_at == clock()


def test_a_folder_that_is_gone_holds_no_backups(tmp_path):
    assert restores.found(tmp_path / "gone") == ()


def test_inside_tells_what_a_backup_holds(there):
    inside = restores.inspect(there.path, there.words, bounds=LOOSE)

    assert restores.contents(inside.counts) == {
        "clients": 3, "signed_notes": 3, "drafts": 3, "unfinished_forms": 0, "plans": 3,
        "assessments": 0, "tasks": 0, "cvs": 0, "discharges": 0, "log_entries": inside.audit_seq,
    }  # fmt: skip


def compared(folder: Path, path: Path, *, change=lambda _desk: None) -> Comparison:
    """A backup beside a store that was changed after it."""
    inside = restores.inspect(path, PASSPHRASE, bounds=LOOSE)
    desk = opened(folder)
    change(desk)
    found = restores.compare(desk, inside)
    desk.close()
    return found


def counts(found: Comparison) -> dict[str, tuple[int, int, int]]:
    return {one.what: (one.in_backup, one.here, one.only_here) for one in found.differences}


def add_another_client(desk: Desk) -> None:
    """Add a client with a plan, two signed notes and a begun one."""
    desk.clock.pass_by(minutes=5)
    add_clients(desk, 1, signed_notes=2)


def test_compare_shows_what_came_since(there):
    found = compared(there.folder, there.path, change=add_another_client)

    assert found.kinship == "same"
    assert counts(found) | {"log_entries": (0, 0, 0)} == {
        "clients": (3, 4, 1), "signed_notes": (3, 5, 2), "drafts": (3, 4, 1), "plans": (3, 4, 1),
        "unfinished_forms": (0, 0, 0), "assessments": (0, 0, 0), "tasks": (0, 0, 0),
        "cvs": (0, 0, 0), "discharges": (0, 0, 0), "log_entries": (0, 0, 0),
    }  # fmt: skip
    assert {one.number for one in found.only_here} == {"CD-0004"}
    assert Counter(one.what for one in found.only_here) == {
        "signed_notes": 2, "clients": 1, "plans": 1, "drafts": 1,
    }  # fmt: skip


def test_what_the_backup_has_too_is_not_only_here(there):
    found = compared(there.folder, there.path)

    assert found.only_here == ()
    assert {only_here for _, _, only_here in counts(found).values()} == {0}


def test_a_draft_that_was_typed_in_since_would_go_though_there_are_no_more_of_them(there):
    def type_on(desk: Desk) -> None:
        desk.clock.pass_by(minutes=5)
        with desk.write() as writer:
            writer.execute_unaudited(
                "UPDATE draft SET kept_at = ? WHERE id = 1", moment_text(desk.now())
            )

    found = compared(there.folder, there.path, change=type_on)

    assert counts(found)["drafts"] == (3, 3, 1)
    assert [(one.what, one.number) for one in found.only_here] == [("drafts", "CD-0001")]


def begin_forms(desk: Desk) -> None:
    """Leave a client's form and two dialogs, one of them about the practice."""
    desk.clock.pass_by(minutes=5)
    row = next(one for one in clients.rows(desk) if one.number == "CD-0002")
    form_drafts.keep(desk, row.id, TaskEdit(lane=Lane.JOB, text="Call the clinic"))
    dialog_drafts.keep(desk, row.id, "contact", {"phone": "555 0100"})
    desk.clock.pass_by(minutes=1)
    dialog_drafts.keep(desk, row.id, "allergy", {"to": "latex"})
    dialog_drafts.keep(desk, None, "group", {"name": "Evening"})


def test_forms_and_dialogs_that_were_begun_since_are_counted_one_by_one(there):
    found = compared(there.folder, there.path, change=begin_forms)
    forms = [one for one in found.only_here if one.what == "unfinished_forms"]

    assert counts(found)["unfinished_forms"] == (0, 4, 4)
    assert sorted(one.number for one in forms) == ["", "CD-0002", "CD-0002", "CD-0002"]
    assert forms == sorted(forms, key=lambda one: one.added_at, reverse=True)


def compared_closed(folder: Path, path: Path, secret: object, **given: object) -> Comparison:
    inside = restores.inspect(path, PASSPHRASE, bounds=LOOSE)
    return restores.compare_closed(folder, secret, inside, config_dir=None, bounds=LOOSE, **given)


@pytest.mark.parametrize("kind", ["passphrase", "words"])
def test_a_closed_store_is_compared_like_an_open_one_and_stays_as_it_is(there, kind):
    from_open = compared(there.folder, there.path, change=add_another_client)
    before = contents(there.folder)
    secret = PASSPHRASE if kind == "passphrase" else there.words
    from_closed = compared_closed(there.folder, there.path, secret)

    assert from_closed.only_here == from_open.only_here != ()
    assert counts(from_closed) == counts(from_open)
    assert from_closed.is_log_whole
    assert contents(there.folder) == before


def test_what_a_crash_left_in_the_write_ahead_log_is_compared_too(there, tmp_path):
    desk = opened(there.folder)
    add_another_client(desk)
    crashed = shutil.copytree(there.folder, tmp_path / "Crashed.cdesk")
    desk.close()

    assert compared_closed(crashed, there.path, PASSPHRASE).only_here != ()
    again = opened(crashed)
    assert len(names(again)) == 4
    again.close()


def test_a_wrong_secret_of_what_is_here_is_kept_for_its_log_when_it_was_typed_for_it(there):
    for tried_at in (None, NOW):
        with pytest.raises(errors.WrongSecretError):
            compared_closed(there.folder, there.path, NEW_PASSPHRASE, tried_at=tried_at)
        assert failed_unlocks.read(there.folder) == (() if tried_at is None else (NOW,))


def test_what_is_damaged_or_missing_or_open_is_not_compared(there, tmp_path):
    with pytest.raises(errors.NoStoreError):
        compared_closed(tmp_path / "nothing", there.path, PASSPHRASE)
    desk = opened(there.folder)
    with pytest.raises(errors.StoreInUseError):
        compared_closed(there.folder, there.path, PASSPHRASE)
    desk.close()
    records = there.folder / "records.db"
    records.write_bytes(records.read_bytes()[:4096] + bytes(records.stat().st_size - 4096))
    with pytest.raises(errors.DamagedRecordsError):
        compared_closed(there.folder, there.path, PASSPHRASE)


@pytest.mark.parametrize("version", [1, 4, 6])
def test_a_store_of_an_older_program_is_compared_by_its_counts_and_not_upgraded(
    there, tmp_path, version
):
    folder = shutil.copytree(old_stores.folder_of(version), tmp_path / "Old.cdesk")
    before = contents(folder)
    inside = restores.inspect(there.path, PASSPHRASE, bounds=LOOSE)
    found = restores.compare_closed(
        folder, practices.secrets().passphrase, inside, config_dir=None, bounds=LOOSE
    )

    assert found.kinship == "other"
    assert counts(found)["clients"][1] == old_stores.CLIENTS[version]
    assert contents(folder) == before


def test_forms_that_the_backup_has_too_are_not_only_here(there):
    desk = opened(there.folder)
    begin_forms(desk)
    desk.clock.pass_by(minutes=5)
    later = make(desk, there.path.parent)
    desk.close()
    found = compared(there.folder, later)

    assert counts(found)["unfinished_forms"] == (4, 4, 0)
    assert found.only_here == ()


def test_a_backup_with_unfinished_forms_is_restored(there, tmp_path):
    desk = opened(there.folder)
    begin_forms(desk)
    later = make(desk, there.path.parent)
    desk.close()
    restores.restore(later, tmp_path / "n.cdesk", PASSPHRASE, config_dir=None, at=NOW, bounds=LOOSE)
    again = opened(tmp_path / "n.cdesk")
    (row, *_) = [one for one in clients.rows(again) if one.number == "CD-0002"]
    found = dialog_drafts.find(again, row.id, "allergy")
    again.close()

    assert found is not None
    assert found.typed == {"to": "latex"}


def test_an_older_backup_tells_of_its_forms_by_their_rows():
    assert restores.contents({"form_draft": 2})["unfinished_forms"] == 2


@pytest.mark.parametrize("held", [3, 5])
def test_of_a_backup_of_another_store_all_that_is_here_counts_as_going(there, tmp_path, held):
    """As many notes here as there are no sign of sameness."""
    other = new_desk(tmp_path / "Other.cdesk")
    add_clients(other, held)
    other.close()
    found = compared(tmp_path / "Other.cdesk", there.path)

    assert found.kinship == "other"
    assert counts(found)["signed_notes"] == (3, held, held)
    assert counts(found)["clients"] == (3, held, held)
    assert counts(found)["log_entries"][2] == 0


def test_of_a_backup_from_before_another_way_was_gone_all_counts_as_going(there):
    desk = opened(there.folder)
    add_clients(desk, 1)
    later = make(desk, there.path.parent)
    desk.close()
    restore(there, there.folder)
    found = compared(there.folder, later, change=lambda desk: add_clients(desk, 2))

    assert found.kinship == "parted"
    assert counts(found)["signed_notes"] == (4, 5, 5)


def test_a_backup_that_was_restored_is_still_of_these_records(there):
    restore(there, there.folder)

    assert compared(there.folder, there.path).kinship == "same"


def test_a_whole_log_and_a_broken_one_are_told_beside_a_backup(there, monkeypatch):
    assert compared(there.folder, there.path).is_log_whole

    broken = audit.ChainReport(entries=4, first_bad_seq=5)
    monkeypatch.setattr(audit, "verify", lambda *_of: broken)
    assert not compared(there.folder, there.path).is_log_whole


def test_a_drill_counts_and_leaves_nothing(there):
    counts = restores.drill(there.path, there.words, bounds=LOOSE)

    assert counts["client"] == 3
    assert list(there.path.parent.iterdir()) == [there.path]


def test_a_drill_is_logged(desk):
    restores.note_drill(desk)
    with desk.read() as reader:
        rows = reader.rows("SELECT result FROM audit_event WHERE act = 'restore_drill'")

    assert rows == [("good",)]


def test_a_store_of_an_older_schema_is_backed_up_and_restored(tmp_path):
    """`tests/vaults` holds stores as released versions left them."""
    released = Path(__file__).parents[2] / "vaults" / "v1.cdesk"
    folder = shutil.copytree(released, tmp_path / "v1.cdesk")
    text = (Path(__file__).parents[3] / "resources" / "practice" / "store.toml").read_text()
    passphrase = next(line for line in text.splitlines() if "passphrase" in line).split('"')[1]
    document = vault.key_files.read_copies(folder, None, keys.BOUNDS)[0].document
    root = document.unlock("passphrase", passphrase)
    source = backups.Source(folder=folder, document=document, derive=root.derive)
    backups.making.write(source, tmp_path / "old.cdbk", at=NOW, app_version="0.1.0")
    done = restores.restore(
        tmp_path / "old.cdbk", tmp_path / "new.cdesk", passphrase, config_dir=None, at=NOW
    )
    desk = opened(tmp_path / "new.cdesk", passphrase)
    found = names(desk)
    desk.close()

    assert done.counts["client"] == len(found) == 2
    assert restores.inspect(tmp_path / "old.cdbk", passphrase).schema == 1


def test_signed_notes_and_their_seals_come_back(there, tmp_path):
    from counselor_desk.services import checks

    restore(there, tmp_path / "n.cdesk")
    desk = opened(tmp_path / "n.cdesk")
    results = checks.run(desk)
    added = clients.add(
        desk, NewClient(given_name="New", family_name="Client", admitted_on=NOW.date())
    )
    notes.start(desk, added.id)
    desk.close()

    assert all(result.is_good for result in results), results


def test_a_backup_from_before_all_keys_were_changed_is_restored_with_its_old_secrets(there):
    desk = opened(there.folder, config=there.config)
    key_services.rotate(desk, NEW_PASSPHRASE, keys.new_recovery_words())
    stores.lock(desk)
    restore(there, there.folder, there.words)
    desk = opened(there.folder, config=there.config)
    found, rollback, copies = names(desk), desk.vault.rollback, desk.vault.verify_keys()
    desk.close()

    assert (len(found), rollback, copies) == (3, None, 3)
    with pytest.raises(errors.WrongSecretError):
        opened(there.folder, NEW_PASSPHRASE, there.config)

"""All keys are changed: the same records under a fresh root, or everything as it was."""

import contextlib
import shutil

import pytest

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import anchors, backups, checks, keys, notes, signatures, stores
from counselor_desk.services.desk import Desk
from counselor_desk.storage import connection, proving, vault
from counselor_desk.storage import notes as note_rows
from tests.desks import CHEAP, LOOSE, NOW, PASSPHRASE
from tests.unit.services.test_keys import acts, fill_disk, is_whole, opens

OTHER = "garden-copper-winter-anchor-maple"


def contents(desk):
    """Every row of every table but the log, as the open store gives them."""
    with desk.read() as reader:
        tables = [
            name
            for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("audit_", "sqlite_"))
        ]
        rows = {name: reader.rows(f'SELECT * FROM "{name}"') for name in tables}  # noqa: S608 - names of the schema
        header = [
            reader.value(f"PRAGMA {name}")
            for name in ("user_version", "application_id", "page_size", "journal_mode")
        ]
    return rows, header


def parts(folder):
    return sorted(path.name for path in folder.iterdir())


def keys_of(folder):
    return (folder / "keys.json").read_bytes(), (folder / "keys.copy.json").read_bytes()


@pytest.fixture
def words(desk):
    return keys.new_words(desk)


class Rotated:
    """A store after its keys were changed, made once: what it held, its secrets, its folder."""

    def __init__(self, desk, folder):
        self.before = contents(desk)
        self.store_keys = desk.database.keys
        self.store_id = desk.vault.store_id
        self.cost = desk.vault.key_document.cost_of("passphrase")
        self.old_key = desk.vault.derive("cdesk/db/1")
        self.words = keys.new_words(desk)
        self.seen = []
        keys.rotate(desk, OTHER, self.words, progress=lambda *at: self.seen.append(at))
        self.crashed = shutil.copytree(desk.vault.folder, folder / "crashed")
        stores.lock(desk)
        self.locked = shutil.copytree(desk.vault.folder, folder / "locked")


_made = []


@pytest.fixture
def once(request, tmp_path_factory):
    """The store with a signed note in it, after the change of its keys."""
    if not _made:
        desk = request.getfixturevalue("desk")
        notes.sign(desk, request.getfixturevalue("note_edit"))
        _made.append(Rotated(desk, tmp_path_factory.mktemp("rotated")))
    return _made[0]


@pytest.fixture
def rotated(once, tmp_path):
    """The folder of that store, locked."""
    return shutil.copytree(once.locked, tmp_path / "Rotated.cdesk")


@pytest.fixture
def unlocked(rotated, clock):
    """That store, opened by its new passphrase."""
    opened = vault.unlock(rotated, OTHER, config_dir=None, bounds=LOOSE)
    desk = Desk(vault=opened, zone="America/Chicago", clock=clock)
    yield desk
    desk.close()


def test_only_the_new_passphrase_and_the_new_words_open_the_store(once, rotated):
    assert opens(rotated, OTHER)
    assert opens(rotated, once.words)
    assert not opens(rotated, PASSPHRASE)


def test_every_row_is_carried_over(once, unlocked):
    before, after = once.before[0], contents(unlocked)[0]

    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} <= {"acting"}
    assert before["note"]
    assert before["search_text"]


def test_the_header_of_the_records_is_carried_over(once, unlocked):
    assert contents(unlocked)[1] == once.before[1]
    assert once.before[1][1] == 0x4344534B


def test_the_counter_of_the_log_and_the_settings_of_the_search_are_carried_over(unlocked):
    with unlocked.read() as reader:
        counted = reader.value("SELECT seq FROM sqlite_sequence WHERE name = 'audit_event'")
        last = reader.value("SELECT max(seq) FROM audit_event")
        settings = reader.rows("SELECT k, v FROM search_config")

    assert counted == last
    assert ("secure-delete", 1) in settings


def test_signed_notes_match_their_seals_after_it(unlocked):
    with unlocked.read() as reader:
        (note,) = note_rows.signed(reader)
        signatures.proof(reader, unlocked, RecordKind.NOTE, note)


def test_a_full_check_finds_nothing(unlocked):
    assert [found for found in checks.run(unlocked) if not found.is_good] == []


def test_the_signing_and_audit_keys_are_carried_over(once, unlocked):
    assert unlocked.database.keys == once.store_keys


def test_the_log_is_unbroken_and_names_the_change(unlocked):
    assert Act.ROTATE_KEYS in acts(unlocked)
    assert is_whole(unlocked)


def test_no_key_of_the_old_root_opens_the_new_records(once, rotated):
    with pytest.raises(errors.ForeignRecordsError):
        connection.open_connection(rotated / "records.db", once.old_key)


def test_the_key_file_counts_the_change(once, unlocked):
    document = unlocked.vault.key_document

    assert (document.epoch, document.key_epoch) == (2, 2)
    assert document.store_id == once.store_id
    assert unlocked.vault.verify_keys() == 2


def test_the_cost_of_a_guess_stays(once, unlocked):
    assert unlocked.vault.key_document.cost_of("passphrase") == once.cost


def test_the_backup_made_first_goes_when_the_new_passphrase_has_opened_the_store(rotated):
    assert parts(rotated / "migrate") == ["before.cdbk"]

    assert opens(rotated, OTHER)
    assert not (rotated / "migrate").exists()


def test_the_backup_made_first_stays_while_the_new_passphrase_is_not_typed(rotated):
    assert not opens(rotated, PASSPHRASE)

    assert parts(rotated / "migrate") == ["before.cdbk"]


def test_a_crash_before_the_lock_leaves_the_new_keys_in_force(once, tmp_path):
    folder = shutil.copytree(once.crashed, tmp_path / "Crashed.cdesk")

    assert not opens(folder, PASSPHRASE)
    assert opens(folder, OTHER)


def test_progress_grows_to_the_whole(once):
    assert once.seen == sorted(once.seen)
    assert once.seen[-1][0] >= 0.99 * once.seen[-1][1]


def test_the_same_passphrase_may_open_the_keys_after_a_second_change(unlocked):
    words = keys.new_words(unlocked)
    keys.rotate(unlocked, OTHER, words)
    stores.lock(unlocked)

    assert opens(unlocked.vault.folder, OTHER)
    assert opens(unlocked.vault.folder, words)


def test_until_the_store_is_locked_it_reads_and_nothing_writes(desk, words, tmp_path):
    keys.rotate(desk, OTHER, words)

    assert desk.program()
    assert backups.make_all(desk.vault, [tmp_path], at=desk.now()) == ()
    with pytest.raises(errors.KeysChangingError):
        desk.set_program(desk.program())
    with pytest.raises(errors.BusyStoreError):
        keys.change_passphrase(desk, PASSPHRASE)
    with pytest.raises(errors.KeysChangingError):
        keys.rotate(desk, PASSPHRASE, words)


@pytest.fixture
def third(tmp_path):
    """A store with a third copy of its keys: the copy as it was, and after the change."""
    config, folder = tmp_path / "config", tmp_path / "Records.cdesk"
    made = vault.create(folder, PASSPHRASE, at=NOW, config_dir=config, cost=CHEAP, bounds=LOOSE)
    made.vault.close()
    shutil.copytree(folder, tmp_path / "before")
    (path,) = (config / "keys").glob("*.keys.json")
    old = path.read_bytes()
    desk = opened(folder, PASSPHRASE, config)
    keys.rotate(desk, OTHER, made.recovery_words)
    stores.lock(desk)
    return folder, config, path, old


def opened(folder, passphrase, config):
    found = vault.unlock(folder, passphrase, config_dir=config, bounds=LOOSE)
    return Desk(vault=found, zone="UTC", clock=lambda: NOW)


def test_the_third_copy_has_the_new_keys_and_an_old_one_is_a_wrong_passphrase(third):
    folder, config, path, old = third
    new = keys_of(folder)
    assert path.read_bytes() == new[0] != old

    path.write_bytes(old)
    with pytest.raises(errors.WrongSecretError):
        vault.unlock(folder, PASSPHRASE, config_dir=config, bounds=LOOSE)

    assert keys_of(folder) == new
    vault.unlock(folder, OTHER, config_dir=config, bounds=LOOSE).close()
    assert path.read_bytes() == new[0]


def test_a_folder_from_before_the_change_is_announced_until_somebody_decides(third, tmp_path):
    folder, config, path, _ = third
    new = path.read_bytes()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "before", folder)

    desk = opened(folder, PASSPHRASE, config)
    with pytest.raises(errors.OlderCopyError, match="not the one that was used here"):
        desk.set_program(desk.program())
    with pytest.raises(errors.OlderCopyError):
        keys.rotate(desk, OTHER, keys.new_words(desk))
    assert path.read_bytes() == new
    anchors.accept(desk)
    desk.set_program(desk.program())
    stores.lock(desk)

    again = opened(folder, PASSPHRASE, config)
    assert anchors.missing(again) is None
    assert path.read_bytes() == keys_of(folder)[0]
    stores.lock(again)


def unchanged(desk, before):
    """Whether a rotation that failed left the store and the open desk as they were."""
    desk.set_program(desk.program())
    folder = desk.vault.folder
    is_same = keys_of(folder) == before and not (folder / "migrate").exists()
    stores.lock(desk)
    return is_same and opens(folder, PASSPHRASE)


def test_a_weak_passphrase_changes_nothing(desk, words):
    before = keys_of(desk.vault.folder)

    with pytest.raises(errors.WeakPassphraseError):
        keys.rotate(desk, "password", words)

    assert unchanged(desk, before)


def test_too_little_room_changes_nothing_and_says_how_much(desk, words, monkeypatch):
    before = keys_of(desk.vault.folder)
    usage = shutil.disk_usage(desk.vault.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000_000))

    with pytest.raises(errors.NoRoomForKeysError, match="1 MB are free"):
        keys.rotate(desk, OTHER, words)

    assert unchanged(desk, before)


@pytest.mark.parametrize("asked", [0, 5, 11])
def test_it_can_be_stopped_before_the_new_keys_are_in_force(desk, words, asked):
    before = keys_of(desk.vault.folder)
    answers = iter([False] * asked)

    with pytest.raises(errors.StoppedError):
        keys.rotate(desk, OTHER, words, is_cancelled=lambda: next(answers, True))

    assert unchanged(desk, before)


def test_a_full_disk_changes_nothing(desk, words, monkeypatch):
    before = keys_of(desk.vault.folder)
    with monkeypatch.context() as patch:
        fill_disk(patch)
        with pytest.raises(errors.DiskFullError):
            keys.rotate(desk, OTHER, words)

    assert unchanged(desk, before)


def test_records_that_do_not_prove_in_the_new_process_change_nothing(desk, words, monkeypatch):
    """One page of the copy is damaged between its writing and its proof."""
    before = keys_of(desk.vault.folder)
    prove = proving.facts_in_new_process

    def damage_and_prove(building, *given):
        with (building / "records.db").open("r+b") as file:
            file.seek(5000)
            file.write(b"damage")
        return prove(building, *given)

    monkeypatch.setattr(proving, "facts_in_new_process", damage_and_prove)
    with pytest.raises(errors.UnprovenKeysError, match="UnsoundBackupError"):
        keys.rotate(desk, OTHER, words)

    assert unchanged(desk, before)


def test_a_key_file_that_does_not_open_in_the_new_process_changes_nothing(desk, words, monkeypatch):
    before = keys_of(desk.vault.folder)
    prove = proving.facts_in_new_process

    def forget_and_prove(building, _passphrase, *given):
        return prove(building, "another passphrase", *given)

    monkeypatch.setattr(proving, "facts_in_new_process", forget_and_prove)
    with pytest.raises(errors.UnprovenKeysError, match="WrongSecretError"):
        keys.rotate(desk, OTHER, words)

    assert unchanged(desk, before)


def test_while_something_else_writes_nothing_is_changed(desk, words):
    before = keys_of(desk.vault.folder)
    with contextlib.closing(desk.vault.connect()) as other:  # noqa: SIM117 - the order matters
        with other.write(desk.now(), "owner", session_uid=desk.session_uid) as writer:
            writer.act(Act.VIEW)
            with pytest.raises(errors.BusyStoreError):
                keys.rotate(desk, OTHER, words)

    assert unchanged(desk, before)


def test_no_secret_stands_in_an_argument_or_the_environment(desk, words, monkeypatch):
    started = []
    start = proving.subprocess.Popen

    def watch(arguments, **given):
        started.append((arguments, given.get("env")))
        return start(arguments, **given)

    monkeypatch.setattr(proving.subprocess, "Popen", watch)
    keys.rotate(desk, OTHER, words)
    ((arguments, environment),) = started

    assert environment is None
    assert not any(secret in " ".join(arguments) for secret in (OTHER, *words))

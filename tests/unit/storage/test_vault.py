"""A store from its making to its closing, and everything that may be wrong with its folder."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlcipher3 import dbapi2

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.storage import connection as connections
from counselor_desk.storage import files, key_text, keys, migrations, vault

AT = datetime(2026, 3, 12, 14, 58, tzinfo=UTC)
COST = keys.Cost(memory_kib=32, passes=1)
BOUNDS = keys.Bounds(least_memory_kib=32)
PASSPHRASE = "river-lamp-orbit-seed-wolf"
OTHER = "garden-copper-winter-anchor-maple"
PARTS = {"README.txt", "keys.copy.json", "keys.json", "lock", "records.db"}


def make(folder, **given):
    given = {"config_dir": None, "cost": COST, "bounds": BOUNDS, "at": AT} | given
    return vault.create(folder, given.pop("passphrase", PASSPHRASE), **given)


def unlock(folder, passphrase=PASSPHRASE, config_dir=None):
    return vault.unlock(folder, passphrase, config_dir=config_dir, bounds=BOUNDS)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def words():
    return keys.new_recovery_words()


@pytest.fixture(scope="module")
def template(tmp_path_factory, words):
    folder = tmp_path_factory.mktemp("template") / "Records.cdesk"
    made = make(folder, recovery_words=words)
    made.vault.close()
    return folder


@pytest.fixture
def folder(template, tmp_path):
    """A closed store, as it lies on the disk."""
    return shutil.copytree(template, tmp_path / "desk" / "Records.cdesk")


@pytest.fixture
def opened(folder):
    opened = unlock(folder)
    yield opened
    opened.close()


def test_a_new_store_is_open_and_has_its_parts(tmp_path):
    made = make(tmp_path / "Records.cdesk")
    with made.vault.database.read() as reader:
        row = reader.row("SELECT store_uid, made_at FROM store")
    made.vault.close()

    assert row == (made.vault.store_id, "2026-03-12T14:58:00.000000Z")
    assert set(contents(tmp_path / "Records.cdesk")) == PARTS
    assert list(tmp_path.iterdir()) == [tmp_path / "Records.cdesk"]


def test_a_new_store_gives_twelve_words_that_open_it(tmp_path):
    made = make(tmp_path / "Records.cdesk")
    made.vault.close()
    opened = vault.unlock_with_words(
        tmp_path / "Records.cdesk", made.recovery_words, config_dir=None, bounds=BOUNDS
    )
    opened.close()

    assert opened.store_id == made.vault.store_id
    assert len(made.recovery_words) == 12


def test_words_that_were_confirmed_before_are_used(folder, words):
    vault.unlock_with_words(folder, words, config_dir=None, bounds=BOUNDS).close()


def test_an_empty_folder_becomes_the_store(tmp_path):
    (tmp_path / "Records.cdesk").mkdir()

    make(tmp_path / "Records.cdesk").vault.close()

    assert vault.look(tmp_path / "Records.cdesk", bounds=BOUNDS).exists


def test_only_the_owner_can_enter_and_read(tmp_path):
    before = os.umask(0)
    try:
        made = make(tmp_path / "desk" / "Records.cdesk", config_dir=tmp_path / "config")
        made.vault.close()
        unlock(tmp_path / "desk" / "Records.cdesk", config_dir=tmp_path / "config").close()
    finally:
        os.umask(before)
    folder = tmp_path / "desk" / "Records.cdesk"

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_while_open_its_files_are_as_private(opened):
    with opened.database.write(AT, "owner", session_uid="s") as writer:
        writer.act(Act.VIEW)
    modes = {path.name: path.stat().st_mode & 0o777 for path in opened.folder.iterdir()}

    assert set(modes.values()) == {0o600}


def test_what_a_copy_opened_to_others_is_closed_at_unlock(folder):
    folder.chmod(0o755)
    (folder / "records.db").chmod(0o644)

    unlock(folder).close()

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "records.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("passphrase", ["", "short", "Password1234!"])
def test_a_weak_passphrase_makes_no_store(tmp_path, passphrase):
    with pytest.raises(errors.WeakPassphraseError):
        make(tmp_path / "Records.cdesk", passphrase=passphrase)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(errors.FolderTakenError):
        make(tmp_path)

    assert list(tmp_path.iterdir()) == [tmp_path / "letter.txt"]


def test_a_file_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "Records.cdesk").write_text("mine")

    with pytest.raises(errors.FolderTakenError):
        make(tmp_path / "Records.cdesk")


def test_a_synced_folder_is_refused(tmp_path):
    with pytest.raises(errors.RiskyPlaceError, match="Dropbox copies this folder"):
        make(tmp_path / "Dropbox" / "Records.cdesk")

    assert list(tmp_path.iterdir()) == []


def test_a_synced_folder_may_be_insisted_on(tmp_path):
    make(tmp_path / "Dropbox" / "Records.cdesk", allow_risky=True).vault.close()


def test_a_practice_store_may_lie_anywhere_and_is_marked(tmp_path):
    folder = tmp_path / "Dropbox" / "practice.cdesk"
    made = make(folder, is_practice=True, config_dir=tmp_path / "config")
    made.vault.close()

    assert made.vault.is_practice
    assert vault.look(folder, bounds=BOUNDS).is_practice
    assert not (tmp_path / "config").exists()


def test_what_a_crash_left_of_a_new_store_is_cleared(tmp_path):
    (tmp_path / ".Records.cdesk.new").mkdir()
    (tmp_path / ".Records.cdesk.new" / "keys.json").write_text("half")

    make(tmp_path / "Records.cdesk").vault.close()

    assert list(tmp_path.iterdir()) == [tmp_path / "Records.cdesk"]


def test_a_full_disk_leaves_nothing_of_a_new_store(tmp_path):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises((errors.DiskError, errors.DiskFullError)):
            make(tmp_path / "Records.cdesk")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_there_after_reopening(folder):
    first = unlock(folder)
    with first.database.write(AT, "owner", session_uid="s") as writer:
        writer.act(Act.VIEW)
    first.close()
    second = unlock(folder)
    with second.database.read() as reader:
        acts = reader.rows("SELECT act FROM audit_event")
    second.close()

    assert ("view",) in acts


def test_an_open_store_keeps_its_schema(opened):
    with opened.database.read() as reader, pytest.raises(dbapi2.DatabaseError):
        reader.rows("DROP TABLE client")


def test_a_job_has_a_connection_of_its_own(opened):
    other = opened.connect()
    with other.read() as reader:
        row = reader.row("SELECT store_uid FROM store")
    other.close()

    assert row == (opened.store_id,)


def test_a_jobs_connection_is_guarded_too(opened):
    other = opened.connect()
    with other.read() as reader, pytest.raises(dbapi2.DatabaseError):
        reader.rows("PRAGMA temp_store=FILE")
    other.close()


def test_closing_leaves_one_records_file(folder):
    unlock(folder).close()

    assert set(contents(folder)) == PARTS


def test_closing_twice_is_harmless(folder):
    opened = unlock(folder)
    opened.close()
    opened.close()

    unlock(folder).close()


def test_a_wrong_passphrase_changes_nothing(folder):
    before = contents(folder)

    with pytest.raises(errors.WrongSecretError, match="recovery words"):
        unlock(folder, OTHER)

    after = contents(folder)
    assert {**after, "lock": b""} == {**before, "lock": b""}


def test_after_a_wrong_passphrase_the_right_one_opens(folder):
    with pytest.raises(errors.WrongSecretError):
        unlock(folder, OTHER)

    unlock(folder).close()


def test_words_of_another_store_do_not_open(folder):
    with pytest.raises(errors.WrongSecretError, match="twelve words"):
        vault.unlock_with_words(folder, keys.new_recovery_words(), config_dir=None, bounds=BOUNDS)


def test_a_new_passphrase_opens_and_the_old_one_does_not(folder, words):
    opened = unlock(folder)
    opened.change_passphrase(OTHER)
    copies = opened.verify_keys()
    opened.close()

    assert copies == 2
    with pytest.raises(errors.WrongSecretError):
        unlock(folder)
    unlock(folder, OTHER).close()
    vault.unlock_with_words(folder, words, config_dir=None, bounds=BOUNDS).close()


def test_a_forgotten_passphrase_is_replaced_by_way_of_the_words(folder, words):
    opened = vault.unlock_with_words(folder, words, config_dir=None, bounds=BOUNDS)
    opened.change_passphrase(OTHER)
    opened.close()

    unlock(folder, OTHER).close()


def test_a_weak_new_passphrase_is_refused(opened):
    with pytest.raises(errors.WeakPassphraseError):
        opened.change_passphrase("Password1234!")

    assert opened.verify_keys() == 2


def test_a_passphrase_change_on_a_full_disk_leaves_the_old_one(folder, monkeypatch):
    opened = unlock(folder)
    with monkeypatch.context() as patch:
        patch.setattr(files, "_write_new", full_disk)
        with pytest.raises(errors.DiskFullError):
            opened.change_passphrase(OTHER)
    assert opened.verify_keys() == 2
    opened.close()

    unlock(folder).close()


def full_disk(*_args):
    raise OSError(28, "No space left on device")


def test_a_spoiled_copy_of_the_keys_is_found_and_repaired(folder, tmp_path):
    opened = unlock(folder, config_dir=tmp_path / "config")
    (folder / "keys.copy.json").write_bytes(b"{}")
    with pytest.raises(errors.KeyCopyError, match=r"keys\.copy\.json"):
        opened.verify_keys()
    opened.close()
    again = unlock(folder, config_dir=tmp_path / "config")

    assert again.verify_keys() == 3
    again.close()


@pytest.mark.parametrize("lost", [["keys.json"], ["keys.copy.json"]])
def test_one_lost_key_file_is_made_again(folder, lost):
    for name in lost:
        (folder / name).unlink()

    unlock(folder).close()

    assert set(contents(folder)) == PARTS


def test_both_key_files_lost_are_made_again_from_the_third(folder, tmp_path):
    unlock(folder, config_dir=tmp_path / "config").close()
    (folder / "keys.json").unlink()
    (folder / "keys.copy.json").unlink()
    assert vault.look(folder, config_dir=tmp_path / "config", bounds=BOUNDS).problem is None

    unlock(folder, config_dir=tmp_path / "config").close()

    assert set(contents(folder)) == PARTS


def test_without_any_key_file_that_is_said(folder):
    (folder / "keys.json").unlink()
    (folder / "keys.copy.json").unlink()

    with pytest.raises(errors.MissingKeysError):
        unlock(folder)
    assert isinstance(vault.look(folder, bounds=BOUNDS).problem, errors.MissingKeysError)


def test_a_missing_records_file_is_named_and_not_made(folder):
    (folder / "records.db").unlink()

    with pytest.raises(errors.MissingRecordsError):
        unlock(folder)
    assert isinstance(vault.look(folder, bounds=BOUNDS).problem, errors.MissingRecordsError)
    assert not (folder / "records.db").exists()


def test_an_empty_records_file_is_named_and_not_filled(folder):
    (folder / "records.db").write_bytes(b"")

    with pytest.raises(errors.EmptyRecordsError):
        unlock(folder)
    assert isinstance(vault.look(folder, bounds=BOUNDS).problem, errors.EmptyRecordsError)
    assert (folder / "records.db").stat().st_size == 0


@pytest.mark.parametrize("pages", [0.5, 1, 2, 10.5, -1])
def test_a_truncated_records_file_is_damaged_and_stays_as_it_is(folder, pages):
    whole = (folder / "records.db").read_bytes()
    cut = whole[: int(pages * 4096)]
    (folder / "records.db").write_bytes(cut)

    with pytest.raises((errors.DamagedRecordsError, errors.ForeignRecordsError)):
        unlock(folder)
    assert (folder / "records.db").read_bytes() == cut


@pytest.mark.parametrize("place", [0, 20, 4000])
def test_a_changed_first_page_is_said(folder, place):
    content = bytearray((folder / "records.db").read_bytes())
    content[place] ^= 1
    (folder / "records.db").write_bytes(content)

    with pytest.raises(errors.ForeignRecordsError, match="damaged"):
        unlock(folder)
    assert (folder / "records.db").read_bytes() == content


def test_the_records_of_another_store_are_refused(folder, tmp_path):
    other = make(tmp_path / "Other.cdesk")
    other.vault.close()
    shutil.copy(tmp_path / "Other.cdesk" / "records.db", folder / "records.db")

    with pytest.raises(errors.ForeignRecordsError):
        unlock(folder)


def alter(folder, *statements):
    """Change a closed store from outside, as only the holder of its key can."""
    document, root = key_and_root(folder)
    connection = connections.open_connection(
        folder / "records.db", root.database_key(document.key_epoch)
    )
    for statement in statements:
        connection.execute(statement)
    connection.close()


def key_and_root(folder):
    document = keys_document(folder)
    return document, document.unlock("passphrase", PASSPHRASE)


def keys_document(folder):
    return key_text.parse((folder / "keys.json").read_bytes(), BOUNDS)


def test_a_store_of_a_newer_version_is_left_alone(folder):
    alter(folder, f"PRAGMA user_version={migrations.SCHEMA_VERSION + 1}")

    with pytest.raises(errors.TooNewError, match="newer version"):
        unlock(folder)


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA application_id=7", "PRAGMA user_version=0", "UPDATE store SET store_uid='x'"],
)
def test_records_that_are_not_this_stores_are_refused(folder, statement):
    alter(folder, statement)

    with pytest.raises(errors.ForeignRecordsError):
        unlock(folder)


def test_an_empty_database_under_the_right_key_is_not_filled(folder):
    document, root = key_and_root(folder)
    (folder / "records.db").unlink()
    connections.create_file(folder / "records.db")
    connection = connections.open_connection(folder / "records.db", root.database_key(1))
    connection.execute("CREATE TABLE other (a)")
    connection.close()

    with pytest.raises(errors.ForeignRecordsError):
        unlock(folder)
    assert document.key_epoch == 1


def test_a_failed_unlock_lets_others_in(folder):
    alter(folder, "PRAGMA user_version=99")
    with pytest.raises(errors.TooNewError):
        unlock(folder)
    alter(folder, f"PRAGMA user_version={migrations.SCHEMA_VERSION}")

    unlock(folder).close()


def test_a_folder_without_a_store_is_named(tmp_path):
    with pytest.raises(errors.NoStoreError):
        unlock(tmp_path / "nowhere")

    face = vault.look(tmp_path / "nowhere")
    assert not face.exists
    assert face.problem is None
    assert not (tmp_path / "nowhere").exists()


def test_looking_writes_nothing(folder):
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}

    face = vault.look(folder, bounds=BOUNDS)

    assert face == vault.StoreFace(
        folder=folder, label="Records", exists=True, is_practice=False, problem=None
    )
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_key_file_of_a_newer_version_is_seen_before_any_secret(folder):
    for name in ("keys.json", "keys.copy.json"):
        (folder / name).write_bytes(b'{"fmt":"cdesk-keys","v":2,"min_reader":2}')

    assert isinstance(vault.look(folder, bounds=BOUNDS).problem, errors.TooNewError)


def test_the_shipped_bounds_refuse_the_keys_of_these_tests(folder):
    """No test key could ever open outside the tests."""
    with pytest.raises(errors.DamagedKeysError, match="its cost"):
        vault.unlock(folder, PASSPHRASE, config_dir=None)


HOLD = """
import sys
from pathlib import Path
from counselor_desk.storage import keys, vault
opened = vault.unlock(
    Path(sys.argv[1]), sys.argv[2], config_dir=None, bounds=keys.Bounds(least_memory_kib=32)
)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_told_who_has_the_store_and_since_when(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, folder, PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(errors.StoreInUseError, match=f"process {process.pid}") as caught:
            unlock(folder)
        face = vault.look(folder, bounds=BOUNDS)
    finally:
        process.kill()
        process.communicate()

    assert caught.value.since
    assert isinstance(face.problem, errors.StoreInUseError)
    unlock(folder).close()


def test_a_second_start_in_the_same_process_is_refused(opened):
    with pytest.raises(errors.StoreInUseError):
        unlock(opened.folder)

    assert opened.verify_keys() == 2


NOBODY = 65534
UNPRIVILEGED = """
import sys
from pathlib import Path
from counselor_desk.errors import DeskError
from counselor_desk.storage import keys, vault
from tests import privileges
privileges.drop()
bounds = keys.Bounds(least_memory_kib=32)
try:
    vault.unlock(Path(sys.argv[1]), sys.argv[2], config_dir=None, bounds=bounds)
except DeskError as error:
    print(type(error).__name__, error)
face = vault.look(Path(sys.argv[1]), bounds=bounds)
print(type(face.problem).__name__)
"""

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away"
)


def without_privileges(folder):
    result = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, folder, PASSPHRASE],
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout


@needs_modes
def test_a_read_only_folder_is_named(folder):
    folder.chmod(0o555)
    for path in folder.iterdir():
        path.chmod(0o444)
    before = contents(folder)

    assert without_privileges(folder).startswith("ReadOnlyError")
    assert contents(folder) == before


@needs_modes
def test_a_read_only_folder_with_writable_files_is_named(folder):
    for path in folder.iterdir():
        path.chmod(0o666)
    folder.chmod(0o555)

    assert without_privileges(folder).startswith("ReadOnlyError")


@needs_root
def test_a_folder_of_somebody_else_is_closed_and_is_not_called_damaged(folder):
    for path in (*folder.iterdir(), folder):
        os.chown(path, NOBODY, NOBODY)
    said = without_privileges(folder)

    assert said.startswith("UnreadableError")
    assert said.endswith("UnreadableError\n")


def test_nothing_of_the_secrets_is_in_clear_in_the_folder(folder, words):
    opened = unlock(folder)
    with opened.database.write(AT, "owner", session_uid="s") as writer:
        writer.act(Act.VIEW)
    written = b"".join(path.read_bytes() for path in folder.iterdir())
    opened.close()
    written += b"".join(path.read_bytes() for path in folder.iterdir())

    for secret in (PASSPHRASE, " ".join(words), "CREATE TABLE", "SQLite format 3"):
        assert secret.encode() not in written


class KilledError(BaseException):
    """The process ended here; nothing after it ran."""


STEPS = ("_write_new", "_compare", "_replace", "sync_folder")


@pytest.mark.parametrize("kill_at", range(2 * len(STEPS)))
def test_a_kill_at_any_step_of_a_change_leaves_exactly_one_passphrase(
    folder, words, monkeypatch, kill_at
):
    opened = unlock(folder)
    done = []
    with monkeypatch.context() as patch:
        patch.setattr(files, "_discard", lambda _draft: None)
        for name in STEPS:
            patch.setattr(files, name, killing(getattr(files, name), done, kill_at))
        with pytest.raises(KilledError):
            opened.change_passphrase(OTHER)
    opened.close()

    assert [opens(folder, PASSPHRASE), opens(folder, OTHER)] in ([True, False], [False, True])
    vault.unlock_with_words(folder, words, config_dir=None, bounds=BOUNDS).close()


def killing(step, done, kill_at):
    def run(*given):
        if len(done) == kill_at:
            raise KilledError
        done.append(step)
        return step(*given)

    return run


def opens(folder, passphrase):
    try:
        unlock(folder, passphrase).close()
    except errors.WrongSecretError:
        return False
    return True


def test_half_a_written_key_file_does_no_harm(folder, monkeypatch):
    opened = unlock(folder)
    with monkeypatch.context() as patch:
        patch.setattr(files, "_discard", lambda _draft: None)
        patch.setattr(files, "force_to_disk", die)
        with pytest.raises(KilledError):
            opened.change_passphrase(OTHER)
    opened.close()

    assert opens(folder, PASSPHRASE)
    assert not opens(folder, OTHER)


def die(*_given):
    raise KilledError


def test_a_store_opened_in_a_job_serves_the_thread_that_asked(folder):
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(unlock, folder).result()
    with opened.database.read() as reader:
        row = reader.row("SELECT store_uid FROM store")
    opened.close()

    assert row == (opened.store_id,)


def test_a_store_made_at_the_shipped_cost_opens_at_the_shipped_bounds(tmp_path):
    made = vault.create(
        tmp_path / "Records.cdesk", PASSPHRASE, at=AT, config_dir=None, cost=keys.FLOOR
    )
    made.vault.close()

    vault.unlock(tmp_path / "Records.cdesk", PASSPHRASE, config_dir=None).close()


def test_the_module_loads_nothing_heavy():
    """The unlock window is painted before the libraries for keys and records are needed."""
    heavy = {"cryptography", "sqlcipher3", "zxcvbn", "mnemonic"}
    code = f"import sys, counselor_desk.storage.vault; print({heavy} & sys.modules.keys())"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout == "set()\n"

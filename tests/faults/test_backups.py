"""Backups and restores under fire: kills, full disks, pulled drives, hostile files."""

from __future__ import annotations

import json
import random
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from counselor_desk import errors
from counselor_desk.services import backups
from counselor_desk.services.desk import Desk
from counselor_desk.storage import backup_files, keys, vault
from tests.desks import CHEAP, LOOSE, NOW, PASSPHRASE
from tests.faults import scripted
from tests.faults.counts import count
from tests.faults.scripted import NEW_PASSPHRASE, ROOT

MUTANTS = count(200, 2_000, 10_000)
BACKUP_KILLS = count(6, 50, 200)
RESTORE_KILLS = count(6, 50, 200)
FULL_DISKS = count(8, 40, 200)
SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")

REFUSALS = (
    errors.DamagedBackupError,
    errors.NewerBackupError,
    errors.UnreadableBackupError,
    errors.WrongBackupSecretError,
)


@dataclass(frozen=True)
class Pattern:
    """A closed store with a few notes, and its backup."""

    store: Path
    backup: Path


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    folder = tmp_path_factory.mktemp("pattern")
    store = scripted.make_store(folder / "Records.cdesk")
    with scripted.opened(store) as desk:
        for number in range(1, 4):
            scripted.write_note(desk, number)
        tried = backups.make(desk.vault, folder, at=NOW, bounds=LOOSE)
    assert tried.is_verified
    return Pattern(store, folder / tried.file_name)


@pytest.fixture
def desk(pattern: Pattern, tmp_path: Path) -> Iterator[Desk]:
    store = shutil.copytree(pattern.store, tmp_path / "Records.cdesk")
    with scripted.opened(store) as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def restore(backup: Path, folder: Path) -> None:
    backups.restore(backup, folder, PASSPHRASE, config_dir=None, at=NOW, bounds=LOOSE)


def is_whole(path: Path) -> bool:
    try:
        backups.inspect(path, PASSPHRASE, bounds=LOOSE)
    except errors.BackupError:
        return False
    return True


def flip(path: Path, at: int) -> None:
    """Change one byte of a file, where it lies."""
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def parts(content: bytes) -> tuple[dict[str, object], bytes]:
    """The header of a backup, and everything after it."""
    (length,) = struct.unpack_from("<I", content, 8)
    return json.loads(content[12 : 12 + length]), content[12 + length :]


def joined(header: dict[str, object], rest: bytes) -> bytes:
    """A backup with another header, well formed."""
    text = keys.canonical(header)
    return b"CDESKBK1" + struct.pack("<I", len(text)) + text + rest


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 4))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def flipped_in_header(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    (length,) = struct.unpack_from("<I", content, 8)
    changed[chance.randrange(12 + length + 8)] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def grown(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(chance.choice((1, 32, 4096))) + content[at:]


def with_swapped_pages(content: bytes, chance: random.Random) -> bytes:
    header, rest = parts(content)
    pages = [rest[8 + at : 8 + at + 4096] for at in range(0, len(rest) - 40, 4096)]
    first, second = chance.sample(range(len(pages)), 2)
    pages[first], pages[second] = pages[second], pages[first]
    return joined(header, rest[:8] + b"".join(pages) + rest[-32:])


def with_another_field(content: bytes, chance: random.Random) -> bytes:
    header, rest = parts(content)
    values = (0, 1, -1, 2, 2**63, 1.5, True, None, "", "x" * 200, [], {}, "ff" * 32)
    name = chance.choice([*header, "more"])
    header[name] = chance.choice(values)
    return joined(header, rest)


def with_another_count(content: bytes, chance: random.Random) -> bytes:
    header, rest = parts(content)
    counts = dict(header["counts"])
    name = chance.choice(list(counts))
    counts[name] += chance.choice((-1, 1, 10**15))
    return joined(header | {"counts": counts}, rest)


def with_another_slot(content: bytes, chance: random.Random) -> bytes:
    """Keys that are well formed and have the right check sum, but were never made."""
    header, rest = parts(content)
    document = {name: value for name, value in header["keys"].items() if name != "sum"}
    slot = dict(document["slots"][0])
    name = chance.choice(("salt", "nonce", "ct"))
    slot[name] = chance.randbytes(len(slot[name]) // 2).hex()
    document["slots"] = [slot, *document["slots"][1:]]
    return joined(header | {"keys": document | {"sum": keys.check_sum(document)}}, rest)


MUTATIONS = (
    flipped,
    flipped_in_header,
    cut,
    grown,
    with_swapped_pages,
    with_another_field,
    with_another_count,
    with_another_slot,
)


def test_no_mutated_backup_is_accepted_and_none_leaves_anything(pattern, tmp_path, trials):
    chance = random.Random(SEED)  # noqa: S311 - mutations, no secrets
    whole = pattern.backup.read_bytes()
    mutant, target = tmp_path / "mutant.cdbk", tmp_path / "new" / "Records.cdesk"
    target.parent.mkdir()
    refused = 0
    for number in range(MUTANTS):
        content = MUTATIONS[number % len(MUTATIONS)](whole, chance)
        if content == whole:
            continue
        mutant.write_bytes(content)
        with pytest.raises(REFUSALS):
            restore(mutant, target)
        refused += 1
        assert list(target.parent.iterdir()) == []
    trials(refused)

    assert refused >= 0.9 * MUTANTS


def test_without_its_seal_a_mutated_backup_would_be_accepted(pattern, tmp_path, monkeypatch):
    """The negative control: it is the seal that refuses a header with another meaning."""
    header, rest = parts(pattern.backup.read_bytes())
    mutant = tmp_path / "mutant.cdbk"
    mutant.write_bytes(joined(header | {"app": "9.9.9"}, rest))
    with pytest.raises(errors.DamagedBackupError):
        restore(mutant, tmp_path / "refused.cdesk")

    monkeypatch.setattr(backup_files.hmac, "compare_digest", lambda _one, _other: True)
    restore(mutant, tmp_path / "accepted.cdesk")


def killed_while_backing_up(store: Path, place: Path, after_s: float) -> list[str]:
    """The names of the backups that a killed child had called done."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.backing_up", "back-up", str(store), str(place)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout.readline() == "begun\n"
        time.sleep(after_s)
        child.kill()
        said = child.stdout.readlines()
    assert child.returncode == -9
    return [line.strip() for line in said if line.endswith("\n")]


def test_whenever_it_is_killed_every_named_backup_is_whole(pattern, tmp_path, trials):
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    unfinished = 0
    for number in range(BACKUP_KILLS):
        store = shutil.copytree(pattern.store, tmp_path / f"{number}.cdesk")
        place = tmp_path / f"place {number}"
        place.mkdir()
        said = killed_while_backing_up(store, place, chance.uniform(0.02, 1.2))
        named = sorted(place.glob("*.cdbk"))
        assert all(is_whole(path) for path in named)
        # Thinning leaves the newest of a day; the one that was named last may not have been said.
        assert not said or said[-1] in {path.name for path in named} or len(named) == 1
        unfinished += len(list(place.glob("*part*")))
        with scripted.opened(store) as desk:
            tried = backups.make(desk.vault, place, at=NOW, bounds=LOOSE)
        assert tried.is_verified
        assert list(place.glob("*part*")) == []
        shutil.rmtree(store)
    trials(BACKUP_KILLS)

    assert unfinished, "no kill came while a backup was being written"


def test_a_half_written_backup_would_be_seen(pattern, tmp_path):
    """The negative control of the kills."""
    half = tmp_path / "half.cdbk"
    half.write_bytes(pattern.backup.read_bytes()[:-1])

    assert is_whole(pattern.backup)
    assert not is_whole(half)


def restore_until(backup: Path, store: Path, config: Path, last: int) -> list[str]:
    """Let a child restore and die before file operation `last`; the operations it came to."""
    given = (backup, store, config, PASSPHRASE, last)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.backing_up", "restore", *map(str, given)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode in {0, -9}
    return done.stdout.split()


def with_another_passphrase(store: Path, config: Path) -> None:
    """As after a change of passphrase that the backup does not know of."""
    former = vault.unlock(store, PASSPHRASE, config_dir=config, bounds=LOOSE)
    former.change_passphrase(NEW_PASSPHRASE, cost=CHEAP)
    former.keep_anchor(NOW)
    former.close()


def moments_of(operations: list[str], number: int) -> list[int]:
    """At which operations to die: around each of the last renames, then anywhere."""
    renames = [at for at, name in enumerate(operations) if name == "os.rename"]
    chosen = list(dict.fromkeys(at + after for at in reversed(renames) for after in (0, 1)))
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    chosen += [chance.randrange(len(operations)) for _ in range(number)]
    return chosen[:number]


def opens(store: Path, passphrase: str, config: Path) -> bool:
    try:
        opened = vault.unlock(store, passphrase, config_dir=config, bounds=LOOSE)
    except errors.WrongSecretError:
        return False
    assert opened.rollback is None
    opened.close()
    return True


def test_a_killed_restore_leaves_the_former_store_or_the_restored_one(pattern, tmp_path, trials):
    """The passphrase was changed after the backup: which one opens tells which store it is."""
    operations: list[str] = []
    outcomes: set[bool] = set()
    for last in (-1, *range(RESTORE_KILLS)):
        home = tmp_path / str(last)
        store = shutil.copytree(pattern.store, home / "Records.cdesk")
        with_another_passphrase(store, home / "config")
        at = moments_of(operations, RESTORE_KILLS)[last] if operations else -1
        came_to = restore_until(pattern.backup, store, home / "config", at)
        operations = operations or came_to
        vault.look(store, bounds=LOOSE)
        is_restored = opens(store, PASSPHRASE, home / "config")
        assert opens(store, NEW_PASSPHRASE, home / "config") != is_restored
        outcomes.add(is_restored)
        shutil.rmtree(home)
    trials(RESTORE_KILLS)

    assert outcomes == {True, False}, "no kill came before the swap, or none after it"


def test_a_full_disk_leaves_no_file_and_is_named(desk, place, pattern, trials):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    last = pattern.backup.stat().st_size - 1
    codes = set()
    for number in range(FULL_DISKS):
        resource.setrlimit(resource.RLIMIT_FSIZE, (last * number // (FULL_DISKS - 1), before[1]))
        try:
            tried = backups.make(desk.vault, place, at=NOW, bounds=LOOSE)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        codes.add(tried.failure)
        assert list(place.iterdir()) == []
    trials(FULL_DISKS)

    assert codes <= {"full", "disk"}


def test_a_disk_with_room_makes_the_same_backup(desk, place):
    """The negative control of the full disks."""
    assert backups.make(desk.vault, place, at=NOW, bounds=LOOSE).is_verified


def test_a_folder_that_may_not_be_written_is_named(desk, place, monkeypatch):
    def refuse(_path: Path) -> None:
        raise errors.ReadOnlyError(str(place))

    monkeypatch.setattr("counselor_desk.storage.connection.create_file", refuse)
    tried = backups.make(desk.vault, place, at=NOW, bounds=LOOSE)

    assert (tried.failure, list(place.iterdir())) == ("read_only", [])


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
def test_a_drive_pulled_meanwhile_is_named(desk, place, share):
    def pull(done: int, total: int) -> None:
        if done >= share * total:
            shutil.rmtree(place, ignore_errors=True)

    tried = backups.make(desk.vault, place, at=NOW, progress=pull, bounds=LOOSE)

    assert tried.failure == "missing"
    with desk.read() as reader:
        assert reader.value("SELECT count(*) FROM note") == 3


def test_a_drive_that_keeps_something_else_makes_no_backup(desk, place, monkeypatch):
    def damage(_handle: int) -> None:
        path = next(one for one in place.glob("*.part") if ".db." not in one.name)
        flip(path, path.stat().st_size - 100)

    monkeypatch.setattr(backup_files, "_drop_from_memory", damage)
    tried = backups.make(desk.vault, place, at=NOW, bounds=LOOSE)

    assert (tried.failure, list(place.iterdir())) == ("damaged", [])


def test_records_that_are_damaged_make_no_backup(desk, place):
    records = desk.vault.folder / "records.db"
    with desk.read() as reader:
        reader.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    flip(records, 40 * 4096 + 100)
    tried = backups.make(desk.vault, place, at=NOW, bounds=LOOSE)

    assert (tried.failure, list(place.iterdir())) == ("damaged", [])

"""The acts that read or change a whole store: backup, import, migration, restore, change of keys.

Each is done by a child that something happens to. Afterwards the store is exactly as it was before
or as it is after, and what is left tells which; of a backup there is nothing, or all of it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from counselor_desk.errors import DeskError, UnsoundBackupError, WrongSecretError
from counselor_desk.services import (
    backups,
    checks,
    clients,
    import_files,
    import_mapping,
    imports,
    keys,
    practice,
    stores,
)
from counselor_desk.services.desk import Desk
from counselor_desk.storage import connection, key_files, migrations, upgrades, vault
from counselor_desk.storage.backup_files import BackupReader
from tests import old_stores
from tests.desks import CHEAP, LOOSE, NOW, PASSPHRASE, ZONE, Clock
from tests.faults import scripted
from tests.faults.key_changes import NEW_WORDS, OTHER
from tests.faults.scripted import NEW_PASSPHRASE, say

BEFORE, AFTER = "before", "after"
NOTES = 2
COMING = 250
TYPED_LAST = "what was typed last"
_TYPE = "INSERT INTO form_draft (kind, content, kept_at) VALUES ('client', ?, '2026-03-12')"
FILE = "Name,DOB,Number,Phone,Admitted,Languages\n" + "".join(
    f"Given{n} Family{n},1990-04-03,A-{n},+1 555 0100,2026-02-03,Spanish\n" for n in range(COMING)
)


@dataclass(frozen=True, slots=True)
class Act:
    """How a store is made ready for it, how it is done, and which state was found afterwards."""

    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    standing: Callable[[Path], str]
    """BEFORE or AFTER, or a sentence about what is wrong."""


def store_in(home: Path) -> Path:
    """The folder of the store; beside it lie the backup and the per-user folder."""
    return home / "Records.cdesk"


def open_vault(home: Path, passphrase: str = PASSPHRASE) -> vault.Vault:
    """The store with its third copy.

    Raises:
        DeskError: it does not open.
    """
    return vault.unlock(store_in(home), passphrase, config_dir=home / "config", bounds=LOOSE)


def opened(home: Path, passphrase: str = PASSPHRASE) -> Desk:
    """As `open_vault`, with somebody who works in it."""
    return Desk(vault=open_vault(home, passphrase), zone=ZONE, clock=Clock())


def trial_of(desk: Desk) -> imports.Trial:
    """What an import of the file would bring in."""
    sheet = import_files.parse(FILE.encode())
    return imports.try_out(imports.acting(desk), sheet, import_mapping.guess(sheet.headers))


def problems_of(opened: vault.Vault) -> list[str]:
    """Whatever a full check of a store complains of."""
    return [one.sentence for one in checks.look_through(opened) if not one.is_good]


def standing_by(home: Path, secrets: dict[str, str]) -> str:
    """Which state a store is in, where exactly one passphrase opens each."""
    found = []
    for passphrase, state in secrets.items():
        try:
            with closing(open_vault(home, passphrase)) as opened:
                lacks = opened.rollback is not None
                problems = ["it is said to be an older copy"] if lacks else problems_of(opened)
        except WrongSecretError:
            continue
        except DeskError as refusal:
            return f"{type(refusal).__name__}: {refusal}"
        found.append(" ".join(problems) or state)
    return found[0] if len(found) == 1 else f"{len(found)} passphrases open it"


def prepare_store(home: Path) -> None:
    """A closed store with some notes, its third copy, and a backup that knows all of it."""
    scripted.make_store(store_in(home))
    with closing(opened(home)) as desk:
        for number in range(1, NOTES + 1):
            scripted.write_note(desk, number)
        desk.vault.keep_anchor(NOW)
        tried = backups.make(desk.vault, home, at=NOW, bounds=LOOSE)
    (home / tried.file_name).rename(home / "backup.cdbk")


def prepare_backup(home: Path) -> None:
    """A closed store, and a drive that holds no backup yet."""
    prepare_store(home)
    (home / "drive").mkdir()


def back_up(home: Path) -> None:
    """Make a backup on the drive."""
    with closing(opened(home)) as desk:
        backups.write(desk.vault, home / "drive" / "Records.cdbk", at=NOW, bounds=LOOSE)
        say("done")


def standing_of_backup(home: Path) -> str:
    """Whether there is no backup on the drive or a whole one; the store is as it was."""
    state = standing_by(home, {PASSPHRASE: ""})
    if state:
        return state
    named = list((home / "drive").glob("*.cdbk"))
    for backup in named:
        try:
            backups.inspect(backup, PASSPHRASE, bounds=LOOSE)
            with BackupReader(backup, LOOSE) as reader:
                if reader.header.counts["note"] != NOTES:
                    return "the backup lacks notes"
        except DeskError as refusal:
            return f"{type(refusal).__name__}: {refusal}"
    return {0: BEFORE, 1: AFTER}.get(len(named), f"{len(named)} backups")


def bring_in(home: Path) -> None:
    """Import a file of clients."""
    with closing(opened(home)) as desk:
        imports.bring_in(imports.acting(desk), trial_of(desk))
        say("done")


def standing_of_import(home: Path) -> str:
    """Whether no client of the file came, or all of them."""
    state = standing_by(home, {PASSPHRASE: ""})
    if state:
        return state
    with closing(opened(home)) as desk:
        return came_by_import(desk)


def came_by_import(desk: Desk) -> str:
    """As `standing_of_import`, in a store that is open."""
    came = len(clients.rows(desk)) - 1
    return {0: BEFORE, COMING: AFTER}.get(came, f"{came} of {COMING} clients came")


def prepare_restore(home: Path) -> None:
    """The passphrase was changed after the backup: which one opens tells which store it is."""
    prepare_store(home)
    with closing(open_vault(home)) as former:
        former.change_passphrase(NEW_PASSPHRASE, cost=CHEAP)
        former.keep_anchor(NOW)


def restore(home: Path) -> None:
    """Put the backup in the place of the store."""
    at = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
    backups.restore(
        home / "backup.cdbk",
        store_in(home),
        PASSPHRASE,
        config_dir=home / "config",
        at=at,
        bounds=LOOSE,
    )
    say("done")


def standing_of_restore(home: Path) -> str:
    """Whether the former store or the restored one is in the place."""
    try:
        vault.look(store_in(home), bounds=LOOSE)
    except DeskError as refusal:
        return f"{type(refusal).__name__}: {refusal}"
    return standing_by(home, {NEW_PASSPHRASE: BEFORE, PASSPHRASE: AFTER})


def rotate(home: Path) -> None:
    """Change all keys, and lock, which puts the new ones in their places."""
    with closing(opened(home)) as desk:
        keys.rotate(desk, OTHER, NEW_WORDS)
        stores.lock(desk)
        say("done")


def standing_of_rotation(home: Path) -> str:
    """Whether the former keys or the new ones are in force."""
    return standing_by(home, {PASSPHRASE: BEFORE, OTHER: AFTER})


def prepare_old(version: int, home: Path) -> None:
    """A store of an older schema, under keys that are cheap to derive."""
    folder = store_in(home)
    shutil.copytree(old_stores.folder_of(version), folder)
    copies = key_files.read_copies(folder, None, LOOSE)
    document, root = key_files.unlock(copies, "passphrase", practice.secrets().passphrase)
    cheap = document.rewrapped(root, "passphrase", PASSPHRASE, CHEAP)
    key_files.replace(cheap, folder, None)


def prepare_interrupted(version: int, home: Path) -> None:
    """An older store as a crash left it: what was typed last is in the write-ahead log alone."""
    prepare_old(version, home)
    store = store_in(home)
    left = [store / "records.db", store / "records.db-wal"]
    with opened_raw(home) as raw:
        raw.execute(_TYPE, (TYPED_LAST,))
        for path in left:
            shutil.copy(path, home / path.name)
    for path in left:
        (home / path.name).replace(path)


def migrate(home: Path) -> None:
    """Open it, which brings it up to date."""
    with closing(open_vault(home)):
        say("done")


@contextmanager
def opened_raw(home: Path) -> Iterator[Connection]:
    """The records as they are, whatever their schema; nothing is brought up to date."""
    document, root = key_files.unlock(
        key_files.read_copies(store_in(home), None, LOOSE), "passphrase", PASSPHRASE
    )
    key = root.database_key(document.key_epoch)
    with closing(connection.open_connection(store_in(home) / "records.db", key)) as raw:
        yield raw


def schema_in(home: Path) -> int:
    """The schema of the records as they are."""
    with opened_raw(home) as raw:
        return migrations.version_of(raw)


def standing_of_migration(version: int, home: Path) -> str:
    """Whether the records are of the older schema or of the present one; opened, all is there.

    Before they are changed, a backup of them is whole and on the disk.
    """
    try:
        schema = schema_in(home)
        kept = backups_from_before(version, home)
        with closing(opened(home)) as desk:
            problems = problems_of(desk.vault)
        lost = values_lost(version, home)
    except DeskError as refusal:
        return f"{type(refusal).__name__}: {refusal}"
    if problems or lost:
        return f"{' '.join(problems)} Not as they were: {', '.join(sorted(lost))}"
    if schema == migrations.SCHEMA_VERSION and not kept:
        return "changed without a backup"
    states = {version: BEFORE, migrations.SCHEMA_VERSION: AFTER}
    return states.get(schema, f"schema {schema}")


def standing_of_interrupted(version: int, home: Path) -> str:
    """As `standing_of_migration`, where what was typed last is there too."""
    state = standing_of_migration(version, home)
    if state not in {BEFORE, AFTER}:
        return state
    with opened_raw(home) as raw:
        typed = raw.execute("SELECT count(*) FROM form_draft WHERE content = ?", (TYPED_LAST,))
        return state if typed.fetchone() == (1,) else "what was typed last is lost"


def backups_from_before(version: int, home: Path) -> int:
    """How many backups an upgrade left under their names.

    Raises:
        DeskError: one of them is not whole, or not of the older schema.
    """
    found = list((store_in(home) / upgrades.FOLDER).glob("*.cdbk"))
    for path in found:
        if backups.inspect(path, PASSPHRASE, bounds=LOOSE).schema != version:
            raise UnsoundBackupError("its schema")
    return len(found)


def values_lost(version: int, home: Path) -> set[str]:
    """The tables in which any value that the older program left is another now."""
    with opened_raw(home) as raw:
        raw.execute("BEGIN")
        raw.execute("DELETE FROM form_draft WHERE content = ?", (TYPED_LAST,))
        changed = old_stores.changed_in(raw, version)
        raw.execute("ROLLBACK")
    return changed - old_stores.WRITTEN_BY_OPENING


MIGRATIONS = {
    f"migration from v{version}": Act(
        partial(prepare_old, version), migrate, partial(standing_of_migration, version)
    )
    for version in old_stores.CLIENTS
}
LAST = max(old_stores.CLIENTS)
UPGRADE = f"migration from v{LAST} after a crash"
MIGRATIONS[UPGRADE] = Act(
    partial(prepare_interrupted, LAST), migrate, partial(standing_of_interrupted, LAST)
)
ACTS = {
    "import": Act(prepare_store, bring_in, standing_of_import),
    "backup": Act(prepare_backup, back_up, standing_of_backup),
    "restore": Act(prepare_restore, restore, standing_of_restore),
    "rotation": Act(prepare_store, rotate, standing_of_rotation),
    **MIGRATIONS,
}


def verdict(act: str, home: Path, said: tuple[str, ...]) -> str:
    """Which state a child left that said something: BEFORE, AFTER, or what is wrong with it."""
    state = ACTS[act].standing(home)
    if state == AFTER or (state == BEFORE and "done" not in said):
        return state
    return f"said {' '.join(said)}, found {state}"


def main(act: str, home: str) -> None:
    """Do an act; say that it is done, or which error it met."""
    say("ready")
    try:
        ACTS[act].do(Path(home))
    except DeskError as refusal:
        say(type(refusal).__name__)


if __name__ == "__main__":
    main(*sys.argv[1:])

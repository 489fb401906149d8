"""Rotation: the records copied under a fresh root key, proved, and then switched to.

`PRAGMA rekey` is never used: on a full disk it answers "ok" and leaves the old key, and it cannot
change the records and the key file in one step. The pages are copied instead, which keeps what an
export of the tables would lose: versions, counters and the settings of the search.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    BusyStoreError,
    KeysChangingError,
    NoRoomForKeysError,
    UnprovenKeysError,
)
from counselor_desk.storage import (
    backups,
    copies,
    costs,
    faults,
    files,
    keys,
    passphrases,
    proving,
    switching,
)
from counselor_desk.storage import connection as connections
from counselor_desk.storage import folder as folders
from counselor_desk.storage import store_keys as own_keys
from counselor_desk.storage.backups import Source
from counselor_desk.storage.courses import Course
from counselor_desk.storage.database import Database, Reader

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from counselor_desk.storage.copies import Facts
    from counselor_desk.storage.vault import Vault

_ROOM = 3
"""The old records, the backup and the new records, and what the new log takes meanwhile."""
_BACKUP_SHARES = 4
_SHARES = _BACKUP_SHARES + 2
_TRIES = 5
_LOG_TABLES = ("audit_event", "audit_seal")

Note = Callable[[Database], None]


def rotate(
    vault: Vault,
    passphrase: str,
    words: tuple[str, ...],
    *,
    at: datetime,
    app_version: str,
    note: Note,
    course: Course | None = None,
) -> None:
    """Give an open store a fresh root key, opened by this passphrase and these words alone.

    `note` writes one event into the log of the new records. From the beginning on nothing can be
    written to the old ones. When it returns, the new records and keys are in force; the vault
    still reads the old ones, and brings the new ones to their places when it is closed. After
    any error, and after a crash before the end, everything is as it was.

    Takes about three seconds and, for 140 MB, five more.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        RecoveryCountError, RecoveryWordError: these are not twelve words of the list.
        KeysChangingError: they were changed, and the vault waits to be closed.
        NoRoomForKeysError: less than three times the size of the records is free.
        BusyStoreError: something else is writing.
        UnprovenKeysError: the new records did not prove to be the same.
        StoppedError: it is no longer wanted.
        DeskError: the disk is full or failing.
    """
    if vault.is_rotated:
        raise KeysChangingError
    passphrases.require_strong(passphrase)
    words = passphrases.check_recovery_words(keys.joined(words))
    course = course or Course()
    records = vault.folder / folders.RECORDS
    _require_room(records)
    with contextlib.ExitStack() as undo:
        held = _hold_still(vault, undo)
        building = _begin(vault.folder, undo)
        course.expect(_SHARES * records.stat().st_size)
        backups.write(
            Source.of(vault),
            building / switching.BEFORE,
            at=at,
            app_version=app_version,
            course=_part_of(course),
            bounds=vault.bounds,
        )
        before = copies.facts(Reader(held))
        root, document = _new_keys(vault, passphrase, words)
        undo.callback(root.wipe)
        new = building / folders.RECORDS
        _copy_records(vault, new, root.database_key(document.key_epoch), course)
        expected = _note_in(new, root.database_key(document.key_epoch), note, before)
        files.write_atomic(building / switching.KEYS, document.to_bytes())
        proved = proving.facts_in_new_process(building, passphrase, words, vault.bounds, course)
        if proved != expected:
            raise UnprovenKeysError("other contents")
        _force_to_disk(new)
        course.go_on(new.stat().st_size)
        switching.commit(vault.folder)
        root.wipe()
        undo.pop_all()
    vault.switch_at_close(held)


def _require_room(records: Path) -> None:
    try:
        needed = _ROOM * records.stat().st_size
        free = shutil.disk_usage(records.parent).free
    except OSError as error:
        raise faults.explain_file(error, records) from error
    if free < needed:
        raise NoRoomForKeysError(needed, free)


def _hold_still(vault: Vault, undo: contextlib.ExitStack) -> Connection:
    """Keep everybody from writing to the records, and bring all of them into one file.

    Raises:
        BusyStoreError: something else is writing or reading for long.
    """
    if vault.database.is_writing:
        raise BusyStoreError
    vault.database.refuse_writing(KeysChangingError)
    undo.callback(vault.database.refuse_writing, None)
    held = _open_old(vault)
    undo.callback(held.close)
    log = vault.folder / f"{folders.RECORDS}-wal"
    with faults.explained():
        for _ in range(_TRIES):
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            held.execute("BEGIN IMMEDIATE")
            if not log.exists() or not log.stat().st_size:
                return held
            held.execute("ROLLBACK")
    raise BusyStoreError


def _begin(folder: Path, undo: contextlib.ExitStack) -> Path:
    switching.clear(folder)
    building = folder / switching.FOLDER
    files.make_private_folder(building)
    undo.callback(switching.discard, folder)
    return building


def _new_keys(
    vault: Vault, passphrase: str, words: tuple[str, ...]
) -> tuple[keys.RootKey, keys.KeyDocument]:
    present = vault.key_document
    root = keys.RootKey.new(vault.store_id)
    document = keys.make(
        root,
        passphrase=passphrase,
        words=words,
        cost=present.cost_of("passphrase") or costs.FLOOR,
        bounds=vault.bounds,
        after=present,
    )
    return root, document


def _copy_records(vault: Vault, new: Path, new_key: bytearray, course: Course) -> None:
    key = _old_key(vault)
    try:
        connections.create_file(new)
        copies.fill(vault.folder / folders.RECORDS, new, key, course, copy_key=new_key)
    finally:
        key[:] = bytes(len(key))
        new_key[:] = bytes(len(new_key))


def _note_in(new: Path, key: bytearray, note: Note, before: Facts) -> Facts:
    """Write the event into the new log, and say what the new records must then hold.

    Raises:
        UnprovenKeysError: more was written than the event.
    """
    try:
        connection = connections.open_connection(new, key)
    finally:
        key[:] = bytes(len(key))
    with faults.explained(), closing(connection):
        note(Database(connection, keys=own_keys.load(connection)))
        after = copies.facts(Reader(connection))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    counts = {**before.counts, **{table: before.counts[table] + 1 for table in _LOG_TABLES}}
    wanted = replace(before, seq=before.seq + 1, chain_head=after.chain_head, counts=counts)
    if after != wanted:
        raise UnprovenKeysError("other contents")
    return wanted


def _open_old(vault: Vault) -> Connection:
    key = _old_key(vault)
    try:
        return connections.open_connection(vault.folder / folders.RECORDS, key)
    finally:
        key[:] = bytes(len(key))


def _old_key(vault: Vault) -> bytearray:
    return vault.derive(f"cdesk/db/{vault.key_document.key_epoch}")


def _force_to_disk(path: Path) -> None:
    try:
        with path.open("rb+") as file:
            files.force_to_disk(file.fileno())
        files.sync_folder(path.parent)
        files.sync_folder(path.parent.parent)  # which names the folder it was built in
    except OSError as error:
        raise faults.explain_file(error, path) from error


def _part_of(course: Course) -> Course:
    """A course that is one part of another, and stops with it."""
    done = 0

    def go_on(now: int, _total: int) -> None:
        nonlocal done
        course.go_on(now - done)
        done = now

    return Course(go_on)

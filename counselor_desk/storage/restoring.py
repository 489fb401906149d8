"""Restoring a backup: proved in a folder beside the store, then put in its place by a rename."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError, FolderTakenError, RiskyPlaceError
from counselor_desk.records.audit import Act
from counselor_desk.storage import (
    anchor,
    copies,
    faults,
    files,
    key_files,
    opened_backups,
    practice,
)
from counselor_desk.storage import connection as connections
from counselor_desk.storage import folder as folders
from counselor_desk.storage import store_keys as own_keys
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.courses import Course
from counselor_desk.storage.database import Database
from counselor_desk.storage.locks import FolderLock
from counselor_desk.storage.opened_backups import OpenedBackup, Secret
from counselor_desk.storage.places import is_risky_place

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.records.ids import Uid
    from counselor_desk.storage.backup_files import Header

_BUILDING = ".restoring"
_TRIAL = ".trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restorer:
    """Who restores, and when: for the log of the restored store."""

    at: datetime
    actor: str
    session_uid: Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A restored store that was verified and counted and waits beside its place.

    `anchors` are what the per-user folder keeps of it, sealed, from before and after the restore
    was logged.
    """

    folder: Path
    waiting: Path
    header: Header
    counts: Mapping[str, int]
    anchors: tuple[bytes, bytes]


def drill(path: Path, secret: Secret, course: Course, bounds: Bounds = BOUNDS) -> Mapping[str, int]:
    """Restore a backup into a private folder beside it, verify, count and remove it again.

    Raises:
        As `prepare`.
    """
    with opened_backups.opened(path, secret, bounds) as backup:
        course.expect(3 * backup.header.records_bytes)
        with _private_folder(path.with_name(f".{path.name}{_TRIAL}")) as trial:
            return backup.extract(trial / folders.RECORDS, course).counts


def prepare(
    path: Path,
    folder: Path,
    secret: Secret,
    *,
    by: Restorer,
    course: Course | None = None,
    bounds: Bounds = BOUNDS,
) -> Prepared:
    """Build the store of a backup beside `folder`, verified, counted, with the act in its log.

    Nothing at `folder` is touched; it may be open. `put_in_place` or `discard` comes next.
    Progress counts bytes: three times the size of the records.

    Raises:
        WrongBackupSecretError: the secret does not open the backup.
        DamagedBackupError: not every byte is as it was written, or what was in it is not sound.
        NewerBackupError: a newer version of the program made it.
        UnreadableBackupError: the system does not let it be read.
        FolderTakenError, RiskyPlaceError: a store cannot be put at `folder`.
        StoreInUseError: another restore to `folder` is going on.
        StoppedError, DeskError: nothing was left behind.
    """
    course = course or Course()
    folder = folder.absolute()
    folders.finish_restore(folder)
    waiting = folders.waiting_beside(folder)
    with opened_backups.opened(path, secret, bounds) as backup:
        course.expect(3 * backup.header.records_bytes)
        _require_place(folder, backup.header)
        with _private_folder(_beside(folder, _BUILDING)) as building:
            with _locked(building):
                facts = backup.extract(building / folders.RECORDS, course)
                _furnish(building, backup.header)
                anchors = _log(building, folder, backup, facts, by)
            course.require_wanted()
            shutil.rmtree(waiting, ignore_errors=True)  # what an interrupted restore prepared
            _rename(building, waiting)
        return Prepared(
            folder=folder,
            waiting=waiting,
            header=backup.header,
            counts=facts.counts,
            anchors=anchors,
        )


def put_in_place(prepared: Prepared, *, config_dir: Path | None, aside: Path) -> Path | None:
    """Let the restored store take its place; a store that is there goes aside, whole.

    The store must be closed. What lies in the per-user folder for this place is first brought to
    a state that fits the former store as well: whenever the power fails, one of the two opens.
    A crash between the two renames is made up for when the store is next looked at.

    Args:
        prepared: from `prepare`.
        config_dir: where the third copy of the keys and the anchor are kept.
        aside: the free name that a store which is there gets, from `aside_of`.

    Returns:
        Where the former store is now; None if there was none.

    Raises:
        StoreInUseError: the store at the place is open.
        DeskError: it could not be moved; it is where it was, and the restored one still waits.
    """
    folder, document = prepared.folder, prepared.header.keys
    if prepared.header.practice != "no" or folders.looked_at(prepared.waiting) is not None:
        config_dir = None
    outside = anchor.paths(document.store_id, folder, config_dir)[1:]
    moved = aside if _is_store(folder) else None
    if moved is not None:
        FolderLock.take(folder / folders.LOCK).release()
    key_files.write_third(document, folder, config_dir)
    _keep(outside, prepared.anchors[0])
    _swap(prepared.waiting, folder, moved)
    _keep(outside, prepared.anchors[1])
    return moved


def look_folder(path: Path, home: Path) -> Path:
    """A free name beside the store at `home` for a backup that is only looked at."""
    return _free(home.with_name(f"{path.stem} to look at{folders.SUFFIX}"))


def mark_looked_at(prepared: Prepared, home: Path) -> None:
    """Let nobody write into a prepared store, and remember where to go back to.

    Raises:
        DeskError: full or failing disk.
    """
    folders.mark_looked_at(prepared.waiting, home, prepared.header.made_at)


def put_away(folder: Path) -> None:
    """Remove a backup that was looked at; what is no such thing stays untouched."""
    if folders.looked_at(folder) is None:
        return
    with contextlib.suppress(DeskError, OSError):  # it is open, or cannot be removed: it stays
        FolderLock.take(folder / folders.LOCK).release()
        shutil.rmtree(folder)


def put_away_beside(home: Path) -> None:
    """Remove what a crash left beside a store of backups that were looked at."""
    with contextlib.suppress(OSError):
        for folder in home.parent.glob(f"*{folders.SUFFIX}"):
            put_away(folder)


def aside_of(folder: Path, at: datetime) -> Path:
    """Where a store goes that makes room for a restored one; the wall clock of `at` names it."""
    return _free(folder.with_name(f"{_aside_name(folder)}{at:%Y-%m-%d %H%M}{folders.SUFFIX}"))


def set_aside(folder: Path) -> tuple[Path, ...]:
    """The stores beside one that made room for it when a backup was restored."""
    start = _aside_name(folder)
    with contextlib.suppress(OSError):
        return tuple(sorted(one for one in folder.parent.iterdir() if one.name.startswith(start)))
    return ()


def _aside_name(folder: Path) -> str:
    return f"{folders.label_of(folder)} before restore "


def discard(prepared: Prepared) -> None:
    """Throw a prepared store away."""
    shutil.rmtree(prepared.waiting, ignore_errors=True)


def _furnish(building: Path, header: Header) -> None:
    """Everything in the folder of a restored store but its records."""
    key_files.write_first(header.keys, building)
    files.write_atomic(building / folders.README, folders.README_TEXT.encode())
    if header.practice == "known":
        files.write_atomic(building / folders.PRACTICE, b"")
    elif header.practice == "own":
        practice.mark_own_passphrase(building)


def _log(
    building: Path, folder: Path, backup: OpenedBackup, facts: copies.Facts, by: Restorer
) -> tuple[bytes, bytes]:
    """Write into the restored store that it was restored; its anchors before and after."""
    counted = f"{facts.counts.get('client', 0)} clients, {facts.counts.get('note', 0)} notes"
    key = backup.records_key()
    try:
        connection = connections.open_connection(building / folders.RECORDS, key)
    finally:
        key[:] = bytes(len(key))
    with contextlib.closing(connection), faults.explained():
        database = Database(connection, keys=own_keys.load(connection))
        before = _anchor(database, folder, backup, by.at)
        with database.write(by.at, by.actor, session_uid=by.session_uid) as writer:
            writer.act(Act.RESTORE, result=counted)
        after = _anchor(database, folder, backup, by.at)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    files.write_atomic(building / anchor.NAME, after)
    return before, after


def _anchor(database: Database, folder: Path, backup: OpenedBackup, at: datetime) -> bytes:
    document = backup.header.keys
    keeper = anchor.AnchorKeeper(
        document.store_id, document.key_epoch, folder, None, backup.root.derive
    )
    with database.read() as reader:
        return keeper.take(reader, at) or b""


def _keep(outside: tuple[Path, ...], sealed: bytes) -> None:
    """The anchor is never a reason to fail."""
    for path in outside:
        with contextlib.suppress(OSError, DeskError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
            files.write_atomic(path, sealed)


def _swap(waiting: Path, folder: Path, moved: Path | None) -> None:
    if moved is not None:
        _rename(folder, moved)
    try:
        if moved is None and folder.exists():
            folder.rmdir()  # empty: `_require_place` saw to that
        waiting.rename(folder)
    except OSError as error:
        if moved is not None:
            _rename(moved, folder)
        raise faults.explain_file(error, folder) from error
    with contextlib.suppress(OSError):  # some file systems refuse this
        files.sync_folder(folder.parent)


def _require_place(folder: Path, header: Header) -> None:
    """Refuse what holds something other than a store, and a new place that is synced."""
    try:
        if _is_store(folder):
            return
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderTakenError(str(folder))
    except OSError as error:
        raise faults.explain_file(error, folder) from error
    reason = is_risky_place(folder) if header.practice == "no" else None
    if reason is not None:
        raise RiskyPlaceError(str(folder), reason)


def _free(folder: Path) -> Path:
    """A name like this one that is not taken."""
    wanted, number = folder, 2
    while folder.exists():
        folder = wanted.with_name(f"{folders.label_of(wanted)} ({number}){folders.SUFFIX}")
        number += 1
    return folder


def _is_store(folder: Path) -> bool:
    return folder.is_dir() and folders.holds_store(folder)


def _beside(folder: Path, ending: str) -> Path:
    return folder.with_name(f".{folder.name}{ending}")


@contextlib.contextmanager
def _private_folder(folder: Path) -> Iterator[Path]:
    """A private folder for the block; afterwards it is gone, unless it was renamed."""
    if folder.is_dir():
        FolderLock.take(folder / folders.LOCK).release()
        shutil.rmtree(folder, ignore_errors=True)  # what a crash left
    files.make_private_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FolderLock.take(folder / folders.LOCK)
    try:
        yield
    finally:
        lock.release()


def _rename(path: Path, name: Path) -> None:
    try:
        path.rename(name)
    except OSError as error:
        raise faults.explain_file(error, name) from error

"""Backups: the places they go to, making and thinning them, and how things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk import __version__
from counselor_desk.errors import (
    DamagedRecordsError,
    DeskError,
    DiskFullError,
    ForeignRecordsError,
    MissingPlaceError,
    PlaceInStoreError,
    ReadOnlyError,
    StoppedError,
    UnsoundBackupError,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.backups import BackupPlace, BackupState, BackupTry
from counselor_desk.records.ids import BackupId, BackupPlaceId
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.restores import (
    aside_of,
    compare,
    compare_closed,
    contents,
    discard,
    drill,
    found,
    inspect,
    note_drill,
    now_in,
    prepare,
    prepare_to_look,
    put_away,
    put_in_place,
    restore,
)
from counselor_desk.storage import backup_folders, backup_log
from counselor_desk.storage import backups as making
from counselor_desk.storage.backups import Source
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.courses import Course, IsCancelled, Progress

if TYPE_CHECKING:
    from counselor_desk.storage.vault import Vault

__all__ = [
    "OVERDUE_AFTER",
    "add_place",
    "aside_of",
    "back_up",
    "compare",
    "compare_closed",
    "contents",
    "discard",
    "drill",
    "found",
    "inspect",
    "make",
    "make_all",
    "note",
    "note_drill",
    "now_in",
    "places",
    "prepare",
    "prepare_to_look",
    "put_away",
    "put_in_place",
    "remove_place",
    "restore",
    "state",
    "write",
]

OVERDUE_AFTER = timedelta(days=7)
_WAIT_S = 0.1
_CODES: tuple[tuple[type[DeskError], str], ...] = (
    (StoppedError, "cancelled"),
    (MissingPlaceError, "missing"),
    (DiskFullError, "full"),
    (ReadOnlyError, "read_only"),
    (UnsoundBackupError, "damaged"),
    (DamagedRecordsError, "damaged"),
    (ForeignRecordsError, "damaged"),
)


def places(desk: Desk) -> tuple[BackupPlace, ...]:
    """The folders that were named for backups, in the order they were named."""
    with desk.read() as reader:
        return tuple(backup_log.places(reader))


def add_place(desk: Desk, folder: Path, *, initiator: object = None) -> BackupPlace:
    """Name a folder for backups; one that was named already is given back.

    A folder that a cloud service copies is welcome: backups are encrypted.

    Raises:
        PlaceInStoreError: it lies inside the store.
        MissingPlaceError: it is not there.
    """
    folder = folder.absolute()
    _require_outside(desk.vault, folder)
    if not folder.is_dir():
        raise MissingPlaceError(str(folder))
    with desk.write() as writer:
        place = backup_log.place_at(writer, folder)
        place = place or backup_log.add_place(writer, folder, desk.now())
    desk.announce(Changes.of(Kind.BACKUP, initiator=initiator))
    return place


def remove_place(desk: Desk, place_id: BackupPlaceId, *, initiator: object = None) -> None:
    """Make no more backups there; those that were made stay."""
    with desk.write() as writer:
        backup_log.remove_place(writer, place_id)
    desk.announce(Changes.of(Kind.BACKUP, initiator=initiator))


def state(desk: Desk) -> BackupState:
    """How things stand: the last verified backup, what failed since, whether one is overdue.

    One that is dated in the future is overdue too: how old it is cannot be told.
    """
    now = desk.now()
    with desk.read() as reader:
        last = backup_log.last_verified(reader)
        return BackupState(
            last_verified=last,
            failed=tuple(backup_log.failing(reader)),
            is_overdue=last is None or not now - OVERDUE_AFTER <= last.tried_at <= now,
            has_places=bool(backup_log.places(reader)),
        )


def make(
    vault: Vault,
    folder: Path,
    *,
    at: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> BackupTry:
    """Make a verified backup in a folder and thin the older ones there; for a job.

    It opens its own connection. What came of it, good or bad, is for `note` to keep. Progress is
    counted in bytes.

    Args:
        vault: the open store; it must not be closed before this returns.
        folder: where the backup goes, under a name of its own.
        at: the moment, on the wall clock that the file is named by (`desk.local(desk.now())`).
        progress: hears how much of how much is done.
        is_cancelled: is asked often whether to stop.
        bounds: what key costs are accepted.
    """
    folder = folder.absolute()
    try:
        return write(
            vault,
            backup_folders.free_name(folder, vault.label, at),
            at=at,
            progress=progress,
            is_cancelled=is_cancelled,
            bounds=bounds,
        )
    except DeskError as problem:
        return _failed(folder, at, problem)


def write(
    vault: Vault,
    to: Path,
    *,
    at: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> BackupTry:
    """As `make`, to a file of a given name; what fails is raised.

    Raises:
        PlaceInStoreError: it would lie inside the store.
        BackupError, StoreError: no backup was made, and nothing was left behind.
    """
    to = to.absolute()
    _require_outside(vault, to.parent)
    course = Course(progress, is_cancelled)
    with _alone(vault, course):
        written = making.write(
            Source.of(vault), to, at=at, app_version=__version__, course=course, bounds=bounds
        )
        backup_folders.thin(to.parent, vault.store_id, at, written=to, bounds=bounds)
    return BackupTry(
        id=BackupId(0),
        folder=str(to.parent),
        file_name=to.name,
        tried_at=at,
        size=written.size,
        audit_seq=written.header.seq,
    )


def back_up(desk: Desk, to: Path) -> BackupTry:
    """Make a backup and keep what came of it, good or bad; for the command line.

    Args:
        desk: the open store.
        to: a new file, or a folder in which it gets a name of its own.

    Raises:
        BackupError, StoreError: no backup was made, and nothing was left behind.
    """
    at = desk.local(desk.now())
    to = to.absolute()
    if to.is_dir():
        to = backup_folders.free_name(to, desk.vault.label, at)
    try:
        tried = write(desk.vault, to, at=at)
    except DeskError as problem:
        note(desk, _failed(to.parent, at, problem))
        raise
    note(desk, tried)
    return tried


def make_all(
    vault: Vault,
    folders: Iterable[Path],
    *,
    at: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> tuple[BackupTry, ...]:
    """A backup in each folder, one after the other, for lock and close; in a job.

    An older copy of the store that nobody decided about is not backed up, nor are records whose
    keys were changed: what is in force by then is not open yet.
    """
    if vault.is_read_only or vault.is_rotated:
        return ()
    return tuple(
        make(vault, folder, at=at, progress=progress, is_cancelled=is_cancelled, bounds=bounds)
        for folder in folders
    )


def note(desk: Desk, tried: BackupTry, *, initiator: object = None) -> None:
    """Keep what came of a try, in the log too; the audit tells the folder to nobody."""
    act = Act.BACK_UP if tried.is_verified else Act.BACKUP_FAILED
    with desk.write() as writer:
        backup_log.keep(writer, tried)
        writer.act(act, result=tried.failure or f"entry {tried.audit_seq}")
    desk.vault.keep_anchor(desk.now())
    desk.announce(Changes.of(Kind.BACKUP, initiator=initiator))


def _require_outside(vault: Vault, folder: Path) -> None:
    if folder.resolve().is_relative_to(vault.folder.resolve()):
        raise PlaceInStoreError(str(folder))


@contextmanager
def _alone(vault: Vault, course: Course) -> Iterator[None]:
    """Wait for another backup of this store, as long as this one is wanted."""
    while not vault.backing_up.acquire(timeout=_WAIT_S):
        course.require_wanted()
    try:
        yield
    finally:
        vault.backing_up.release()


def _failed(folder: Path, at: datetime, problem: DeskError) -> BackupTry:
    code = next((code for kind, code in _CODES if isinstance(problem, kind)), "disk")
    if code != "cancelled" and not folder.is_dir():  # the drive was pulled meanwhile
        code = "missing"
    return BackupTry(id=BackupId(0), folder=str(folder), file_name="", tried_at=at, failure=code)

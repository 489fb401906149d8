"""Making a backup: one verified file that holds everything a store needs, even its keys."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    BackupError,
    DiskFullError,
    MissingPlaceError,
    StoppedError,
    TakenFileError,
    UnsoundBackupError,
)
from counselor_desk.records.backups import PracticeMark
from counselor_desk.storage import backup_files, copies, faults, files, practice
from counselor_desk.storage import connection as connections
from counselor_desk.storage import folder as folders
from counselor_desk.storage.backup_files import BackupReader, Header
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.courses import Course

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.storage.keys import KeyDocument
    from counselor_desk.storage.vault import Vault

_SPARE_BYTES = 1 << 20
_MARK_LETTERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A store that is backed up: its folder, its key file, and what derives its keys."""

    folder: Path
    document: KeyDocument
    derive: Callable[[str], bytearray]

    @classmethod
    def of(cls, vault: Vault) -> Source:
        """An open store. It must stay open until the keys are derived, at the beginning."""
        return cls(folder=vault.folder, document=vault.key_document, derive=vault.derive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A backup that was read back and found whole."""

    path: Path
    size: int
    header: Header


def write(
    source: Source,
    to: Path,
    *,
    at: datetime,
    app_version: str,
    course: Course | None = None,
    bounds: Bounds = BOUNDS,
) -> Written:
    """Write a backup to the new file `to`, read it back, verify it, then give it its name.

    The records are copied and verified beside it first. It has a connection of its own, so it may
    run on any thread while others write; what it holds is the moment at which it began. Progress
    is counted in bytes: four times the size of the records.

    Raises:
        MissingPlaceError: the folder of `to` is not there.
        TakenFileError: `to` exists.
        UnsoundBackupError: what was written did not verify; it was not kept.
        StoppedError: it is no longer wanted.
        DeskError: full disk, folder that cannot be written, damaged records.
    """
    course = course or Course()
    records = source.folder / folders.RECORDS
    _require_room(to, records)
    key = source.derive(f"cdesk/db/{source.document.key_epoch}")
    seal_key = source.derive(backup_files.PURPOSE)
    parts = _parts_of(to, source.document.store_id)
    try:
        clean(to.parent, source.document.store_id)
        course.expect(4 * records.stat().st_size)
        connections.create_file(parts.records)
        copies.fill(records, parts.records, key, course)
        facts = copies.verify(parts.records, key, course)
        header = Header(
            keys=source.document,
            schema=facts.schema,
            app_version=app_version,
            seq=facts.seq,
            chain_head=facts.chain_head,
            counts=facts.counts,
            records_bytes=parts.records.stat().st_size,
            made_at=at,
            practice=_practice_mark(source.folder),
        )
        backup_files.write(parts.backup, header, parts.records, seal_key, course)
        size = _read_back(parts.backup, seal_key, course, bounds)
        files.take_name(parts.backup, to)
    except OSError as error:
        raise faults.explain_file(error, to) from error
    finally:
        key[:] = bytes(len(key))
        seal_key[:] = bytes(len(seal_key))
        with contextlib.suppress(OSError):
            parts.remove()
    return Written(path=to, size=size, header=header)


def clean(folder: Path, store_id: str) -> None:
    """Remove what an interrupted backup of this store left in a folder, as far as possible."""
    mark = _mark_of(store_id)
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{backup_files.SUFFIX}.{mark}.*part*"):
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The unfinished files of one backup. Nobody takes them for a backup."""

    records: Path
    backup: Path

    def remove(self) -> None:
        for path in (self.records, self.backup):
            path.unlink(missing_ok=True)


def _parts_of(to: Path, store_id: str) -> _Parts:
    unfinished = f"{to.name}.{_mark_of(store_id)}"
    return _Parts(to.with_name(f"{unfinished}.db.part"), to.with_name(f"{unfinished}.part"))


def _mark_of(store_id: str) -> str:
    """Two stores may be backed up into one folder at the same time."""
    return store_id[:_MARK_LETTERS]


def _read_back(path: Path, seal_key: bytearray, course: Course, bounds: Bounds) -> int:
    """The size of what was written, every byte of it found as it should be."""
    try:
        with BackupReader(path, bounds) as reader:
            reader.authenticate(seal_key, course)
            return reader.size
    except BackupError as error:
        if isinstance(error, StoppedError):
            raise
        raise UnsoundBackupError("it did not read back as it was written") from error


def _require_room(to: Path, records: Path) -> None:
    if not to.parent.is_dir():
        raise MissingPlaceError(str(to.parent))
    if to.exists():
        raise TakenFileError(str(to))
    with contextlib.suppress(OSError):  # then writing will tell
        if shutil.disk_usage(to.parent).free < 2 * records.stat().st_size + _SPARE_BYTES:
            raise DiskFullError(str(to))


def _practice_mark(folder: Path) -> PracticeMark:
    if not folders.is_practice(folder):
        return "no"
    return "known" if practice.has_known_passphrase(folder) else "own"

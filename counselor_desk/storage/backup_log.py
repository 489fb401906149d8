"""Where backups go, and every try to make one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.backups import BackupPlace, BackupTry, NoteOnlyHere
from counselor_desk.records.ids import BackupPlaceId
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from counselor_desk.storage.database import Reader, Writer

PLACES = Table("backup_place", BackupPlace)
TRIES = Table("backup", BackupTry)

_TRIED = (
    "INSERT INTO backup (folder, file_name, tried_at, size, audit_seq, failure)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)

# What the person stopped neither failed nor makes up for a failure.
_FAILING = """
WHERE failure <> ''
AND id IN (SELECT max(id) FROM backup WHERE failure <> 'cancelled' GROUP BY folder)
AND folder IN (SELECT folder FROM backup_place)
ORDER BY id DESC
"""

_SIGNED_AFTER = """
SELECT client.number, note.held_on
FROM audit_event
JOIN note ON note.id = audit_event.row_id
JOIN client ON client.id = note.client_id
WHERE audit_event.seq > ? AND audit_event.act = 'sign' AND audit_event.table_name = 'note'
ORDER BY audit_event.seq DESC
"""


def places(db: Reader) -> list[BackupPlace]:
    """The folders that were named for backups, in the order they were named."""
    return PLACES.where(db, "ORDER BY id")


def add_place(db: Writer, folder: Path, at: datetime) -> BackupPlace:
    """Name a folder for backups."""
    return PLACES.insert(db, BackupPlace(id=BackupPlaceId(0), folder=str(folder), added_at=at))


def remove_place(db: Writer, place_id: BackupPlaceId) -> None:
    """Make no more backups there; those that were made stay."""
    db.execute("DELETE FROM backup_place WHERE id = ?", place_id)


def place_at(db: Reader, folder: Path) -> BackupPlace | None:
    """The place with this folder, if it was named."""
    return PLACES.first(db, "WHERE folder = ?", str(folder))


def keep(db: Writer, tried: BackupTry) -> None:
    """Keep a try. The audit has an act of its own for it."""
    db.execute_unaudited(
        _TRIED,
        tried.folder,
        tried.file_name,
        moment_text(tried.tried_at),
        tried.size,
        tried.audit_seq,
        tried.failure,
    )


def tries(db: Reader, limit: int = 100) -> list[BackupTry]:
    """The last tries, the newest first."""
    return TRIES.where(db, "ORDER BY id DESC LIMIT ?", limit)


def failing(db: Reader) -> list[BackupTry]:
    """The last try in each named place where it failed, the newest first."""
    return TRIES.where(db, _FAILING)


def last_verified(db: Reader) -> BackupTry | None:
    """The newest backup that was read back and found whole."""
    return TRIES.first(db, "WHERE failure = '' ORDER BY id DESC LIMIT 1")


def notes_signed_after(db: Reader, seq: int) -> list[NoteOnlyHere]:
    """The notes that were signed after an entry of the log, the newest first."""
    return [
        NoteOnlyHere(
            number=number, held_on=None if held_on is None else date.fromisoformat(held_on)
        )
        for number, held_on in db.rows(_SIGNED_AFTER, seq)
    ]

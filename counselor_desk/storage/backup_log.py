"""Where backups go, and every try to make one."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from counselor_desk.records.backups import BackupPlace, BackupTry, OnlyHere
from counselor_desk.records.ids import BackupPlaceId
from counselor_desk.storage import form_drafts
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
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

# What was removed again is not missed.
_ADDED_AFTER = """
SELECT audit_event.table_name, client.number, audit_event.at, note.held_on
FROM audit_event
LEFT JOIN client ON client.id = audit_event.client_id
LEFT JOIN note ON audit_event.table_name = 'note' AND note.id = audit_event.row_id
WHERE audit_event.seq > ?
AND CASE audit_event.table_name
    WHEN 'note' THEN act = 'sign'
    WHEN 'client' THEN act = 'insert'
    WHEN 'plan' THEN act = 'insert' AND row_id IN (SELECT id FROM plan)
    WHEN 'assessment' THEN act = 'insert' AND row_id IN (SELECT id FROM assessment)
    WHEN 'task' THEN act = 'insert' AND row_id IN (SELECT id FROM task)
    WHEN 'cv' THEN act = 'insert' AND row_id IN (SELECT id FROM cv)
    WHEN 'discharge' THEN act = 'insert' AND row_id IN (SELECT id FROM discharge)
    END
ORDER BY audit_event.seq DESC
"""
_KINDS = {
    "note": "signed_notes",
    "client": "clients",
    "plan": "plans",
    "assessment": "assessments",
    "task": "tasks",
    "cv": "cvs",
    "discharge": "discharges",
}
_DRAFTS_AFTER = """
SELECT client.number, draft.kept_at
FROM draft
JOIN (
    SELECT 'plan' AS of_kind, uid AS of_uid, client_id AS of_client FROM plan
    UNION ALL
    SELECT 'note', uid, client_id FROM note
    UNION ALL
    SELECT 'addendum', uid, client_id FROM addendum
    UNION ALL
    SELECT 'assessment', uid, client_id FROM assessment
    UNION ALL
    SELECT 'discharge', uid, client_id FROM discharge
) ON of_kind = draft.kind AND of_uid = draft.record_uid
JOIN client ON client.id = of_client
WHERE draft.kept_at > ? AND draft.discarded_at IS NULL
ORDER BY draft.kept_at DESC
"""
_MAC = "SELECT mac FROM audit_seal WHERE seq = ?"


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


def added_after(db: Reader, seq: int) -> list[OnlyHere]:
    """What was added, and the notes that were signed, after an entry of the log; newest first."""
    return [
        OnlyHere(
            what=_KINDS[table],
            number=number or "",
            added_at=datetime.fromisoformat(at),
            held_on=None if held_on is None else date.fromisoformat(held_on),
        )
        for table, number, at, held_on in db.rows(_ADDED_AFTER, seq)
    ]


def drafts_kept_after(db: Reader, at: datetime) -> list[OnlyHere]:
    """The drafts that were typed in after a moment and not discarded, the newest first."""
    return [
        OnlyHere(what="drafts", number=number, added_at=datetime.fromisoformat(kept_at))
        for number, kept_at in db.rows(_DRAFTS_AFTER, moment_text(at))
    ]


def forms_kept_after(db: Reader, at: datetime) -> list[OnlyHere]:
    """The forms and dialogs that were typed in after a moment, the newest first."""
    return [
        OnlyHere(what="unfinished_forms", number=number, added_at=kept_at)
        for number, kept_at in form_drafts.kept_after(db, at)
    ]


def mac_of(db: Reader, seq: int) -> str | None:
    """The MAC of an entry of the log in hexadecimal; None where the log has no such entry."""
    mac = db.value(_MAC, seq)
    return None if mac is None else bytes(mac).hex()

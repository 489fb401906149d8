"""Addenda in the store: later thoughts on signed notes, each signed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.notes import Addendum
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Set

    from counselor_desk.records.ids import AddendumId, ClientId, NoteId, Uid
    from counselor_desk.storage.database import Reader, Writer

ADDENDA = Table("addendum", Addendum)

SESSIONS_IN_ERROR = """
SELECT wrong.id FROM addendum
CROSS JOIN note ON note.id = addendum.note_id
CROSS JOIN attendance AS told ON told.id = note.attendance_id
CROSS JOIN session AS wrong ON wrong.id = told.session_id
WHERE addendum.state = 'signed' AND addendum.reason = 'entered_in_error' AND wrong.kind <> 'group'
"""
"""The sessions that a note entered in error told: they were not held, and nobody was there.

A group was held, whatever is said of one member's note, and who came to it was marked apart.
"""


def in_error(note_id: str = "note.id") -> str:
    """The condition of a note that a signed addendum calls entered in error.

    Args:
        note_id: the column with the row id of the note; where it is NULL there is no such note.
    """
    return (
        f"EXISTS (SELECT 1 FROM addendum WHERE addendum.note_id = {note_id}"
        " AND addendum.state = 'signed' AND addendum.reason = 'entered_in_error')"
    )


def insert(db: Writer, addendum: Addendum) -> Addendum:
    """Keep an addendum that was started."""
    return ADDENDA.insert(db, addendum)


def fill(db: Writer, addendum: Addendum) -> None:
    """Write a draft's whole content; with `state` signed it is closed."""
    ADDENDA.update(db, addendum)


def get(db: Reader, addendum_id: AddendumId) -> Addendum | None:
    """The addendum of a row id."""
    return ADDENDA.get(db, addendum_id)


def by_uid(db: Reader, uid: Uid) -> Addendum | None:
    """The addendum of a uid."""
    return ADDENDA.first(db, "WHERE uid = ?", uid)


def signed(db: Reader) -> list[Addendum]:
    """Every signed addendum in the store."""
    return ADDENDA.where(db, "WHERE state = 'signed' ORDER BY id")


def notes_of(db: Reader, client_id: ClientId, uids: Set[Uid]) -> set[NoteId]:
    """The notes of a client that these addenda were added to."""
    rows = db.rows("SELECT uid, note_id FROM addendum WHERE client_id = ?", client_id)
    return {note_id for uid, note_id in rows if uid in uids}


def wrong_notes_of(db: Reader, client_id: ClientId) -> set[NoteId]:
    """The notes of a client that a signed addendum calls entered in error."""
    sql = (
        "SELECT note_id FROM addendum"
        " WHERE client_id = ? AND state = 'signed' AND reason = 'entered_in_error'"
    )
    return {note_id for (note_id,) in db.rows(sql, client_id)}


def is_in_error(db: Reader, note_id: NoteId) -> bool:
    """Whether a signed addendum calls a note entered in error."""
    return bool(db.value(f"SELECT {in_error('?')}", note_id))


def of_note(db: Reader, note_id: NoteId) -> list[Addendum]:
    """The addenda of a note in the order of time, signed ones first, but for discarded ones."""
    return ADDENDA.where(
        db,
        "WHERE note_id = ? AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.kind = 'addendum'"
        " AND record_uid = addendum.uid AND discarded_at IS NOT NULL)"
        " ORDER BY state = 'draft', entered_at, id",
        note_id,
    )

"""Sessions in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.sessions import Session
from counselor_desk.storage.addenda import SESSIONS_IN_ERROR
from counselor_desk.storage.attendance import CAME_CODES
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, NoteId, SessionId
    from counselor_desk.storage.database import Reader, Writer

SESSIONS = Table("session", Session)

_GROUPS_ATTENDED = f"""
WHERE kind = 'group' AND held_on <= ? AND id IN (
    SELECT session_id FROM attendance WHERE client_id = ? AND code IN ({CAME_CODES})
)
ORDER BY held_on DESC, starts DESC, id DESC LIMIT ?
"""
# The notes of the client are looked through, not all notes of the store.
_NOTE_ABOUT = """
SELECT note.id FROM attendance
CROSS JOIN note ON note.client_id = attendance.client_id AND attendance_id = attendance.id
WHERE session_id = ? AND attendance.client_id = ? AND state = 'signed'
"""


def insert(db: Writer, session: Session) -> Session:
    """Keep a session that was held."""
    return SESSIONS.insert(db, session)


def update(db: Writer, session: Session) -> None:
    """Keep a correction; notes have their own copy of date and times."""
    SESSIONS.update(db, session)


def get(db: Reader, session_id: SessionId) -> Session | None:
    """The session of a row id."""
    return SESSIONS.get(db, session_id)


def of_client(db: Reader, client_id: ClientId) -> list[Session]:
    """Every session a client was expected at, in the order they were held."""
    clause = (
        "WHERE id IN (SELECT session_id FROM attendance WHERE client_id = ?)"
        " ORDER BY held_on, starts, id"
    )
    return SESSIONS.where(db, clause, client_id)


def between(db: Reader, first_on: date, last_on: date) -> list[Session]:
    """The sessions held from `first_on` to `last_on`, in the order of time.

    One that was told by a note entered in error is left out.
    """
    clause = (
        f"WHERE held_on BETWEEN ? AND ? AND id NOT IN ({SESSIONS_IN_ERROR})"
        " ORDER BY held_on, starts, id"
    )
    return SESSIONS.where(db, clause, first_on.isoformat(), last_on.isoformat())


def groups_attended(
    db: Reader, client_id: ClientId, last_on: date, *, limit: int
) -> list[tuple[Session, str]]:
    """The last group sessions up to a day that a client came to, the newest first, with topic."""
    found = SESSIONS.where(db, _GROUPS_ATTENDED, last_on.isoformat(), client_id, limit)
    marks = ", ".join("?" * len(found))
    sql = f"SELECT session_id, topic FROM meeting WHERE session_id IN ({marks})"
    topics = dict(db.rows(sql, *(one.id for one in found)))
    return [(one, topics.get(one.id, "")) for one in found]


def note_about(db: Reader, session_id: SessionId, client_id: ClientId) -> NoteId | None:
    """A client's own signed note about a session."""
    note_id: NoteId | None = db.value(_NOTE_ABOUT, session_id, client_id)
    return note_id


def is_taken_up(db: Reader, session_id: SessionId) -> bool:
    """Whether a note is about this session though it reports another one."""
    return bool(
        db.value("SELECT EXISTS (SELECT 1 FROM note WHERE about_session_id = ?)", session_id)
    )


def delete(db: Writer, session_id: SessionId) -> None:
    """Take back a session that nobody was at."""
    db.execute("DELETE FROM meeting WHERE session_id = ?", session_id)
    db.execute("DELETE FROM session WHERE id = ?", session_id)

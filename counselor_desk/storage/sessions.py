"""Sessions in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.sessions import Session
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, SessionId
    from counselor_desk.storage.database import Reader, Writer

SESSIONS = Table("session", Session)


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
    """The sessions held from `first_on` to `last_on`, in the order of time."""
    clause = "WHERE held_on BETWEEN ? AND ? ORDER BY held_on, starts, id"
    return SESSIONS.where(db, clause, first_on.isoformat(), last_on.isoformat())


def delete(db: Writer, session_id: SessionId) -> None:
    """Take back a session that nobody was at."""
    db.execute("DELETE FROM meeting WHERE session_id = ?", session_id)
    db.execute("DELETE FROM session WHERE id = ?", session_id)

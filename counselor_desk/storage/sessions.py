"""Sessions in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.sessions import Session
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import SessionId
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

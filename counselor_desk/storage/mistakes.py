"""Marks of facts that were entered in error; every list of facts leaves out what is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.mistakes import Mistake
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.storage.database import Reader, Writer

MISTAKES = Table("mistake", Mistake)

STANDS = "uid NOT IN (SELECT record_uid FROM mistake)"
"""The condition of a fact that was not entered in error."""


def insert(db: Writer, mistake: Mistake) -> Mistake:
    """Keep a mark."""
    return MISTAKES.insert(db, mistake)


def delete(db: Writer, record_uid: Uid) -> None:
    """Take a mark back; the log tells that it was there."""
    db.execute("DELETE FROM mistake WHERE record_uid = ?", record_uid)


def of_client(db: Reader, client_id: ClientId) -> list[Mistake]:
    """The marks of a client, the newest first."""
    return MISTAKES.where(db, "WHERE client_id = ? ORDER BY marked_at DESC, id DESC", client_id)


def is_marked(db: Reader, record_uid: Uid) -> bool:
    """Whether a fact was entered in error."""
    return MISTAKES.first(db, "WHERE record_uid = ?", record_uid) is not None

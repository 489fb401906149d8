"""Cravings in the store; none is ever deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.cravings import Craving
from counselor_desk.storage.addenda import in_error
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, CravingId, EpisodeId, NoteId
    from counselor_desk.storage.database import Reader, Writer

CRAVINGS = Table("craving", Craving)

COUNTS = f"craving.{STANDS} AND NOT {in_error('craving.note_id')}"
"""The condition of an urge that was not entered in error, nor the note that tells it."""


def insert(db: Writer, craving: Craving) -> Craving:
    """Keep a new one."""
    return CRAVINGS.insert(db, craving)


def update(db: Writer, craving: Craving) -> None:
    """Keep what changed."""
    CRAVINGS.update(db, craving)


def get(db: Reader, craving_id: CravingId) -> Craving | None:
    """The one of a row id."""
    return CRAVINGS.first(db, f"WHERE id = ? AND {COUNTS}", craving_id)


def of_client(db: Reader, client_id: ClientId) -> list[Craving]:
    """Those of a client, the newest first."""
    clause = f"WHERE client_id = ? AND {COUNTS} ORDER BY rated_on DESC, id DESC"
    return CRAVINGS.where(db, clause, client_id)


def last_score(db: Reader, client_id: ClientId) -> int | None:
    """The newest score of a client, None before the first."""
    sql = (
        f"SELECT score FROM craving WHERE client_id = ? AND {COUNTS}"
        " ORDER BY rated_on DESC, id DESC LIMIT 1"
    )
    score: int | None = db.value(sql, client_id)
    return score


def of_note(db: Reader, client_id: ClientId, note_id: NoteId) -> Craving | None:
    """The one that was told in a note; None when none was."""
    return CRAVINGS.first(db, "WHERE client_id = ? AND note_id = ?", client_id, note_id)


def scores_of(db: Reader, client_id: ClientId, episode_id: EpisodeId) -> list[tuple[date, int]]:
    """The day and the score of each one of an episode, without the words, in no order."""
    sql = f"SELECT rated_on, score FROM craving WHERE client_id = ? AND episode_id = ? AND {COUNTS}"
    rows = db.rows(sql, client_id, episode_id)
    return [(date.fromisoformat(day), score) for day, score in rows]

"""Episodes of care in the store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.episodes import Episode, Extension, LevelChange
from counselor_desk.storage.addenda import SESSIONS_IN_ERROR, in_error
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from counselor_desk.records.ids import ClientId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

EPISODES = Table("episode", Episode)
EXTENSIONS = Table("extension", Extension)
LEVEL_CHANGES = Table("level_change", LevelChange)

_FIRST_RECORD = f"""
SELECT min(day) FROM (
    SELECT held_on AS day FROM note WHERE episode_id = ?1 AND state = 'signed'
        AND kind NOT IN ('phone_contact', 'collateral_contact') AND NOT {in_error()}
    UNION ALL SELECT assessed_on FROM assessment WHERE episode_id = ?1 AND state = 'signed'
    UNION ALL SELECT session.held_on FROM attendance JOIN session ON session.id = session_id
        WHERE attendance.episode_id = ?1 AND code IN ('present', 'late', 'left_early')
        AND session.kind NOT IN ('phone_contact', 'collateral_contact')
        AND session.id NOT IN ({SESSIONS_IN_ERROR})
) WHERE day >= ?2 AND day < ?3
"""


def insert(db: Writer, episode: Episode) -> Episode:
    """Keep a new episode; a second open one of the same client is refused by the schema."""
    return EPISODES.insert(db, episode)


def update(db: Writer, episode: Episode) -> None:
    """Keep what changed."""
    EPISODES.update(db, episode)


def get(db: Reader, episode_id: EpisodeId) -> Episode | None:
    """The episode of a row id."""
    return EPISODES.get(db, episode_id)


def open_of(db: Reader, client_id: ClientId) -> Episode | None:
    """The client's open episode."""
    return EPISODES.first(db, "WHERE client_id = ? AND closed_on IS NULL", client_id)


def open_of_all(db: Reader, client_ids: Collection[ClientId]) -> list[Episode]:
    """The open episodes of these clients."""
    if not client_ids:
        return []
    marks = ", ".join("?" * len(client_ids))
    return EPISODES.where(db, f"WHERE closed_on IS NULL AND client_id IN ({marks})", *client_ids)


def open_of_caseload(db: Reader) -> list[Episode]:
    """The open episodes of the counselor's own clients."""
    clause = (
        "WHERE closed_on IS NULL AND client_id IN"
        " (SELECT id FROM client WHERE caseload = 'mine') ORDER BY id"
    )
    return EPISODES.where(db, clause)


def every_open(db: Reader) -> list[Episode]:
    """Every open episode, those of guests too."""
    return EPISODES.where(db, "WHERE closed_on IS NULL ORDER BY id")


def between(db: Reader, first_on: date, last_on: date) -> list[Episode]:
    """The stays that had a day from `first_on` to `last_on`, the latest of a client first."""
    clause = (
        "WHERE admitted_on <= ? AND (closed_on IS NULL OR closed_on >= ?)"
        " ORDER BY client_id, admitted_on DESC, id DESC"
    )
    return EPISODES.where(db, clause, last_on.isoformat(), first_on.isoformat())


def of_client(db: Reader, client_id: ClientId) -> list[Episode]:
    """Every episode, the open one first, then the latest."""
    return EPISODES.where(
        db,
        "WHERE client_id = ? ORDER BY closed_on IS NOT NULL, closed_on DESC, id DESC",
        client_id,
    )


def insert_extension(db: Writer, extension: Extension) -> Extension:
    """Keep a decision to go on past the planned weeks, for good."""
    return EXTENSIONS.insert(db, extension)


def extensions_of(db: Reader, episode_id: EpisodeId) -> list[Extension]:
    """The extensions of an episode that stand, in the order they were decided."""
    clause = f"WHERE episode_id = ? AND {STANDS} ORDER BY decided_on, id"
    return EXTENSIONS.where(db, clause, episode_id)


def planned_weeks_of(db: Reader, episode_id: EpisodeId) -> int | None:
    """The weeks that were planned before the first extension; None for a stay without any."""
    clause = "WHERE episode_id = ? ORDER BY from_weeks LIMIT 1"
    first = EXTENSIONS.first(db, clause, episode_id)
    return None if first is None else first.from_weeks


def was_ever_admitted(db: Reader, episode: Episode) -> bool:
    """Whether an episode has, or once had, a day of admission: the log tells what was changed."""
    if episode.admitted_on is not None:
        return True
    changed = db.row(
        "SELECT 1 FROM audit_event WHERE client_id = ? AND table_name = 'episode' AND row_id = ?"
        " AND act = 'update' AND instr(' ' || columns || ' ', ' admitted_on ') > 0 LIMIT 1",
        episode.client_id,
        episode.id,
    )
    return changed is not None


def first_record_between(db: Reader, episode: Episode, since: date, before: date) -> date | None:
    """The earliest signed note or assessment, or attended session, of a stay in these days.

    A contact by phone or with somebody else says nothing of an admission.
    """
    days = (episode.id, since.isoformat(), before.isoformat())
    (first,) = db.rows(_FIRST_RECORD, *days)[0]
    return None if first is None else date.fromisoformat(first)


def has_unsigned_notes(db: Reader, episode_id: EpisodeId) -> bool:
    """Whether a note of an episode waits for its signature; a discarded one does not."""
    waiting = db.row(
        "SELECT 1 FROM note WHERE episode_id = ? AND state = 'draft' AND uid NOT IN (SELECT"
        " record_uid FROM draft WHERE kind = 'note' AND discarded_at IS NOT NULL) LIMIT 1",
        episode_id,
    )
    return waiting is not None


def insert_level_change(db: Writer, change: LevelChange) -> LevelChange:
    """Keep that a stay went on at another level, for good."""
    return LEVEL_CHANGES.insert(db, change)


def level_changes_of(db: Reader, client_id: ClientId) -> list[LevelChange]:
    """The changes of level of a client that stand, in the order they were made."""
    clause = f"WHERE client_id = ? AND {STANDS} ORDER BY changed_on, id"
    return LEVEL_CHANGES.where(db, clause, client_id)


def level_changes_in(db: Reader, episode: Episode) -> list[LevelChange]:
    """Those of one stay, in the order they were made."""
    every = level_changes_of(db, episode.client_id)
    return [one for one in every if one.episode_id == episode.id]

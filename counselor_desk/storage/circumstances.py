"""Circumstances in the store: what holds now, how a client lived, and care before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.circumstances import Circumstances, Living, PriorCare
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.storage.database import Reader, Writer

CIRCUMSTANCES = Table("circumstances", Circumstances)
LIVING = Table("living", Living)
PRIOR_CARE = Table("prior_care", PriorCare)


def get(db: Reader, client_id: ClientId) -> Circumstances | None:
    """What holds for a client now, None when nothing was written yet."""
    return CIRCUMSTANCES.first(db, "WHERE client_id = ?", client_id)


def keep(db: Writer, circumstances: Circumstances) -> Circumstances:
    """Write what holds now: over what held before, or for the first time."""
    if not circumstances.id:
        return CIRCUMSTANCES.insert(db, circumstances)
    CIRCUMSTANCES.update(db, circumstances)
    return circumstances


def living_of(db: Reader, client_id: ClientId) -> list[Living]:
    """Where a client lived, the newest first; an arrangement without a day counts as older."""
    return LIVING.where(
        db,
        f"WHERE client_id = ? AND {STANDS} ORDER BY since IS NULL, since DESC, id DESC",
        client_id,
    )


def prior_care_of(db: Reader, client_id: ClientId) -> list[PriorCare]:
    """Care before this program, the newest first."""
    return PRIOR_CARE.where(
        db,
        f"WHERE client_id = ? AND {STANDS} ORDER BY coalesce(ended_on, started_on, '') DESC, id",
        client_id,
    )

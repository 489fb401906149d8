"""Substances and returns to use in the store; neither is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, SubstanceId
    from counselor_desk.storage.database import Reader, Writer

SUBSTANCES = Table("substance", Substance)
RETURNS = Table("return_to_use", ReturnToUse)


def insert(db: Writer, substance: Substance) -> Substance:
    """Keep a new one."""
    return SUBSTANCES.insert(db, substance)


def update(db: Writer, substance: Substance) -> None:
    """Keep what changed."""
    SUBSTANCES.update(db, substance)


def get(db: Reader, substance_id: SubstanceId) -> Substance | None:
    """The substance of a row id."""
    return SUBSTANCES.first(db, f"WHERE id = ? AND {STANDS}", substance_id)


def of_client(db: Reader, client_id: ClientId) -> list[Substance]:
    """The substances of a client, the primary one first."""
    return SUBSTANCES.where(
        db, f"WHERE client_id = ? AND {STANDS} ORDER BY is_primary DESC, id", client_id
    )


def insert_return(db: Writer, use: ReturnToUse) -> ReturnToUse:
    """Keep a return to use for good."""
    return RETURNS.insert(db, use)


def returns_of(db: Reader, client_id: ClientId) -> list[ReturnToUse]:
    """The returns to use of a client, the newest first."""
    return RETURNS.where(
        db, f"WHERE client_id = ? AND {STANDS} ORDER BY used_on DESC, id DESC", client_id
    )

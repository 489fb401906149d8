"""Amendment requests in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.amendments import Amendment
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import AmendmentId, ClientId
    from counselor_desk.storage.database import Reader, Writer

AMENDMENTS = Table("amendment", Amendment)


def insert(db: Writer, amendment: Amendment) -> Amendment:
    """Keep a new request."""
    return AMENDMENTS.insert(db, amendment)


def update(db: Writer, amendment: Amendment) -> None:
    """Keep what became of it."""
    AMENDMENTS.update(db, amendment)


def get(db: Reader, amendment_id: AmendmentId) -> Amendment | None:
    """The request of a row id."""
    return AMENDMENTS.get(db, amendment_id)


def of_client(db: Reader, client_id: ClientId) -> list[Amendment]:
    """A client's requests, the newest first."""
    return AMENDMENTS.where(
        db, "WHERE client_id = ? ORDER BY requested_on DESC, id DESC", client_id
    )


def waiting(db: Reader) -> list[Amendment]:
    """Every request without an answer, the oldest first."""
    return AMENDMENTS.where(db, "WHERE decision = 'open' ORDER BY requested_on, id")

"""Reasons given to findings, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.reasons import GivenReason
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.storage.database import Reader, Writer

REASONS = Table("given_reason", GivenReason)


def put(db: Writer, reason: GivenReason) -> GivenReason:
    """Keep a reason, in place of the one given before for the same."""
    take(db, reason)
    return REASONS.insert(db, reason)


def take(db: Writer, reason: GivenReason) -> None:
    """Take the reason back."""
    db.execute(
        "DELETE FROM given_reason WHERE episode_id = ? AND rule = ? AND about_on = ?",
        reason.episode_id,
        reason.rule.value,
        reason.about_on.isoformat(),
    )


def of_client(db: Reader, client_id: ClientId) -> list[GivenReason]:
    """Every reason given for a client, the oldest first."""
    return REASONS.where(db, "WHERE client_id = ? ORDER BY about_on, id", client_id)


def every(db: Reader) -> list[GivenReason]:
    """Every reason given, the oldest first."""
    return REASONS.where(db, "ORDER BY about_on, id")

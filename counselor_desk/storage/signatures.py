"""Signatures and refusals in the store; they are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.signatures import Refusal, Signature
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import Uid
    from counselor_desk.records.signing import RecordKind
    from counselor_desk.storage.database import Reader, Writer

SIGNATURES = Table("signature", Signature)
REFUSALS = Table("refusal", Refusal)


def insert(db: Writer, signature: Signature) -> Signature:
    """Keep a signature for good."""
    return SIGNATURES.insert(db, signature)


def insert_refusal(db: Writer, refusal: Refusal) -> Refusal:
    """Keep for good that somebody did not sign."""
    return REFUSALS.insert(db, refusal)


def of_record(db: Reader, kind: RecordKind, uid: Uid) -> list[Signature]:
    """Everyone who signed a record, in the order they signed."""
    return SIGNATURES.where(
        db,
        "WHERE record_kind = ? AND record_uid = ? ORDER BY signed_at, id",
        kind.value,
        uid,
    )


def refusals_of(db: Reader, kind: RecordKind, uid: Uid) -> list[Refusal]:
    """Everyone who did not sign a record, in the order it was noted."""
    return REFUSALS.where(
        db, "WHERE record_kind = ? AND record_uid = ? ORDER BY id", kind.value, uid
    )

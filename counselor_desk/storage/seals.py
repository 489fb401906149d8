"""Seals in the store: made once for each signed record, and checked when it is shown."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from counselor_desk.records.canonical import VERSION
from counselor_desk.records.ids import SealId, Uid
from counselor_desk.records.signatures import Seal
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.records.signing import RecordKind
    from counselor_desk.storage.database import Reader, Writer

SEALS = Table("seal", Seal)


def make(db: Writer, kind: RecordKind, uid: Uid, canonical: bytes, at: datetime) -> Seal:
    """Seal a record: an Ed25519 signature over the SHA-256 of its canonical bytes.

    A record that has a seal already is refused by the schema.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signing_key = Ed25519PrivateKey.from_private_bytes(db.keys.signing_key)
    return SEALS.insert(
        db,
        Seal(
            id=SealId(0),
            record_kind=kind,
            record_uid=uid,
            version=VERSION,
            canonical=canonical,
            signature=signing_key.sign(_digest(canonical)),
            sealed_at=at,
        ),
    )


def of_record(db: Reader, kind: RecordKind, uid: Uid) -> Seal | None:
    """The seal of a record, None before it is signed."""
    return SEALS.first(db, "WHERE record_kind = ? AND record_uid = ?", kind.value, uid)


def is_genuine(seal: Seal, public_key: bytes) -> bool:
    """Whether the canonical bytes are those that the store with this public key sealed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            seal.signature, _digest(seal.canonical)
        )
    except InvalidSignature:
        return False
    return True


def _digest(canonical: bytes) -> bytes:
    return hashlib.sha256(canonical).digest()

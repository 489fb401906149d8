"""The store's own keys for seals and for the audit chain, kept inside the encrypted records."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from counselor_desk.errors import DamagedRecordsError
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3.dbapi2 import Connection

AUDIT_KEY_BYTES = 32

_INSERT = "INSERT INTO store_key (kind, secret, public_key, made_at) VALUES (?, ?, ?, ?)"
SELECT = "SELECT kind, secret, public_key FROM store_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKeys:
    """Random keys, made with the store and carried over by rotation.

    `signing_key` and `public_key` are the raw halves of an Ed25519 pair, 32 bytes each;
    `audit_key` is the HMAC-SHA256 key of the audit chain.
    """

    signing_key: bytes = field(repr=False)
    public_key: bytes
    audit_key: bytes = field(repr=False)


def make(connection: Connection, at: datetime) -> StoreKeys:
    """Draw the keys of a new store and keep them in it; they can never be replaced."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pair = Ed25519PrivateKey.generate()
    keys = StoreKeys(
        signing_key=pair.private_bytes_raw(),
        public_key=pair.public_key().public_bytes_raw(),
        audit_key=secrets.token_bytes(AUDIT_KEY_BYTES),
    )
    made_at = moment_text(at)
    connection.execute(_INSERT, ("signing", keys.signing_key, keys.public_key, made_at))
    connection.execute(_INSERT, ("audit", keys.audit_key, None, made_at))
    return keys


def load(connection: Connection) -> StoreKeys:
    """The keys of an open store.

    Raises:
        DamagedRecordsError: the store has lost them.
    """
    return read(connection.execute(SELECT).fetchall())


def read(found: Sequence[tuple[Any, ...]]) -> StoreKeys:
    """The keys in what `SELECT` gave.

    Raises:
        DamagedRecordsError: they are not all there.
    """
    rows = {row[0]: row[1:] for row in found}
    if rows.keys() != {"signing", "audit"}:
        raise DamagedRecordsError
    signing_key, public_key = rows["signing"]
    return StoreKeys(signing_key=signing_key, public_key=public_key, audit_key=rows["audit"][0])

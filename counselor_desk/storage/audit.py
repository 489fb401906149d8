"""The audit: events chained by HMACs, so that a lost, added, moved or edited one is found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counselor_desk.records.audit import Act, AuditEvent
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlcipher3.dbapi2 import Connection

    from counselor_desk.records.ids import ClientId
    from counselor_desk.storage.database import Reader
    from counselor_desk.storage.store_keys import StoreKeys

EVENTS = Table("audit_event", AuditEvent, key="seq")

_COLUMNS = "at, session_uid, actor, act, table_name, row_id, client_id, columns, result"
INSERT = f"INSERT INTO audit_event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UNSEALED = (
    f"SELECT seq, {_COLUMNS} FROM audit_event"
    " WHERE seq > (SELECT coalesce(max(seq), 0) FROM audit_seal) ORDER BY seq"
)
_HEAD = "SELECT mac FROM audit_seal ORDER BY seq DESC LIMIT 1"
_LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM audit_event"
_LAST_AT = "SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1"
_SEAL = "INSERT INTO audit_seal (seq, mac) VALUES (?, ?)"
_SEALS_AT_A_STROKE = 200
_SEAL_MANY = _SEAL + ", (?, ?)" * (_SEALS_AT_A_STROKE - 1)
_SEALED = (
    f"SELECT seq, {_COLUMNS}, mac FROM audit_event LEFT JOIN audit_seal USING (seq)"
    " WHERE audit_event.seq > ? ORDER BY seq LIMIT ?"
)
_BEFORE_ALL = -(2**63)
_AT_A_TIME = 5_000
"""Events in memory at once while the chain is verified; the log of years has a million."""

_LAST_GIVEN = (
    "SELECT max((SELECT coalesce(max(seq), 0) FROM audit_seal),"
    " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit_event'), 0))"
)

_WIDTH = 10
_BETWEEN = "\x1f"
_BLOCK_BYTES = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """The result of a check: how many events hold, and where the chain first breaks."""

    entries: int
    first_bad_seq: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every event is there as it was written."""
        return self.first_bad_seq is None


def seal_events(connection: Connection, key: bytes) -> None:
    """Chain every event after the last sealed one; the caller has the transaction open."""
    events = connection.execute(_UNSEALED).fetchall()
    if events:
        head = connection.execute(_HEAD).fetchone()
        seals = list(_chained(key, head[0] if head else b"", events))
        whole = len(seals) - len(seals) % _SEALS_AT_A_STROKE
        for start in range(0, whole, _SEALS_AT_A_STROKE):
            some = seals[start : start + _SEALS_AT_A_STROKE]
            connection.execute(_SEAL_MANY, [part for seal in some for part in seal])
        connection.executemany(_SEAL, seals[whole:])


def verify(db: Reader, keys: StoreKeys) -> ChainReport:
    """Compute the whole chain anew and compare.

    It finds any event that was changed, removed, added or moved by somebody without the audit
    key. It cannot find that the owner, who has the key, rebuilt all of it.
    """
    last_given = db.value(_LAST_GIVEN)  # first: others may write between the two
    expected, mac = 1, b""
    for some in _sealed(db):
        computed = _chained(keys.audit_key, mac, some)
        for (seq, mac), row in zip(computed, some, strict=True):
            if seq != expected or mac != row[-1]:
                return ChainReport(entries=expected - 1, first_bad_seq=expected)
            expected += 1
    is_cut = last_given >= expected
    return ChainReport(entries=expected - 1, first_bad_seq=expected if is_cut else None)


def head(db: Reader) -> int:
    """The number of the newest event, 0 before the first: any audited write makes it grow."""
    return int(db.value(_LAST_SEQ))


def last_at(db: Reader) -> datetime | None:
    """When the last entry was written, in UTC; None before the first."""
    text = db.value(_LAST_AT)
    return None if text is None else datetime.fromisoformat(text)


def events(
    db: Reader, *, client_id: ClientId | None = None, act: Act | None = None, limit: int = 500
) -> list[AuditEvent]:
    """The newest events first, of one client or one act if asked for."""
    return EVENTS.where(
        db,
        "WHERE (?1 IS NULL OR client_id = ?1) AND (?2 IS NULL OR act = ?2)"
        " ORDER BY seq DESC LIMIT ?3",
        client_id,
        act,
        limit,
    )


def require_plain(text: str) -> None:
    """Refuse the one character that separates columns in the chained form of an event.

    Raises:
        ValueError: it is in the text.
    """
    if _BETWEEN in text:
        raise ValueError("an audit event cannot hold the unit separator")


def _sealed(db: Reader) -> Iterator[list[tuple[Any, ...]]]:
    """Every event with its seal, the oldest first, some at a time."""
    some = db.rows(_SEALED, _BEFORE_ALL, _AT_A_TIME)
    while some:
        yield some
        is_last = len(some) < _AT_A_TIME
        some = [] if is_last else db.rows(_SEALED, some[-1][0], _AT_A_TIME)


def _chained(
    key: bytes, mac: bytes, events: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[int, bytes]]:
    """Each event's HMAC-SHA256 over the one before it and its own ten columns.

    HMAC is spelled out over copied hash states: `hmac.digest` takes three times as long for
    texts this short, and the whole chain is verified at each unlock.
    """
    padded = key.ljust(_BLOCK_BYTES, b"\0")
    inner, outer = (
        hashlib.sha256(padded.translate(_INNER)),
        hashlib.sha256(padded.translate(_OUTER)),
    )
    for event in events:
        text = _BETWEEN.join(map(str, event[:_WIDTH]))
        inside, around = inner.copy(), outer.copy()
        inside.update(mac + text.encode())
        around.update(inside.digest())
        mac = around.digest()
        yield event[0], mac

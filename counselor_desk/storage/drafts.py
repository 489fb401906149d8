"""Drafts in the store: kept at each pause in typing, so nothing here is audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.drafts import Draft
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.records.signing import RecordKind
    from counselor_desk.storage.database import Reader, Writer

DRAFTS = Table("draft", Draft)

# A save that comes late must not bring a discarded draft back, so `discarded_at` stays.
_KEEP = """
INSERT INTO draft (kind, record_uid, content, kept_at) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, record_uid) DO UPDATE
SET content = excluded.content, kept_at = excluded.kept_at
"""
_OF_RECORD = "WHERE kind = ? AND record_uid = ?"
_OF_CLIENT = """
JOIN (
    SELECT 'plan' AS of_kind, uid FROM plan WHERE client_id = ?1 AND state = 'draft'
    UNION ALL
    SELECT 'note', uid FROM note WHERE client_id = ?1 AND state = 'draft'
    UNION ALL
    SELECT 'addendum', uid FROM addendum WHERE client_id = ?1 AND state = 'draft'
    UNION ALL
    SELECT 'assessment', uid FROM assessment WHERE client_id = ?1 AND state = 'draft'
    UNION ALL
    SELECT 'discharge', uid FROM discharge WHERE client_id = ?1 AND state = 'draft'
) ON kind = of_kind AND record_uid = uid
"""
_STARTED = ("addendum", "assessment", "discharge", "note", "plan")


def keep(db: Writer, kind: RecordKind, uid: Uid, content: str, at: datetime) -> None:
    """Write the whole edit of a record over the one before; a discarded one stays discarded."""
    db.execute_unaudited(_KEEP, kind.value, uid, content, moment_text(at))


def of_record(db: Reader, kind: RecordKind, uid: Uid) -> Draft | None:
    """The draft of a record, discarded or not."""
    return DRAFTS.first(db, _OF_RECORD, kind.value, uid)


def of_client(db: Reader, client_id: ClientId) -> list[Draft]:
    """Every draft of a client that was not discarded, the latest first."""
    clause = f"{_OF_CLIENT} WHERE discarded_at IS NULL ORDER BY kept_at DESC"
    return DRAFTS.where(db, clause, client_id)


def kept(db: Reader) -> list[Draft]:
    """Every draft in the store that was not discarded, the latest first."""
    return DRAFTS.where(db, "WHERE discarded_at IS NULL ORDER BY kept_at DESC, id DESC")


def contents(db: Reader, kind: RecordKind) -> list[str]:
    """What was typed into every record of this kind that is not signed and not discarded."""
    sql = "SELECT content FROM draft WHERE kind = ? AND discarded_at IS NULL"
    return [content for (content,) in db.rows(sql, kind.value)]


def discarded(db: Reader) -> list[Draft]:
    """Every draft that can be brought back, the latest discarded first."""
    return DRAFTS.where(db, "WHERE discarded_at IS NOT NULL ORDER BY discarded_at DESC")


def discarded_of_client(db: Reader, client_id: ClientId) -> list[Draft]:
    """Every draft of a client that can be brought back, the latest discarded first."""
    clause = f"{_OF_CLIENT} WHERE discarded_at IS NOT NULL ORDER BY discarded_at DESC, id DESC"
    return DRAFTS.where(db, clause, client_id)


def count_discarded(db: Reader, client_id: ClientId) -> int:
    """How many drafts of a client can be brought back."""
    sql = f"SELECT count(*) FROM draft {_OF_CLIENT} WHERE discarded_at IS NOT NULL"
    return int(db.value(sql, client_id))


def discard(db: Writer, kind: RecordKind, uid: Uid, at: datetime) -> None:
    """Throw a draft away; lists leave its record out from then on."""
    db.execute_unaudited(
        f"UPDATE draft SET discarded_at = ? {_OF_RECORD}", moment_text(at), kind.value, uid
    )


def restore(db: Writer, kind: RecordKind, uid: Uid) -> None:
    """Bring a discarded draft back."""
    db.execute_unaudited(f"UPDATE draft SET discarded_at = NULL {_OF_RECORD}", kind.value, uid)


def is_open(db: Reader, kind: RecordKind, uid: Uid) -> bool:
    """Whether a record still waits for its signature, and its draft was not discarded."""
    sql = (
        f"SELECT count(*) FROM {kind.value} WHERE uid = ?1 AND state = 'draft' AND NOT EXISTS"
        " (SELECT 1 FROM draft WHERE kind = ?2 AND record_uid = ?1 AND discarded_at IS NOT NULL)"
    )
    return bool(db.value(sql, uid, kind.value))


def is_known(db: Reader, kind: RecordKind, uid: Uid) -> bool:
    """Whether the store has the record, in any state."""
    return bool(db.value(f"SELECT count(*) FROM {kind.value} WHERE uid = ?", uid))


def delete(db: Writer, kind: RecordKind, uid: Uid) -> None:
    """Forget a draft for good, because its record was signed."""
    db.execute_unaudited(f"DELETE FROM draft {_OF_RECORD}", kind.value, uid)


def delete_discarded_before(db: Writer, moment: datetime) -> int:
    """Forget drafts discarded before `moment`, with the records they were never signed into.

    Returns how many there were.
    """
    before = moment_text(moment)
    count = int(db.value("SELECT count(*) FROM draft WHERE discarded_at < ?", before))
    if count:
        for kind in _STARTED:
            db.execute(
                f"DELETE FROM {kind} WHERE state = 'draft' AND uid IN ("
                "SELECT record_uid FROM draft WHERE kind = ? AND discarded_at < ?)",
                kind,
                before,
            )
        db.execute_unaudited("DELETE FROM draft WHERE discarded_at < ?", before)
    return count

"""Attachments in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.attachments import Attachment
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counselor_desk.records.ids import AttachmentId
    from counselor_desk.storage.database import Reader, Writer

ATTACHMENTS = Table("attachment", Attachment)


def insert(db: Writer, attachment: Attachment) -> Attachment:
    """Keep a file; more than 10 MB are refused by the schema."""
    return ATTACHMENTS.insert(db, attachment)


def get(db: Reader, attachment_id: AttachmentId) -> Attachment | None:
    """The attachment of a row id, with its content."""
    return ATTACHMENTS.get(db, attachment_id)


def delete(db: Writer, attachment_id: AttachmentId) -> None:
    """Take a file out of the store; one that a record is signed with is refused."""
    db.execute("DELETE FROM attachment WHERE id = ?", attachment_id)


def every(db: Reader) -> Iterator[Attachment]:
    """Every attachment in the store, one in memory at a time."""
    for (attachment_id,) in db.rows("SELECT id FROM attachment ORDER BY id"):
        found = ATTACHMENTS.get(db, attachment_id)
        if found is not None:
            yield found

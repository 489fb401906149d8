"""Attachments: scans, drawn signatures and logos, kept inside the encrypted store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counselor_desk.records.ids import AttachmentId, ClientId, Uid

SIZE_LIMIT = 10 * 1024 * 1024
"""The largest attachment, in bytes."""


class AttachmentKind(StrEnum):
    """What an attachment is for."""

    SCAN = "scan"
    DRAWN_SIGNATURE = "drawn_signature"
    LOGO = "logo"


class MediaType(StrEnum):
    """The formats that are taken in."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept in the store, with the SHA-256 of its content in hex."""

    id: AttachmentId
    uid: Uid
    client_id: ClientId | None
    kind: AttachmentKind
    media_type: MediaType
    content: bytes = field(repr=False)
    sha256: str
    made_at: datetime

"""Attachments: take in a file of a known kind, and hand it out only as it was kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from counselor_desk.documents import pictures
from counselor_desk.errors import (
    DamagedAttachmentError,
    MissingScanError,
    TooLargeScanError,
    UnknownRecordError,
    UnknownScanError,
)
from counselor_desk.records.attachments import SIZE_LIMIT, Attachment, AttachmentKind, MediaType
from counselor_desk.records.ids import AttachmentId, ClientId
from counselor_desk.services import chosen_files
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attachments as attachment_rows
from counselor_desk.storage.database import Reader, Writer

_BEGINNINGS = {
    b"%PDF-": MediaType.PDF,
    b"\x89PNG\r\n\x1a\n": MediaType.PNG,
    b"\xff\xd8\xff": MediaType.JPEG,
}


def media_type(content: bytes) -> MediaType:
    """What kind of file it is, by its first bytes and not by its name.

    Raises:
        UnknownScanError: it is no PDF, PNG or JPEG.
    """
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    raise UnknownScanError


def read_file(path: Path) -> bytes:
    """A scan that a person chose; a picture is drawn anew, a PDF stays as it is.

    Takes up to a second, so it belongs into a task.

    Raises:
        MissingScanError: it is not there or may not be read.
        TooLargeScanError: it has more than 10 MB.
        UnknownScanError: it is no PDF, PNG or JPEG that can be read.
    """
    content = chosen_files.read(
        path,
        most=SIZE_LIMIT,
        missing=MissingScanError(),
        too_big=TooLargeScanError(SIZE_LIMIT),
    )
    if media_type(content) is MediaType.PDF:
        return content
    try:
        return pictures.redrawn(content, pictures.SCAN)
    except pictures.BadPictureError as reason:
        raise UnknownScanError from reason


def keep(
    desk: Desk,
    writer: Writer,
    client_id: ClientId | None,
    kind: AttachmentKind,
    content: bytes,
) -> Attachment:
    """Keep a file with its SHA-256.

    Raises:
        TooLargeScanError: it has more than 10 MB.
        UnknownScanError: it is no PDF, PNG or JPEG.
    """
    if len(content) > SIZE_LIMIT:
        raise TooLargeScanError(SIZE_LIMIT)
    return attachment_rows.insert(
        writer,
        Attachment(
            id=AttachmentId(0),
            uid=desk.new_uid(),
            client_id=client_id,
            kind=kind,
            media_type=media_type(content),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            made_at=desk.now(),
        ),
    )


def get(desk: Desk, attachment_id: AttachmentId) -> Attachment:
    """A file as it was kept.

    Raises:
        UnknownRecordError: there is no such file.
        DamagedAttachmentError: it is not what was kept.
    """
    with desk.read() as reader:
        return genuine(reader, attachment_id)


def genuine(reader: Reader, attachment_id: AttachmentId) -> Attachment:
    """The same within a reading that is under way.

    Raises:
        UnknownRecordError: there is no such file.
        DamagedAttachmentError: it is not what was kept.
    """
    found = attachment_rows.get(reader, attachment_id)
    if found is None:
        raise UnknownRecordError("attachment")
    if not is_genuine(found):
        raise DamagedAttachmentError
    return found


def is_genuine(attachment: Attachment) -> bool:
    """Whether the content is still what its SHA-256 says."""
    return hashlib.sha256(attachment.content).hexdigest() == attachment.sha256

"""Counseling notes in the store: encrypted once more, under a key of their own.

The key is random, wrapped by a passphrase of its own and by recovery words, as the store's own key
is (`storage/keys.py`), under another id: neither slot can take the place of the other. Nothing of a
text is searchable, and no draft stands anywhere in the clear.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    ClosedCounselingNotesError,
    DamagedCounselingNoteError,
    DamagedKeysError,
    TooNewError,
)
from counselor_desk.records.counseling_notes import (
    CounselingLock,
    CounselingNote,
    SealedCounselingNote,
)
from counselor_desk.storage import key_text
from counselor_desk.storage.keys import NONCE_BYTES, KeyDocument, RootKey, canonical
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.storage.costs import Bounds
    from counselor_desk.storage.database import Reader, Writer

NOTES = Table("counseling_note", SealedCounselingNote)
LOCKS = Table("counseling_lock", CounselingLock, beside=("id",))

_ONLY = 1
_PURPOSE = "cdesk/counseling-notes"
_VERSION = 1
_PADDED_TO = 256
"""Texts are filled up to a multiple of this many bytes, so that their length tells less."""


def lock(db: Reader) -> CounselingLock | None:
    """What the key is wrapped in; None until counseling notes are set up."""
    return LOCKS.first(db, "WHERE id = ?", _ONLY)


def put_lock(db: Writer, made: CounselingLock) -> None:
    """Keep it, in place of the one before."""
    LOCKS.put(db, made, id=_ONLY)


def document(made: CounselingLock, bounds: Bounds) -> KeyDocument:
    """The slots of a lock, their shape and bounds found right.

    Raises:
        DamagedCounselingNoteError: they are not as they were written.
    """
    try:
        return key_text.parse(made.key_document.encode(), bounds)
    except (DamagedKeysError, TooNewError) as error:
        raise DamagedCounselingNoteError from error


def of_client(db: Reader, client_id: ClientId) -> list[SealedCounselingNote]:
    """The notes about a client, the newest first."""
    return NOTES.where(db, "WHERE client_id = ? ORDER BY written_at DESC, id DESC", client_id)


def insert(db: Writer, note: SealedCounselingNote) -> SealedCounselingNote:
    """Keep a new note."""
    return NOTES.insert(db, note)


def update(db: Writer, note: SealedCounselingNote) -> None:
    """Write a note over what was there."""
    NOTES.update(db, note)


def delete(db: Writer, note: CounselingNote) -> None:
    """Take a note away."""
    db.execute("DELETE FROM counseling_note WHERE id = ?", note.id)


def seal(key: RootKey, note: CounselingNote, client_uid: Uid) -> SealedCounselingNote:
    """Encrypt a note for its row (AES-256-GCM with a fresh random nonce).

    Raises:
        ClosedCounselingNotesError: the key was wiped.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = json.dumps({"text": note.text}).encode("ascii")
    padded = plain + b" " * (-len(plain) % _PADDED_TO)
    nonce = os.urandom(NONCE_BYTES)
    content = AESGCM(_content_key(key)).encrypt(nonce, padded, _bound_to(note.uid, client_uid))
    return SealedCounselingNote(
        id=note.id,
        uid=note.uid,
        client_id=note.client_id,
        written_at=note.written_at,
        changed_at=note.changed_at,
        nonce=nonce,
        content=content,
    )


def unseal(key: RootKey, row: SealedCounselingNote, client_uid: Uid) -> CounselingNote:
    """Decrypt a row.

    Raises:
        ClosedCounselingNotesError: the key was wiped.
        DamagedCounselingNoteError: it was altered, or belongs to another note or client.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    context = _bound_to(row.uid, client_uid)
    try:
        padded = AESGCM(_content_key(key)).decrypt(row.nonce, row.content, context)
    except InvalidTag as error:
        raise DamagedCounselingNoteError from error
    return CounselingNote(
        id=row.id,
        uid=row.uid,
        client_id=row.client_id,
        written_at=row.written_at,
        changed_at=row.changed_at,
        text=str(json.loads(padded)["text"]),
    )


def _content_key(key: RootKey) -> bytearray:
    try:
        return key.derive(_PURPOSE)
    except ValueError as error:
        raise ClosedCounselingNotesError from error


def _bound_to(uid: Uid, client_uid: Uid) -> bytes:
    return canonical({"v": _VERSION, "note": uid, "client": client_uid})

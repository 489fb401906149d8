"""Rescue files: what could not be saved in the records, encrypted beside them until it can be."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import Uid
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import files
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counselor_desk.storage.vault import Vault

SUFFIX = ".cdrescue"
PURPOSE = "cdesk/rescue"
MOST_BYTES = 64 * 1024 * 1024
"""Far more than anybody types."""

_MAGIC = b"cdesk-rescue 1\n"
_NONCE_BYTES = 12
_SHORT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """A draft that could not be saved, and the sitting that typed it."""

    kind: RecordKind
    record_uid: Uid
    session_uid: Uid
    content: str = field(repr=False)
    kept_at: datetime


def put(vault: Vault, rescue: Rescue) -> bool:
    """Keep a draft outside of the records; returns whether a place was found for it.

    The first place with room takes it: the store's folder, the per-user folder, the folder of
    the system for temporary files. The key is one of the open store alone.
    """
    written = sealed(vault, rescue)
    for folder in _folders(vault):
        try:
            files.write_atomic(folder / _name(vault, rescue.kind, rescue.record_uid), written)
        except DeskError:
            continue
        return True
    return False


def sealed(vault: Vault, rescue: Rescue) -> bytes:
    """The rescue file as bytes, encrypted with a key of the open store alone."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    told = {
        "kind": rescue.kind.value,
        "record": rescue.record_uid,
        "session": rescue.session_uid,
        "content": rescue.content,
        "at": moment_text(rescue.kept_at),
    }
    nonce = secrets.token_bytes(_NONCE_BYTES)
    plain = json.dumps(told).encode("ascii")
    return _MAGIC + nonce + AESGCM(vault.derive(PURPOSE)).encrypt(nonce, plain, _context(vault))


def find(vault: Vault) -> list[tuple[Path, Rescue]]:
    """Every rescue file of this store that its key opens, the oldest first."""
    found = [(path, rescue) for path in _paths(vault) if (rescue := read(vault, path))]
    return sorted(found, key=lambda one: one[1].kept_at)


def forget(vault: Vault, kind: RecordKind, record_uid: Uid, session_uid: Uid) -> None:
    """What this sitting rescued of a record is in the store now, so its files go.

    What an earlier sitting rescued stays until it was brought back.
    """
    for folder in _folders(vault):
        path = folder / _name(vault, kind, record_uid)
        rescue = read(vault, path) if path.exists() else None
        if rescue is not None and rescue.session_uid == session_uid:
            remove(path)


def remove(path: Path) -> None:
    """Delete a file, as far as possible: one that stays is offered again and holds nothing new."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _folders(vault: Vault) -> list[Path]:
    folders = [vault.folder]
    if vault.config_dir is not None:
        folders.append(vault.config_dir)
    temporary = _temporary_folder()
    return folders if temporary is None else [*folders, temporary]


def _temporary_folder() -> Path | None:
    """Where the system has files for a while, if it says so.

    Python's `tempfile` would first write a file there to see whether it can.
    """
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    folders = (Path(name) for name in (*named, "/tmp") if name)  # noqa: S108 - encrypted
    return next((folder for folder in folders if folder.is_dir()), None)


def _paths(vault: Vault) -> Iterator[Path]:
    for folder in _folders(vault):
        with contextlib.suppress(OSError):
            yield from sorted(folder.glob(f"{_stem(vault)}-*{SUFFIX}"))


def _stem(vault: Vault) -> str:
    return f"rescue-{vault.store_id[:_SHORT]}"


def _name(vault: Vault, kind: RecordKind, record_uid: Uid) -> str:
    mark = hashlib.sha256(f"{vault.store_id}/{kind.value}/{record_uid}".encode()).hexdigest()
    return f"{_stem(vault)}-{mark[:_SHORT]}{SUFFIX}"


def read(vault: Vault, path: Path) -> Rescue | None:
    """What the file holds; None where it is none of ours or was damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        is_huge = path.stat().st_size > MOST_BYTES
        found = b"" if is_huge else path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _NONCE_BYTES
    if not found.startswith(_MAGIC):
        return None
    nonce = found[len(_MAGIC) : start]
    try:
        plain = AESGCM(vault.derive(PURPOSE)).decrypt(nonce, found[start:], _context(vault))
    except (InvalidTag, ValueError):
        return None
    told = json.loads(plain)
    return Rescue(
        kind=RecordKind(told["kind"]),
        record_uid=Uid(told["record"]),
        session_uid=Uid(told["session"]),
        content=told["content"],
        kept_at=datetime.fromisoformat(told["at"]),
    )


def _context(vault: Vault) -> bytes:
    return _MAGIC + vault.store_id.encode("ascii")

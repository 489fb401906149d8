"""The backup file, `.cdbk`: its header in the clear, the encrypted records, a seal over both."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast, get_args

from counselor_desk.errors import (
    DamagedBackupError,
    DamagedKeysError,
    NewerBackupError,
    TooNewError,
    UnreadableBackupError,
)
from counselor_desk.records.backups import PracticeMark
from counselor_desk.storage import files, key_text, keys
from counselor_desk.storage.connection import PAGE_BYTES
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from counselor_desk.storage.courses import Course

SUFFIX = ".cdbk"
VERSION = 1
PURPOSE = "cdesk/backup-mac"
"""What the key of the seal derives from the root key for."""

MOST_HEADER_BYTES = 1 << 20
_MAGIC = b"CDESKBK1"
_KIND = _MAGIC[:-1]
_LENGTH = struct.Struct("<I")
_RECORDS_LENGTH = struct.Struct("<Q")
_SEAL_BYTES = 32
_CHUNK_BYTES = 1 << 20
_MOST_NUMBER = 2**53
_MOST_TABLES = 500
_MOST_TEXT = 100
_HEX_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a backup says of itself before any secret.

    `keys` is the whole key file: what opened the store when the backup was made opens it.
    """

    keys: keys.KeyDocument
    schema: int
    app_version: str
    seq: int
    chain_head: str
    counts: Mapping[str, int]
    records_bytes: int
    made_at: datetime
    practice: PracticeMark = "no"

    @property
    def store_id(self) -> str:
        """Whose backup it is."""
        return self.keys.store_id

    def to_bytes(self) -> bytes:
        """One line of canonical JSON."""
        return keys.canonical(
            {
                "v": VERSION,
                "store": self.keys.store_id,
                "key_epoch": self.keys.key_epoch,
                "keys": json.loads(self.keys.to_bytes()),
                "schema": self.schema,
                "app": self.app_version,
                "seq": self.seq,
                "chain_head": self.chain_head,
                "counts": dict(self.counts),
                "db_size": self.records_bytes,
                "utc": moment_text(self.made_at),
                "practice": self.practice,
            }
        )


def write(path: Path, header: Header, records: Path, key: bytearray, course: Course) -> None:
    """Write a backup of `records` to the new file `path` and force it to the disk.

    Counts the size of the records on `course`.

    Raises:
        OSError: it could not be written.
        StoppedError: it is no longer wanted.
    """
    seal = hmac.new(key, digestmod=hashlib.sha256)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with (
        records.open("rb") as source,
        os.fdopen(os.open(path, flags, files.PRIVATE_FILE), "wb") as target,
    ):
        beginning = _beginning(header)
        seal.update(beginning)
        target.write(beginning)
        for chunk in _chunks(source.read, header.records_bytes, course):
            seal.update(chunk)
            target.write(chunk)
        target.write(seal.digest())
        target.flush()
        files.force_to_disk(target.fileno())
        _drop_from_memory(target.fileno())


class BackupReader:
    """An open backup whose header was found well formed; a context manager.

    Nothing of it may be believed before `authenticate`.
    """

    def __init__(self, path: Path, bounds: Bounds = BOUNDS) -> None:
        """Open a backup and read its header.

        Raises:
            DamagedBackupError: it is none, or its header or length is not as it was written.
            NewerBackupError: a newer version of the program made it.
            UnreadableBackupError: the system does not let it be read.
        """
        self._name = path.name
        with self._readable():
            self._file = path.open("rb")
        with contextlib.ExitStack() as undo:
            undo.callback(self._file.close)
            with self._readable():
                self.header = _read_header(self._file, bounds)
                self.size = os.fstat(self._file.fileno()).st_size
            self._beginning = _beginning(self.header)
            if self.size != len(self._beginning) + self.header.records_bytes + _SEAL_BYTES:
                raise DamagedBackupError("its length")
            undo.pop_all()

    def __enter__(self) -> BackupReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def authenticate(self, key: bytearray, course: Course) -> None:
        """Compare the seal with every byte before it. Counts the size of the records.

        Raises:
            DamagedBackupError: a byte is not as it was written.
            UnreadableBackupError, StoppedError
        """
        for _chunk in self.records(key, course):
            pass

    def records(self, key: bytearray, course: Course) -> Iterator[bytes]:
        """The encrypted records in pieces; the seal is compared after the last one.

        Raises:
            DamagedBackupError: a byte is not as it was written; the pieces are worth nothing.
            UnreadableBackupError, StoppedError
        """
        seal = hmac.new(key, self._beginning, hashlib.sha256)
        with self._readable():
            self._file.seek(0)
        if self._read(len(self._beginning)) != self._beginning:
            raise DamagedBackupError("its header")
        for chunk in _chunks(self._read, self.header.records_bytes, course):
            seal.update(chunk)
            yield chunk
        if not hmac.compare_digest(self._read(_SEAL_BYTES + 1), seal.digest()):
            raise DamagedBackupError("its seal")

    def _read(self, length: int) -> bytes:
        with self._readable():
            return self._file.read(length)

    @contextlib.contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UnreadableBackupError(
                self._name, error.strerror or type(error).__name__
            ) from error


def _beginning(header: Header) -> bytes:
    """Everything before the records."""
    text = header.to_bytes()
    return _MAGIC + _LENGTH.pack(len(text)) + text + _RECORDS_LENGTH.pack(header.records_bytes)


def _chunks(read: Callable[[int], bytes], size: int, course: Course) -> Iterator[bytes]:
    left = size
    while left:
        chunk = read(min(left, _CHUNK_BYTES))
        if not chunk:
            raise DamagedBackupError("its length")
        left -= len(chunk)
        course.go_on(len(chunk))
        yield chunk


def _drop_from_memory(handle: int) -> None:
    """Let the next read come from the disk, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _read_header(file: BinaryIO, bounds: Bounds) -> Header:
    magic = file.read(len(_MAGIC))
    if magic != _MAGIC:
        if magic.startswith(_KIND) and magic[len(_KIND) :].isdigit() and magic > _MAGIC:
            raise NewerBackupError
        raise DamagedBackupError("its first bytes")
    (length,) = _LENGTH.unpack(_exactly(file, _LENGTH.size))
    if not 0 < length <= MOST_HEADER_BYTES:
        raise DamagedBackupError("the length of its header")
    text = _exactly(file, length)
    header = _parse(text, bounds)
    if header.to_bytes() != text:
        raise DamagedBackupError("its header")
    (size,) = _RECORDS_LENGTH.unpack(_exactly(file, _RECORDS_LENGTH.size))
    if size != header.records_bytes:
        raise DamagedBackupError("the length of its records")
    return header


def _exactly(file: BinaryIO, length: int) -> bytes:
    content = file.read(length)
    if len(content) != length:
        raise DamagedBackupError("its length")
    return content


def _parse(text: bytes, bounds: Bounds) -> Header:
    try:
        fields = json.loads(text.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise DamagedBackupError("its header") from error
    if not isinstance(fields, dict):
        raise DamagedBackupError("its header")
    if _count(fields.get("v"), "its version") > VERSION:
        raise NewerBackupError
    practice = fields.get("practice")
    if practice not in get_args(PracticeMark):
        raise DamagedBackupError("its practice mark")
    header = Header(
        keys=_keys(fields.get("keys"), bounds),
        schema=_count(fields.get("schema"), "its schema", least=1),
        app_version=_text(fields.get("app"), "the program's version"),
        seq=_count(fields.get("seq"), "its log"),
        chain_head=_chain_head(fields.get("chain_head")),
        counts=_counts(fields.get("counts")),
        records_bytes=_count(fields.get("db_size"), "the length of its records", least=PAGE_BYTES),
        made_at=_moment(fields.get("utc")),
        practice=cast("PracticeMark", practice),
    )
    if header.records_bytes % PAGE_BYTES:
        raise DamagedBackupError("the length of its records")
    return header


def _keys(value: object, bounds: Bounds) -> keys.KeyDocument:
    if not isinstance(value, dict):
        raise DamagedBackupError("its keys")
    try:
        return key_text.parse(keys.canonical(value), bounds)
    except TooNewError as error:
        raise NewerBackupError from error
    except (DamagedKeysError, RecursionError) as error:
        raise DamagedBackupError("its keys") from error


def _counts(value: object) -> dict[str, int]:
    if not isinstance(value, dict) or len(value) > _MOST_TABLES:
        raise DamagedBackupError("its counts")
    return {_text(name, "its counts"): _count(n, "its counts") for name, n in value.items()}


def _count(value: object, part: str, *, least: int = 0) -> int:
    """A whole number; a bool or 1.0 is none."""
    if type(value) is not int or not least <= value <= _MOST_NUMBER:
        raise DamagedBackupError(part)
    return value


def _text(value: object, part: str) -> str:
    if not isinstance(value, str) or len(value) > _MOST_TEXT or not value.isprintable():
        raise DamagedBackupError(part)
    return value


def _chain_head(value: object) -> str:
    text = _text(value, "its log")
    if text and (len(text) != _HEX_DIGITS or set(text) - set("0123456789abcdef")):
        raise DamagedBackupError("its log")
    return text


def _moment(value: object) -> datetime:
    text = _text(value, "its date")
    try:
        moment = datetime.fromisoformat(text)
        is_same = moment_text(moment) == text
    except (ValueError, OverflowError) as error:
        raise DamagedBackupError("its date") from error
    if not is_same:
        raise DamagedBackupError("its date")
    return moment

"""What went wrong, in a sentence: errors of the database and the file system as DeskErrors."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    BadPathError,
    BusyStoreError,
    ClosedRecordError,
    DamagedRecordsError,
    DeskError,
    DiskError,
    DiskFullError,
    MissingRecordsError,
    NotAllowedError,
    ReadOnlyError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BY_NAME: dict[str, type[DeskError]] = {
    "SQLITE_NOTADB": DamagedRecordsError,
    "SQLITE_CORRUPT": DamagedRecordsError,
    "SQLITE_BUSY": BusyStoreError,
    "SQLITE_LOCKED": BusyStoreError,
    "SQLITE_FULL": DiskFullError,
    "SQLITE_IOERR": DiskError,
    "SQLITE_READONLY": ReadOnlyError,
    "SQLITE_PERM": ReadOnlyError,
    "SQLITE_CANTOPEN": MissingRecordsError,
    "SQLITE_AUTH": NotAllowedError,
}
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_BAD_PATH = {
    errno.EINVAL,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ENOTEMPTY,
}


def explain(error: Exception) -> DeskError | None:
    """The sentence for an error of the database, or None if the error is a bug of ours.

    A wrong key, a plaintext file and a damaged first page look alike to SQLCipher; the key slots
    were opened before, so here all of them mean damage. SQLite cannot tell a trigger's refusal
    from a broken constraint by number: only the text of its own constraints ends in "failed".
    """
    name = getattr(error, "sqlite_errorname", None)
    if not isinstance(name, str):
        return None
    if name == "SQLITE_CONSTRAINT":
        return ClosedRecordError() if _is_trigger_refusal(str(error)) else None
    fault = _BY_NAME.get(name)
    return None if fault is None else fault()


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error of the database inside the block into its sentence, if it has one."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        fault = explain(error)
        if fault is None:
            raise
        raise fault from error


def explain_file(error: OSError, path: Path) -> DeskError:
    """The sentence for a file that could not be written."""
    if error.errno in _FULL:
        return DiskFullError(str(path))
    if error.errno in _READ_ONLY:
        return ReadOnlyError(str(path))
    if error.errno in _BAD_PATH:
        return BadPathError(str(path), error.strerror or "")
    return DiskError(f"{path}: {error.strerror or type(error).__name__}")


def _is_trigger_refusal(text: str) -> bool:
    return "constraint failed" not in text and not text.startswith("cannot store ")

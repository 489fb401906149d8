"""The lock that keeps a second process out of a store; the system drops it when a process dies."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from counselor_desk.errors import StoreInUseError
from counselor_desk.storage import faults
from counselor_desk.storage.files import PRIVATE_FILE

if TYPE_CHECKING:
    from pathlib import Path

# Windows locks bytes, and nobody can read a locked byte: one far behind the text is taken.
_LOCKED_BYTE = 1 << 20
_TEXT_BYTES = 200
# `is_held` holds the lock for an instant; a start that meets it must not be turned away.
_TRIES = 4
_PAUSE_S = 0.03
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class FolderLock:
    """The lock on one store, from `take` to `release`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> Self:
        """Lock a store by its lock file, which names this process and since when.

        Raises:
            StoreInUseError: another process, or another part of this one, has it.
            DeskError: the file cannot be written.
        """
        handle = _open(path)
        try:
            _lock_or_complain(handle, path)
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps({"process": os.getpid()}).encode())
        except OSError as error:
            os.close(handle)
            raise faults.explain_file(error, path) from error
        except StoreInUseError:
            os.close(handle)
            raise
        return cls(handle)

    def release(self) -> None:
        """Let others in. Does nothing the second time."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):
            _unlock(handle)
        os.close(handle)


def holder_of(path: Path) -> StoreInUseError | None:
    """Who has the store whose lock file is `path`, as the error of a second start; or None."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        if not _try_lock(handle):
            return _in_use(path)
        _unlock(handle)
    except OSError:
        return None
    finally:
        os.close(handle)
    return None


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    except OSError as error:
        raise faults.explain_file(error, path) from error


def _lock_or_complain(handle: int, path: Path) -> None:
    for tries_left in reversed(range(_TRIES)):
        if _try_lock(handle):
            return
        if tries_left:
            time.sleep(_PAUSE_S)
    raise _in_use(path)


def _in_use(path: Path) -> StoreInUseError:
    """The holder wrote its number into the file when it took the lock: that is since when."""
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(_TEXT_BYTES))
        since = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    except (OSError, ValueError):
        return StoreInUseError("", "")
    process = content.get("process") if isinstance(content, dict) else None
    return StoreInUseError(f"process {process}" if isinstance(process, int) else "", _said(since))


def _said(moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"  # noqa: PLR2004 - noon
    return f"{hour}:{moment:%M} {half} on {moment:%B} {moment.day}, {moment.year}"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

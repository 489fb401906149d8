"""Files that are written whole or not at all, and that only their owner can read."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import time
from typing import TYPE_CHECKING

from counselor_desk.storage import faults

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

# Windows: a virus scanner may hold a file that was just written, for up to about a second.
_REPLACE_TRIES = 10 if sys.platform == "win32" else 1
_REPLACE_PAUSE_S = 0.1


def write_atomic(path: Path, content: bytes) -> None:
    """Put `content` in place of `path`: after a crash it holds the old bytes or all the new ones.

    Written beside it, forced to the disk, read back and compared before it takes the name. Only
    the owner can read the file.

    Raises:
        DeskError: full disk, read-only or missing folder, failing disk. `path` is as it was and
            nothing is left behind.
    """
    draft = _draft_of(path)
    try:
        _write_new(draft, content)
        _compare(draft, content)
        take_name(draft, path)
    except OSError as error:
        _discard(draft)
        raise faults.explain_file(error, path) from error


def take_name(draft: Path, path: Path) -> None:
    """Let a finished file, forced to the disk already, take its name.

    Raises:
        OSError: it cannot; both files are as they were.
    """
    _replace(draft, path)
    with contextlib.suppress(OSError):  # the file is complete; some file systems refuse this
        sync_folder(path.parent)


def clear_draft(path: Path) -> None:
    """Remove what a crash in `write_atomic` left beside `path`, as far as possible."""
    _discard(_draft_of(path))


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk. Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none.

    Raises:
        DeskError: the place cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.explain_file(error, folder) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only its owner can enter.

    Raises:
        DeskError: it exists or cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER)
    except OSError as error:
        raise faults.explain_file(error, folder) from error


def keep_private(path: Path) -> None:
    """Take from everybody but the owner what a copy or another system may have given."""
    wanted = PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE
    with contextlib.suppress(OSError):  # not ours to change, or a file system without modes
        if path.stat().st_mode & 0o077:
            path.chmod(wanted)


def _draft_of(path: Path) -> Path:
    """A name beside `path` that is short enough for any file system and found again next time."""
    return path.with_name(f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.new")


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as file:
        file.write(content)
        file.flush()
        force_to_disk(file.fileno())


def _compare(draft: Path, content: bytes) -> None:
    if draft.read_bytes() != content:
        raise OSError(errno.EIO, "it did not read back as it was written")


def force_to_disk(handle: int) -> None:
    """Return when what was written to an open file has left the computer's memory."""
    if sys.platform == "darwin":
        import fcntl

        # A plain fsync on macOS stops at the drive's cache; some drives refuse the full one.
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def _replace(draft: Path, path: Path) -> None:
    for tries_left in reversed(range(_REPLACE_TRIES)):
        try:
            draft.replace(path)
        except PermissionError:
            if not tries_left:
                raise
            time.sleep(_REPLACE_PAUSE_S)
        else:
            return


def _discard(draft: Path) -> None:
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)

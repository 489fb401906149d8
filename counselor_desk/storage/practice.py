"""Practice stores on the disk: whether the known passphrase opens one, and taking one away."""

from __future__ import annotations

import shutil
from pathlib import Path

from counselor_desk.errors import FolderTakenError
from counselor_desk.storage import faults, files
from counselor_desk.storage import folder as folders
from counselor_desk.storage.locks import FolderLock

_OWN_PASSPHRASE = b"This practice store has a passphrase of its own.\n"


def mark_own_passphrase(folder: Path) -> None:
    """Note beside the store that the known practice passphrase does not open it."""
    files.write_atomic(folder / folders.PRACTICE, _OWN_PASSPHRASE)


def has_known_passphrase(folder: Path) -> bool:
    """Whether this is a practice store that the known practice passphrase opens."""
    mark = folder / folders.PRACTICE
    return mark.is_file() and mark.stat().st_size == 0


def remove(folder: Path) -> None:
    """Delete a practice store that nobody has open.

    Raises:
        FolderTakenError: it is not a practice store; nothing was deleted.
        StoreInUseError: it is open somewhere.
        DeskError: the folder cannot be written.
    """
    if not folders.is_practice(folder):
        raise FolderTakenError(str(folder))
    FolderLock.take(folder / folders.LOCK).release()
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise faults.explain_file(error, folder) from error

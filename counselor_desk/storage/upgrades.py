"""Before records are brought to a newer schema: a verified backup of them as they were."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from counselor_desk import __version__
from counselor_desk.errors import BackupError, DeskError, NotUpgradedError
from counselor_desk.storage import audit, backup_files, backups, files
from counselor_desk.storage import folder as folders
from counselor_desk.storage.backup_files import BackupReader
from counselor_desk.storage.courses import Course

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.storage.backups import Source
    from counselor_desk.storage.costs import Bounds
    from counselor_desk.storage.database import Reader

FOLDER = "before-migration"
"""In the store's own folder. Nothing in it is ever overwritten or deleted by the program."""

_SCHEMA = "PRAGMA user_version"
_LAST = "SELECT coalesce(max(seq), 0) FROM audit_seal"
_MADE_AT = "SELECT made_at FROM store WHERE id = 1"


def keep_former(source: Source, reader: Reader, bounds: Bounds) -> Path:
    """Back the records up as they are, verified, in the store's own folder.

    The backup bears the moment of the last entry of the log: what it holds is as of then. After
    a crash the one that was finished is used again.

    Raises:
        NotUpgradedError: it could not be made; the records must stay as they are.
    """
    at = audit.last_at(reader) or datetime.fromisoformat(reader.value(_MADE_AT))
    name = f"{folders.label_of(source.folder)} schema {reader.value(_SCHEMA)}"
    base = f"{name} entry {reader.value(_LAST)}"
    try:
        folder = source.folder / FOLDER
        if not folder.is_dir():
            files.make_private_folder(folder)
        with contextlib.suppress(OSError):  # some file systems refuse this
            # Or the power takes the folder and all in it, and leaves the newer records.
            files.sync_folder(source.folder)
        # Of a backup that was finished when the program was killed, unfinished files may be left.
        backups.clean(folder, source.document.store_id)
        to = folder / f"{base}{backup_files.SUFFIX}"
        number = 2
        while to.exists() and not _is_genuine(source, to, bounds):
            to = folder / f"{base} ({number}){backup_files.SUFFIX}"
            number += 1
        if not to.exists():
            backups.write(source, to, at=at, app_version=__version__, bounds=bounds)
    except DeskError as problem:
        raise NotUpgradedError(str(problem)) from problem
    return to


def _is_genuine(source: Source, path: Path, bounds: Bounds) -> bool:
    key = source.derive(backup_files.PURPOSE)
    try:
        with BackupReader(path, bounds) as reader:
            reader.authenticate(key, Course())
    except BackupError:
        return False
    finally:
        key[:] = bytes(len(key))
    return True

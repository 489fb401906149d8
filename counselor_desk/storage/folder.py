"""The folder of a store: what lies in it, and what can be seen of it before any secret."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counselor_desk.errors import (
    DamagedRecordsError,
    DeskError,
    EmptyRecordsError,
    MissingRecordsError,
    UnreadableError,
)
from counselor_desk.storage import connection, files, key_files, locks
from counselor_desk.storage.costs import BOUNDS, Bounds

SUFFIX = ".cdesk"
RECORDS = "records.db"
RECORDS_LOG = "records.db-wal"
LOCK = "lock"
ANCHOR = "anchor.json"
QUARANTINE = "quarantine"
PRACTICE = "PRACTICE"
LOOKED_AT = "READ-ONLY"
README = "README.txt"

README_TEXT = """\
This folder is a Counselor Desk store. The records in it are encrypted.

Open it with Counselor Desk: "Open another folder..." on the first screen.
Your passphrase or your twelve recovery words open it; nobody can reset them.

To copy or move it, close Counselor Desk first, then copy the whole folder.
records.db alone is not enough: the key file (keys.json) and records.db-wal,
if that is there, belong to it. Do not rename or change single files.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFace:
    """What the lock screen may show of a store."""

    folder: Path
    label: str
    exists: bool
    is_practice: bool
    problem: DeskError | None
    """What would keep the right passphrase from opening it, as far as that shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A backup that was opened to be read: where to go back to, and when it was made."""

    home: Path
    made_at: datetime | None = None


def waiting_beside(folder: Path) -> Path:
    """Where a restored store that is complete waits for the name of `folder`."""
    return folder.with_name(f".{folder.name}.restored")


def finish_restore(folder: Path) -> None:
    """Give a restored store its name, if a crash came after the former store had gone aside."""
    waiting = waiting_beside(folder.absolute())
    with contextlib.suppress(OSError):  # then there is no store here, and that will be said
        if not folder.exists() and waiting.is_dir():
            waiting.rename(folder)


def clear_restored(folder: Path) -> None:
    """Remove what an interrupted restore left beside an open store: it must not come up later."""
    shutil.rmtree(waiting_beside(folder), ignore_errors=True)


def look(folder: Path, *, config_dir: Path | None = None, bounds: Bounds = BOUNDS) -> StoreFace:
    """A store as it looks from outside; nothing in it is opened, written or derived.

    Where there is no store, `exists` is false and there is no problem. A restore that a crash
    interrupted is finished first.
    """
    problem: DeskError | None
    finish_restore(folder)
    try:
        exists = holds_store(folder)
        problem = problem_of(folder, config_dir, bounds) if exists else None
        practice = exists and is_practice(folder)
    except OSError as error:
        exists, practice, problem = True, False, unreadable(folder, error)
    return StoreFace(
        folder=folder,
        label=label_of(folder),
        exists=exists,
        is_practice=practice,
        problem=problem,
    )


def label_of(folder: Path) -> str:
    """What a store is called: the name of its folder, without the ending."""
    return folder.absolute().name.removesuffix(SUFFIX)


def holds_store(folder: Path) -> bool:
    """Whether any part of a store lies in this folder.

    Raises:
        OSError: the folder cannot be looked into.
    """
    parts = (RECORDS, key_files.KEYS, key_files.KEYS_COPY)
    return any((folder / part).exists() for part in parts)


def is_practice(folder: Path) -> bool:
    """Whether this is a practice store, with invented people."""
    return (folder / PRACTICE).is_file()


def mark_looked_at(folder: Path, home: Path, made_at: datetime) -> None:
    """Mark a store as a backup that is only looked at, from `home`, made at a moment."""
    marked = json.dumps({"home": str(home), "made_at": made_at.isoformat()})
    files.write_atomic(folder / LOOKED_AT, marked.encode())


def looked_at(folder: Path) -> LookedAt | None:
    """Where one came from to look at this store; None where it is a store to work with.

    A mark that cannot be read is still a mark: its store leads home to itself.
    """
    try:
        marked = (folder / LOOKED_AT).read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return LookedAt(home=folder)
    with contextlib.suppress(ValueError, KeyError, TypeError):
        told = json.loads(marked)
        return LookedAt(home=Path(told["home"]), made_at=datetime.fromisoformat(told["made_at"]))
    return LookedAt(home=folder)


def problem_of(folder: Path, config_dir: Path | None, bounds: Bounds) -> DeskError | None:
    """The first thing that keeps a store from being opened, or None.

    Raises:
        OSError: the folder cannot be looked into.
    """
    copies = key_files.read_copies(folder, config_dir, bounds)
    return (
        records_problem(folder / RECORDS)
        or key_files.problem_of(copies)
        or locks.holder_of(folder / LOCK)
    )


def records_problem(records: Path) -> DeskError | None:
    """What is wrong with records.db before it is opened: missing, empty, or cut below a page."""
    try:
        size = records.stat().st_size
    except FileNotFoundError:
        return MissingRecordsError()
    except OSError as error:
        return unreadable(records, error)
    if not size:
        return EmptyRecordsError()
    return DamagedRecordsError() if size < connection.PAGE_BYTES else None


def unreadable(path: Path, error: OSError) -> UnreadableError:
    """That the system does not let a part of the store be read, and why."""
    return UnreadableError(path.name, error.strerror or type(error).__name__)


def keep_log_aside(folder: Path) -> None:
    """Copy the write-ahead log aside before the records are closed, which empties it.

    Behind a damaged place in it may lie work that nobody can read any more, but that a later
    repair may. Without room for it the store opens all the same.
    """
    with contextlib.suppress(OSError, DeskError):
        content = (folder / RECORDS_LOG).read_bytes()
        kept = folder / QUARANTINE / f"{RECORDS_LOG}.{hashlib.sha256(content).hexdigest()[:16]}"
        if content and not kept.exists():
            if not kept.parent.is_dir():
                files.make_private_folder(kept.parent)
            files.write_atomic(kept, content)


def keep_private(folder: Path) -> None:
    """Close the folder and its files to other users of this computer, as far as possible."""
    files.keep_private(folder)
    for name in (RECORDS, key_files.KEYS, key_files.KEYS_COPY, LOCK, ANCHOR):
        files.keep_private(folder / name)

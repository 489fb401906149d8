"""The switch to new keys: either the old records with the old key file, or both new ones.

The new pair is built in a folder of its own inside the store. One small file says that it is in
force; from that instant on it is, and whoever has the store's lock brings the files to their
places. That needs no secret and may be interrupted and begun again anywhere.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from typing import TYPE_CHECKING

from counselor_desk.storage import faults, files, key_files
from counselor_desk.storage import folder as folders

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.storage.costs import Bounds

FOLDER = "migrate"
KEYS = key_files.KEYS
STATE = "state.json"
BEFORE = "before.cdbk"
"""The backup that was made first. It goes when the new keys have opened the store once."""

_SWITCH = "switch"
_MOST_BYTES = 1024
# SQLCipher begins each file with 16 random bytes of its own: they tell one file from another.
_MARK_BYTES = 16
_SIDE_FILES = ("-wal", "-shm", "-journal")


def commit(folder: Path) -> None:
    """Put what was built in force; it must be whole and forced to the disk.

    Raises:
        DeskError: it could not be written; the old records and keys stay in force.
    """
    building = folder / FOLDER
    state = {"phase": _SWITCH, "records": _mark_of(building / folders.RECORDS)}
    files.write_atomic(building / STATE, json.dumps(state, sort_keys=True).encode())


def settle(folder: Path, config_dir: Path | None, bounds: Bounds) -> None:
    """Finish a switch that was committed, or undo one that was not.

    The caller holds the store's lock, and nothing has its records open.

    Raises:
        DeskError: a file could not be moved or written; the next call goes on from there.
    """
    building = folder / FOLDER
    if not building.is_dir():
        return
    try:
        if mark := _committed_mark(building):
            _finish(folder, mark, config_dir, bounds)
        else:
            _undo(building)
    except OSError as error:
        raise faults.explain_file(error, building) from error


def clear(folder: Path) -> None:
    """Remove what is left of a switch, once the keys in force have opened the records."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def discard(folder: Path) -> None:
    """Remove what was built so far, which was never in force."""
    with contextlib.suppress(OSError):  # what is left does no harm, and goes at the next opening
        _undo(folder / FOLDER)
        clear(folder)


def _committed_mark(building: Path) -> str:
    """Which records are in force by word of the state file; empty if it does not say so."""
    try:
        with (building / STATE).open("rb") as file:
            state = json.loads(file.read(_MOST_BYTES))
        return str(state["records"]) if state["phase"] == _SWITCH else ""
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _mark_of(records: Path) -> str:
    """What tells these records from all others; empty if they are not there."""
    try:
        with records.open("rb") as file:
            return file.read(_MARK_BYTES).hex()
    except FileNotFoundError:
        return ""


def _finish(folder: Path, mark: str, config_dir: Path | None, bounds: Bounds) -> None:
    """Move the records, then the keys; a step that was done before is passed over.

    If neither file is the one that was committed, everything stays as it is, for a person to see.
    """
    building, here = folder / FOLDER, folder / folders.RECORDS
    if _mark_of(building / folders.RECORDS) == mark:
        for ending in _SIDE_FILES:  # first: the old write-ahead log must never meet new records
            here.with_name(here.name + ending).unlink(missing_ok=True)
        files.take_name(building / folders.RECORDS, here)
        files.sync_folder(building)
    made = key_files.read(building / KEYS, bounds).document
    if _mark_of(here) != mark or made is None:
        return
    key_files.replace(made, folder, config_dir)
    (building / STATE).unlink()
    (building / KEYS).unlink()


def _undo(building: Path) -> None:
    """Remove new records and their keys, and the keys only while the records are there.

    Without them, the key file may be the only one that opens what lies in the store.
    """
    records = building / folders.RECORDS
    if not records.exists():
        return
    (building / STATE).unlink(missing_ok=True)
    (building / KEYS).unlink(missing_ok=True)
    for ending in (*_SIDE_FILES, ""):
        records.with_name(records.name + ending).unlink(missing_ok=True)

"""Failed tries to open a store: their times, in a plain file beside it until it is opened.

They come before there is a key, so they cannot be in the log yet; whoever can write to the folder
can remove the file, which the log's page says.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError
from counselor_desk.storage import files
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from pathlib import Path

FILE = "failed-unlocks.json"

MOST_KEPT = 200
"""The newest tries that are kept; more say nothing more."""

_MOST_BYTES = 64 * 1024


def keep(folder: Path, at: datetime) -> None:
    """Add one try; where nothing can be written, nothing is kept."""
    times = [moment_text(one) for one in (*read(folder), at)][-MOST_KEPT:]
    with contextlib.suppress(DeskError):
        files.write_atomic(folder / FILE, json.dumps({"v": 1, "times": times}).encode())


def read(folder: Path) -> tuple[datetime, ...]:
    """The times of the tries, in the order they were made; what is no time is left out."""
    try:
        with (folder / FILE).open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return ()
    times = content.get("times") if isinstance(content, dict) else None
    if not isinstance(times, list):
        return ()
    found = (_moment(one) for one in times[-MOST_KEPT:])
    return tuple(one for one in found if one is not None)


def forget(folder: Path) -> None:
    """Take the file away, once its tries are in the log."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment_text(moment)
    except (ValueError, OverflowError):
        return None
    return moment

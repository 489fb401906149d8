"""Files that a person chose to bring in: read whole, and only up to a length."""

from __future__ import annotations

import stat
from pathlib import Path

from counselor_desk.errors import DeskError


def read(path: Path, *, most: int, missing: DeskError, too_big: DeskError) -> bytes:
    """What is in a plain file of at most `most` bytes.

    Raises:
        DeskError: `missing` when it is no plain file or may not be read, `too_big` when there is
            more in it.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device may never end
            raise missing
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as reason:
        raise missing from reason
    if len(content) > most:
        raise too_big
    return content

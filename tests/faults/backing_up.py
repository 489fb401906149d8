"""A child that makes backups until it is killed, or restores one and kills itself at a step."""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from counselor_desk.services import backups
from tests.desks import LOOSE, NOW
from tests.faults import scripted

_OPERATIONS = {"open", "os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}


def back_up_for_good(store: Path, place: Path) -> None:
    """Make one backup after the other, each a minute later; says each that is done."""
    with scripted.opened(store) as desk:
        scripted.say("begun")
        for minute in range(100_000):
            at = NOW + timedelta(minutes=minute)
            tried = backups.make(desk.vault, place, at=at, bounds=LOOSE)
            scripted.say(tried.file_name or tried.failure)


def restore_once(backup: Path, folder: Path, config: Path, passphrase: str, last: int) -> None:
    """Restore a backup in the place of a store; the process dies before file operation `last`.

    Says each operation on a file under the folder's parent, counted from 0.
    """
    count = 0

    def watch(event: str, given: tuple[object, ...]) -> None:
        nonlocal count
        if event not in _OPERATIONS or not str(given[0]).startswith(str(folder.parent)):
            return
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        scripted.say(event)
        count += 1

    sys.addaudithook(watch)
    backups.restore(
        backup, folder, passphrase, config_dir=config, at=datetime.now(UTC), bounds=LOOSE
    )


if __name__ == "__main__":
    work, *given = sys.argv[1:]
    if work == "back-up":
        back_up_for_good(Path(given[0]), Path(given[1]))
    else:
        restore_once(Path(given[0]), Path(given[1]), Path(given[2]), given[3], int(given[4]))

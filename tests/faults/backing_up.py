"""A child that makes backups or restores one until it is killed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from counselor_desk.services import backups
from tests.desks import LOOSE, NOW
from tests.faults import scripted


def back_up_for_good(store: Path, place: Path) -> None:
    """Make one backup after the other, each a minute later; says each that is done."""
    with scripted.opened(store) as desk:
        scripted.say("begun")
        for minute in range(100_000):
            at = NOW + timedelta(minutes=minute)
            tried = backups.make(desk.vault, place, at=at, bounds=LOOSE)
            scripted.say(tried.file_name or tried.failure)


def restore_once(backup: Path, folder: Path, config: Path, passphrase: str) -> None:
    """Restore a backup in the place of a store; says when it begins and when it is done."""
    scripted.say("begun")
    backups.restore(
        backup, folder, passphrase, config_dir=config, at=datetime.now(UTC), bounds=LOOSE
    )
    scripted.say("done")
    sys.stdin.read()  # wait to be killed


if __name__ == "__main__":
    work, *given = sys.argv[1:]
    if work == "back-up":
        back_up_for_good(Path(given[0]), Path(given[1]))
    else:
        restore_once(Path(given[0]), Path(given[1]), Path(given[2]), given[3])

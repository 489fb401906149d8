"""A child of fault tests that changes the keys of a store until it is killed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counselor_desk.services import keys, stores
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock
from tests.faults.scripted import say

OTHER = "garden-copper-winter-anchor-maple"
WORDS = ("abandon",) * 11 + ("about",)
NEW_WORDS = ("zoo",) * 11 + ("wrong",)


@contextmanager
def opened(folder: Path, config: Path) -> Iterator[Desk]:
    """The store with its third copy, under its first passphrase."""
    opened = vault.unlock(folder, PASSPHRASE, config_dir=config, bounds=LOOSE)
    yield Desk(vault=opened, zone=ZONE, clock=Clock())


def change_for_good(desk: Desk) -> None:
    """From one passphrase to the other and back, again and again."""
    while True:
        for passphrase in (OTHER, PASSPHRASE):
            keys.change_passphrase(desk, passphrase)


def rotate_once(desk: Desk) -> None:
    """All keys, once, and the lock that puts the new ones in their places."""
    keys.rotate(desk, OTHER, NEW_WORDS)
    stores.lock(desk)


if __name__ == "__main__":
    _, what, store, config = sys.argv
    with opened(Path(store), Path(config)) as desk:
        say("ready")
        {"change": change_for_good, "rotate": rotate_once}[what](desk)
        say("done")

"""Makes desks over real encrypted stores, with a clock that tests can move."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from counselor_desk.records.program import Program
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.storage.costs import Bounds, Cost

PASSPHRASE = "copper-lantern-meadow-violin-harbor"
ZONE = "America/Chicago"
NOW = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
"""A Thursday, ten in the morning in Chicago."""

CHEAP = Cost(memory_kib=32, passes=1)
LOOSE = Bounds(least_memory_kib=32)

PROGRAM = Program(
    counselor_name="Dana Whitfield", credential="LADC", program_name="Cedar Ridge Recovery"
)


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        """Let time pass, for example `minutes=5`."""
        self.moment += timedelta(**span)


def new_desk(
    folder: Path, clock: Clock | None = None, *, program: Program | None = PROGRAM
) -> Desk:
    """A desk over a new store in `folder`, with cheap keys.

    The store is a copy of an empty one that is made once, since making one is slow.
    """
    shutil.copytree(_empty_store(), folder)
    opened = vault.unlock(folder, PASSPHRASE, config_dir=None, bounds=LOOSE)
    desk = Desk(vault=opened, zone=ZONE, clock=clock or Clock())
    if program is not None:
        desk.set_program(program)
    return desk


@cache
def _empty_store() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="counselor-desk-empty-")) / "Records.cdesk"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    vault.create(
        folder, PASSPHRASE, at=NOW, config_dir=None, cost=CHEAP, bounds=LOOSE
    ).vault.close()
    return folder


def reopened(desk: Desk) -> Desk:
    """The same store, closed and opened again."""
    folder, clock = desk.vault.folder, desk.clock
    desk.close()
    opened = vault.unlock(folder, PASSPHRASE, config_dir=None, bounds=LOOSE)
    return Desk(vault=opened, zone=ZONE, clock=clock)

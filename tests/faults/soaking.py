"""A child that works for long: edits, locks and backups, and what the process needs meanwhile."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from counselor_desk.records.signing import RecordState
from counselor_desk.services import checks
from tests.faults.scripted import say
from tests.faults.using import Counselor

WORDS = "craving after pay day, calm in the evening "
MOST_WORDS = 50
LEAK_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class Needed:
    """What a process needed after one round: bytes of memory, open files, bytes of the log."""

    memory: int
    files: int
    log: int

    @classmethod
    def now(cls, log: int) -> Needed:
        """As the system tells it (Linux)."""
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        files = len(list(Path("/proc/self/fd").iterdir()))
        return cls(pages * os.sysconf("SC_PAGE_SIZE"), files, log)


def work(home: Path, rounds: int, edits: int, backups: int, *, is_leaking: bool = False) -> None:
    """In each round some edits, a note signed, and a lock; backups come in evenly. Say all of it.

    Ends with what a full check found, or with "good".
    """
    counselor = Counselor(home)
    leaked: list[object] = []
    for number in range(rounds):
        log = 0
        note_id = counselor.write("")
        for edit in range(edits):
            counselor.edit(note_id, f"{number} {WORDS * (1 + edit % MOST_WORDS)}")
            counselor.clock.pass_by(seconds=3)
            log = max(log, (counselor.store / "records.db-wal").stat().st_size)
        counselor.sign(note_id)
        if is_leaking:
            leaked += [bytearray(os.urandom(1) * LEAK_BYTES), (home / "leak").open("wb")]
        if (number + 1) * backups // rounds > number * backups // rounds:
            counselor.back_up()
        counselor.relaunch()
        needed = Needed.now(log)
        say(f"{needed.memory} {needed.files} {needed.log}")
    signed = counselor.of_state(RecordState.SIGNED)
    if len(signed) != rounds or counselor.found() != counselor.memory:
        say("a note is not as it was written")
    bad = [one.sentence for one in checks.look_through(counselor.desk.vault) if not one.is_good]
    say(" ".join(bad) or "good")
    counselor.desk.close()


if __name__ == "__main__":
    place, *numbers = sys.argv[1:5]
    work(Path(place), *map(int, numbers), is_leaking="leaking" in sys.argv)

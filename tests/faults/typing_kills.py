"""A program is killed while a robot types in its window; what it had told, and what it left."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from counselor_desk.records.checks import CheckResult
from counselor_desk.records.notes import SectionCode
from counselor_desk.services import checks, clients, notes, stores
from tests.desks import PASSPHRASE, ZONE

PATIENCE_S = 240.0
ROOT = Path(__file__).parents[2]


@dataclass
class Killed:
    """What is known of one program that was killed: what it told, and what it left."""

    store: Path
    typed_at: list[float] = field(default_factory=list)
    saved: int = 0
    killed_at: float = 0.0
    kept: str = ""
    results: tuple[CheckResult, ...] = ()

    def hear(self, word: str) -> None:
        """Note a letter or a save, at the moment it is heard of."""
        if word == "typed":
            self.typed_at.append(time.monotonic())
        elif word == "saved":
            self.saved = len(self.typed_at)

    @property
    def lost_s(self) -> float:
        """How long before the kill the first letter was typed that is not in the draft."""
        is_all_there = len(self.kept) >= len(self.typed_at)
        return 0.0 if is_all_there else self.killed_at - self.typed_at[len(self.kept)]


def kill_while_typing(store: Path, after_s: float) -> Killed:
    """Let the robot type, kill it, and look at what it left."""
    told = Killed(store)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typing_robot", str(store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as robot:
        give_up = threading.Timer(PATIENCE_S, robot.kill)
        give_up.start()
        for line in robot.stdout:
            told.hear(line.strip())
            if told.typed_at and time.monotonic() - told.typed_at[0] >= after_s:
                break
        robot.kill()
        told.killed_at = time.monotonic()
        give_up.cancel()
        for line in robot.stdout:
            told.hear(line.strip())
        assert told.typed_at, f"ended with {robot.wait()}: {robot.stderr.read()}"
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    (client,) = clients.rows(desk)
    (note,) = notes.rows(desk, client.id)
    told.kept = notes.open_edit(desk, note.id).note.text_of(SectionCode.DATA)
    told.results = checks.run(desk)
    stores.lock(desk)
    return told

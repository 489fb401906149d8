"""The program is killed while somebody types: the draft is there, and little of it is missing."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from counselor_desk.records.notes import SectionCode
from counselor_desk.services import checks, clients, notes, stores
from counselor_desk.services.checks import CheckResult
from tests.desks import PASSPHRASE, ZONE
from tests.journeys.typing_robot import letters

KILLS = 4
SEED = 20260312
SPAN_S = (2.0, 8.0)
"""When after the first letter the kill comes, in seconds: around the first three saves."""

MOST_LOST_S = 5.0
PATIENCE_S = 60.0
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
        assert told.typed_at, robot.stderr.read()
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    (client,) = clients.rows(desk)
    (note,) = notes.rows(desk, client.id)
    told.kept = notes.open_edit(desk, note.id).note.text_of(SectionCode.DATA)
    told.results = checks.run(desk)
    stores.lock(desk)
    return told


@pytest.fixture(scope="module")
def killed(pattern, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Killed]]:
    """Several programs, killed at moments that are the same in every run."""
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    moments = [chance.uniform(*SPAN_S) for _ in range(KILLS)]
    folders = [tmp_path_factory.mktemp("killed") / "Records.cdesk" for _ in moments]
    for folder in folders:
        shutil.copytree(pattern[0], folder)
    with ThreadPoolExecutor(KILLS) as workers:
        yield list(workers.map(kill_while_typing, folders, moments))


def test_what_is_found_is_what_was_typed(killed):
    for one in killed:
        assert one.kept == "".join(islice(letters(), len(one.kept)))


def test_a_draft_is_found_after_every_kill(killed):
    assert all(one.kept for one in killed if one.saved)
    assert any(one.saved for one in killed)


def test_nothing_is_lost_that_was_said_to_be_saved(killed):
    for one in killed:
        assert len(one.kept) >= one.saved, f"{len(one.kept)} of {one.saved} letters"


def test_at_most_five_seconds_of_typing_are_lost(killed):
    assert [one.lost_s for one in killed if one.lost_s > MOST_LOST_S] == []


def test_every_store_checks_out(killed):
    damaged = [result.sentence for one in killed for result in one.results if not result.is_good]

    assert damaged == []


def test_the_draft_is_offered_by_the_next_window(killed, start):
    longest = max(killed, key=lambda one: len(one.kept))
    person = start(longest.store)
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("Notes")
    person.waits_to_see("Draft")
    person.clicks("Continue")
    person.waits(lambda: person.focus() == "Assessment", "the caret in Assessment")

    assert person.sees(longest.kept.strip())

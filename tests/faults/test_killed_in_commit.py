"""The program is killed while it saves: every note that it called saved is there afterwards."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults import scripted
from tests.faults.counts import count
from tests.faults.scripted import ROOT, Left

KILLS = count(6, 50, 220)
SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")
SPAN_S = (0.02, 0.6)
"""When the kill comes, in seconds after the first note was saved."""

MOST_REOPEN_S = 1.0


@dataclass(frozen=True, slots=True)
class Killed:
    """What a killed program had said, and what it left."""

    said: tuple[int, ...]
    left: Left
    reopened_in_s: float


def kill_while_saving(store: Path, after_s: float) -> Killed:
    """Let a child sign notes, kill it, and look at what it left."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.scripted", "for-good", str(store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        said = [writer.stdout.readline()]
        kill_at = time.monotonic() + after_s
        while time.monotonic() < kill_at:
            said.append(writer.stdout.readline())
        writer.kill()
        said += writer.stdout.readlines()
    assert writer.returncode == -9
    started = time.process_time()  # what else runs on this computer is not the store's fault
    with scripted.opened(store) as desk:
        took = time.process_time() - started
        left = scripted.look_at(desk)
    # The last line may have been cut by the kill; then nobody was told.
    return Killed(tuple(int(line) for line in said if line.endswith("\n")), left, took)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    return scripted.make_store(tmp_path_factory.mktemp("pattern") / "Records.cdesk")


@pytest.fixture(scope="module")
def killed(pattern, tmp_path_factory):
    """Programs that were killed at moments which are the same in every run."""
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    found = []
    for number in range(KILLS):
        store = tmp_path_factory.mktemp("killed") / f"{number}.cdesk"
        shutil.copytree(pattern, store)
        found.append(kill_while_saving(store, chance.uniform(*SPAN_S)))
        shutil.rmtree(store)
    return found


def test_nothing_that_was_said_to_be_saved_is_lost(killed, trials):
    trials(KILLS)
    assert all(one.said for one in killed)

    assert [one.left.lacks(one.said) for one in killed] == [set()] * KILLS


def test_a_kill_leaves_at_most_the_note_that_was_being_signed(killed):
    assert all(one.left.notes <= set(range(1, max(one.said) + 2)) for one in killed)


def test_every_store_checks_out(killed):
    assert [one.left.problems for one in killed if one.left.problems] == []


def test_a_killed_store_opens_within_a_second(killed):
    assert max(one.reopened_in_s for one in killed) <= MOST_REOPEN_S


def test_a_lost_note_would_be_seen(pattern):
    """The negative control: a note that is said and not there."""
    with scripted.opened(pattern) as desk:
        assert scripted.look_at(desk).lacks([1]) == {1}

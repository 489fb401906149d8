"""Hours of use: the process needs no more memory or files than at first, and all is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.counts import count
from tests.faults.scripted import ROOT
from tests.faults.soaking import Needed

EDITS = count(200, 5_000, 50_000)
LOCKS = count(5, 50, 500)
BACKUPS = count(1, 5, 50)
MOST_LOG = 16_000_000
"""Bytes of the write-ahead log."""

MOST_GROWTH = 1.10
SETTLING = 0.4
"""The share of rounds after which a process should need what it needs in the end."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="this system does not say what a process needs"
)


def run(home: Path, rounds: int, edits: int, backups: int, *more: str) -> tuple[list[Needed], str]:
    """What a child needed in each round, and what it said of the store in the end."""
    home.mkdir()
    numbers = map(str, (rounds, edits, backups))
    child = [sys.executable, "-m", "tests.faults.soaking", str(home), *numbers, *more]
    said = subprocess.run(child, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    lines = said.splitlines()
    needed = [Needed(*map(int, line.split())) for line in lines[:rounds]]
    return needed, " ".join(lines[rounds:])


def complaints(needed: list[Needed]) -> list[str]:
    """What grew that should not have."""
    settled = needed[int(SETTLING * len(needed)) :]
    first, most = settled[0], max(one.memory for one in settled)
    found = []
    if most > MOST_GROWTH * first.memory:
        found.append(f"memory grew from {first.memory} to {most} bytes")
    if len({one.files for one in settled}) > 1:
        found.append(f"from {first.files} open files to {settled[-1].files}")
    if max(one.log for one in needed) > MOST_LOG:
        found.append("the write-ahead log grew past 16 MB")
    return found


def test_long_use_needs_no_more_and_loses_nothing(tmp_path, trials):
    needed, end = run(tmp_path / "home", LOCKS, EDITS // LOCKS, BACKUPS)
    trials(EDITS)

    assert complaints(needed) == []
    assert end == "good"


def test_a_leak_would_be_seen(tmp_path):
    """The negative control: a process that keeps memory and an open file in each round."""
    needed, _ = run(tmp_path / "home", 3, 2, 0, "leaking")

    assert [one.split()[0] for one in complaints(needed)] == ["memory", "from"]

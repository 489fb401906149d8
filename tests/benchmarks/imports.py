"""Importing 10,000 clients, its last part against its first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import many_clients
from tests.benchmarks.paired import Comparison, Pair, compare
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (Goal(name="Import: clients 5,000 to 10,000, to the first", target=1.15),)

_BLOCK = 200


def measure() -> tuple[Comparison, ...]:
    """Import into empty stores."""
    with tempfile.TemporaryDirectory() as scratch:
        return (compare(_blocks(Path(scratch)), target=GOALS[0].target),)


def _blocks(home: Path) -> Iterator[Pair]:
    """Times of 200 clients each: one block of the second half, one of the first."""
    number = 0
    while True:
        desk = new_desk(home / f"{number}.cdesk")
        times = many_clients.bring_in(desk)
        desk.close()
        blocks = [times[at + _BLOCK] - times[at] for at in range(0, many_clients.CLIENTS, _BLOCK)]
        half = len(blocks) // 2
        yield from zip(blocks[half:], blocks[:half], strict=True)
        number += 1

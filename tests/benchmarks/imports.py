"""Importing 10,000 clients, against twice the time of 5,000."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import many_clients
from tests.benchmarks.paired import Comparison, Pair, compare
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (Goal(name="Import of 10,000 clients, to twice that of 5,000", target=1.15),)


def measure() -> tuple[Comparison, ...]:
    """Import into empty stores."""
    with tempfile.TemporaryDirectory() as scratch:
        return (compare(_imports(Path(scratch)), target=GOALS[0].target),)


def _imports(home: Path) -> Iterator[Pair]:
    number = 0
    while True:
        whole = _import(home / f"{number}-whole.cdesk", many_clients.CLIENTS)
        half = _import(home / f"{number}-half.cdesk", many_clients.CLIENTS // 2)
        yield whole, 2 * half
        number += 1


def _import(store: Path, clients: int) -> float:
    desk = new_desk(store)
    took = many_clients.bring_in(desk, clients)
    desk.close()
    return took

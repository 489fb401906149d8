"""Importing 10,000 clients, its last part against its first, and the list that follows from it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from counselor_desk.services import import_files, import_mapping, imports
from counselor_desk.services.desk import Desk
from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, Pair, compare
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (
    Goal(name="Import: clients 5,000 to 10,000, to the first", target=1.15),
    Goal(name="Filter of 10,000 clients, to a 200-row reset", target=2),
    Goal(name="Sort of 10,000 clients, to an SQL sort and reset", target=2),
)

CLIENTS = 10_000
_BLOCK = 200
_ACTS = ("filter", "sort")
_CHILD = "tests.benchmarks.imports_child"
_HEAD = "First name,Last name,DOB,Phone,Admitted on\n"


def measure() -> tuple[Comparison, ...]:
    """Import into empty stores, then ask a window on one of them again and again."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        linear = compare(_blocks(home), target=GOALS[0].target)
        with hidden_display(home) as environment:
            return (
                linear,
                *(
                    compare(_times(act, home / "0.cdesk", environment), target=goal.target)
                    for act, goal in zip(_ACTS, GOALS[1:], strict=True)
                ),
            )


def _blocks(home: Path) -> Iterator[Pair]:
    """Times of 200 clients each: one block of the second half, one of the first."""
    number = 0
    while True:
        desk = new_desk(home / f"{number}.cdesk")
        times = _imported(desk)
        desk.close()
        blocks = [times[at + _BLOCK] - times[at] for at in range(0, CLIENTS, _BLOCK)]
        half = len(blocks) // 2
        yield from zip(blocks[half:], blocks[:half], strict=True)
        number += 1


def _imported(desk: Desk) -> list[float]:
    """Import the clients; the milliseconds after none, one, two of them and so on."""
    who = imports.acting(desk)
    sheet = import_files.parse((_HEAD + "".join(map(_row, range(CLIENTS)))).encode())
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    times = [time.perf_counter() * 1000]
    imports.bring_in(
        who, trial, tell=lambda _done, _total: times.append(time.perf_counter() * 1000)
    )
    return times


def _row(number: int) -> str:
    born = f"{1940 + number % 60}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return f"Imani {number},Abara,{born},555-{number:05},2026-02-{number % 9 + 1:02}\n"


def _times(act: str, store: Path, environment: dict[str, str]) -> Iterator[Pair]:
    child = subprocess.Popen(
        [sys.executable, "-m", _CHILD, act, str(store)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for line in child.stdout:
            product, anchor = map(float, line.split())
            yield product, anchor
    finally:
        child.kill()
        child.communicate()

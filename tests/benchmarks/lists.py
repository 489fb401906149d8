"""The list of 10,000 clients: a key of its filter and a press on a title, against plain tables."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import many_clients
from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, Pair, compare
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (
    Goal(name="Filter of 10,000 clients, to a 200-row reset", target=2),
    Goal(name="Sort of 10,000 clients, to an SQL sort and reset", target=2),
)
_ACTS = ("filter", "sort")
_CHILD = "tests.benchmarks.lists_child"


def measure() -> tuple[Comparison, ...]:
    """Bring the clients in once, then ask a window on them again and again."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        desk = new_desk(store)
        many_clients.bring_in(desk)
        desk.close()
        with hidden_display(home) as environment:
            return tuple(
                compare(_times(act, store, environment), target=goal.target)
                for act, goal in zip(_ACTS, GOALS, strict=True)
            )


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

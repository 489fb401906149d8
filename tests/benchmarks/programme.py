"""Today over 200 clients and two years of records, a week of 40 in a grid, and a group of ten."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import two_years
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, in_turn_with
from tests.benchmarks.paired import Comparison, compare
from tests.benchmarks.rows import Goal

GOALS = (
    Goal(name="Today, 200 clients and two years of records", target=budget(200)),
    Goal(name="Attendance of 40 clients, made and painted", target=budget(150)),
    Goal(name="Group session of ten, made and painted", target=budget(150)),
)
_ACTS = (("today", 200), ("attendance", 40), ("group", 40))
"""What is opened, and how many clients are in treatment."""

_CHILD = "tests.benchmarks.programme_child"


def measure() -> tuple[Comparison, ...]:
    """Ask one window again and again; it throws its pages away in between."""
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(_measured(Path(scratch)))


def _measured(home: Path) -> Iterator[Comparison]:
    stores = {count: home / f"{count}.cdesk" for _, count in _ACTS}
    for count, store in stores.items():
        two_years.make(store, count)
    with hidden_display(home) as environment:
        for (act, count), goal in zip(_ACTS, GOALS, strict=True):
            pairs = in_turn_with(_CHILD, act, stores[count], environment)
            yield compare(pairs, target=goal.target)

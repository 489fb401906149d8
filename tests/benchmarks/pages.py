"""Opening the plan and the note editor for the first time, and another theme on them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, Pair, compare, excess
from tests.benchmarks.rows import Goal
from tests.caseloads import add_clients
from tests.desks import new_desk

GOALS = (
    Goal(name="Plan page, made and painted", target=150, unit="ms"),
    Goal(name="Note editor, made and painted", target=150, unit="ms"),
    Goal(name="Another theme on the plan page", target=200, unit="ms"),
    Goal(name="Another theme on the note editor", target=200, unit="ms"),
)
_ACTS = ("open plan", "open note", "theme plan", "theme note")
_CHILD = "tests.benchmarks.pages_child"


def measure() -> tuple[Comparison, ...]:
    """Ask one window again and again; it throws its pages away in between."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        desk = new_desk(store)
        add_clients(desk, 20, signed_notes=8)
        desk.close()
        with hidden_display(home) as environment:
            return tuple(
                compare(_times(act, store, environment), target=goal.target, figure=excess)
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
            yield float(line), 0.0
    finally:
        child.kill()
        child.communicate()

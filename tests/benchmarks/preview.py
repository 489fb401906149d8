"""The print preview of a four-page plan: made, and every page of it drawn."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from counselor_desk.records.edits import PlanEdit
from counselor_desk.services import clients, plans
from counselor_desk.services.clients import NewClient
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, in_turn_with
from tests.benchmarks.long_plan import long_plan
from tests.benchmarks.paired import Comparison, compare
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (
    Goal(name="Print preview, made and painted", target=budget(150)),
    Goal(name="Preview of a four-page plan, every page drawn", target=budget(1000)),
)
_ACTS = ("open", "draw")
_CHILD = "tests.benchmarks.preview_child"


def measure() -> tuple[Comparison, ...]:
    """Ask one window again and again; it throws the page away in between."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        with closing(new_desk(store)) as desk:
            client = clients.add(
                desk,
                NewClient(given_name="Marcus", family_name="Reyes", admitted_on=date(2026, 2, 5)),
            )
            started = plans.start(desk, client.id)
            problems = long_plan().plan.problems
            plans.keep(desk, PlanEdit(plan=replace(started, problems=problems)))
        with hidden_display(home) as environment:
            return tuple(
                compare(in_turn_with(_CHILD, act, store, environment), target=goal.target)
                for act, goal in zip(_ACTS, GOALS, strict=True)
            )

"""Opening the plan and the note editor for the first time, and another theme on them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, in_turn_with
from tests.benchmarks.paired import Comparison, compare
from tests.benchmarks.rows import Goal
from tests.caseloads import add_clients
from tests.desks import new_desk

GOALS = (
    Goal(name="Plan page, made and painted", target=budget(150)),
    Goal(name="Golden thread, made and painted", target=budget(150)),
    Goal(name="Note editor, made and painted", target=budget(150)),
    Goal(name="Clients, made and painted", target=budget(150)),
    Goal(name="Client form, made and painted", target=budget(150)),
    Goal(name="CVs of a client, made and painted", target=budget(150)),
    Goal(name="Phrases and templates, made and painted", target=budget(150)),
    Goal(name="Backup page, made and painted", target=budget(150)),
    Goal(name="Settings, made and painted", target=budget(150)),
    Goal(name="Another theme on the plan page", target=budget(200)),
    Goal(name="Another theme on the note editor", target=budget(200)),
)
_ACTS = (
    *(
        "open plan",
        "open thread",
        "open note",
        "open clients",
        "open form",
        "open cvs",
        "open phrases",
    ),
    *("open backup", "open settings", "theme plan", "theme note"),
)
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
                compare(in_turn_with(_CHILD, act, store, environment), target=goal.target)
                for act, goal in zip(_ACTS, GOALS, strict=True)
            )

"""Opening the chart of a client with three years of records, and each of its fuller tabs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from counselor_desk.records.assessments import Harm
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.notes import Risk
from counselor_desk.records.people import Relation
from counselor_desk.services import clients
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from tests import chart_facts
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, in_turn_with
from tests.benchmarks.paired import Comparison, compare
from tests.benchmarks.rows import Goal
from tests.caseloads import add_clients
from tests.desks import new_desk

NOTES, PLANS, ASSESSMENTS, MEDICATIONS, URGES = 300, 30, 10, 40, 300
"""What three years of treatment leave in a chart."""

_YEARS = timedelta(days=3 * 365)
_CASELOAD = 20
_CHILD = "tests.benchmarks.chart_child"

GOALS = (
    Goal(name="Chart of 3 years, made and painted", target=budget(150)),
    Goal(name="Its Overview tab", target=budget(100)),
    Goal(name="Its Assessment tab", target=budget(100)),
    Goal(name="Its Plan tab", target=budget(100)),
    Goal(name="Its Notes tab", target=budget(100)),
    Goal(name="Its Medications tab", target=budget(100)),
)
_ACTS = ("chart", "overview", "assessment", "plan", "notes", "medications")


def measure() -> tuple[Comparison, ...]:
    """Ask one window again and again; the whole chart is made anew each time, a tab is filled."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        desk = new_desk(store)
        add_clients(desk, _CASELOAD)
        _three_years(desk)
        desk.close()
        with hidden_display(home) as environment:
            return tuple(
                compare(in_turn_with(_CHILD, act, store, environment), target=goal.target)
                for act, goal in zip(_ACTS, GOALS, strict=True)
            )


def _three_years(desk: Desk) -> None:
    """A client whose chart has as much in it as three years can bring."""
    began = desk.today() - _YEARS
    client = clients.add(desk, NewClient(given_name="Zoe", family_name="Zimmer", admitted_on=began))
    with desk.write():
        for _ in range(PLANS):
            chart_facts.sign_plan(desk, client, target_on=desk.today())
        for day in _spread(began, NOTES):
            chart_facts.note(desk, client, day, Risk.NONE_REPORTED)
        for day in _spread(began, ASSESSMENTS):
            chart_facts.assess(desk, client, day, to_self=Harm.NONE)
        for number, day in enumerate(_spread(began, MEDICATIONS)):
            stopped = {} if number % 4 else {"stopped_on": day, "stop_reason": "Changed"}
            chart_facts.medication(desk, client, f"Naltrexone {number}", started_on=day, **stopped)
        for number, day in enumerate(_spread(began, URGES)):
            chart_facts.urge(desk, client, day, number % 8)
        chart_facts.prior_care(desk, client, CareLevel.DETOX, began)
        chart_facts.person(desk, client, Relation.FAMILY, "Daniel", is_emergency=True)


def _spread(began: date, count: int) -> Iterator[date]:
    """Days from the beginning until yesterday, evenly."""
    return (began + (_YEARS - timedelta(days=1)) * number // count for number in range(count))

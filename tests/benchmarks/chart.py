"""Opening the chart of a client with three years of records, and each of its tabs and views."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from counselor_desk.records.assessments import Harm
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.clients import Client
from counselor_desk.records.drug_tests import TestResult
from counselor_desk.records.notes import Risk
from counselor_desk.records.people import Relation
from counselor_desk.records.program import Weekday
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    attendance,
    clients,
    diagnoses,
    discharges,
    drug_tests,
    groups,
    schedule,
    stay_reviews,
    substances,
    tasks,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.substances import NewSubstance
from counselor_desk.services.tasks import NewTask
from tests import chart_facts, programme
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, in_turn_with
from tests.benchmarks.paired import Comparison, compare
from tests.benchmarks.rows import Goal
from tests.caseloads import add_clients
from tests.desks import new_desk

NOTES, PLANS, ASSESSMENTS, MEDICATIONS, URGES = 300, 30, 10, 40, 300
DRUG_TESTS, RETURNS, TASKS = 150, 12, 60
CODES = ("F10.20", "F33.1", "F41.1", "F43.10")
"""What three years of treatment leave in a chart."""

_WORKS = frozenset({"is_working_at_it"})
_YEARS = timedelta(days=3 * 365)
_CASELOAD = 20
_CHILD = "tests.benchmarks.chart_child"

GOALS = (
    Goal(name="Chart of 3 years, made and painted", target=budget(150)),
    Goal(name="Its Overview tab", target=budget(100)),
    Goal(name="Its Assessment tab", target=budget(100)),
    Goal(name="Its Plan tab", target=budget(100)),
    Goal(name="Its Notes tab", target=budget(100)),
    Goal(name="Its Attendance tab", target=budget(100)),
    Goal(name="Its Medications tab", target=budget(100)),
    Goal(name="Its Work & life tab", target=budget(100)),
    Goal(name="Its Discharge tab", target=budget(100)),
    Goal(name="Its Person view", target=budget(100)),
    Goal(name="Its Diagnoses view", target=budget(100)),
    Goal(name="Its Use and cravings view", target=budget(100)),
    Goal(name="Its Continued stay view", target=budget(100)),
)
_ACTS = (
    "chart",
    "overview",
    "assessment",
    "plan",
    "notes",
    "attendance",
    "medications",
    "work",
    "discharge",
    "person",
    "diagnoses",
    "use",
    "stay",
)


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
        _facts(desk, client, began)
        _attend(desk, client, began)
        chart_facts.prior_care(desk, client, CareLevel.DETOX, began)
        chart_facts.person(desk, client, Relation.FAMILY, "Daniel", is_emergency=True)


def _facts(desk: Desk, client: Client, began: date) -> None:
    """Diagnoses, what was used, the reviews of the stay, tasks, and a summary that is begun."""
    for code in CODES:
        diagnoses.add(desk, client.id, NewDiagnosis(code=code, noted_on=began))
    substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL))
    for day in _spread(began, DRUG_TESTS):
        drug_tests.add(desk, client.id, NewTest(tested_on=day, result=TestResult.NEGATIVE))
    for day in _spread(began, RETURNS):
        chart_facts.return_to_use(desk, client, day, day)
    for day in _spread(began, PLANS):
        goes_on = replace(stay_reviews.blank(desk, client.id), reviewed_on=day, ticks=_WORKS)
        decided = replace(goes_on, decision=StayDecision.CONTINUE, reason="Two objectives are open")
        stay_reviews.add(desk, client.id, decided)
    for number in range(TASKS):
        lane = tuple(Lane)[number % len(Lane)]
        tasks.add(desk, client.id, NewTask(lane=lane, text=f"Call the office {number}"))
    discharges.start(desk, client.id)


def _attend(desk: Desk, client: Client, began: date) -> None:
    """A group of three hours, three times a week, and a session alone each week; all attended."""
    group = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=group, weekday=weekday, begins_on=began)
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.TUESDAY,
        starts=time(14),
        ends=time(15),
        begins_on=began,
    )
    groups.join(desk, group.id, client.id, joined_on=began)
    for one in schedule.book(desk, began, desk.today() - timedelta(days=1)).occurrences:
        session = attendance.hold(desk, one)
        attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)


def _spread(began: date, count: int) -> Iterator[date]:
    """Days from the beginning until yesterday, evenly."""
    return (began + (_YEARS - timedelta(days=1)) * number // count for number in range(count))

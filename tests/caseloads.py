"""Stores with many clients, written the way the program writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.notes import (
    LinkedObjective,
    Note,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Goal, Intervention, Objective, Plan, Problem, Rating
from counselor_desk.services import clients, notes, plans
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk

_GIVEN = ("Marcus", "Ana", "Łukasz", "Thuỳ", "Dolores", "Ebru", "Jamal", "Pavel", "Rosa", "Kim")
_FAMILY = ("Reyes", "Okafor", "Wójcik", "Nguyễn", "Castillo", "Yıldız", "Grant", "Novak", "Silva")
_TEXT = {
    SectionCode.DATA: "He named four of five triggers and rode out two urges this week.",
    SectionCode.ASSESSMENT: "Notices urges sooner than last week.",
    SectionCode.PLAN: "Role-play the first call on Thursday.",
}


def add_clients(desk: Desk, count: int, *, signed_notes: int = 1, unsigned_every: int = 1) -> None:
    """Add clients in treatment, each with a signed plan and signed notes.

    One in `unsigned_every` of them has an unsigned note beside.
    """
    with desk.write():
        for number in range(count):
            has_unsigned = number % unsigned_every == 0
            add_client(desk, number, signed_notes=signed_notes, has_unsigned=has_unsigned)


def add_client(desk: Desk, number: int, *, signed_notes: int, has_unsigned: bool = True) -> None:
    """Add one client with a whole chart."""
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    client = clients.add(
        desk,
        NewClient(
            given_name=given,
            family_name=f"{family} {number // 90 + 1}",
            born_on=date(1960, 1, 1) + timedelta(days=number * 11),
            admitted_on=desk.today() - timedelta(days=7 + number % 70),
        ),
    )
    plan = _signed_plan(desk, plans.start(desk, client.id))
    for day in range(signed_notes):
        edit = written_note(desk, notes.start(desk, client.id), plan, day=day)
        notes.sign(desk, edit)
    if has_unsigned:
        edit = written_note(desk, notes.start(desk, client.id), plan, day=signed_notes)
        notes.keep(desk, edit)


def _signed_plan(desk: Desk, started: Plan) -> Plan:
    step = Intervention(node_uid=desk.new_uid(), text="Functional analysis", frequency="weekly")
    objective = Objective(
        node_uid=desk.new_uid(),
        text="Name five triggers and practice one skill for each",
        target_on=desk.today() + timedelta(days=40),
        interventions=(step,),
    )
    goal = Goal(
        node_uid=desk.new_uid(),
        text="Reach and keep abstinence",
        client_words="I want my license back.",
        objectives=(objective,),
    )
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol use disorder", goals=(goal,))
    return plans.sign(desk, PlanEdit(plan=replace(started, problems=(problem,))))


def written_note(desk: Desk, note: Note, plan: Plan, *, day: int) -> NoteEdit:
    """The note ready to be signed, held so many days ago, linked to the plan."""
    (objective,) = plan.objectives()
    (step,) = objective.interventions
    return NoteEdit(
        note=replace(
            note,
            held_on=desk.today() - timedelta(days=day),
            starts=time(9, 0),
            ends=time(9, 50),
            risk=Risk.NONE_REPORTED,
            sections=tuple(Section(code=code, text=text) for code, text in _TEXT.items()),
            objectives=(
                LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER),
            ),
            interventions=(TickedIntervention(node_uid=step.node_uid, text=step.text),),
        )
    )

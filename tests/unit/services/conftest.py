"""A client with an open episode, a ready plan and a ready note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.clients import Client
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.notes import (
    LinkedObjective,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Goal, Intervention, Objective, Plan, Problem, Rating
from counselor_desk.services import clients, notes, plans
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk


@pytest.fixture
def client(desk: Desk) -> Client:
    return clients.add(
        desk,
        NewClient(
            given_name="Marcus",
            family_name="Reyes",
            born_on=date(1991, 6, 2),
            admitted_on=date(2026, 2, 5),
        ),
    )


@pytest.fixture
def plan_edit(desk: Desk, client: Client) -> PlanEdit:
    """A plan that is ready to be signed."""
    step = Intervention(node_uid=desk.new_uid(), text="Functional analysis", frequency="weekly")
    objective = Objective(
        node_uid=desk.new_uid(),
        text="Name five triggers and practice one skill for each",
        target_on=date(2026, 4, 30),
        interventions=(step,),
    )
    goal = Goal(
        node_uid=desk.new_uid(),
        text="Reach and keep abstinence",
        client_words="I want my license back.",
        objectives=(objective,),
    )
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol use disorder", goals=(goal,))
    started = plans.start(desk, client.id)
    return PlanEdit(plan=replace(started, problems=(problem,)))


@pytest.fixture
def plan(desk: Desk, plan_edit: PlanEdit) -> Plan:
    """A signed plan."""
    return plans.sign(desk, plan_edit)


@pytest.fixture
def note_edit(desk: Desk, client: Client, plan: Plan) -> NoteEdit:
    """A note that is ready to be signed."""
    (objective,) = plan.objectives()
    (step,) = objective.interventions
    started = notes.start(desk, client.id)
    return NoteEdit(
        note=replace(
            started,
            starts=time(9, 0),
            ends=time(9, 50),
            risk=Risk.NONE_REPORTED,
            sections=(
                Section(code=SectionCode.DATA, text="He named four of five triggers."),
                Section(code=SectionCode.ASSESSMENT, text="Notices urges sooner."),
                Section(code=SectionCode.PLAN, text="Role-play the first call on Thursday."),
            ),
            objectives=(
                LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER),
            ),
            interventions=(TickedIntervention(node_uid=step.node_uid, text=step.text),),
        )
    )

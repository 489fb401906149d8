"""Rules P3 to P8 and P11: each fires where something is left out and keeps quiet otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counselor_desk.records import plan_tree
from counselor_desk.records.assessments import Assessment, Domain, DomainCode
from counselor_desk.records.ids import AssessmentId, ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    InterventionKind,
    Objective,
    Plan,
    Problem,
    ProblemCourse,
    numbered,
)
from counselor_desk.rules import plan_content as rules
from counselor_desk.rules.findings import Severity

STEP = Intervention(
    node_uid=Uid("i"),
    text="Functional analysis of the last week",
    frequency="weekly",
    duration="50 min, 8 weeks",
    responsible="Counselor",
)
OBJECTIVE = Objective(
    node_uid=Uid("o"),
    text="Name five triggers",
    target_on=date(2026, 4, 30),
    interventions=(STEP,),
)
GOAL = Goal(
    node_uid=Uid("g"), text="Live without alcohol", client_words="No more.", objectives=(OBJECTIVE,)
)
WHOLE = numbered(
    Plan(
        id=PlanId(1),
        uid=Uid("plan"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        planned_on=date(2026, 2, 12),
        strengths="Honest with the group.",
        barriers="No car.",
        needs="No vocational need now.",
        discharge_criteria="Four weeks without use.",
        problems=(Problem(node_uid=Uid("p"), text="Alcohol use disorder", goals=(GOAL,)),),
    )
)


def found(plan: Plan, **known) -> list[tuple[str, str]]:
    return [(one.rule, one.repair) for one in rules.check(plan, **known)]


def changed(node, **facts) -> Plan:
    return plan_tree.replaced(WHOLE, replace(WHOLE.find(node.node_uid), **facts))


def test_a_whole_plan_has_nothing_to_read():
    assert found(WHOLE) == []


def test_a_goal_without_the_clients_words_is_told():
    assert found(changed(GOAL, client_words=" ")) == [("P4", "g/client_words")]


def test_an_objective_that_counts_nothing_is_told():
    assert found(changed(OBJECTIVE, text="Feel better")) == [("P5", "o/text")]


def test_an_objective_without_a_target_date_is_told():
    assert found(changed(OBJECTIVE, target_on=None)) == [("P5", "o/target_on")]


def test_an_objective_without_an_intervention_is_told():
    assert found(changed(OBJECTIVE, interventions=())) == [("P6", "o")]


@pytest.mark.parametrize("part", ["frequency", "duration", "responsible"])
def test_an_intervention_that_leaves_a_part_open_is_told(part):
    assert found(changed(STEP, **{part: ""})) == [("P6", f"i/{part}")]


def test_one_whole_intervention_is_enough():
    more = replace(STEP, node_uid=Uid("j"), duration="")

    assert found(changed(OBJECTIVE, interventions=(STEP, more))) == []


@pytest.mark.parametrize("part", ["strengths", "barriers", "discharge_criteria"])
def test_a_part_of_the_whole_person_that_is_left_out_is_told(part):
    assert found(replace(WHOLE, **{part: ""})) == [("P7", f"plan/{part}")]


def test_a_plan_that_is_silent_about_work_and_school_is_told():
    assert found(replace(WHOLE, needs="")) == [("P8", "plan/needs")]


@pytest.mark.parametrize(
    "needs",
    [
        "Needs to work on trust.",
        "More group work and relapse education.",
        "Does the step work; wants skills training with the family.",
        "No car.",
    ],
)
def test_work_in_another_sense_says_nothing_of_a_vocational_need(needs):
    (told,) = rules.p8_work(replace(WHOLE, needs=needs))

    assert told.message == "Say in Needs what is needed for work or school, or that nothing is."


@pytest.mark.parametrize(
    "needs",
    [
        "Vocational need: yes, wants shift work.",
        "Has no job and little money.",
        "A ride. Help to find work.",
        "A GED.",
    ],
)
def test_a_vocational_need_that_nothing_is_planned_for_is_told(needs):
    (told,) = rules.p8_work(replace(WHOLE, needs=needs))

    assert told.message.startswith("Needs names work or school: plan an intervention for it")
    assert told.repair == "plan/needs"


@pytest.mark.parametrize(
    "needs",
    [
        "Vocational need: none at present; works as a roofer.",
        "No work or school needs.",
        "A ride. Work: not needed now.",
        "Vocational need: yes; deferred until week 6 at her own wish.",
        "Help to find work, referred to the job center.",
        "Retired.",
    ],
)
def test_a_vocational_need_that_is_denied_or_put_off_is_quiet(needs):
    assert rules.p8_work(replace(WHOLE, needs=needs)) == ()


def test_a_need_for_work_is_answered_by_a_goal_about_it():
    needs = replace(WHOLE, needs="Vocational need: yes.")
    planned = plan_tree.replaced(needs, replace(GOAL, text="Have a job that fits with recovery"))

    assert rules.p8_work(planned) == ()


def test_harm_at_work_in_a_problem_plans_nothing():
    harmed = replace(WHOLE.problems[0], text="Alcohol use that does harm at work")
    plan = plan_tree.replaced(replace(WHOLE, needs=""), harmed)

    assert [one.rule for one in rules.p8_work(plan)] == ["P8"]


def test_a_vocational_intervention_speaks_of_work():
    vocational = plan_tree.replaced(WHOLE, replace(STEP, kind=InterventionKind.VOCATIONAL))

    assert found(replace(vocational, needs="")) == []


def test_a_goal_worded_as_anothers_is_told():
    assert found(WHOLE, shared={Uid("g")}) == [("P11", "g/text")]


def test_all_of_it_warns_and_none_blocks():
    bare = Objective(node_uid=Uid("o"), text="Feel better")
    poor = replace(changed(GOAL, objectives=(bare,), client_words=""), barriers="", needs="")
    warned = rules.check(poor, shared={Uid("g")})

    assert {one.rule for one in warned} == {"P4", "P5", "P6", "P7", "P8", "P11"}
    assert {one.severity for one in warned} == {Severity.WARN}


def test_several_nodes_are_told_in_one_sentence():
    goals = tuple(replace(GOAL, node_uid=Uid(f"g{at}"), client_words="") for at in range(2))
    (told,) = rules.p4_client_words(
        numbered(replace(WHOLE, problems=(replace(WHOLE.problems[0], goals=goals),)))
    )

    assert told.message == "Goals 1.1 and 1.2 are without the client’s own words."


def assessed(**ratings: int | None) -> Assessment:
    return Assessment(
        id=AssessmentId(1),
        uid=Uid("a"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        assessed_on=date(2026, 2, 9),
        entered_at=datetime(2026, 2, 9, tzinfo=UTC),
        domains=tuple(
            Domain(code=DomainCode(code), rating=rating) for code, rating in ratings.items()
        ),
    )


def test_a_serious_domain_without_a_problem_is_told():
    (told,) = rules.p3_assessed(WHOLE, assessed(d3=2, d4=1, d5=4, d6=None), least=2)

    assert (told.rule, told.repair) == ("P3", rules.REPAIR_DOMAINS)
    assert told.message == "Domains 3 and 5, rated 2 or more, have no problem in the plan."


def test_a_domain_that_a_problem_was_drawn_from_is_answered():
    drawn = replace(WHOLE.problems[0], domain=DomainCode.D3)
    plan = replace(WHOLE, problems=(drawn,))

    assert rules.p3_assessed(plan, assessed(d3=4), least=2) == ()


def test_one_problem_answers_several_domains():
    several = WHOLE.problems[0].answering((DomainCode.D4, DomainCode.D5))
    plan = replace(WHOLE, problems=(several,))

    assert rules.p3_assessed(plan, assessed(d4=2, d5=4), least=2) == ()
    assert rules.p3_assessed(plan, assessed(d4=2, d5=4, d6=2), least=2)


def test_a_domain_is_answered_by_a_problem_that_is_put_off():
    put_off = Problem(
        node_uid=Uid("q"),
        text="Back pain",
        course=ProblemCourse.REFERRED,
        course_reason="Seen at the clinic.",
        domain=DomainCode.D2,
    )
    plan = replace(WHOLE, problems=(*WHOLE.problems, put_off))

    assert rules.p3_assessed(plan, assessed(d2=3), least=2) == ()


def test_without_an_assessment_no_domain_is_open():
    assert rules.p3_assessed(WHOLE, None, least=2) == ()

"""What keeps a plan from being signed."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Objective,
    Plan,
    Problem,
    ProblemCourse,
    numbered,
)
from counselor_desk.rules import plans as rules
from counselor_desk.rules.findings import Severity


def plan(*problems: Problem) -> Plan:
    return numbered(
        Plan(
            id=PlanId(1),
            uid=Uid("plan"),
            client_id=ClientId(1),
            episode_id=EpisodeId(1),
            planned_on=date(2026, 2, 12),
            problems=problems,
        )
    )


def objective(text: str = "Name five triggers", **more) -> Objective:
    return Objective(node_uid=Uid("o"), text=text, **more)


def goal(*objectives: Objective, text: str = "Reach abstinence") -> Goal:
    return Goal(node_uid=Uid("g"), text=text, objectives=objectives)


def problem(*goals: Goal, text: str = "Alcohol use disorder, severe") -> Problem:
    return Problem(node_uid=Uid("p"), text=text, goals=goals)


def places(found_in: Plan) -> list[str]:
    return [found.repair for found in rules.check(found_in)]


def test_a_whole_branch_is_ready():
    assert places(plan(problem(goal(objective())))) == []


def test_an_empty_plan_is_refused():
    assert places(plan()) == ["problems"]


def test_a_problem_needs_a_goal():
    assert places(plan(problem())) == ["p"]


def test_a_goal_needs_an_objective():
    assert places(plan(problem(goal()))) == ["g"]


def test_words_are_needed_on_every_level():
    silent = Intervention(node_uid=Uid("i"))

    assert places(plan(problem(goal(objective()), text=" "))) == ["p"]
    assert places(plan(problem(goal(objective(), text="")))) == ["g"]
    assert places(plan(problem(goal(objective(""))))) == ["o"]
    assert places(plan(problem(goal(objective(interventions=(silent,)))))) == ["i"]


def put_off(course: ProblemCourse, reason: str = "") -> Problem:
    return Problem(node_uid=Uid("d"), text="Sleep", course=course, course_reason=reason)


def test_a_deferred_or_referred_problem_needs_no_goal_but_a_reason():
    whole = problem(goal(objective()))
    for course in (ProblemCourse.DEFERRED, ProblemCourse.REFERRED):
        assert places(plan(whole, put_off(course, "The clinic next door treats it."))) == []
        assert places(plan(whole, put_off(course))) == ["d/course_reason"]


def test_a_plan_that_only_puts_off_is_refused():
    assert places(plan(put_off(ProblemCourse.DEFERRED, "Later."))) == ["problems"]


@pytest.mark.parametrize(
    ("node", "name"),
    [
        (Problem(node_uid=Uid("p"), text="Use of {?what}"), "p/text"),
        (Intervention(node_uid=Uid("i"), text="Group", frequency="{?1|2|3} x week"), "i/frequency"),
    ],
)
def test_a_blank_that_was_left_is_told(node, name):
    step = node if isinstance(node, Intervention) else Intervention(node_uid=Uid("i"), text="Group")
    top = node if isinstance(node, Problem) else Problem(node_uid=Uid("p"), text="Alcohol use")
    found_in = plan(replace(top, goals=(goal(objective(interventions=(step,))),)))

    assert places(found_in) == [name]


def test_a_blank_in_the_plans_own_words_is_told():
    found_in = replace(plan(problem(goal(objective()))), strengths="{?Two or three of them}")
    (told,) = rules.check(found_in)

    assert (told.message, told.repair) == ("1 blank left in the plan.", "plan/strengths")


def test_a_plan_of_a_day_to_come_is_not_signed():
    (found,) = rules.dated(plan(), None, date(2026, 2, 11))

    assert (found.severity, found.repair) == (Severity.BLOCK, "plan/planned_on")
    assert rules.dated(plan(), None, date(2026, 2, 12)) == ()


def test_a_version_is_not_older_than_the_one_before():
    before = replace(plan(), planned_on=date(2026, 2, 13))

    (found,) = rules.dated(plan(), before, date(2026, 3, 12))

    assert found.message == "Version 1 is of February 13, 2026; this one cannot be older."
    assert rules.dated(plan(), plan(), date(2026, 3, 12)) == ()

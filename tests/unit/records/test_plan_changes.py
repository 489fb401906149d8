"""What a version changed of the one before: added, changed, moved, removed, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records import plan_tree
from counselor_desk.records.plan_changes import between
from counselor_desk.records.plans import Goal, Intervention, Objective, Plan, Problem


def objective(name, **facts):
    step = Intervention(node_uid=f"{name}-step", text="Weekly session")
    return Objective(node_uid=name, text=f"Objective {name}", interventions=(step,), **facts)


@pytest.fixture
def basis():
    """Two problems; the first with two goals."""
    goals = (
        Goal(node_uid="g1", text="Stay sober", objectives=tuple(map(objective, "abc"))),
        Goal(node_uid="g2", text="Sleep", objectives=(objective("d"),)),
    )
    return Plan(
        id=1,
        uid="v1",
        client_id=1,
        episode_id=1,
        planned_on=date(2026, 2, 12),
        strengths="Nine years of steady work",
        problems=(
            Problem(node_uid="p1", text="Alcohol", goals=goals),
            Problem(node_uid="p2", text="Work"),
        ),
    )


def changed(basis, uid, **facts):
    return plan_tree.replaced(basis, replace(basis.find(uid), **facts))


def told(plan, basis):
    return [
        (one.node.node_uid, one.is_moved, one.fields, one.was is None, one.now is None)
        for one in between(plan, basis).nodes
    ]


def test_a_copy_changed_nothing(basis):
    assert between(replace(basis, uid="v2", version=2), basis).is_empty


def test_other_numbers_are_no_change(basis):
    assert told(changed(basis, "a", number="1.1.9"), basis) == []


def test_another_word_is_told_with_the_old_one(basis):
    plan = changed(basis, "a", text="Attend three groups")

    (one,) = between(plan, basis).nodes
    assert (one.fields, one.was.text, one.now.text) == (
        ("text",),
        "Objective a",
        "Attend three groups",
    )


def test_another_date_and_another_intervention_are_changes_of_their_own(basis):
    plan = changed(basis, "a", target_on=date(2026, 5, 1))
    plan = changed(plan, "b-step", frequency="2 x week")

    assert told(plan, basis) == [
        ("a", False, ("target_on",), False, False),
        ("b-step", False, ("frequency",), False, False),
    ]


def test_a_new_row_is_new_and_moves_no_other(basis):
    goal = basis.find("g1")
    plan = changed(basis, "g1", objectives=(objective("new"), *goal.objectives))

    assert told(plan, basis) == [
        ("new", False, (), True, False),
        ("new-step", False, (), True, False),
    ]


def test_what_went_is_told_after_the_rest(basis):
    plan = changed(basis, "g1", objectives=basis.find("g1").objectives[1:])
    plan = changed(plan, "p2", text="Work and school")

    assert [(uid, gone) for uid, _, _, _, gone in told(plan, basis)] == [
        ("p2", False),
        ("a", True),
        ("a-step", True),
    ]


def test_one_row_that_moved_past_two_is_the_one_that_moved(basis):
    first, second, third = basis.find("g1").objectives
    plan = changed(basis, "g1", objectives=(second, third, first))

    assert told(plan, basis) == [("a", True, (), False, False)]


def test_a_row_below_another_parent_moved(basis):
    first, *rest = basis.find("g1").objectives
    plan = changed(basis, "g1", objectives=tuple(rest))
    plan = changed(plan, "g2", objectives=(*plan.find("g2").objectives, first))

    assert told(plan, basis) == [("a", True, (), False, False)]


def test_a_goal_that_became_a_problem_moved(basis):
    goal = basis.find("g2")
    plan = changed(basis, "p1", goals=basis.problems[0].goals[:1])
    plan = replace(plan, problems=(*plan.problems, Problem(node_uid="g2", text=goal.text)))

    assert ("g2", True, (), False, False) in told(plan, basis)


def test_the_fields_of_the_plan_itself_are_compared(basis):
    plan = replace(basis, strengths="A steady job again")

    assert between(plan, basis).head == (("strengths", "Nine years of steady work"),)

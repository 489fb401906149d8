"""The vocational tasks of practice clients: believable, in step with the stay, never of today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counselor_desk.records.tasks import Lane
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.generator import cases
from counselor_desk.services.practice.tasks import PracticeTask, tasks

COUNSELOR = "Dana Whitfield, LADC"
DAYS = [date(2026, 3, 12) + timedelta(days=61 * turn) for turn in range(6)]


def charts(today: date, seed: int = 1) -> list[tuple[Case, tuple[PracticeTask, ...]]]:
    return [(case, tasks(case, today)) for case in cases(seed, 12, today, counselor=COUNSELOR)]


def all_tasks(today: date) -> list[PracticeTask]:
    return [task for _, told in charts(today) for task in told]


@pytest.mark.parametrize("today", DAYS)
def test_every_lane_has_tasks(today):
    assert {task.new.lane for task in all_tasks(today)} == set(Lane)


@pytest.mark.parametrize("today", DAYS)
def test_something_is_late_and_something_due_soon(today):
    still_open = [task.new.due_on for task in all_tasks(today) if task.closed_at is None]

    assert any(due_on < today for due_on in still_open)
    assert any(today <= due_on <= today + timedelta(days=14) for due_on in still_open)
    assert sum(due_on < today for due_on in still_open) <= len(still_open) / 2


@pytest.mark.parametrize("today", DAYS)
def test_nothing_happens_today_or_later(today):
    for task in all_tasks(today):
        moments = [task.made_at, task.waits_at, task.closed_at]
        assert all(moment.date() < today for moment in moments if moment is not None)


@pytest.mark.parametrize("today", DAYS)
def test_no_task_is_due_or_closed_before_it_was_made(today):
    for task in all_tasks(today):
        assert task.new.due_on >= task.made_at.date()
        assert task.closed_at is None or task.closed_at > task.made_at


@pytest.mark.parametrize("today", DAYS)
def test_tasks_belong_to_the_stay(today):
    for case, told in charts(today):
        if case.admitted_on is None:
            assert told == ()
        for task in told:
            assert task.made_at.date() > case.admitted_on
            if case.closed_on is not None:
                assert task.closed_at is not None
                assert task.closed_at.date() < case.closed_on


def test_no_client_has_the_same_task_twice():
    for _, told in charts(DAYS[0]):
        texts = [task.new.text for task in told]
        assert len(texts) == len(set(texts))


def test_a_goal_that_is_served_is_in_a_signed_plan():
    served = 0
    for case, told in charts(DAYS[0]):
        goals = {
            goal.node_uid: version.signed_at
            for version in case.plans
            for problem in version.plan.problems
            for goal in problem.goals
        }
        for task in told:
            if task.new.goal_uid is not None:
                assert goals[task.new.goal_uid] is not None
                served += 1
    assert served > 5


def test_a_closed_task_says_what_came_of_it():
    assert all(bool(task.outcome) == (task.closed_at is not None) for task in all_tasks(DAYS[0]))


def test_every_fact_is_filled_in():
    for task in all_tasks(DAYS[0]):
        whole = f"{task.new.text} {task.new.next_action} {task.outcome}"
        assert "{" not in whole
        assert "}" not in whole


def test_the_same_seed_tells_the_same_tasks():
    assert charts(DAYS[0]) == charts(DAYS[0])
    assert [told for _, told in charts(DAYS[0])] != [told for _, told in charts(DAYS[0], seed=2)]

"""Vocational tasks: what can be kept, how they end, what they are for, when they are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselor_desk.errors import (
    DeskError,
    ImpossibleDateError,
    MissingTaskTextError,
    NoOpenEpisodeError,
    UnknownGoalError,
    UnknownRecordError,
    UnusableTextError,
)
from counselor_desk.records.ids import TaskId, Uid
from counselor_desk.records.tasks import Lane, TaskOwner, TaskStatus
from counselor_desk.services import episodes, plans, tasks
from counselor_desk.services.changes import Kind
from counselor_desk.services.tasks import NewTask

TODAY = date(2026, 3, 12)


@pytest.fixture
def task(desk, client):
    return tasks.add(
        desk, client.id, NewTask(lane=Lane.JOB, text="Call the warehouse", due_on=date(2026, 3, 16))
    )


def discharge(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))


def test_a_new_task_is_open_and_made_today(task):
    assert (task.status, task.made_on) == (TaskStatus.OPEN, TODAY)


def test_a_task_is_found_again(desk, client, task):
    assert tasks.of_client(desk, client.id) == (task,)
    assert tasks.get(desk, task.id) == task


def test_line_breaks_of_a_pasted_text_become_spaces(desk, client):
    new = NewTask(lane=Lane.HOUSING, text="  Visit\r\nthe\tapartment \n")

    assert tasks.add(desk, client.id, new).text == "Visit the apartment"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_task_needs_words(desk, client, text):
    with pytest.raises(MissingTaskTextError):
        tasks.add(desk, client.id, NewTask(lane=Lane.CV, text=text))

    assert tasks.of_client(desk, client.id) == ()


@pytest.mark.parametrize("name", ["text", "next_action", "outcome"])
def test_a_text_that_is_too_long_is_refused(desk, task, name):
    with pytest.raises(UnusableTextError, match="501 characters"):
        tasks.change(desk, replace(task, **{name: "a" * 501}))

    assert tasks.get(desk, task.id) == task


def test_the_longest_text_is_kept(desk, task):
    assert tasks.change(desk, replace(task, text="a" * 500)).text == "a" * 500


@pytest.mark.parametrize("name", ["text", "owner_name", "next_action", "outcome"])
def test_control_characters_are_refused(desk, task, name):
    with pytest.raises(UnusableTextError, match="control characters"):
        tasks.change(desk, replace(task, **{name: "call\x07me"}))


def test_a_task_cannot_be_due_before_it_was_made(desk, client, task):
    early = TODAY - timedelta(days=1)

    with pytest.raises(ImpossibleDateError):
        tasks.add(desk, client.id, NewTask(lane=Lane.JOB, text="Call", due_on=early))
    with pytest.raises(ImpossibleDateError):
        tasks.change(desk, replace(task, due_on=early))


def test_a_task_may_be_due_on_the_day_it_is_made(desk, client):
    new = NewTask(lane=Lane.JOB, text="Call", due_on=TODAY)

    assert tasks.add(desk, client.id, new).due_on == TODAY


def test_every_problem_is_named_by_its_field(desk, task):
    bad = replace(task, text="", outcome="a" * 501, due_on=date(2026, 1, 1), goal_uid=Uid("x"))

    assert set(tasks.problems(desk, bad)) == {"text", "outcome", "due_on", "goal_uid"}
    assert tasks.problems(desk, task) == {}


def test_a_done_task_has_its_outcome_and_its_day(desk, clock, task):
    clock.pass_by(days=3)

    done = tasks.finish(desk, task, outcome="Starts on Monday")

    assert (done.status, done.outcome) == (TaskStatus.DONE, "Starts on Monday")
    assert done.closed_on == date(2026, 3, 15)
    assert tasks.get(desk, task.id) == done


def test_finishing_without_words_leaves_the_outcome(desk, task):
    told = tasks.change(desk, replace(task, outcome="Left a message"))

    assert tasks.finish(desk, told).outcome == "Left a message"


def test_a_dropped_task_stays_on_the_list(desk, client, task):
    dropped = tasks.drop(desk, task, outcome="The position is filled")

    assert dropped.status is TaskStatus.DROPPED
    assert tasks.of_client(desk, client.id) == (dropped,)


def test_a_reopened_task_is_not_closed(desk, clock, task):
    done = tasks.finish(desk, task)
    clock.pass_by(days=1)

    again = tasks.reopen(desk, done)

    assert (again.status, again.closed_on) == (TaskStatus.OPEN, None)


def test_the_day_of_the_end_is_not_moved_by_a_later_change(desk, clock, task):
    done = tasks.finish(desk, task)
    clock.pass_by(days=5)

    assert tasks.change(desk, replace(done, outcome="Hired")).closed_on == TODAY


def test_an_earlier_value_undoes_a_change(desk, task):
    tasks.finish(desk, task, outcome="Hired")

    assert tasks.change(desk, task) == task
    assert tasks.get(desk, task.id) == task


def test_only_somebody_else_has_a_name(desk, task):
    named = tasks.change(desk, replace(task, owner=TaskOwner.OTHER, owner_name=" Aunt Rosa "))
    mine = tasks.change(desk, replace(named, owner=TaskOwner.COUNSELOR))

    assert (named.owner_name, mine.owner_name) == ("Aunt Rosa", "")


def test_without_a_plan_there_is_no_goal_to_serve(desk, client):
    assert tasks.goals(desk, client.id) == ()


def test_a_task_can_serve_a_goal_of_the_plan_in_force(desk, client, plan, task):
    (goal,) = tasks.goals(desk, client.id)

    assert tasks.change(desk, replace(task, goal_uid=goal.node_uid)).goal_uid == goal.node_uid


def test_a_task_cannot_serve_an_unknown_goal(desk, client, plan):
    new = NewTask(lane=Lane.JOB, text="Call", goal_uid=Uid("nothing"))

    with pytest.raises(UnknownGoalError):
        tasks.add(desk, client.id, new)


def test_an_objective_is_no_goal(desk, client, plan, task):
    (objective,) = plan.objectives()

    with pytest.raises(UnknownGoalError):
        tasks.change(desk, replace(task, goal_uid=objective.node_uid))


def test_a_link_outlives_the_goal_that_a_review_took_away(desk, client, plan, task):
    (goal,) = tasks.goals(desk, client.id)
    linked = tasks.change(desk, replace(task, goal_uid=goal.node_uid))
    (problem,) = plan.problems
    other = replace(problem.goals[0], node_uid=desk.new_uid())
    review = plans.open_edit(desk, plans.start(desk, client.id).id)
    changed = replace(review.plan, problems=(replace(problem, goals=(other,)),))
    plans.sign(desk, replace(review, plan=changed))

    assert tasks.change(desk, replace(linked, text="Call again")).goal_uid == goal.node_uid


def test_a_task_that_is_not_there_cannot_be_changed(desk, task):
    with pytest.raises(UnknownRecordError):
        tasks.change(desk, replace(task, id=TaskId(99)))
    with pytest.raises(UnknownRecordError):
        tasks.get(desk, TaskId(99))


def test_a_discharged_client_gets_no_tasks(desk, client, task):
    discharge(desk, client)

    with pytest.raises(NoOpenEpisodeError):
        tasks.add(desk, client.id, NewTask(lane=Lane.JOB, text="Call"))
    with pytest.raises(NoOpenEpisodeError):
        tasks.finish(desk, task)


def test_each_write_is_announced(desk, client, task):
    heard = []
    desk.listen(heard.append)

    tasks.finish(desk, task, initiator="me")

    assert [(one.kinds, one.clients, one.initiator) for one in heard] == [
        ({Kind.TASK}, {client.id}, "me")
    ]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=600),
    outcome=st.text(max_size=40),
    days=st.none() | st.integers(-3, 400),
    status=st.sampled_from(TaskStatus),
)
def test_whatever_is_typed_is_kept_whole_or_not_at_all(desk, task, text, outcome, days, status):
    before = tasks.get(desk, task.id)
    due_on = None if days is None else task.made_on + timedelta(days=days)
    changed = replace(before, text=text, outcome=outcome, due_on=due_on, status=status)
    try:
        kept = tasks.change(desk, changed)
    except DeskError:
        assert tasks.get(desk, task.id) == before
    else:
        assert tasks.get(desk, task.id) == kept
        assert tasks.change(desk, kept) == kept
        assert (kept.closed_on is None) == kept.is_open

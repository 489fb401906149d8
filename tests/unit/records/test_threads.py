"""The grid of a golden thread: weeks of the stay, and the notes on each objective in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counselor_desk.records.ids import NoteId, Uid
from counselor_desk.records.plans import ObjectiveStatus, Rating
from counselor_desk.records.threads import GoalLine, ThreadCell, weave, weeks_of
from tests.threads import DAY, NOTE, PLAN, WHOLE, rated


def test_weeks_run_from_the_admission_to_the_day():
    weeks = weeks_of(WHOLE.episode, PLAN, DAY)

    assert [week.number for week in weeks] == [1, 2, 3, 4, 5]
    assert (weeks[0].starts_on, weeks[-1].ends_on) == (date(2026, 2, 9), date(2026, 3, 15))


def test_a_stay_without_an_admission_counts_from_its_plan():
    first = weeks_of(replace(WHOLE.episode, admitted_on=None), PLAN, DAY)[0]

    assert first.starts_on == PLAN.planned_on


def test_a_cell_holds_the_notes_of_its_week_and_the_newest_rating():
    later = replace(NOTE, id=NoteId(8), held_on=DAY, ratings={Uid("o"): Rating.BETTER})
    (line,) = weave(replace(WHOLE, notes=(NOTE, later)), {}).objectives()

    assert line.by_week[4] == ThreadCell(notes=(NoteId(7), NoteId(8)), rating=Rating.BETTER)
    assert line.by_week[:4] == (ThreadCell(),) * 4


def test_each_note_has_a_place_of_its_own():
    other = replace(NOTE, id=NoteId(8), ratings={})
    (line,) = weave(replace(WHOLE, notes=(NOTE, other)), {}).objectives()

    assert line.by_note == (ThreadCell(notes=(NoteId(7),), rating=Rating.SAME), ThreadCell())


def test_weeks_after_the_last_note_of_a_silent_objective_miss_one():
    old = replace(NOTE, held_on=date(2026, 2, 24))
    (line,) = weave(replace(WHOLE, notes=(old,)), {Uid("o"): old.held_on}).objectives()

    assert [cell.is_missing for cell in line.by_week] == [False, False, False, True, True]


def test_a_problem_stands_once_above_each_of_its_goals():
    problem = PLAN.problems[0]
    twice = replace(problem, goals=(*problem.goals, replace(problem.goals[0], objectives=())))
    lines = weave(replace(WHOLE, plan=replace(PLAN, problems=(twice,))), {}).lines

    assert [line.is_first for line in lines if isinstance(line, GoalLine)] == [True, False]


def test_a_problem_without_a_goal_has_a_line_too():
    bare = replace(PLAN, problems=(replace(PLAN.problems[0], goals=()),))
    (line,) = weave(replace(WHOLE, plan=bare), {}).lines

    assert isinstance(line, GoalLine)
    assert line.goal is None


def test_a_line_says_where_its_objective_stands():
    (line,) = weave(replace(WHOLE, progress=rated(Rating.MET)), {}).objectives()

    assert line.status is ObjectiveStatus.MET
    assert line.rated is not None
    assert line.rated.rated_on == date(2026, 3, 10)

"""The overview gathers a chart in one read, and says nothing that is not written there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.records.assessments import Harm
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.notes import Risk
from counselor_desk.records.people import Relation
from counselor_desk.records.plans import Goal, Objective, ObjectiveStatus
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    clients,
    episodes,
    groups,
    notes,
    overviews,
    plans,
    schedule,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.overviews import StrongestUrge, standing_of
from counselor_desk.services.plans import PlanStanding
from tests import chart_facts as chart
from tests import programme

TODAY = date(2026, 3, 12)
MONDAY = date(2026, 3, 2)

MET, BETTER = ObjectiveStatus.MET, ObjectiveStatus.PROGRESSING
WORSE, LATE, NEW = ObjectiveStatus.WORSE, ObjectiveStatus.OVERDUE, ObjectiveStatus.NEW


@pytest.fixture
def told(desk, client):
    """Gives the client's overview now."""
    return lambda: overviews.of_client(desk, client.id)


def test_an_empty_chart_tells_only_who_it_is(desk):
    newcomer = clients.add(desk, NewClient(given_name="Jo", inquiry_on=MONDAY))

    found = overviews.of_client(desk, newcomer.id)

    assert found.client == newcomer
    assert (found.plan, found.goals, found.last_notes, found.urges) == (None, (), (), ())
    assert (found.said, found.strengths, found.review_on) == ("", "", None)


@pytest.mark.parametrize(
    ("statuses", "on_track", "said", "alike"),
    [
        ((MET, BETTER, NEW), 2, BETTER, 1),
        ((MET, MET), 2, MET, 2),
        ((BETTER, LATE, LATE), 1, LATE, 2),
        ((BETTER, WORSE), 1, WORSE, 1),
        ((NEW, MET), 1, NEW, 1),
        ((), 0, NEW, 0),
    ],
)
def test_the_worst_objective_speaks_for_its_goal(statuses, on_track, said, alike):
    objectives = tuple(Objective(node_uid=f"o{place}") for place, _ in enumerate(statuses))
    known = PlanStanding(
        statuses={one.node_uid: status for one, status in zip(objectives, statuses, strict=True)}
    )

    found = standing_of(Goal(node_uid="g", objectives=objectives), known)

    assert (found.on_track, found.count, found.status) == (on_track, len(statuses), said)
    assert found.alike == alike


def test_goals_and_words_come_from_the_plan_in_force(desk, client, told):
    chart.sign_plan(desk, client, target_on=TODAY - timedelta(days=1))

    found = told()

    assert found.said == "I want my license back."
    assert [(one.goal.number, one.status, one.alike) for one in found.goals] == [("1.1", LATE, 2)]
    assert found.review_on == TODAY + timedelta(days=30)


def test_a_draft_is_a_plan_without_goals_in_force(desk, client, plan_edit, told):
    found = told()

    assert found.plan.uid == plan_edit.plan.uid
    assert (found.plan.is_signed, found.goals, found.review_on) == (False, (), None)


def test_only_the_last_three_notes_are_told_and_all_counted(desk, client, told):
    for day in range(4):
        chart.note(desk, client, MONDAY + timedelta(days=day), Risk.NONE_REPORTED)
    notes.start(desk, client.id, held_on=TODAY)

    found = told()

    assert [row.held_on for row in found.last_notes] == [
        TODAY,
        MONDAY + timedelta(days=3),
        MONDAY + timedelta(days=2),
    ]
    assert found.note_count == 5


def test_the_strongest_urge_of_each_week_is_told(desk, client, told):
    for day, score in ((date(2026, 2, 6), 8), (date(2026, 2, 9), 5), (MONDAY, 4)):
        chart.urge(desk, client, day, score)

    assert told().urges == (StrongestUrge(week=1, score=8), StrongestUrge(week=4, score=4))


def test_a_long_stay_tells_the_strongest_of_four_weeks(desk, clock, client, told):
    clock.pass_by(weeks=40)
    for week in range(30):
        chart.urge(desk, client, date(2026, 2, 5) + timedelta(weeks=week), week % 5)

    found = told().urges

    assert [one.week for one in found] == [1, 5, 9, 13, 17, 21, 25, 29]
    assert {one.weeks for one in found} == {4}
    assert [one.score for one in found[:3]] == [3, 4, 4]


def test_contacts_that_ended_are_not_told(desk, client, told):
    chart.person(desk, client, Relation.FAMILY, "Ada", is_emergency=True, ended_on=MONDAY)
    chart.person(desk, client, Relation.PARTNER, "Bo", is_emergency=True)
    chart.person(desk, client, Relation.PHYSICIAN, "Dr. Alvarez")

    found = told()

    assert (found.emergency.name, found.physician.name) == ("Bo", "Dr. Alvarez")


def test_only_medications_that_are_taken_are_told(desk, client, told):
    chart.medication(desk, client, "Naltrexone", dose="50 mg")
    chart.medication(desk, client, "Trazodone", stopped_on=MONDAY, stop_reason="Side effects")

    assert [one.name for one in told().medications] == ["Naltrexone"]


def test_where_the_client_came_from_is_told(desk, client, told):
    chart.prior_care(desk, client, CareLevel.DETOX, date(2026, 2, 4))

    assert told().stay.stepped_down_from.level is CareLevel.DETOX
    assert told().stay.step_down_days == 1


def test_strengths_of_the_plan_win_over_those_of_the_circumstances(desk, client, plan_edit, told):
    chart.strengths(desk, client, "Close to her sister.")
    assert told().strengths == "Close to her sister."

    plans.sign(desk, PlanEdit(plan=replace(plan_edit.plan, strengths="Nine years of work.")))
    assert told().strengths == "Nine years of work."


def test_another_clients_facts_stay_out(desk, client, told):
    other = clients.add(desk, NewClient(given_name="Jo", admitted_on=MONDAY))
    chart.urge(desk, other, TODAY, 9)
    chart.medication(desk, other, "Buprenorphine")
    chart.assess(desk, other, MONDAY, to_self=Harm.PRESENT)
    chart.sign_plan(desk, other)

    found = told()

    assert (found.urges, found.medications, found.goals) == ((), (), ())


def test_after_the_stay_goals_are_told_as_they_stood_on_its_last_day(desk, client, clock, told):
    chart.sign_plan(desk, client, target_on=TODAY + timedelta(days=3))
    chart.close(desk, client, TODAY)
    clock.pass_by(days=10)

    assert [one.status for one in told().goals] == [NEW]


def test_in_a_new_stay_the_plan_of_the_earlier_one_is_not_told(desk, client, told):
    chart.sign_plan(desk, client)
    chart.close(desk, client, TODAY)
    assert told().said == "I want my license back."

    episodes.start(desk, client.id)

    assert (told().plan, told().goals, told().said) == (None, (), "")


def test_a_closed_stay_has_no_review_to_come(desk, client, told):
    chart.sign_plan(desk, client)
    chart.close(desk, client, TODAY)

    assert told().review_on is None
    assert told().episode.closed_on == TODAY


@pytest.fixture
def group(desk, client):
    """A group of three hours on Mondays and Thursdays that the client is in."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.THURSDAY):
        programme.weekly(
            desk,
            of_group=found,
            weekday=weekday,
            starts=time(14),
            ends=time(17),
            begins_on=MONDAY,
        )
    groups.join(desk, found.id, client.id, joined_on=MONDAY)
    return found


def come(desk, client, day):
    (one,) = schedule.book(desk, day, day).occurrences
    attendance.mark(desk, attendance.hold(desk, one).id, client.id, AttendanceCode.PRESENT)


def test_hours_are_told_for_the_weeks_that_began(desk, client, group, told):
    come(desk, client, MONDAY)
    come(desk, client, MONDAY + timedelta(days=3))

    hours = told().hours

    assert [(week.number, week.minutes) for week in hours.weeks][-2:] == [(4, 360), (5, 0)]
    assert (hours.least, hours.most, hours.shares) == (540, 1200, (360, 0, 0))


def test_neither_held_nor_planned_sessions_are_no_hours(told):
    assert told().hours is None


def test_hours_of_other_care_are_told_apart(desk, client, group, told):
    come(desk, client, MONDAY)
    for day, kind in ((6, SessionKind.INDIVIDUAL), (10, SessionKind.FAMILY)):
        on = date(2026, 3, day)
        programme.weekly(
            desk,
            of_client=client,
            kind=kind,
            weekday=Weekday(on.weekday()),
            starts=time(8),
            ends=time(9),
            begins_on=on,
            ends_on=on,
        )
        come(desk, client, on)

    assert told().hours.shares == (180, 60, 60)


def test_the_next_session_is_the_first_that_has_not_begun(desk, clock, group, told):
    coming = told().next_session
    assert (coming.held_on, coming.starts, coming.group) == (TODAY, time(14), group.name)

    clock.pass_by(hours=8)
    assert told().next_session.held_on == date(2026, 3, 16)


def test_other_clients_sessions_are_not_the_next_one(desk, client, told):
    other = clients.add(desk, NewClient(given_name="Jo", admitted_on=MONDAY))
    programme.weekly(desk, of_client=other, begins_on=MONDAY)

    assert told().next_session is None


def test_whoever_left_expects_no_session(desk, client, group, told):
    chart.close(desk, client, TODAY)

    assert told().next_session is None

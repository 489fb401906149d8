"""What Today says of hours, sessions without notes and groups, from a real store."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.today import (
    HoursRule,
    OwedGroupNotes,
    OwedHours,
    OwedRoster,
    OwedSession,
)
from counselor_desk.services import (
    attendance,
    clients,
    episodes,
    flags,
    groups,
    hours,
    notes,
    schedule,
    today,
)
from counselor_desk.services.clients import NewClient
from tests import programme

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)


def of(desk, kind):
    return [one for one in today.owed(desk) if isinstance(one, kind)]


def hours_of(desk, rule):
    return [one for one in of(desk, OwedHours) if one.rule is rule]


@pytest.fixture
def group(desk, client):
    """Three hours on Monday, Wednesday and Friday since the beginning of March."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=found, weekday=weekday, begins_on=MONDAY - WEEK)
    groups.join(desk, found.id, client.id, joined_on=MONDAY - WEEK)
    return found


def attend(desk, client, first_on, last_on, code=AttendanceCode.PRESENT):
    for one in schedule.book(desk, first_on, last_on).occurrences:
        attendance.mark(desk, attendance.hold(desk, one).id, client.id, code)


def test_a_client_whose_hours_are_kept_elsewhere_is_not_asked_about(desk, client):
    assert of(desk, OwedHours) == []
    assert today.agenda(desk).hours == ()


def test_a_short_week_is_owed_once_it_is_over(desk, client, group):
    attend(desk, client, MONDAY - WEEK, MONDAY - WEEK)
    (item,) = hours_of(desk, HoursRule.SHORT_WEEK)

    assert (item.due_on, item.is_late, item.weeks) == (MONDAY, True, 1)
    assert "3.0 h" in item.message


def test_a_reason_ends_it(desk, client, group):
    attend(desk, client, MONDAY - WEEK, MONDAY - WEEK)
    episode = episodes.open_of(desk, client.id)
    hours.give_reason(desk, episode.id, ReasonedRule.SHORT_WEEK, MONDAY - WEEK, ReasonCode.ILLNESS)

    assert hours_of(desk, HoursRule.SHORT_WEEK) == []


def test_weeks_before_anything_was_recorded_are_not_asked_about(desk, client, group):
    attend(desk, client, MONDAY, MONDAY)

    assert hours_of(desk, HoursRule.SHORT_WEEK) == []


def test_a_week_that_cannot_reach_its_hours_is_told_before_it_ends(desk, client, group):
    attend(desk, client, MONDAY, MONDAY, AttendanceCode.NO_SHOW)
    attend(desk, client, MONDAY + timedelta(days=2), MONDAY + timedelta(days=2))
    (item,) = hours_of(desk, HoursRule.FORECAST)

    assert (item.due_on, item.is_late) == (MONDAY + timedelta(days=6), False)
    assert item.least == 9 * 60
    assert "3.0 h short" in item.message


def test_the_hours_of_the_week_say_who_is_below(desk, client, group):
    attend(desk, client, MONDAY, MONDAY)
    (line,) = today.agenda(desk).hours

    assert (line.name, line.minutes, line.least) == ("Marcus R.", 180, 540)
    # Wednesday was not recorded: with Friday there are six hours.
    assert line.is_short


def test_days_without_an_individual_session_are_counted(desk, client, group):
    attend(desk, client, MONDAY, MONDAY)
    (item,) = hours_of(desk, HoursRule.INDIVIDUAL)

    assert item.days == (desk.today() - date(2026, 2, 5)).days


def test_a_group_nobody_wrote_up_is_owed_as_one_line(desk, client, group):
    items = of(desk, OwedGroupNotes)

    assert [one.held_on.day for one in items] == [2, 4, 6, 9, 11]
    assert (items[0].group, items[0].members, items[0].left) == (group.name, 1, 1)
    assert [one.is_late for one in items] == [True, True, True, True, False]


def test_a_group_that_is_begun_stays_until_its_notes_are_signed(desk, client, group):
    first = of(desk, OwedGroupNotes)[0]
    session_id = today.session_of(desk, first)
    begun = of(desk, OwedGroupNotes)[0]

    assert begun.session_id == session_id
    assert (begun.members, begun.left) == (1, 1)
    assert today.session_of(desk, begun) == session_id


def test_a_group_to_which_nobody_came_is_not_owed(desk, client, group):
    attend(desk, client, MONDAY - WEEK, MONDAY + WEEK / 2, AttendanceCode.NO_SHOW)

    assert of(desk, OwedGroupNotes) == []


def test_a_group_of_a_colleague_is_not_owed(desk, client):
    found = programme.group(desk)
    programme.weekly(desk, of_group=found, begins_on=MONDAY, led_by="Dana Ortiz")
    groups.join(desk, found.id, client.id, joined_on=MONDAY)

    assert of(desk, OwedGroupNotes) == []


def test_a_planned_session_without_its_note_is_owed(desk, client):
    programme.weekly(desk, of_client=client, starts=time(9), ends=time(9, 50), begins_on=MONDAY)
    (item,) = of(desk, OwedSession)

    assert (item.kind, item.held_on, item.minutes) == (SessionKind.INDIVIDUAL, MONDAY, 50)
    assert (item.due_on, item.is_late) == (date(2026, 3, 11), True)


def test_its_note_begins_with_its_times_and_takes_its_place(desk, client):
    programme.weekly(desk, of_client=client, starts=time(9), ends=time(9, 50), begins_on=MONDAY)
    (item,) = of(desk, OwedSession)
    note = notes.open_edit(desk, today.begin_note(desk, item)).note

    assert (note.held_on, note.starts, note.ends) == (MONDAY, time(9), time(9, 50))
    assert of(desk, OwedSession) == []


def test_a_session_that_is_still_to_come_is_not_owed(desk, client):
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.FRIDAY,
        starts=time(9),
        ends=time(9, 50),
        begins_on=MONDAY,
    )

    assert of(desk, OwedSession) == []


def test_the_sessions_of_the_day_are_there_in_order(desk, client, group):
    for hour in (14, 8):
        programme.weekly(
            desk,
            of_client=client,
            weekday=Weekday.THURSDAY,
            starts=time(hour),
            ends=time(hour, 50),
            begins_on=MONDAY,
        )

    assert [one.starts.hour for one in today.agenda(desk).sessions] == [8, 14]


def test_a_group_with_too_many_members_is_owed(desk, client):
    full = programme.group(desk, cap=1)
    other = clients.add(
        desk, NewClient(given_name="Jo", family_name="Tate", admitted_on=desk.today())
    )
    for one in (client, other):
        groups.join(desk, full.id, one.id, joined_on=desk.today())
    (item,) = of(desk, OwedRoster)

    assert item.message == "2 members, 1 are the most."


def test_the_chart_flags_a_week_below_its_hours_and_a_missing_session(desk, client, group):
    attend(desk, client, MONDAY, MONDAY)
    found = {one.kind: one.count for one in flags.of_client(desk, client.id)}

    assert found[FlagKind.BELOW_HOURS] == 9
    assert found[FlagKind.NO_INDIVIDUAL] == (desk.today() - date(2026, 2, 5)).days
    assert client.id not in flags.risks(desk)


def test_a_chart_whose_hours_are_kept_elsewhere_has_no_such_flag(desk, client):
    kinds = {one.kind for one in flags.of_client(desk, client.id)}

    assert kinds.isdisjoint({FlagKind.BELOW_HOURS, FlagKind.NO_INDIVIDUAL})

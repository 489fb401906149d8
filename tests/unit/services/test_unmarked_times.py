"""Planned times nobody marked: they count as planned, and are told of."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.hour_reports import by_service
from counselor_desk.records.printing import USUAL_PARTS, PrintWish
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    episodes,
    exports,
    groups,
    hour_reports,
    schedule,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.exports import DocumentKind, Format
from tests import programme

MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
WEEK = DAY * 7


@pytest.fixture
def group(desk, client):
    """Three hours on Monday, Wednesday and Friday since the beginning of March."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=found, weekday=weekday, begins_on=MONDAY - WEEK)
    groups.join(desk, found.id, client.id, joined_on=MONDAY - WEEK)
    return found


@pytest.fixture
def attended(desk, client, group):
    """A week of which one day was missed, and the Monday after it."""
    for one in schedule.book(desk, MONDAY - WEEK, MONDAY).occurrences:
        code = AttendanceCode.EXCUSED if one.held_on.weekday() == 4 else AttendanceCode.PRESENT
        attendance.mark(desk, attendance.hold(desk, one).id, client.id, code)
    return client


def report(desk, client):
    return hour_reports.of_client(desk, client.id)


def words(desk, client, kind):
    choice = exports.choose(desk, client.id, kind)[0]
    made = exports.compose(desk, choice, PrintWish(parts=USUAL_PARTS))
    return " ".join(exports.render(made.document, Format.TXT, made.paper).decode().split())


def unmarked_days(desk, client):
    return [one.held_on for one in report(desk, client).unmarked]


def test_what_nobody_marked_was_planned_all_the_same(desk, attended, clock):
    clock.pass_by(days=4)
    told = report(desk, attended)

    assert unmarked_days(desk, attended) == [MONDAY + DAY * 2, MONDAY + DAY * 4]
    (one,) = by_service(told.sessions, told.unmarked)
    assert (one.planned, one.delivered) == (6 * 180, 3 * 180)
    assert (one.sessions, one.attended) == (6, 3)
    paper = words(desk, attended, DocumentKind.HOURS_REPORT)
    assert "2 planned sessions are not marked" in paper
    assert "3 of 6 18.0 h 9.0 h 50 %" in paper


def test_a_time_of_today_can_still_be_marked(desk, attended):
    assert desk.today() == MONDAY + DAY * 3
    assert unmarked_days(desk, attended) == [MONDAY + DAY * 2]


def test_a_time_that_is_marked_was_left_out_or_fell_on_a_holiday_is_not_missing(
    desk, attended, clock
):
    clock.pass_by(days=4)
    wednesday, friday = schedule.book(desk, MONDAY + DAY, MONDAY + DAY * 4).occurrences
    schedule.leave_out(desk, wednesday, "Storm")
    assert unmarked_days(desk, attended) == [friday.held_on]

    schedule.put_back(desk, wednesday)
    schedule.add_holiday(desk, friday.held_on, "Founders' Day")
    assert unmarked_days(desk, attended) == [wednesday.held_on]

    held = attendance.hold(desk, wednesday)
    attendance.mark(desk, held.id, attended.id, AttendanceCode.NO_SHOW)
    assert unmarked_days(desk, attended) == []


def test_a_session_held_without_a_word_of_this_client_is_not_marked(desk, attended):
    (wednesday,) = schedule.book(desk, MONDAY + DAY, MONDAY + DAY * 2).occurrences
    attendance.hold(desk, wednesday)

    assert unmarked_days(desk, attended) == [wednesday.held_on]


def test_nothing_is_missing_of_a_group_that_was_left(desk, attended, group):
    (member,) = groups.get(desk, group.id).members
    groups.leave(desk, member, left_on=MONDAY)

    assert unmarked_days(desk, attended) == []


def test_a_series_that_moved_to_another_weekday_asks_for_no_week_twice(desk, attended):
    series = next(
        one.series
        for one in schedule.book(desk, MONDAY, MONDAY).occurrences
        if one.series.weekday is Weekday.MONDAY
    )
    schedule.change(desk, replace(series, weekday=Weekday.TUESDAY))

    assert unmarked_days(desk, attended) == [MONDAY + DAY * 2]


def test_an_individual_session_recorded_freely_is_the_one_planned_for_its_day(desk, client):
    programme.weekly(
        desk, of_client=client, starts=time(9), ends=time(9, 50), begins_on=MONDAY - WEEK
    )
    assert unmarked_days(desk, client) == [MONDAY - WEEK, MONDAY]

    new = NewSession(
        kind=SessionKind.INDIVIDUAL, held_on=MONDAY, starts=time(13), ends=time(13, 50)
    )
    hour_reports.record(desk, client.id, new, AttendanceCode.PRESENT)

    assert unmarked_days(desk, client) == [MONDAY - WEEK]


def test_nothing_is_missing_on_the_day_of_discharge_or_after_it(desk, attended, clock):
    clock.pass_by(days=10)
    stay = episodes.open_of(desk, attended.id)
    assert len(unmarked_days(desk, attended)) == 5

    episodes.change(desk, replace(stay, closed_on=MONDAY + DAY * 2))

    assert unmarked_days(desk, attended) == []


def test_nothing_is_missing_on_the_day_of_admission(desk, client):
    admitted_on = episodes.open_of(desk, client.id).admitted_on
    weekday = Weekday(admitted_on.weekday())
    programme.weekly(desk, of_client=client, weekday=weekday, begins_on=admitted_on)

    assert unmarked_days(desk, client)[0] == admitted_on + WEEK

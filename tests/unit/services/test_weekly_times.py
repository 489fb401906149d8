"""A weekly time that changes leaves its past as it was, and can be changed back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import ImpossibleSeriesError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.episodes import Track
from counselor_desk.records.program import Weekday
from counselor_desk.services import (
    attendance,
    attendance_weeks,
    groups,
    hour_reports,
    schedule,
    weekly_times,
    weeks,
)
from tests import programme

DAY = timedelta(days=1)
WEEK = DAY * 7
MONDAY = date(2026, 3, 9)
TODAY = date(2026, 3, 12)
TWO_WEEKS_AGO = MONDAY - WEEK


@pytest.fixture
def group(desk, client):
    found = programme.group(desk)
    groups.join(desk, found.id, client.id, joined_on=TWO_WEEKS_AGO)
    return found


@pytest.fixture
def series(desk, group):
    """Monday from 9 to 12, for the first time ten days ago, by somebody else."""
    return programme.weekly(desk, of_group=group, begins_on=TWO_WEEKS_AGO, led_by="D. Whitfield")


def planned(desk, first_on=TWO_WEEKS_AGO, last_on=MONDAY + WEEK * 2):
    book = schedule.book(desk, first_on, last_on)
    return [(one.held_on, one.starts, one.series.led_by) for one in book.occurrences]


def hold(desk, client, day):
    (one,) = schedule.book(desk, day, day).occurrences
    held = attendance.hold(desk, one)
    attendance.mark(desk, held.id, client.id, AttendanceCode.PRESENT)
    return held


def to_friday(series, **facts):
    return replace(series, weekday=Weekday.FRIDAY, starts=time(13), ends=time(14), **facts)


def test_what_was_planned_before_stays_as_it_was(desk, series):
    weekly_times.change(desk, to_friday(series, led_by=""))

    assert planned(desk) == [
        (TWO_WEEKS_AGO, time(9), "D. Whitfield"),
        (MONDAY, time(9), "D. Whitfield"),
        (TODAY + DAY, time(13), ""),
        (TODAY + DAY + WEEK, time(13), ""),
    ]


def test_a_plain_change_would_have_changed_the_past(desk, series):
    schedule.change(desk, to_friday(series))

    assert (MONDAY, time(9), "D. Whitfield") not in planned(desk)


def past(desk, client):
    """What the grid, the week and the hours tell of two weeks ago and of this Monday."""
    report = hour_reports.of_client(desk, client.id)
    parts = [
        (part.day, part.planned, part.led_by, part.session)
        for first_on in (TWO_WEEKS_AGO, MONDAY)
        for line in attendance_weeks.of_week(desk, first_on).lines
        for cell in line.days
        for part in cell.parts
        if part.day < TODAY
    ]
    blocks = [
        (one.session_id, one.held_on, one.starts, one.clients)
        for one in weeks.between(desk, TWO_WEEKS_AGO, MONDAY)
    ]
    return parts, blocks, report.sessions, [one.held_on for one in report.unmarked]


def test_past_weeks_of_the_grid_the_schedule_and_the_hours_stay(desk, client, series):
    hold(desk, client, TWO_WEEKS_AGO)
    before = past(desk, client)

    weekly_times.change(desk, to_friday(series))

    assert past(desk, client) == before
    assert (len(before[0]), len(before[1]), before[3]) == (2, 2, [MONDAY])


def test_what_was_held_stays_linked_to_its_time(desk, client, series):
    held = hold(desk, client, MONDAY)

    weekly_times.change(desk, to_friday(series))

    (one,) = schedule.book(desk, MONDAY, MONDAY).occurrences
    assert attendance.hold(desk, one).id == held.id


def test_a_change_is_taken_back_as_if_it_had_not_been(desk, series):
    before = planned(desk)

    changed = weekly_times.change(desk, to_friday(series))
    weekly_times.change_back(desk, changed)

    assert planned(desk) == before
    assert schedule.of_group(desk, series.care_group_id) == (series,)


def test_a_change_is_not_taken_back_once_a_new_time_was_held(desk, client, series, clock):
    changed = weekly_times.change(desk, to_friday(series))
    clock.pass_by(days=2)
    hold(desk, client, TODAY + DAY)

    with pytest.raises(ImpossibleSeriesError):
        weekly_times.change_back(desk, changed)

    assert (TODAY + DAY, time(13), "D. Whitfield") in planned(desk)


@pytest.mark.parametrize("begins_on", [TODAY, TODAY + WEEK])
def test_a_time_without_a_past_is_simply_changed(desk, group, begins_on):
    series = programme.weekly(desk, of_group=group, begins_on=begins_on)

    changed = weekly_times.change(desk, to_friday(series))

    assert schedule.of_group(desk, group.id) == (changed.after,)
    assert changed.after.id == series.id


def test_the_track_and_the_days_between_which_it_holds_belong_to_the_whole_time(desk, series):
    told = replace(series, track=Track.EVENING, ends_on=TODAY + WEEK)

    weekly_times.change(desk, told)

    assert schedule.of_group(desk, series.care_group_id) == (told,)


def test_what_was_held_today_was_held_by_the_old_time(desk, client, group, clock):
    series = programme.weekly(
        desk, of_group=group, weekday=Weekday.THURSDAY, begins_on=TWO_WEEKS_AGO, starts=time(0, 1)
    )
    hold(desk, client, TODAY)

    changed = weekly_times.change(desk, replace(series, starts=time(10)))

    assert changed.after.begins_on == TODAY + WEEK
    assert planned(desk, TODAY, TODAY + WEEK) == [
        (TODAY, time(0, 1), ""),
        (TODAY + WEEK, time(10), ""),
    ]


def test_a_first_day_that_is_typed_is_the_day_of_the_change(desk, series):
    weekly_times.change(desk, to_friday(series, begins_on=MONDAY + WEEK))

    assert [day for day, *_ in planned(desk)] == [
        TWO_WEEKS_AGO,
        MONDAY,
        MONDAY + WEEK + DAY * 4,
    ]


def test_a_rhythm_of_two_weeks_goes_on(desk, group):
    series = programme.weekly(desk, of_group=group, begins_on=MONDAY, every_weeks=2)

    weekly_times.change(desk, replace(series, starts=time(10)))

    assert [day for day, *_ in planned(desk, MONDAY, MONDAY + WEEK * 4)] == [
        MONDAY,
        MONDAY + WEEK * 2,
        MONDAY + WEEK * 4,
    ]


def test_what_is_different_once_in_a_week_to_come_stays_so(desk, series):
    (once,) = schedule.book(desk, MONDAY + WEEK, MONDAY + WEEK).occurrences
    schedule.leave_out(desk, once, "Staff day")

    weekly_times.change(desk, replace(series, starts=time(10)))

    assert [day for day, *_ in planned(desk)] == [TWO_WEEKS_AGO, MONDAY, MONDAY + WEEK * 2]


def test_a_time_that_is_over_is_not_changed(desk, series):
    ended = schedule.end(desk, series.id, MONDAY)

    with pytest.raises(ImpossibleSeriesError, match="plan a new weekly time"):
        weekly_times.change(desk, to_friday(ended))

    assert schedule.of_group(desk, series.care_group_id) == (ended,)


def test_a_time_that_goes_on_after_a_pause_does_not_fill_the_pause(desk, series):
    ended = schedule.end(desk, series.id, TWO_WEEKS_AGO)

    weekly_times.change(desk, to_friday(ended, ends_on=None))

    assert [day for day, *_ in planned(desk)] == [TWO_WEEKS_AGO, TODAY + DAY, TODAY + DAY + WEEK]

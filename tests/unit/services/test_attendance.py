"""Attendance in the store: what was, what counts, and what cannot have been."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import (
    ImpossibleAttendanceError,
    ImpossibleSeriesError,
    UnknownRecordError,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, episodes, schedule
from counselor_desk.services.attendance import NewSession
from tests import programme

MONDAY = date(2026, 3, 9)
TODAY = date(2026, 3, 12)


def told(**fields):
    facts = {
        "kind": SessionKind.GROUP,
        "held_on": MONDAY,
        "starts": time(9),
        "ends": time(10, 30),
    } | fields
    return NewSession(**facts)


@pytest.fixture
def session(desk):
    return attendance.record(desk, told())


def test_who_was_there_has_the_minutes_of_the_session(desk, session, client):
    assert attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT).minutes == 90


def test_who_came_late_has_the_minutes_told(desk, session, client):
    assert attendance.mark(desk, session.id, client.id, AttendanceCode.LATE, 75).minutes == 75


def test_who_did_not_come_has_none(desk, session, client):
    assert attendance.mark(desk, session.id, client.id, AttendanceCode.NO_SHOW, 75).minutes == 0


def test_a_second_mark_takes_the_place_of_the_first(desk, session, client):
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)
    attendance.mark(desk, session.id, client.id, AttendanceCode.EXCUSED)

    assert [one.code for one in attendance.get(desk, session.id).attendance] == [
        AttendanceCode.EXCUSED
    ]


@pytest.mark.parametrize("minutes", [-1, 91])
def test_nobody_has_more_minutes_than_the_session(desk, session, client, minutes):
    with pytest.raises(ImpossibleAttendanceError, match="0 to 90"):
        attendance.mark(desk, session.id, client.id, AttendanceCode.LATE, minutes)


def test_nobody_is_at_a_session_before_the_admission(desk, client):
    before = attendance.record(desk, told(held_on=date(2026, 2, 2)))

    with pytest.raises(ImpossibleAttendanceError, match="not in treatment"):
        attendance.mark(desk, before.id, client.id, AttendanceCode.PRESENT)


def test_nobody_is_at_a_session_after_the_discharge(desk, session, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=MONDAY - timedelta(days=1)))

    with pytest.raises(ImpossibleAttendanceError, match="not in treatment"):
        attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)


def test_nobody_is_at_two_sessions_at_once(desk, session, client):
    other = attendance.record(desk, told(starts=time(10), ends=time(11)))
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)

    with pytest.raises(ImpossibleAttendanceError, match="another session at 9:00"):
        attendance.mark(desk, other.id, client.id, AttendanceCode.PRESENT)


def test_who_missed_one_session_may_be_at_another(desk, session, client):
    other = attendance.record(desk, told(starts=time(10), ends=time(11)))
    attendance.mark(desk, session.id, client.id, AttendanceCode.NO_SHOW)

    assert attendance.mark(desk, other.id, client.id, AttendanceCode.PRESENT).minutes == 60


def test_a_session_that_is_still_to_come_is_not_recorded(desk):
    with pytest.raises(ImpossibleAttendanceError, match="still to come"):
        attendance.record(desk, told(held_on=TODAY + timedelta(days=1)))


def test_a_mark_taken_back_takes_an_empty_session_with_it(desk, session, client):
    mark = attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)

    attendance.unmark(desk, mark)

    with pytest.raises(UnknownRecordError):
        attendance.get(desk, session.id)


def test_a_planned_time_is_held_once(desk, client):
    programme.weekly(desk, of_client=client)
    (one,) = schedule.book(desk, MONDAY, MONDAY).occurrences

    assert attendance.hold(desk, one) == attendance.hold(desk, one)
    assert schedule.book(desk, MONDAY, MONDAY).is_held(one)


def test_a_planned_time_ahead_is_not_held(desk, client):
    programme.weekly(desk, of_client=client)
    (one,) = schedule.book(desk, MONDAY + timedelta(days=7), MONDAY + timedelta(days=7)).occurrences

    with pytest.raises(ImpossibleAttendanceError, match="still to come"):
        attendance.hold(desk, one)


def test_a_time_moved_to_an_earlier_day_is_held_once(desk, client):
    programme.weekly(desk, of_client=client, weekday=Weekday.THURSDAY)
    (one,) = schedule.book(desk, TODAY, TODAY).occurrences
    schedule.move(desk, one, MONDAY, time(14), time(15))
    (moved,) = schedule.book(desk, MONDAY, MONDAY).occurrences

    assert attendance.hold(desk, moved) == attendance.hold(desk, moved)


def test_a_session_within_the_hour_that_clocks_skip_is_not_kept(desk):
    """On March 8, 2026 clocks went from 2 to 3 in the United States."""
    skipped = told(held_on=date(2026, 3, 8), starts=time(2, 15), ends=time(3))

    with pytest.raises(ImpossibleSeriesError):
        attendance.record(desk, skipped)

"""Edges of sessions: over midnight, over the change of clocks, minutes beyond, two at once."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselor_desk.errors import (
    ImpossibleAttendanceError,
    ImpossibleSeriesError,
    UnusableProfileError,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind, minutes_between
from counselor_desk.services import attendance, profiles, schedule
from counselor_desk.services.attendance import NewSession
from tests import programme, programme_model
from tests.desks import ZONE

TODAY = date(2026, 3, 12)
CLOCKS = st.integers(0, 24 * 4 - 1).map(lambda n: time(n // 4, n % 4 * 15))
NIGHTS = st.sampled_from(
    [date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 11), date(2026, 10, 31), date(2026, 11, 1)]
)
ON_A_DESK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""The desk stays open over the examples; each takes back what it kept."""


@given(day=NIGHTS, starts=CLOCKS, ends=CLOCKS)
def test_minutes_are_those_of_a_clock_in_universal_time(day, starts, ends):
    expected = max(programme_model.length(day, starts, ends), 0)

    assert minutes_between(day, starts, ends, ZONE) == expected


@given(starts=CLOCKS, ends=CLOCKS)
@ON_A_DESK
def test_a_session_over_midnight_is_planned_only_when_said_so(desk, starts, ends):
    group = programme.group(desk)
    facts = {"of_group": group, "weekday": Weekday.WEDNESDAY, "starts": starts, "ends": ends}

    if ends <= starts:
        with pytest.raises(ImpossibleSeriesError):
            programme.weekly(desk, **facts)
        return
    kept = programme.weekly(desk, **facts)
    (one,) = (
        one
        for one in schedule.book(desk, TODAY - timedelta(days=1), TODAY).occurrences
        if one.series.id == kept.id
    )
    assert schedule.minutes_of(one) == programme_model.length(one.held_on, starts, ends)


@given(
    first=st.tuples(CLOCKS, st.integers(1, 360)),
    second=st.tuples(CLOCKS, st.integers(1, 360)),
    night=st.sampled_from([date(2026, 3, 7), date(2026, 3, 10)]),
    is_next_day=st.booleans(),
)
@ON_A_DESK
def test_nobody_comes_to_two_sessions_that_share_a_minute(
    desk, client, first, second, night, is_next_day
):
    times = []
    for day, (starts, minutes) in ((night, first), (night + timedelta(days=is_next_day), second)):
        ends = _later(starts, minutes)
        if programme_model.length(day, starts, ends) <= 0:
            return
        times.append((day, starts, ends))
    sessions = [_record(desk, *one) for one in times]
    begun = [programme_model.moment(day, starts) for day, starts, _ in times]
    ended = [begin + programme_model.length(*one) for begin, one in zip(begun, times, strict=True)]
    is_shared = begun[0] < ended[1] and begun[1] < ended[0]
    marks = [attendance.mark(desk, sessions[0].id, client.id, AttendanceCode.PRESENT)]
    try:
        marks.append(attendance.mark(desk, sessions[1].id, client.id, AttendanceCode.LATE, 0))
        was_refused = False
    except ImpossibleAttendanceError:
        was_refused = True
        marks.append(attendance.mark(desk, sessions[1].id, client.id, AttendanceCode.EXCUSED))
    for one in marks:
        attendance.unmark(desk, one)

    assert was_refused == is_shared


@given(minutes=st.integers(-10, 400), code=st.sampled_from(AttendanceCode))
@ON_A_DESK
def test_minutes_lie_within_the_session_or_are_none(desk, client, minutes, code):
    session = _record(desk, TODAY - timedelta(days=1), time(9), time(12))
    came = code.value in programme_model.CAME

    if came and not 0 <= minutes <= 180:
        with pytest.raises(ImpossibleAttendanceError):
            attendance.mark(desk, session.id, client.id, code, minutes)
        return
    kept = attendance.mark(desk, session.id, client.id, code, minutes)
    attendance.unmark(desk, kept)

    assert kept.minutes == (minutes if came else 0)


@pytest.mark.parametrize("wrong", ['"nine"', "9.5", "true", "[9]", "-1", "400"])
def test_a_profile_with_something_else_than_a_number_is_refused(wrong):
    from counselor_desk import resources

    text = resources.read_text("profiles", "generic_iop.toml")
    head = "[week_hours_least]\nvalue = "
    changed = text.replace(f"{head}9", f"{head}{wrong}")

    assert changed != text
    with pytest.raises(UnusableProfileError, match="week_hours_least"):
        profiles.read(changed)


def _record(desk, day, starts, ends):
    return attendance.record(
        desk, NewSession(kind=SessionKind.GROUP, held_on=day, starts=starts, ends=ends)
    )


def _later(clock: time, minutes: int) -> time:
    total = (clock.hour * 60 + clock.minute + minutes) % (24 * 60)
    return time(total // 60, total % 60)

"""Planned sessions in the store: what can be planned, moved, left out, and what clashes."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import ImpossibleSeriesError, NoOpenEpisodeError
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, episodes, groups, schedule
from tests import programme

MONDAY = date(2026, 3, 9)
TODAY = date(2026, 3, 12)
SUNDAY = MONDAY + timedelta(days=6)


def week(desk):
    return schedule.book(desk, MONDAY, SUNDAY)


@pytest.fixture
def group(desk):
    return programme.group(desk)


def test_what_is_planned_for_a_group_is_expected_of_its_members(desk, group, client):
    programme.weekly(desk, of_group=group)
    groups.join(desk, group.id, client.id, joined_on=MONDAY)

    told = week(desk)

    assert [told.clients_of(one) for one in told.occurrences] == [(client.id,)]


def test_who_joins_later_is_not_expected_before(desk, group, client):
    programme.weekly(desk, of_group=group)
    groups.join(desk, group.id, client.id, joined_on=TODAY)

    told = week(desk)

    assert told.clients_of(told.occurrences[0]) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": time(9)},
        {"ends": time(8)},
        {"ends_on": date(2026, 1, 1)},
    ],
)
def test_what_cannot_be_is_not_planned(desk, group, wrong):
    with pytest.raises(ImpossibleSeriesError):
        programme.weekly(desk, of_group=group, **wrong)


def test_a_session_over_midnight_is_planned_when_said_so(desk, group):
    late = replace(programme.weekly(desk, of_group=group), starts=time(23), ends=time(0, 30))

    with pytest.raises(ImpossibleSeriesError):
        schedule.change(desk, late)
    kept = schedule.change(desk, late, ends_next_day=True)

    assert schedule.minutes_of(week(desk).occurrences[0]) == 90
    assert kept.ends == time(0, 30)


def test_the_night_of_the_clock_change_is_an_hour_shorter(desk, group):
    """On March 8, 2026 clocks went from 2 to 3 in the United States."""
    programme.weekly(desk, of_group=group, weekday=Weekday.SUNDAY, starts=time(1), ends=time(4))
    told = schedule.book(desk, date(2026, 3, 8), date(2026, 3, 8))

    assert schedule.minutes_of(told.occurrences[0]) == 120


def test_nobody_plans_for_a_discharged_client(desk, client):
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=TODAY))

    with pytest.raises(NoOpenEpisodeError):
        programme.weekly(desk, of_client=client)


def test_a_time_left_out_is_gone_and_can_be_put_back(desk, group):
    programme.weekly(desk, of_group=group)
    (one,) = week(desk).occurrences

    schedule.leave_out(desk, one, "Staff day")
    assert week(desk).occurrences == ()

    schedule.put_back(desk, one)
    assert len(week(desk).occurrences) == 1


def test_a_time_can_be_moved(desk, group):
    programme.weekly(desk, of_group=group)
    (one,) = week(desk).occurrences

    schedule.move(desk, one, TODAY, time(14), time(17))

    (moved,) = week(desk).occurrences
    assert (moved.held_on, moved.starts, moved.is_moved) == (TODAY, time(14), True)


def test_what_was_held_is_neither_moved_nor_left_out(desk, group):
    programme.weekly(desk, of_group=group)
    (one,) = week(desk).occurrences
    attendance.hold(desk, one)

    with pytest.raises(ImpossibleSeriesError):
        schedule.leave_out(desk, one, "")


def test_a_day_off_has_no_sessions(desk, group):
    programme.weekly(desk, of_group=group)
    holiday = schedule.add_holiday(desk, MONDAY, "Staff day")
    assert week(desk).occurrences == ()

    schedule.remove_holiday(desk, holiday)
    assert len(week(desk).occurrences) == 1


def test_two_sessions_of_the_counselor_at_once_clash(desk, group, client):
    programme.weekly(desk, of_group=group)
    programme.weekly(desk, of_client=client, starts=time(11), ends=time(11, 50))

    assert [one.client_id for one in schedule.clashes(week(desk))] == [None]


def test_a_session_led_by_another_clashes_only_for_the_client(desk, group, client):
    programme.weekly(desk, of_group=group, led_by="D. Whitfield")
    groups.join(desk, group.id, client.id, joined_on=MONDAY)
    programme.weekly(desk, of_client=client, starts=time(11), ends=time(11, 50))

    assert [one.client_id for one in schedule.clashes(week(desk))] == [client.id]


def test_sessions_one_after_the_other_do_not_clash(desk, group, client):
    programme.weekly(desk, of_group=group)
    programme.weekly(desk, of_client=client, starts=time(12), ends=time(12, 50))

    assert schedule.clashes(week(desk)) == ()


def test_a_single_session_is_planned_once(desk, client):
    programme.weekly(
        desk,
        of_client=client,
        kind=SessionKind.FAMILY,
        weekday=Weekday.THURSDAY,
        begins_on=TODAY,
        ends_on=TODAY,
    )

    told = schedule.book(desk, MONDAY, MONDAY + timedelta(days=60))
    assert [one.held_on for one in told.occurrences] == [TODAY]


def test_a_moved_time_that_ends_before_its_start_is_asked_about(desk, group):
    programme.weekly(desk, of_group=group)
    (one,) = week(desk).occurrences

    with pytest.raises(ImpossibleSeriesError, match="ends before it starts"):
        schedule.move(desk, one, TODAY, time(14), time(13))
    schedule.move(desk, one, TODAY, time(23), time(1), ends_next_day=True)

    assert [schedule.minutes_of(moved) for moved in week(desk).occurrences] == [120]


def test_a_session_over_midnight_is_moved_without_a_question(desk, group):
    late = replace(programme.weekly(desk, of_group=group), starts=time(23), ends=time(1))
    schedule.change(desk, late, ends_next_day=True)
    (one,) = week(desk).occurrences

    schedule.move(desk, one, TODAY, time(22), time(0))

    assert [schedule.minutes_of(moved) for moved in week(desk).occurrences] == [120]


def test_a_closed_group_meets_no_more(desk, group):
    programme.weekly(desk, of_group=group, weekday=Weekday.THURSDAY)
    programme.weekly(desk, of_group=group, weekday=Weekday.FRIDAY)
    groups.close(desk, group.id)

    assert [one.held_on for one in week(desk).occurrences] == [TODAY]


def test_a_session_within_the_hour_that_clocks_skip_has_no_minutes(desk, group):
    """On March 8, 2026 clocks went from 2 to 3 in the United States."""
    programme.weekly(desk, of_group=group, weekday=Weekday.SUNDAY, starts=time(2, 15), ends=time(3))
    told = schedule.book(desk, date(2026, 3, 8), date(2026, 3, 8))

    assert schedule.minutes_of(told.occurrences[0]) == 0

"""What ends with a stay: places in groups, and times planned for the client alone."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from counselor_desk.records.program import Weekday
from counselor_desk.services import departures, groups, schedule
from tests import programme

MONDAY, LAST_DAY = date(2026, 3, 9), date(2026, 3, 12)
LATER = LAST_DAY + timedelta(days=21)


@pytest.fixture
def group(desk, client):
    found = programme.group(desk)
    programme.weekly(desk, of_group=found, weekday=Weekday.FRIDAY)
    groups.join(desk, found.id, client.id, joined_on=MONDAY)
    return found


def leave(desk, client):
    with desk.write() as writer:
        departures.take_leave(writer, client.id, LAST_DAY)


def ahead(desk, client):
    """The days after the last one on which the client is expected."""
    told = schedule.book(desk, LAST_DAY + timedelta(days=1), LATER)
    return [one.held_on for one in schedule.only(told, (client.id,))]


def test_who_is_gone_is_expected_in_no_group(desk, client, group):
    before = ahead(desk, client)
    leave(desk, client)

    assert before
    assert ahead(desk, client) == []
    assert groups.get(desk, group.id).members == ()


def test_who_left_a_group_before_keeps_that_day(desk, client, group):
    (member,) = groups.get(desk, group.id).members
    groups.leave(desk, member, left_on=MONDAY)
    leave(desk, client)

    assert [one.left_on for one in groups.history(desk, group.id)] == [MONDAY]


@pytest.mark.parametrize(
    "planned",
    [
        {"weekday": Weekday.FRIDAY},
        {"weekday": Weekday.FRIDAY, "begins_on": date(2026, 3, 16)},
        {
            "weekday": Weekday.FRIDAY,
            "begins_on": date(2026, 3, 20),
            "ends_on": date(2026, 3, 20),
        },
    ],
)
def test_times_of_the_client_alone_end_with_the_stay(desk, client, planned):
    programme.weekly(desk, of_client=client, **planned)
    before = ahead(desk, client)
    leave(desk, client)

    assert before
    assert ahead(desk, client) == []


def test_a_time_moved_behind_the_last_day_ends_too(desk, client):
    programme.weekly(desk, of_client=client, weekday=Weekday.THURSDAY)
    (one,) = schedule.book(desk, LAST_DAY, LAST_DAY).occurrences
    schedule.move(desk, one, LAST_DAY + timedelta(days=1), time(9), time(10))
    leave(desk, client)

    assert ahead(desk, client) == []


def test_what_is_planned_up_to_the_last_day_stays(desk, client):
    programme.weekly(desk, of_client=client, weekday=Weekday.THURSDAY)
    leave(desk, client)

    told = schedule.book(desk, MONDAY, LAST_DAY)
    assert [one.held_on for one in told.occurrences] == [LAST_DAY]

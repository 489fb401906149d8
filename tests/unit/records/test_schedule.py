"""What is planned on which day: series, exceptions, days off."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.groups import GroupType
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import (
    Series,
    SeriesException,
    Service,
    occurrences,
    service_of,
)
from counselor_desk.records.sessions import SessionKind

MONDAY = date(2026, 3, 9)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def series(series_id=1, **fields):
    facts = {
        "kind": SessionKind.INDIVIDUAL,
        "client_id": 7,
        "weekday": Weekday.WEDNESDAY,
        "starts": time(9),
        "ends": time(9, 50),
        "begins_on": MONDAY,
    } | fields
    return Series(id=series_id, uid="", zone="America/Chicago", **facts)


def planned(*many, exceptions=(), holidays=(), first=MONDAY, days=27):
    known = {(one.series_id, one.planned_on): one for one in exceptions}
    found = occurrences(many, known, holidays, first, first + timedelta(days=days))
    return [(one.held_on.isoformat(), one.starts.isoformat("minutes")) for one in found]


def exception(planned_on, **fields):
    return SeriesException(id=0, series_id=1, planned_on=planned_on, **fields)


def test_a_weekly_series_comes_back_each_week():
    assert [day for day, _ in planned(series())] == [
        "2026-03-11", "2026-03-18", "2026-03-25", "2026-04-01",
    ]  # fmt: skip


def test_every_second_week_is_counted_from_the_first_one():
    later = MONDAY + timedelta(days=7)

    assert [day for day, _ in planned(series(every_weeks=2), first=later)] == [
        "2026-03-25", "2026-04-08",
    ]  # fmt: skip


def test_a_series_ends_on_its_last_day():
    assert planned(series(ends_on=date(2026, 3, 18)))[-1][0] == "2026-03-18"


def test_a_time_that_is_left_out_is_not_planned():
    gone = exception(date(2026, 3, 18), reason="Counselor away")

    assert "2026-03-18" not in [day for day, _ in planned(series(), exceptions=[gone])]


def test_a_moved_time_stands_on_its_new_day():
    moved = exception(
        date(2026, 3, 18), moved_to=date(2026, 3, 19), starts=time(14), ends=time(14, 50)
    )

    assert planned(series(), exceptions=[moved])[1] == ("2026-03-19", "14:00")


def test_a_time_moved_into_the_week_is_found_from_there():
    moved = exception(
        date(2026, 3, 18), moved_to=date(2026, 3, 24), starts=time(14), ends=time(14, 50)
    )

    assert planned(series(), exceptions=[moved], first=date(2026, 3, 23), days=6) == [
        ("2026-03-24", "14:00"),
        ("2026-03-25", "09:00"),
    ]


def test_a_day_off_has_no_usual_sessions():
    assert "2026-03-18" not in [day for day, _ in planned(series(), holidays=[date(2026, 3, 18)])]


def test_a_time_moved_onto_a_day_off_stays():
    moved = exception(date(2026, 3, 18), moved_to=date(2026, 3, 19), starts=time(9), ends=time(10))

    found = planned(series(), exceptions=[moved], holidays=[date(2026, 3, 19)])

    assert ("2026-03-19", "09:00") in found


@given(begins=DAYS, first=DAYS, every=st.integers(1, 12), weekday=st.sampled_from(Weekday))
def test_no_day_is_missed_or_invented(begins, first, every, weekday):
    last = first + timedelta(days=60)
    one = series(begins_on=begins, every_weeks=every, weekday=weekday)
    start = begins + timedelta(days=(weekday - begins.weekday()) % 7)
    expected = [
        day
        for day in (first + timedelta(days=n) for n in range(61))
        if day >= start and (day - start).days % (7 * every) == 0
    ]

    assert list(one.days(first, last)) == expected


@pytest.mark.parametrize(
    ("group_type", "service"),
    [
        (GroupType.LIFE_SKILLS, Service.LIFE_SKILLS),
        (GroupType.COMPLEMENTARY, Service.COMPLEMENTARY),
        (GroupType.RELAPSE_PREVENTION, Service.GROUP),
        (None, Service.GROUP),
    ],
)
def test_a_group_counts_as_the_care_of_its_type(group_type, service):
    assert service_of(SessionKind.GROUP, group_type) is service


def test_a_moved_time_is_gone_with_the_end_of_its_series():
    moved = exception(date(2026, 3, 25), moved_to=date(2026, 3, 26), starts=time(9), ends=time(10))
    ended = series(ends_on=date(2026, 3, 18))

    assert planned(ended, exceptions=[moved])[-1][0] == "2026-03-18"

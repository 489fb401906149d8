"""Sessions: minutes go through the time zone."""

from datetime import date, time

from counselor_desk.records.sessions import minutes_between

CHICAGO = "America/Chicago"


def test_a_plain_session():
    assert minutes_between(date(2026, 3, 12), time(9, 0), time(9, 50), CHICAGO) == 50


def test_a_session_over_midnight():
    assert minutes_between(date(2026, 3, 12), time(23, 30), time(0, 20), CHICAGO) == 50


def test_the_hour_that_is_lost_in_spring_is_not_counted():
    assert minutes_between(date(2026, 3, 8), time(1, 30), time(3, 30), CHICAGO) == 60


def test_the_hour_that_comes_twice_in_autumn_is_counted():
    assert minutes_between(date(2026, 11, 1), time(0, 30), time(3, 30), CHICAGO) == 240

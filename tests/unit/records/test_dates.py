from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.errors import UnreadableDateError
from counselor_desk.records import dates

THURSDAY = date(2026, 3, 12)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t", THURSDAY),
        ("Today", THURSDAY),
        ("y", date(2026, 3, 11)),
        ("tom", date(2026, 3, 13)),
        ("+7", date(2026, 3, 19)),
        ("- 1w", date(2026, 3, 5)),
        ("+1m", date(2026, 4, 12)),
        ("-1y", date(2025, 3, 12)),
        ("fri", date(2026, 3, 13)),
        ("thu", THURSDAY),
        ("wednesday", date(2026, 3, 18)),
        ("last thu", date(2026, 3, 5)),
        ("next thu", date(2026, 3, 19)),
        ("3/12", THURSDAY),
        ("03/12/2026", THURSDAY),
        ("3-12-26", THURSDAY),
        ("031226", THURSDAY),
        ("2026-03-12", THURSDAY),
        ("mar 12", THURSDAY),
        ("March 12, 2026", THURSDAY),
        ("12 mar 2026", THURSDAY),
        ("mar 12th", THURSDAY),
        ("Thu 03/12/2026", THURSDAY),
        ("thursday, march 12", THURSDAY),
        ("5/3/91", date(1991, 5, 3)),
        ("1/2/30", date(2030, 1, 2)),
    ],
)
def test_what_people_type_is_understood(typed, meant):
    assert dates.parse(typed, THURSDAY) == meant


def test_a_date_without_a_year_is_the_nearest_one():
    assert dates.parse("12/30", date(2026, 1, 5)) == date(2025, 12, 30)
    assert dates.parse("1/5", date(2026, 12, 30)) == date(2027, 1, 5)


def test_the_last_day_of_a_month_stays_the_last_one():
    assert dates.parse("+1m", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "This is not a date yet. Type for example 3/12, mar 12, fri, t or +7."),
        ("soon", "This is not a date yet. Type for example 3/12, mar 12, fri, t or +7."),
        ("2/30", "February has no day 30."),
        ("2/29/2026", "February 2026 has no day 29."),
        ("13/1", "There is no month 13. The month comes first, as in 3/12."),
        ("mar 0", "March has no day 0."),
        ("fri 3/12/2026", "March 12, 2026 is a Thursday. Correct the day or the date."),
        ("1/1/1066", "Dates go from 1900 to 2199. Check the year."),
        ("+99999w", "Dates go from 1900 to 2199. Check the year."),
    ],
)
def test_what_is_no_date_says_why(typed, reason):
    with pytest.raises(UnreadableDateError) as refused:
        dates.parse(typed, THURSDAY)

    assert str(refused.value) == reason


@given(DAYS, DAYS)
def test_every_date_reads_back_as_it_was_written(day, today):
    for write in (dates.write, dates.write_with_weekday, dates.write_in_words):
        assert dates.parse(write(day), today) == day


@given(DAYS)
def test_a_weekday_is_within_the_week_ahead(today):
    for name in dates.WEEKDAYS:
        assert timedelta(0) <= dates.parse(name[:3], today) - today < timedelta(days=7)


@given(DAYS, st.integers(-5000, 5000))
def test_an_offset_counts_days(today, days):
    assert dates.parse(f"{days:+d}", today) == today + timedelta(days=days)


@given(st.text(max_size=30), DAYS)
def test_any_text_is_a_date_or_a_reason(text, today):
    with suppress(UnreadableDateError):
        assert dates.FIRST_YEAR <= dates.parse(text, today).year <= dates.LAST_YEAR


def test_a_date_in_a_list_has_its_year_only_when_it_is_another_one():
    assert dates.write_short(date(2026, 3, 5), THURSDAY) == "Mar 5"
    assert dates.write_short(date(2027, 3, 5), THURSDAY) == "Mar 5, 2027"
    assert dates.parse(dates.write_short(date(2027, 3, 5), THURSDAY), THURSDAY) == date(2027, 3, 5)

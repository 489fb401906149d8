from __future__ import annotations

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.errors import DeskError, EndBeforeStartError, UnreadableTimeError
from counselor_desk.records import times
from counselor_desk.records.times import TimeRange

NINE = time(9)
MINUTES = st.integers(0, times.DAY_MINUTES - 1).map(lambda m: time(m // 60, m % 60))


def span(start: str, end: str) -> TimeRange:
    return TimeRange(start=time.fromisoformat(start), end=time.fromisoformat(end))


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("9-950", "09:00", "09:50"),
        ("9:00 9:50", "09:00", "09:50"),
        ("2p 50", "14:00", "14:50"),
        ("9 – 9:50 am", "09:00", "09:50"),
        ("9:00 – 9:50 am", "09:00", "09:50"),
        ("10:30-12", "10:30", "12:00"),
        ("1030 1200", "10:30", "12:00"),
        ("11-1", "11:00", "13:00"),
        ("11-1 pm", "11:00", "13:00"),
        ("1 to 5pm", "13:00", "17:00"),
        ("6-9", "18:00", "21:00"),
        ("6-8:30", "18:00", "20:30"),
        ("7-8", "07:00", "08:00"),
        ("7p-8", "19:00", "20:00"),
        ("12-1", "12:00", "13:00"),
        ("13:15 14:05", "13:15", "14:05"),
        ("9 90", "09:00", "10:30"),
        ("9 +20", "09:00", "09:20"),
        ("9 120m", "09:00", "11:00"),
        ("9 1.5h", "09:00", "10:30"),
        ("noon-1", "12:00", "13:00"),
        ("9 a.m. - 10 a.m.", "09:00", "10:00"),
        ("11pm 50", "23:00", "23:50"),
        ("9h30-10h20", "09:30", "10:20"),
    ],
)
def test_what_people_type_is_understood(typed, start, end):
    assert times.parse_range(typed) == span(start, end)


def test_minutes_are_counted():
    assert times.parse_range("9-950").minutes == 50


def test_a_start_alone_takes_the_usual_minutes():
    assert times.parse_range("930", usual_minutes=50) == span("09:30", "10:20")


def test_a_start_alone_is_not_enough():
    with pytest.raises(UnreadableTimeError, match="Type the end or the minutes too"):
        times.parse_range("9")


@pytest.mark.parametrize("typed", ["9-8", "10 am - 9 am", "9-9", "2pm-1pm", "14:00-13:00"])
def test_an_end_before_the_start_asks_about_the_next_day(typed):
    with pytest.raises(EndBeforeStartError, match="into the next day"):
        times.parse_range(typed)


def test_the_question_names_both_times():
    with pytest.raises(EndBeforeStartError) as asked:
        times.parse_range("10am-9am")

    assert str(asked.value).startswith("The end, 9:00 am, is not after the start, 10:00 am.")


def test_a_confirmed_night_ends_on_the_next_day():
    night = times.parse_range("11pm-1am", may_be_overnight=True)

    assert night == span("23:00", "01:00")
    assert night.is_overnight
    assert night.minutes == 120


def test_nothing_lasts_from_a_time_to_the_same_time():
    with pytest.raises(EndBeforeStartError):
        times.parse_range("9am-9am", may_be_overnight=True)


@pytest.mark.parametrize("typed", ["", "x", "9-x", "25-26", "9:75-10", "13pm-14", "9-10-11", "- 9"])
def test_what_is_no_time_says_so(typed):
    with pytest.raises(UnreadableTimeError):
        times.parse_range(typed)


def test_a_session_of_a_day_is_refused():
    with pytest.raises(UnreadableTimeError, match="less than a day"):
        times.parse_range("9 24h")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9", NINE), ("930", time(9, 30)), ("2p", time(14)), ("noon", time(12)), ("6", time(18))],
)
def test_one_time_is_understood(typed, meant):
    assert times.parse_time(typed) == meant


@given(MINUTES, MINUTES)
def test_every_range_reads_back_as_it_was_written(start, end):
    written = TimeRange(start=start, end=end)
    if start != end:
        assert times.parse_range(times.write_range(written), may_be_overnight=True) == written


@given(MINUTES)
def test_every_time_reads_back_as_it_was_written(moment):
    assert times.parse_time(times.write_time(moment)) == moment


@given(st.text(alphabet="0123456789apm:-– hx.+", max_size=16) | st.text(max_size=12))
def test_any_text_is_a_range_or_a_reason(text):
    with suppress(DeskError):
        assert 0 < times.parse_range(text).minutes < times.DAY_MINUTES

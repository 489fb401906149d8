"""What practice clients are made of: sentences, timetable and the store's constants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.plans import Rating
from counselor_desk.services.practice import store, timetable
from counselor_desk.services.practice.stories import Library, Stage, library
from counselor_desk.services.practice.wording import Voice, clock, dice, number_word
from counselor_desk.storage import keys

FACTS = {"name": "Marcus", "they": "he", "job": "a welder"}


@pytest.fixture
def voice() -> Voice:
    return Voice(dice("test"), FACTS)


@pytest.fixture(scope="module")
def books() -> Library:
    return library()


def test_facts_are_filled_in_with_a_capital_where_asked(voice):
    assert voice.tell("{They} met {name}.") == "He met Marcus."


def test_a_choice_whose_fact_is_unknown_is_passed_over(voice):
    assert {voice.tell("[at {employer}|at home]") for _ in range(20)} == {"at home"}


def test_a_sentence_whose_fact_is_unknown_cannot_be_told(voice):
    assert not voice.can_tell("{name} saw {child}.")
    assert not voice.can_tell("[{child}|{partner}] came.")


def test_numbers_are_said_in_words(voice):
    assert voice.tell("{3-3} of {4-4}") == "three of four"
    assert number_word(40) == "40"


def test_no_sentence_of_a_pool_returns_before_all_were_said(voice):
    pool = [f"{place}" for place in "abcdefgh"]

    assert sorted(voice.pick("letters", pool) for _ in pool) == pool


def test_times_of_day_are_said_with_am_and_pm():
    said = [clock(each) for each in (_time(8), _time(12), _time(13, 30), _time(0, 5))]

    assert said == ["8:00\u00a0am", "12:00\u00a0pm", "1:30\u00a0pm", "12:05\u00a0am"]


@given(st.text(alphabet=st.characters(exclude_characters="[]{}×"), max_size=60))
def test_plain_text_is_told_as_it_is(text):
    assert Voice(dice(0), {}).tell(text) == text


def test_every_goal_names_objectives_that_exist(books):
    for story in books.stories.values():
        for goal in story.goals:
            assert {*goal.first, *goal.later} <= books.objectives.keys()


def test_every_objective_can_begin_and_be_met(books):
    for idea in books.objectives.values():
        assert {Stage.EARLY, Stage.MET} <= idea.moments.keys()
        assert any(not moment.follows for moment in idea.moments[Stage.EARLY])
        assert all(moment.rating is Rating.MET for moment in idea.moments[Stage.MET])


def test_every_moment_has_all_five_sentences(books):
    for idea in books.objectives.values():
        for moments in idea.moments.values():
            for moment in moments:
                assert all(
                    (moment.report, moment.work, moment.response, moment.reading, moment.next)
                )


def test_no_sentence_is_in_the_library_twice(books):
    reports = [
        moment.report
        for idea in books.objectives.values()
        for moments in idea.moments.values()
        for moment in moments
    ]

    assert len(set(reports)) == len(reports)


def test_brackets_are_balanced_in_every_text(books):
    for text in _texts([books.people, books.facts, books.sessions]):
        assert text.count("[") == text.count("]")
        assert text.count("{") == text.count("}")


def test_the_passphrase_is_strong_enough():
    assert keys.check_passphrase(store.secrets().passphrase).is_accepted


def test_the_recovery_words_are_twelve_listed_words_with_a_right_checksum():
    words = store.secrets().words

    assert keys.check_recovery_words(" ".join(words)) == words


def test_the_practice_program_can_sign():
    assert store.program().is_complete


def test_no_two_places_share_an_hour():
    hours = [(place.weekday, place.starts) for place in timetable.places()]

    assert len(set(hours)) == len(hours)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_no_two_places_overlap_in_any_four_weeks(first):
    monday = first - timedelta(days=first.weekday())
    last = monday + timedelta(days=27)
    found = []
    for place in timetable.places():
        found += timetable.family(place, monday, last)
        found += timetable.case_management(place, monday, last)
        found += [
            timetable.individual(place, monday + timedelta(days=7 * week + int(place.weekday)))
            for week in range(4)
        ]
    spans = sorted((each.held_on, _minute(each.starts), each.minutes) for each in found)

    assert all(one[0] != other[0] or one[1] + one[2] <= other[1] for one, other in pairwise(spans))
    assert not any(timetable.is_holiday(day) for day, _, _ in spans)


@pytest.mark.parametrize(
    "day",
    [date(2026, 5, 25), date(2026, 11, 26), date(2027, 1, 18), date(2026, 7, 4), date(2028, 2, 21)],
)
def test_federal_holidays_are_known(day):
    assert timetable.is_holiday(day)


def _time(hour: int, minute: int = 0):
    from datetime import time

    return time(hour, minute)


def _minute(moment) -> int:
    return moment.hour * 60 + moment.minute


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)

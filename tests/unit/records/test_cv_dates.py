"""Dates on a CV: what is read, what stays as typed, and which months nothing covers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records import cv_dates
from counselor_desk.records.cv_dates import CvDate, Gap, parse
from counselor_desk.records.cvs import Cv, Job, Training
from counselor_desk.records.ids import ClientId, CvId, Uid


def cv(*jobs: tuple[str, str], trainings: tuple[tuple[str, str], ...] = ()) -> Cv:
    moment = datetime(2026, 3, 12, tzinfo=UTC)
    return Cv(
        id=CvId(1),
        uid=Uid("u"),
        client_id=ClientId(1),
        made_at=moment,
        changed_at=moment,
        jobs=tuple(Job(begun=begun, ended=ended) for begun, ended in jobs),
        trainings=tuple(Training(begun=begun, ended=ended) for begun, ended in trainings),
    )


def gaps(*jobs: tuple[str, str], trainings: tuple[tuple[str, str], ...] = ()) -> tuple[Gap, ...]:
    """The gaps as of March 2026."""
    return cv_dates.gaps(cv(*jobs, trainings=trainings), 2026, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2019", CvDate(2019)),
        (" 03/2019 ", CvDate(2019, 3)),
        ("3/2019", CvDate(2019, 3)),
        ("2019-03", CvDate(2019, 3)),
        ("Mar 2019", CvDate(2019, 3)),
        ("march, 2019", CvDate(2019, 3)),
        ("Sept. 2019", CvDate(2019, 9)),
        ("enero de 2020", CvDate(2020, 1)),
        ("Dic 2020", CvDate(2020, 12)),
    ],
)
def test_a_date_is_read_however_it_is_written(typed, meant):
    assert parse(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "since school", "13/2019", "0/2019", "2019-2020", "ma 2019", "1492", "summer 2019"],
)
def test_other_words_are_no_date(typed):
    assert parse(typed) is None


@given(st.text())
def test_no_text_breaks_the_reading(typed):
    parse(typed)
    cv_dates.is_present(typed)


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_figures_are_read_back(year, month):
    assert parse(f"{month:02}/{year}") == parse(f"{year}-{month:02}") == CvDate(year, month)


@pytest.mark.parametrize("typed", ["present", "Present", " now ", "actualidad"])
def test_going_on_is_understood_in_both_languages(typed):
    assert cv_dates.is_present(typed)


def test_an_entry_that_ends_before_it_begins_is_noticed():
    assert cv_dates.is_reversed("2020", "2019")


@pytest.mark.parametrize(
    ("begun", "ended"), [("2019", "2019"), ("2020", "since school"), ("2019", "")]
)
def test_nothing_is_said_where_the_order_may_be_right(begun, ended):
    assert not cv_dates.is_reversed(begun, ended)


def test_months_since_the_last_job_are_a_gap():
    assert gaps(("2019", "2024")) == (Gap(after="2024", months=14),)


def test_months_between_two_jobs_are_a_gap():
    assert gaps(("06/2024", "present"), ("2015", "09/2023")) == (
        Gap(after="09/2023", until="06/2024", months=8),
    )


def test_the_newest_gap_comes_first():
    found = gaps(("2010", "2012"), ("2015", "2017"))

    assert [gap.after for gap in found] == ["2017", "2012"]


def test_a_short_gap_is_not_named():
    assert gaps(("2019", "10/2025")) == ()


def test_training_fills_a_gap():
    assert gaps(("2019", "2024"), trainings=(("01/2025", "present"),)) == ()


def test_a_second_job_at_the_same_time_leaves_no_gap():
    assert gaps(("2010", "present"), ("2012", "2014")) == ()


def test_the_gap_follows_the_job_that_ended_last():
    assert gaps(("2010", "2018"), ("2012", "2014"), ("2021", "present")) == (
        Gap(after="2018", until="2021", months=24),
    )


def test_dates_that_cannot_be_read_are_no_gap():
    assert gaps(("2019", "until it closed"), ("since school", "last summer")) == ()


def test_the_time_between_school_and_the_first_job_is_no_gap():
    assert gaps(("2015", "present"), trainings=(("", "2011"),)) == ()


def test_an_empty_cv_has_no_gap():
    assert gaps() == ()

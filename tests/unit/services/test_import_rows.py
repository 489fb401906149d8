"""Cells become facts of a client, or a sentence that says why not; nothing is guessed at."""

from __future__ import annotations

from datetime import date

import pytest

from counselor_desk.records.clients import ContactKind
from counselor_desk.records.episodes import LevelOfCare, Track
from counselor_desk.services import import_rows
from counselor_desk.services.import_files import Line, Sheet
from counselor_desk.services.import_mapping import DateOrder, Fact

TODAY = date(2026, 3, 12)


def read(order=DateOrder.MONTH_FIRST, **cells):
    """The client of a row that has these cells and a full name."""
    given = {"full_name": "Ana Reyes", **cells}
    columns = {Fact(name): place for place, name in enumerate(given)}
    return import_rows.read(Line(7, tuple(given.values())), columns, order, TODAY)


def kept(**cells):
    incoming, problems = read(**cells)
    assert not problems
    return incoming.new


def problem(**cells):
    incoming, problems = read(**cells)
    assert incoming is None
    (one,) = problems
    assert one.line == 7
    return one.text


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ana Reyes", "Ana", "Reyes"),
        ("Reyes, Ana María", "Ana María", "Reyes"),
        ("Ana María Reyes", "Ana María", "Reyes"),
        ("de la Cruz, Ana", "Ana", "de la Cruz"),
        ("Ana", "Ana", ""),
        ("Reyes,", "", "Reyes"),
    ],
)
def test_a_full_name_is_parted(name, given, family):
    new = kept(full_name=name)

    assert (new.given_name, new.family_name) == (given, family)


def test_names_of_their_own_go_before_the_full_name():
    new = kept(given_name="Anna", family_name="")

    assert (new.given_name, new.family_name) == ("Anna", "Reyes")


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1990-04-03", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("1990-04-03 00:00:00", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("1990-04-03T00:00:00", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("1990/4/3", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("3/4/1990", DateOrder.MONTH_FIRST, date(1990, 3, 4)),
        ("3/4/1990", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("03.04.1990", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("Apr 3, 1990", DateOrder.DAY_FIRST, date(1990, 4, 3)),
        ("3 April 1990", DateOrder.MONTH_FIRST, date(1990, 4, 3)),
        ("03-Apr-1990", DateOrder.MONTH_FIRST, date(1990, 4, 3)),
    ],
)
def test_dates_are_read_as_spreadsheets_write_them(text, order, day):
    assert kept(birth_date=text, order=order).born_on == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("t", "not a date"),
        ("+7", "not a date"),
        ("fri", "not a date"),
        ("3/12", "not a date"),
        ("soon 1990", "not a date"),
        ("32874", "not a date"),
        ("3/4/90", "four digits"),
        ("13/4/1990", "no month 13"),
        ("2/30/1990", "no day 30"),
        ("3/13/2026", "in the future"),
        ("3/4/1899", "from 1900 to 2199"),
    ],
)
def test_a_birth_date_that_cannot_be_is_said(text, words):
    assert words in problem(birth_date=text)


def test_an_admission_before_the_inquiry_is_said():
    assert "before the inquiry" in problem(inquiry_date="2026-03-02", admission_date="2026-03-01")


def test_an_inquiry_after_today_is_said():
    assert "after today" in problem(inquiry_date="2026-03-13")


def test_an_admission_before_the_birth_is_said():
    assert "before the birth" in problem(birth_date="1990-01-01", admission_date="1989-01-01")


def test_a_row_without_a_name_is_said():
    assert "no name" in problem(full_name=" ")


@pytest.mark.parametrize(
    ("fact", "text", "words"),
    [
        ("full_name", "x" * 401, "up to 400"),
        ("full_name", f"{'x' * 201} y", "more than 200"),
        ("given_name", "x" * 201, "up to 200"),
        ("phone", "5" * 501, "up to 500"),
        ("pronouns", "she\nher", "control characters"),
        ("full_name", "Ana Rey\ufffds", "a letter was lost"),
        ("target_weeks", "0", "1 to 104"),
        ("target_weeks", "105", "1 to 104"),
        ("target_weeks", "a while", "1 to 104"),
        ("level_of_care", "inpatient", "none of"),
        ("track", "sometimes", "none of"),
    ],
)
def test_a_cell_that_cannot_be_kept_is_said(fact, text, words):
    assert words in problem(**{fact: text})


def test_every_fact_is_kept():
    new = kept(
        preferred_name="Annie",
        pronouns="she/her",
        record_number="A-17",
        phone="+1 555 0100",
        email="ana@example.org",
        address="1 Elm St\nUnit 2",
        inquiry_date="2026-02-01",
        admission_date="2026-02-03",
        track="PM",
        target_weeks="16 weeks",
        level_of_care="Partial Hospitalization",
        referred_by="Self",
        reason="=Wants\nhelp",
        languages="Spanish, English",
    )

    assert (new.preferred_name, new.pronouns, new.number) == ("Annie", "she/her", "A-17")
    assert [(one.kind, one.value) for one in new.contacts] == [
        (ContactKind.PHONE, "+1 555 0100"),
        (ContactKind.EMAIL, "ana@example.org"),
        (ContactKind.ADDRESS, "1 Elm St, Unit 2"),
    ]
    assert (new.inquiry_on, new.admitted_on) == (date(2026, 2, 1), date(2026, 2, 3))
    assert (new.track, new.target_weeks) == (Track.EVENING, 16)
    assert new.level_of_care is LevelOfCare.PHP
    assert (new.referred_by, new.reason) == ("Self", "=Wants help")
    assert new.languages == "Spanish, English"


def test_every_problem_of_a_row_is_said():
    _, problems = read(birth_date="never", track="sometimes", target_weeks="many")

    assert len(problems) == 3


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["3/4/1990", "5/6/1990"], None),
        (["3/4/1990", "5/16/1990"], DateOrder.MONTH_FIRST),
        (["3/4/1990", "16/5/1990"], DateOrder.DAY_FIRST),
        (["16/5/1990", "5/16/1990"], None),
        (["4/4/1990", "1990-04-03", "Apr 3, 1990", ""], DateOrder.MONTH_FIRST),
    ],
)
def test_the_order_of_dates_is_found_or_asked(cells, order):
    lines = tuple(Line(place, (cell,)) for place, cell in enumerate(cells, start=2))
    sheet = Sheet(headers=("DOB",), lines=lines, delimiter=",", encoding="utf-8")

    assert import_rows.date_order(sheet, {Fact.BIRTH_DATE: 0}) is order


@pytest.mark.parametrize(
    ("born", "words"),
    [("2014-03-12", ""), ("2014-03-13", "11 years"), ("1915-03-12", "111 years")],
)
def test_an_age_that_is_seldom_right_is_doubted(born, words):
    incoming, _ = read(birth_date=born)

    assert [words in one.text for one in import_rows.doubts(incoming, TODAY)] == [True] * bool(
        words
    )


def test_an_admission_to_come_is_doubted():
    incoming, _ = read(admission_date="2026-03-13")

    assert [one.line for one in import_rows.doubts(incoming, TODAY)] == [7]

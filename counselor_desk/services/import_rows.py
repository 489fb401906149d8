"""Turns the rows of a file into clients that can be kept, and says what stands in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from counselor_desk.errors import DeskError, ImpossibleDateError, UnreadableDateError
from counselor_desk.records import dates
from counselor_desk.records.clients import NAME_LIMIT, ContactKind
from counselor_desk.records.episodes import LevelOfCare, Track
from counselor_desk.services.clients import (
    EARLIEST_BIRTH_YEAR,
    LIKELY_AGES,
    NewClient,
    NewContact,
)
from counselor_desk.services.episodes import MOST_WEEKS
from counselor_desk.services.import_files import Line, Problem, Sheet
from counselor_desk.services.import_mapping import DATES, DateOrder, Fact
from counselor_desk.services.names import SHORT_TEXT_LIMIT, clean
from counselor_desk.storage.search import plain

_LOST_LETTER = "\N{REPLACEMENT CHARACTER}"
_FIGURES = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d+)")
_YEAR_DIGITS = 4
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_IN_WORDS = re.compile(r"(?=.*[a-z])(?=.*(?<!\d)\d{4}(?!\d)).+")
_MIDNIGHT = re.compile(r"[t ]\s*0?0:00(:00(\.0+)?)?z?$")
_WEEKS = re.compile(r"(\d{1,4})\s*(weeks?|wks?|w)?")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_MONTHS = 12

_LEVELS = {
    LevelOfCare.IOP: "iop|intensive outpatient|intensive outpatient program|2 1|level 2 1|ii 1",
    LevelOfCare.PHP: (
        "php|partial hospitalization|partial hospitalization program|partial|2 5|level 2 5|ii 5"
    ),
    LevelOfCare.OUTPATIENT: "op|outpatient|outpatient program|1|1 0|1 5|1 7|level 1",
    LevelOfCare.OTHER: "other",
}
_TRACKS = {
    Track.MORNING: "morning|mornings|am|a m|day|daytime",
    Track.EVENING: "evening|evenings|pm|p m|night|afternoon",
    Track.OTHER: "other",
}
_LABELS = {
    Fact.GIVEN_NAME: "The given name",
    Fact.FAMILY_NAME: "The family name",
    Fact.FULL_NAME: "The full name",
    Fact.PREFERRED_NAME: "The preferred name",
    Fact.PRONOUNS: "The pronouns",
    Fact.BIRTH_DATE: "The birth date",
    Fact.RECORD_NUMBER: "The record number",
    Fact.PHONE: "The phone number",
    Fact.EMAIL: "The e-mail address",
    Fact.ADDRESS: "The address",
    Fact.INQUIRY_DATE: "The inquiry date",
    Fact.ADMISSION_DATE: "The admission date",
    Fact.TRACK: "The track",
    Fact.TARGET_WEEKS: "The planned weeks",
    Fact.LEVEL_OF_CARE: "The level of care",
    Fact.REFERRED_BY: "The referral source",
    Fact.REASON: "The reason",
    Fact.LANGUAGES: "The languages",
}
_CONTACTS = {
    Fact.PHONE: ContactKind.PHONE,
    Fact.EMAIL: ContactKind.EMAIL,
    Fact.ADDRESS: ContactKind.ADDRESS,
}
_JOINS = {Fact.ADDRESS: ", ", Fact.REASON: " "}
"""What takes the place of line breaks where people write several lines."""

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One client as the file has it, checked, and the line it begins on."""

    line: int
    new: NewClient = field(repr=False)

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.new.given_name} {self.new.family_name}".strip()


class BadCellError(DeskError):
    """A cell that no fact can be read from; the message is the sentence beside its line."""


def date_order(sheet: Sheet, columns: Mapping[Fact, int]) -> DateOrder | None:
    """How dates in figures are meant, as far as one of them tells; None if a person has to say."""
    can_be_month_first = can_be_day_first = True
    is_open = False
    for fact in DATES:
        if fact not in columns:
            continue
        for cell in sheet.column(columns[fact]):
            if not (found := _FIGURES.fullmatch(_undated(cell))):
                continue
            first, second = int(found[1]), int(found[2])
            can_be_month_first &= first <= _MONTHS
            can_be_day_first &= second <= _MONTHS
            is_open |= first != second
    if can_be_month_first == can_be_day_first:
        return None if is_open else DateOrder.MONTH_FIRST
    return DateOrder.MONTH_FIRST if can_be_month_first else DateOrder.DAY_FIRST


def read(
    line: Line, columns: Mapping[Fact, int], order: DateOrder, today: date
) -> tuple[Incoming | None, list[Problem]]:
    """The client of a row, or None with everything that is wrong with it."""
    row = _Row(line, columns, order, today)
    found = row.incoming()
    return (None, row.problems) if row.problems else (found, [])


def doubts(one: Incoming, today: date) -> Iterator[Problem]:
    """What may be meant, and may be a slip of the keys: ages and days to come."""
    yield from unusual_age(one, today)
    if one.new.admitted_on is not None and one.new.admitted_on > today:
        yield Problem(one.line, "The admission is after today.")


def unusual_age(one: Incoming, today: date) -> Iterator[Problem]:
    """An age under 12 or over 110, which somebody has to confirm before the client comes in."""
    born_on = one.new.born_on
    if born_on is None:
        return
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    age = today.year - born_on.year - (not had_birthday)
    if age not in LIKELY_AGES:
        yield Problem(one.line, f"The birth date makes this client {age} years old.")


class _Row:
    """Reads one row and gathers what is wrong with it."""

    def __init__(
        self, line: Line, columns: Mapping[Fact, int], order: DateOrder, today: date
    ) -> None:
        self.problems: list[Problem] = []
        self._line, self._columns = line, columns
        self._order, self._today = order, today

    def incoming(self) -> Incoming:
        """The client, of use only without problems."""
        given_name, family_name = self._names()
        new = NewClient(
            given_name=given_name,
            family_name=family_name,
            preferred_name=self._text(Fact.PREFERRED_NAME, limit=NAME_LIMIT),
            pronouns=self._text(Fact.PRONOUNS),
            born_on=self._born_on(),
            number=self._text(Fact.RECORD_NUMBER),
            contacts=tuple(self._contacts()),
            inquiry_on=self._date(Fact.INQUIRY_DATE),
            admitted_on=self._date(Fact.ADMISSION_DATE),
            target_weeks=self._understood(Fact.TARGET_WEEKS, _weeks, NewClient().target_weeks),
            level_of_care=self._understood(Fact.LEVEL_OF_CARE, _level, LevelOfCare.IOP),
            track=self._understood(Fact.TRACK, _track, Track.MORNING),
            referred_by=self._text(Fact.REFERRED_BY),
            reason=self._text(Fact.REASON),
            languages=self._text(Fact.LANGUAGES),
        )
        self._check_order(new)
        return Incoming(line=self._line.number, new=new)

    def _check_order(self, new: NewClient) -> None:
        """Complain of days that cannot follow each other."""
        if new.inquiry_on and new.inquiry_on > self._today:
            self._complain("The inquiry date is after today.")
        if new.inquiry_on and new.admitted_on and new.admitted_on < new.inquiry_on:
            self._complain("The admission is before the inquiry.")
        days = [day for day in (new.inquiry_on, new.admitted_on) if day is not None]
        if new.born_on and any(day < new.born_on for day in days):
            self._complain("The inquiry or the admission is before the birth date.")

    def _names(self) -> tuple[str, str]:
        given = self._text(Fact.GIVEN_NAME, limit=NAME_LIMIT)
        family = self._text(Fact.FAMILY_NAME, limit=NAME_LIMIT)
        if not (given and family):
            whole = self._text(Fact.FULL_NAME, limit=2 * NAME_LIMIT)
            first, last = _parted(whole)
            given, family = given or first, family or last
        if not self.problems and not (given or family):
            self._complain("There is no name.")
        if max(len(given), len(family)) > NAME_LIMIT:
            self._complain(f"The name has more than {NAME_LIMIT} characters.")
        return given, family

    def _born_on(self) -> date | None:
        born_on = self._date(Fact.BIRTH_DATE)
        if born_on is not None and born_on > self._today:
            self._complain(_first_sentence(ImpossibleDateError.birth_in_future()))
        if born_on is not None and born_on.year < EARLIEST_BIRTH_YEAR:
            self._complain(
                _first_sentence(ImpossibleDateError.birth_too_early(EARLIEST_BIRTH_YEAR))
            )
        return born_on

    def _contacts(self) -> Iterator[NewContact]:
        for fact, kind in _CONTACTS.items():
            if value := self._text(fact):
                yield NewContact(kind=kind, value=value)

    def _text(self, fact: Fact, *, limit: int = SHORT_TEXT_LIMIT) -> str:
        """A short text on one line, else exactly as written."""
        cell = self._cell(fact)
        if fact in _JOINS:
            cell = _BREAKS.sub(_JOINS[fact], cell.strip())
        try:
            return clean(_LABELS[fact], cell, limit=limit)
        except DeskError as problem:
            self._complain(_first_sentence(problem))
            return ""

    def _date(self, fact: Fact) -> date | None:
        nothing: date | None = None
        return self._understood(fact, self._read_date, nothing)

    def _read_date(self, text: str) -> date | None:
        return _date(text, self._order, self._today)

    def _understood(self, fact: Fact, read: Callable[[str], Value], default: Value) -> Value:
        """What a cell means; the default where it is empty."""
        cell = self._cell(fact).strip()
        if not cell:
            return default
        try:
            return read(cell)
        except BadCellError as problem:
            self._complain(f"{_LABELS[fact]}: {problem}")
        except DeskError as problem:
            self._complain(f"{_LABELS[fact]}: {_first_sentence(problem)}")
        return default

    def _cell(self, fact: Fact) -> str:
        place = self._columns.get(fact)
        cell = "" if place is None else self._line.cells[place]
        if _LOST_LETTER in cell:
            self._complain(f"{_LABELS[fact]} has a {_LOST_LETTER} where a letter was lost.")
            return cell.replace(_LOST_LETTER, "")
        return cell

    def _complain(self, sentence: str) -> None:
        self.problems.append(Problem(self._line.number, sentence))


def _parted(name: str) -> tuple[str, str]:
    """Given and family name of a full name: the last word is the family name, or "Reyes, Ana"."""
    family, comma, given = name.partition(",")
    if comma:
        return given.strip(), family.strip()
    words = name.split()
    if len(words) <= 1:
        return name.strip(), ""
    return " ".join(words[:-1]), words[-1]


def _date(text: str, order: DateOrder, today: date) -> date:
    """A date that names its day, month and year; spreadsheets may add midnight.

    Raises:
        BadCellError, UnreadableDateError: it is none.
    """
    typed = _undated(text)
    if found := _YEAR_FIRST.fullmatch(typed):
        return dates.parse(f"{found[1]}-{found[2]}-{found[3]}", today)
    if found := _FIGURES.fullmatch(typed):
        if len(found[3]) != _YEAR_DIGITS:
            raise BadCellError("Write the year with four digits.")
        month, day = (1, 2) if order is DateOrder.MONTH_FIRST else (2, 1)
        return dates.parse(f"{found[3]}-{found[month]}-{found[day]}", today)
    if _IN_WORDS.fullmatch(typed):
        try:
            return dates.parse(typed.replace("-", " "), today)
        except UnreadableDateError as reason:
            raise BadCellError(_no_date()) from reason
    raise BadCellError(_no_date())


def _no_date() -> str:
    return "This is not a date. Write it like 1990-04-03."


def _undated(cell: str) -> str:
    """The cell in small letters without a midnight at its end."""
    return _MIDNIGHT.sub("", cell.strip().lower())


def _weeks(text: str) -> int:
    found = _WEEKS.fullmatch(text.lower())
    if found is None or not 1 <= int(found[1]) <= MOST_WEEKS:
        raise BadCellError(f"This is not a number from 1 to {MOST_WEEKS}.")
    return int(found[1])


def _level(text: str) -> LevelOfCare:
    return _one_of(text, _LEVELS, "IOP, PHP, outpatient or other")


def _track(text: str) -> Track:
    return _one_of(text, _TRACKS, "morning, evening or other")


def _one_of(text: str, known: Mapping[Choice, str], words: str) -> Choice:
    spelled = " ".join(re.sub(r"[^a-z0-9]+", " ", plain(text)).split())
    for choice, spellings in known.items():
        if spelled in spellings.split("|"):
            return choice
    raise BadCellError(f"This is none of {words}.")


def _first_sentence(problem: DeskError) -> str:
    """What is wrong; that nothing was changed is said once for all rows."""
    return str(problem).partition(". ")[0].removesuffix(".") + "."

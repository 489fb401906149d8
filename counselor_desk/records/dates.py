"""Dates as people type them: t, y, +7, -1w, fri, 3/12, mar 12, 3/12/2026."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from counselor_desk.errors import UnreadableDateError

FIRST_YEAR = 1900
LAST_YEAR = 2199

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SHORTEST_NAME = 3
_YEARS_AHEAD = 20
_OFFSET = re.compile(r"([+-])\s*(\d{1,5})\s*([dwmy]?)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:(?:\s*,\s*|\s+)(\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*([a-z]+)\.?(?:(?:\s*,\s*|\s+)(\d{4}|\d{2}))?")
_NAMED_DAY = re.compile(r"(last\s+|next\s+)?([a-z]+)\.?")
_LEADING_DAY = re.compile(r"([a-z]+)\.?(?:\s*,\s*|\s+)(.*\d.*)")
_WORDS = {"t": 0, "today": 0, "y": -1, "yesterday": -1, "tomorrow": 1, "tom": 1}


def parse(text: str, today: date) -> date:
    """The date that `text` means on the day `today`.

    `t`, `y` and `tom` are today, yesterday and tomorrow; `+7`, `-1w`, `+2m` count days, weeks or
    months from today. A weekday is the next one, today included; `last fri` the one before today.
    The month comes before the day. Without a year the date nearest to today is meant, and a year
    of two digits lies between 79 years ago and 20 years ahead. A weekday in front is checked.

    Raises:
        UnreadableDateError: says what is wrong with the text.
    """
    typed = text.strip().lower()
    if typed in _WORDS:
        return _moved(today, days=_WORDS[typed])
    if offset := _OFFSET.fullmatch(typed):
        return _from_offset(offset, today)
    if (named := _NAMED_DAY.fullmatch(typed)) and (found := _from_weekday(named, today)):
        return found
    if (led := _LEADING_DAY.fullmatch(typed)) and (weekday := _index(led[1], WEEKDAYS)) is not None:
        return _checked_weekday(_written_out(led[2], today), weekday)
    return _written_out(typed, today)


def write(day: date) -> str:
    """The date in figures, month first: 03/12/2026."""
    return f"{day:%m/%d}/{day.year:04d}"


def write_with_weekday(day: date) -> str:
    """The date in figures after its short weekday: Thu 03/12/2026."""
    return f"{WEEKDAYS[day.weekday()][:3]} {write(day)}"


def write_in_words(day: date) -> str:
    """The date for reading: March 12, 2026."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def write_short(day: date, today: date) -> str:
    """The date in a list: Mar 12, with the year when it is not this year's."""
    short = f"{MONTHS[day.month - 1][:3]} {day.day}"
    return short if day.year == today.year else f"{short}, {day.year}"


def _written_out(typed: str, today: date) -> date:
    if iso := _ISO.fullmatch(typed):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(typed) or _RUN.fullmatch(typed):
        return _from_parts(int(numbers[1]), int(numbers[2]), numbers[3], today)
    for pattern, month_at, day_at in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        words = pattern.fullmatch(typed)
        month = _index(words[month_at], MONTHS) if words else None
        if words and month is not None:
            return _from_parts(month + 1, int(words[day_at]), words[3], today)
    raise UnreadableDateError.unknown()


def _from_offset(offset: re.Match[str], today: date) -> date:
    count = int(offset[2]) * (-1 if offset[1] == "-" else 1)
    match offset[3]:
        case "w":
            return _moved(today, days=7 * count)
        case "m":
            return _months_later(today, count)
        case "y":
            return _months_later(today, 12 * count)
        case _:
            return _moved(today, days=count)


def _from_weekday(named: re.Match[str], today: date) -> date | None:
    weekday = _index(named[2], WEEKDAYS)
    if weekday is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    match (named[1] or "").strip():
        case "last":
            return _moved(today, days=ahead - 7)
        case "next":
            return _moved(today, days=ahead or 7)
        case _:
            return _moved(today, days=ahead)


def _checked_weekday(day: date, weekday: int) -> date:
    if day.weekday() != weekday:
        raise UnreadableDateError.other_weekday(write_in_words(day), WEEKDAYS[day.weekday()])
    return day


def _from_parts(month: int, day: int, year: str | None, today: date) -> date:
    if year is not None:
        return _made(_whole_year(year, today), month, day)
    if not 1 <= month <= len(MONTHS):
        raise UnreadableDateError.no_such_month(month)
    years = (today.year - 1, today.year, today.year + 1)
    near = [date(year, month, day) for year in years if 1 <= day <= monthrange(year, month)[1]]
    if not near:
        raise UnreadableDateError.no_such_day(MONTHS[month - 1], day, None)
    return min(near, key=lambda found: abs(found - today))


def _whole_year(year: str, today: date) -> int:
    if len(year) > len("26"):
        return int(year)
    last = today.year + _YEARS_AHEAD
    return last - (last - int(year)) % 100


def _made(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDateError.out_of_reach(FIRST_YEAR, LAST_YEAR)
    if not 1 <= month <= len(MONTHS):
        raise UnreadableDateError.no_such_month(month)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise UnreadableDateError.no_such_day(MONTHS[month - 1], day, year)
    return date(year, month, day)


def _moved(day: date, *, days: int) -> date:
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        raise UnreadableDateError.out_of_reach(FIRST_YEAR, LAST_YEAR) from None
    return _made(moved.year, moved.month, moved.day)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDateError.out_of_reach(FIRST_YEAR, LAST_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _index(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < _SHORTEST_NAME:
        return None
    for index, name in enumerate(names):
        if name.lower().startswith(word):
            return index
    return None

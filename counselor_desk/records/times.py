"""Times of a session as people type them: 9-950, 9:00 9:50, 2p 50, 9 – 9:50 am."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from counselor_desk.errors import EndBeforeStartError, UnreadableTimeError

DAY_MINUTES = 24 * 60

# Without am or pm, a start is taken to lie in a clinic's day: 7 to 11 are morning, 12 to 6 are
# afternoon and early evening.
_FIRST_MORNING_HOUR = 7
_NOON = 12
# An unmarked end may be read twelve hours later than its clinic hour if the session stays this
# short; beyond it the person is asked.
_LONGEST_GUESS = 6 * 60

_DASHES = re.compile(r"\s*(?:[-–—‒−]|\bto\b|\buntil\b)\s*")
_MARK_GAP = re.compile(r"(?<=\d)\s+(?=[ap]\.?\s?(?:m\b|$|\s|-))")
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?(?:([ap])\.?\s?m?\.?)?")
_MINUTES = re.compile(r"\+?(\d{1,4})\s*(?:m|min|mins|minutes|')")
_HOURS = re.compile(r"\+?(\d{1,2}(?:\.\d{1,2})?)\s*(?:h|hr|hrs|hours?)")
_PLUS = re.compile(r"\+(\d{1,4})")
_BARE_MINUTES = re.compile(r"\d{2}")
_LAST_HOUR = 24
_NAMED = {"noon": "12pm", "midnight": "12am"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """From when to when, on a wall clock. An end that is not after the start is the next day's."""

    start: time
    end: time

    @property
    def minutes(self) -> int:
        """How long it lasts, 1 to 1439."""
        return (_minute(self.end) - _minute(self.start)) % DAY_MINUTES

    @property
    def is_overnight(self) -> bool:
        """Whether it ends on the next day."""
        return self.end <= self.start


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time as typed: `hour` 0-24; `half` is "a", "p" or empty when none was typed."""

    hour: int
    minute: int
    half: str

    def choices(self) -> tuple[int, ...]:
        """The minutes of the day it can mean, the likelier one in a clinic first."""
        if self.half:
            hour = self.hour % _NOON + (_NOON if self.half == "p" else 0)
            return (hour * 60 + self.minute,)
        if self.hour == 0 or self.hour > _NOON:
            return (self.hour % _LAST_HOUR * 60 + self.minute,)
        morning = self.hour % _NOON * 60 + self.minute
        evening = morning + _NOON * 60
        is_morning = _FIRST_MORNING_HOUR <= self.hour < _NOON
        return (morning, evening) if is_morning else (evening, morning)


def parse_range(
    text: str, *, usual_minutes: int | None = None, may_be_overnight: bool = False
) -> TimeRange:
    """Start and end from one field.

    Start and end are parted by a dash, "to" or a space; in place of the end minutes may stand:
    a number above 24 (`9 50`), `+50`, `50m` or `1.5h`. am or pm beside one of the two decides
    the other so that the session is shortest. Without either, 7 to 11 are morning and 12 to 6
    afternoon; an end is then the first time after the start within six hours.

    Args:
        text: what was typed.
        usual_minutes: how long it lasts when only a start was typed.
        may_be_overnight: the person confirmed that it ends on the next day.

    Raises:
        UnreadableTimeError: says what is missing.
        EndBeforeStartError: asks whether the next day is meant.
    """
    first, second = _split(text)
    start = _clock(first)
    if not second:
        if usual_minutes is None:
            raise UnreadableTimeError.end_missing()
        return _lasting(start, usual_minutes)
    if (minutes := _duration(second)) is not None:
        return _lasting(start, minutes)
    return _between(start, _clock(second), may_be_overnight=may_be_overnight)


def parse_time(text: str) -> time:
    """One time: 9, 930, 2p, 14:05, noon. Unmarked hours are those of a clinic's day.

    Raises:
        UnreadableTimeError: this is not a time.
    """
    first, second = _split(text)
    if second:
        raise UnreadableTimeError.unknown()
    return _time(_clock(first).choices()[0])


def write_time(moment: time) -> str:
    """A time for reading: 9:05 am."""
    return f"{_twelve(moment)} {_half(moment)}"


def write_range(span: TimeRange) -> str:
    """Start and end for reading: 9:00 – 9:50 am, 11:30 am – 12:20 pm."""
    if _half(span.start) == _half(span.end) and not span.is_overnight:
        return f"{_twelve(span.start)} – {write_time(span.end)}"
    return f"{write_time(span.start)} – {write_time(span.end)}"


def _split(text: str) -> tuple[str, str]:
    typed = " ".join(text.lower().split())
    for name, clock in _NAMED.items():
        typed = typed.replace(name, clock)
    typed = _MARK_GAP.sub("", typed)
    parts = [part for part in _DASHES.split(typed, maxsplit=1) if part]
    if len(parts) == 1:
        parts = typed.split(" ", maxsplit=1)
    first, second = [*parts, ""][:2] if parts else ("", "")
    return first.strip(), second.strip()


def _clock(part: str) -> _Clock:
    found = _TIME.fullmatch(part)
    if found is None:
        raise UnreadableTimeError.unknown()
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or ""
    is_known = 1 <= hour <= _NOON if half else hour < _LAST_HOUR
    if not is_known:
        raise UnreadableTimeError.unknown()
    return _Clock(hour, minute, half)


def _duration(part: str) -> int | None:
    if hours := _HOURS.fullmatch(part):
        return round(float(hours[1]) * 60)
    if marked := _MINUTES.fullmatch(part) or _PLUS.fullmatch(part):
        return int(marked[1])
    if _BARE_MINUTES.fullmatch(part) and int(part) >= _LAST_HOUR:
        return int(part)
    return None


def _lasting(start: _Clock, minutes: int) -> TimeRange:
    if not 0 < minutes < DAY_MINUTES:
        raise UnreadableTimeError.too_long()
    begin = start.choices()[0]
    return TimeRange(start=_time(begin), end=_time((begin + minutes) % DAY_MINUTES))


def _between(start: _Clock, end: _Clock, *, may_be_overnight: bool) -> TimeRange:
    begin = _likely_start(start, end)
    later = [minute for minute in end.choices() if minute > begin]
    if not start.half and not end.half:
        later = [minute for minute in later if minute - begin <= _LONGEST_GUESS or _is_sure(end)]
    if later:
        return TimeRange(start=_time(begin), end=_time(min(later)))
    finish = min(end.choices()) if may_be_overnight else end.choices()[0]
    if not may_be_overnight or finish == begin:
        raise EndBeforeStartError(write_time(_time(begin)), write_time(_time(finish)))
    return TimeRange(start=_time(begin), end=_time(finish))


def _likely_start(start: _Clock, end: _Clock) -> int:
    choices = start.choices()
    if end.half and not start.half:
        earlier = [minute for minute in choices if minute < end.choices()[0]]
        return max(earlier, default=choices[0])
    return choices[0]


def _is_sure(clock: _Clock) -> bool:
    return len(clock.choices()) == 1


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _twelve(moment: time) -> str:
    return f"{moment.hour % _NOON or _NOON}:{moment.minute:02d}"


def _half(moment: time) -> str:
    return "am" if moment.hour < _NOON else "pm"

"""The timetable: the hours of one counselor, dealt out so that nothing ever overlaps.

Each client has a place: one hour a week for individual sessions, with a family hour every
fourth week and a case-management half hour every third week that no other place has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from counselor_desk.records.episodes import Track
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind

SESSION_MINUTES = 50
"""Length of individual and family sessions, in minutes."""

CASE_MINUTES = 25
"""Length of a case-management contact, in minutes."""

FAMILY_EVERY_WEEKS = 4
CASE_EVERY_WEEKS = 3

GROUP_DAYS = {
    Track.MORNING: ("Monday", "Wednesday", "Friday"),
    Track.EVENING: ("Monday", "Tuesday", "Thursday"),
}
"""The days on which the groups of each track meet."""

GROUP_HOURS = {
    Track.MORNING: "9:00 am to 12:00 pm",
    Track.EVENING: "5:30 to 8:30 pm",
}
"""The hours of each group day: nine hours a week."""

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_MON, _TUE, _WED, _THU, _FRI, _SAT, _ = Weekday

_MORNING_HOURS = {
    _MON: (8, 13, 14),
    _TUE: (9, 10, 11, 13, 14),
    _WED: (13, 14),
    _THU: (9, 10, 11, 13, 14),
    _FRI: (8, 13, 14),
}
_EVENING_HOURS = {_MON: (16,), _TUE: (16,), _WED: (16, 17, 18), _THU: (16,), _FRI: (12, 16)}
_FAMILY_HOURS = ((_MON, 15), (_TUE, 15), (_WED, 15), (_THU, 15), (_FRI, 15), (_WED, 19), (_FRI, 17))
_FAMILY_SATURDAY_HOURS = (10, 10, 10, 10, 10, 11, 11)
_CASE_TIMES = (
    (_TUE, time(8)),
    (_TUE, time(8, 30)),
    (_THU, time(8)),
    (_THU, time(8, 30)),
    (_MON, time(12, 15)),
    (_TUE, time(12, 15)),
    (_WED, time(12, 15)),
    (_THU, time(12, 15)),
    (_MON, time(17)),
)
_SPARE_HOURS: dict[Track, dict[Weekday, tuple[int, ...]]] = {
    Track.MORNING: {_MON: (17, 18), _TUE: (17, 18, 19), _THU: (17, 18, 19), _FRI: (18, 19)},
    Track.EVENING: {_MON: (9, 10), _WED: (9, 10), _FRI: (9, 10)},
}
_SPARE_MINUTE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A client's hour of the week, with the family and case-management times that go with it.

    `number` is the place among all places, `rank` among those of its track on its weekday.
    """

    number: int
    weekday: Weekday
    starts: time
    track: Track
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Occasion:
    """A session as it stands in the book."""

    held_on: date
    starts: time
    kind: SessionKind
    minutes: int


def places() -> tuple[Place, ...]:
    """All places of the week, 26 of them."""
    found: list[Place] = []
    for track, hours in ((Track.MORNING, _MORNING_HOURS), (Track.EVENING, _EVENING_HOURS)):
        for weekday, starts in hours.items():
            found += [
                Place(
                    number=len(found) + rank,
                    weekday=weekday,
                    starts=time(hour),
                    track=track,
                    rank=rank,
                )
                for rank, hour in enumerate(starts)
            ]
    return tuple(found)


def individual(place: Place, regular_on: date) -> Occasion:
    """The individual session of the week that regularly falls on `regular_on`.

    On a holiday it moves to a spare hour of another day of the same week.
    """
    held_on, starts = regular_on, place.starts
    if is_holiday(regular_on):
        held_on, starts = _spare(place, regular_on)
    return Occasion(
        held_on=held_on, starts=starts, kind=SessionKind.INDIVIDUAL, minutes=SESSION_MINUTES
    )


def family(place: Place, first_on: date, last_on: date) -> Iterator[Occasion]:
    """The family sessions of a place from `first_on` to `last_on`, one every four weeks."""
    turn, hour = divmod(place.number, len(_FAMILY_HOURS))
    weekday, starts = _FAMILY_HOURS[hour]
    for day in _days(first_on, last_on, weekday):
        if _week_number(day) % FAMILY_EVERY_WEEKS != turn:
            continue
        held_on, at = day, time(starts)
        if is_holiday(day):
            held_on = day + timedelta(days=_SAT - day.weekday())
            at = time(_FAMILY_SATURDAY_HOURS[hour])
        yield Occasion(held_on=held_on, starts=at, kind=SessionKind.FAMILY, minutes=SESSION_MINUTES)


def case_management(place: Place, first_on: date, last_on: date) -> Iterator[Occasion]:
    """The case-management contacts of a place, one every three weeks, none on holidays."""
    turn, hour = divmod(place.number, len(_CASE_TIMES))
    weekday, starts = _CASE_TIMES[hour]
    for day in _days(first_on, last_on, weekday):
        if _week_number(day) % CASE_EVERY_WEEKS == turn and not is_holiday(day):
            yield Occasion(
                held_on=day,
                starts=starts,
                kind=SessionKind.CASE_MANAGEMENT,
                minutes=CASE_MINUTES,
            )


def is_working_day(day: date) -> bool:
    """Whether the office is open: Monday to Friday, no holiday."""
    return day.weekday() < _SAT and not is_holiday(day)


def working_day_before(day: date) -> date:
    """The last working day before `day`."""
    return _working_day(day, -_DAY)


def working_day_after(day: date) -> date:
    """The next working day after `day`."""
    return _working_day(day, _DAY)


def is_holiday(day: date) -> bool:
    """Whether it is a federal holiday of the United States (5 U.S.C. 6103), on its own date."""
    return day in _holidays(day.year)


def _working_day(day: date, step: timedelta) -> date:
    day += step
    while not is_working_day(day):
        day += step
    return day


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    fixed = (date(year, *day) for day in ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25)))
    moving = (
        _nth(year, 1, _MON, 3),
        _nth(year, 2, _MON, 3),
        _nth(year, 6, _MON, 1) - _WEEK,
        _nth(year, 9, _MON, 1),
        _nth(year, 10, _MON, 2),
        _nth(year, 11, _THU, 4),
    )
    return frozenset((*fixed, *moving))


def _nth(year: int, month: int, weekday: Weekday, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _spare(place: Place, holiday: date) -> tuple[date, time]:
    """The place's own spare hour in the week of a holiday, nearest days first."""
    monday = holiday - timedelta(days=holiday.weekday())
    hours = [
        (monday + timedelta(days=int(weekday)), time(hour, _SPARE_MINUTE))
        for weekday, starts in _SPARE_HOURS[place.track].items()
        for hour in starts
    ]
    free = [hour for hour in hours if is_working_day(hour[0])]
    free.sort(key=lambda hour: abs((hour[0] - holiday).days))
    return free[place.rank]


def _days(first_on: date, last_on: date, weekday: Weekday) -> Iterator[date]:
    day = first_on + timedelta(days=(weekday - first_on.weekday()) % 7)
    while day <= last_on:
        yield day
        day += _WEEK


def _week_number(day: date) -> int:
    return (day.toordinal() - 1) // 7

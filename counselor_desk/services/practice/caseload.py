"""The caseload: who comes when, so that one counselor could have seen them all."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import cycle

from counselor_desk.records.episodes import DAYS_IN_WEEK
from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.stories import LIVES, SUBSTANCES
from counselor_desk.services.practice.timetable import Occasion, Place
from counselor_desk.services.practice.wording import dice

DEFAULT_COUNT = 12
LARGEST_COUNT = 1000
ACTIVE_AT_MOST = 20
"""More open clients than this do not fit into the counselor's week; the others came earlier."""

_SUBSTANCE_DECK = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 4)
_LIFE_COUNT_DECK = (1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2)
_BACKGROUND_DECK = (0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7)
_UNLIKELY_TOGETHER = ({"partner", "isolation"}, {"isolation", "housing"}, {"partner", "housing"})
_RISK_STORIES = {"depression", "trauma", "grief"}
_WEEK = timedelta(days=DAYS_IN_WEEK)
_BLOCK = 12
_RARER_LETTERS = 4
_SHORTEST_WEEKS, _LONGEST_WEEKS = 8, 12
_EARLIEST_TURN = 2
_SESSIONS_FOR_TURN = 4
_LAPSES_IN_BLOCK = 2
_RISKS_IN_BLOCK = 1
_UNFINISHED_NOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One client's way through the program, before anything is told about it.

    `sessions` are the individual ones, past and to come; without any the client is still in
    intake. `lapse_at` and `risk_at` are places in `sessions`, or None.
    """

    number: int
    place: Place
    inquiry_at: datetime
    admitted_on: date | None
    target_weeks: int
    closed_on: date | None
    sessions: tuple[Occasion, ...]
    today: date
    background: int = 0
    substance: str = SUBSTANCES[0]
    lives: tuple[str, ...] = ()
    lapse_at: int | None = None
    risk_at: int | None = None
    unfinished: int = 0

    @property
    def held(self) -> tuple[Occasion, ...]:
        """The individual sessions before today."""
        return tuple(session for session in self.sessions if session.held_on < self.today)

    @property
    def expected_end(self) -> date:
        """The day the episode is planned to end."""
        return (self.admitted_on or self.today) + self.target_weeks * _WEEK


def stays(seed: int, count: int, today: date) -> tuple[Stay, ...]:
    """The ways of all clients through the program, in the order in which they asked for help.

    Args:
        seed: the same seed, count and day give the same stays.
        count: 1 to 1,000.
        today: nothing happens on this day or later.
    """
    chance = dice("stays", seed, count, today)
    found = _intakes(chance, count, today)
    found += _current(chance, count - len(found) - _past_count(count), today)
    found += _past(chance, count - len(found), found, today)
    dealt = _deal(chance, found)
    dealt.sort(key=lambda stay: stay.inquiry_at)
    return tuple(replace(stay, number=number) for number, stay in enumerate(dealt))


def _past_count(count: int) -> int:
    return max(count // 6, count - ACTIVE_AT_MOST - _intake_count(count))


def _intake_count(count: int) -> int:
    return min(2, (count + 6) // 12)


def _intakes(chance: random.Random, count: int, today: date) -> list[Stay]:
    """Clients who asked for help in the last days and are not admitted yet."""
    found = []
    for place in timetable.places()[: _intake_count(count)]:
        day = timetable.working_day_before(today - timedelta(days=chance.randint(0, 4)))
        found.append(
            Stay(
                number=0,
                place=place,
                inquiry_at=_office_hour(chance, day),
                admitted_on=None,
                target_weeks=chance.randint(_SHORTEST_WEEKS, _LONGEST_WEEKS),
                closed_on=None,
                sessions=(),
                today=today,
            )
        )
    return found


def _current(chance: random.Random, count: int, today: date) -> list[Stay]:
    """Open episodes in different weeks; the first ones had a session on the last working day."""
    yesterday = timetable.working_day_before(today)
    places = list(timetable.places())
    chance.shuffle(places)
    places.sort(key=lambda place: place.weekday != yesterday.weekday())
    held = cycle(_weeks_held(chance))
    found = [
        _stay(chance, place, held=next(held), today=today) for place in _spread(places[:2], places)
    ][:count]
    for turn, stay in enumerate(found):
        if turn < _UNFINISHED_NOTES and stay.held and stay.held[-1].held_on == yesterday:
            found[turn] = replace(stay, unfinished=turn + 1)
    if count > _UNFINISHED_NOTES:
        found[-1] = _newcomer(chance, found[-1].place, today)
    return found


def _spread(first: Sequence[Place], every: Sequence[Place]) -> list[Place]:
    """The first places, then the others with the weekdays taking turns."""
    rest = [place for place in every if place not in first]
    by_day = [[place for place in rest if place.weekday == day] for day in range(DAYS_IN_WEEK)]
    turns = max(map(len, by_day))
    return [*first, *(day[turn] for turn in range(turns) for day in by_day if turn < len(day))]


def _weeks_held(chance: random.Random) -> list[int]:
    """How many sessions open episodes have behind them, spread over the whole length."""
    middle = [2, 6, 8, 1, 5, 9, 3, 10, 7, 11]
    start = [4, 3]
    chance.shuffle(middle)
    return [*start, *middle]


def _stay(chance: random.Random, place: Place, *, held: int, today: date) -> Stay:
    """An open episode with so many weekly sessions behind it."""
    last = today - timedelta(days=1)
    last -= timedelta(days=(last.weekday() - place.weekday) % DAYS_IN_WEEK)
    weeks = chance.randint(max(_SHORTEST_WEEKS, held + 1), max(_LONGEST_WEEKS, held + 1))
    return _episode(chance, place, last - (held - 1) * _WEEK, min(weeks, _LONGEST_WEEKS), today)


def _newcomer(chance: random.Random, place: Place, today: date) -> Stay:
    """A client admitted in the last days, whose first session and plan are still to come."""
    first = today + timedelta(days=(place.weekday - today.weekday()) % DAYS_IN_WEEK)
    return _episode(chance, place, first, chance.randint(_SHORTEST_WEEKS, _LONGEST_WEEKS), today)


def _past(chance: random.Random, count: int, open_stays: list[Stay], today: date) -> list[Stay]:
    """Discharged clients, each place filled backwards in time."""
    starts = {
        stay.place: stay.sessions[0].held_on - timedelta(days=stay.sessions[0].held_on.weekday())
        for stay in open_stays
        if stay.sessions
    }
    places = [*starts, *(place for place in timetable.places() if place not in starts)]
    found: list[Stay] = []
    for place in cycle(places):
        if len(found) == count:
            return found
        weeks = chance.randint(_SHORTEST_WEEKS, _LONGEST_WEEKS)
        before = starts.get(place, today - timedelta(days=today.weekday()))
        monday = before - (weeks + chance.randint(1, 3)) * _WEEK
        starts[place] = monday
        first = monday + timedelta(days=int(place.weekday))
        found.append(_episode(chance, place, first, weeks, today))
    return found


def _episode(chance: random.Random, place: Place, first_on: date, weeks: int, today: date) -> Stay:
    """An episode whose first individual session regularly falls on `first_on`."""
    sessions = tuple(timetable.individual(place, first_on + turn * _WEEK) for turn in range(weeks))
    near = [
        day
        for day in (first_on - timedelta(days=back) for back in range(1, DAYS_IN_WEEK - 2))
        if timetable.is_working_day(day) and day < min(today, sessions[0].held_on)
    ]
    admitted_on = (
        chance.choice(near) if near else timetable.working_day_before(min(first_on, today))
    )
    end = admitted_on + weeks * _WEEK
    if not timetable.is_working_day(end):
        is_longest = weeks == _LONGEST_WEEKS
        end = timetable.working_day_before(end) if is_longest else timetable.working_day_after(end)
    inquiry_on = timetable.working_day_before(admitted_on - timedelta(days=chance.randint(1, 9)))
    return Stay(
        number=0,
        place=place,
        inquiry_at=_office_hour(chance, inquiry_on),
        admitted_on=admitted_on,
        target_weeks=weeks,
        closed_on=end if end < today else None,
        sessions=sessions,
        today=today,
    )


def _office_hour(chance: random.Random, day: date) -> datetime:
    """A local moment in office hours, without a zone yet."""
    return datetime.combine(day, time(chance.randint(9, 15), chance.randint(0, 59)))


def _deal(chance: random.Random, found: list[Stay]) -> list[Stay]:
    """Give each stay its stories, so that a dozen clients show nearly every one."""
    substances = _deck(chance, _SUBSTANCE_DECK)
    counts = _deck(chance, _LIFE_COUNT_DECK)
    backgrounds = _deck(chance, _BACKGROUND_DECK)
    lives = _deck(chance, range(len(LIVES)))
    waiting: list[str] = []
    dealt = []
    for stay in found:
        chosen: list[str] = []
        wanted = next(counts)
        while len(chosen) < wanted:
            if not any(_fits(life, chosen) for life in waiting):
                waiting.append(LIVES[next(lives)])
                continue
            life = next(life for life in waiting if _fits(life, chosen))
            waiting.remove(life)
            chosen.append(life)
        dealt.append(
            replace(
                stay,
                background=next(backgrounds),
                substance=SUBSTANCES[next(substances)],
                lives=tuple(chosen),
            )
        )
    blocks = [dealt[start : start + _BLOCK] for start in range(0, len(dealt), _BLOCK)]
    return [stay for block in blocks for stay in _turns(chance, _letters_in_use(block))]


def _letters_in_use(block: list[Stay]) -> list[Stay]:
    """Names in rarer letters go to clients with notes, where they are seen on paper."""
    idle = [stay for stay in block if not stay.held and stay.background >= _RARER_LETTERS]
    plain = [stay for stay in block if stay.held and stay.background < _RARER_LETTERS]
    swapped = {id(one): other.background for one, other in zip(idle, plain, strict=False)}
    swapped |= {id(other): one.background for one, other in zip(idle, plain, strict=False)}
    return [replace(stay, background=swapped.get(id(stay), stay.background)) for stay in block]


def _fits(life: str, chosen: list[str]) -> bool:
    return life not in chosen and not any(pair <= {life, *chosen} for pair in _UNLIKELY_TOGETHER)


def _turns(chance: random.Random, block: list[Stay]) -> list[Stay]:
    """Of each dozen, a few have a return to use or a time of risk."""
    able = [place for place, stay in enumerate(block) if len(stay.held) >= _SESSIONS_FOR_TURN]
    grave = [place for place in able if _RISK_STORIES & set(block[place].lives)]
    risks = set(chance.sample(grave, min(_RISKS_IN_BLOCK, len(grave))))
    others = [place for place in able if place not in risks]
    lapses = set(chance.sample(others, min(_LAPSES_IN_BLOCK, len(others))))
    turned = []
    for place, stay in enumerate(block):
        latest = min(len(stay.held) - 1, 5)
        if place in risks:
            stay = replace(stay, risk_at=chance.randint(_EARLIEST_TURN, latest))  # noqa: PLW2901
        if place in lapses:
            stay = replace(stay, lapse_at=chance.randint(_EARLIEST_TURN, latest))  # noqa: PLW2901
        turned.append(stay)
    return turned


def _deck(chance: random.Random, cards: Sequence[int]) -> Iterator[int]:
    """The cards in an order of chance, shuffled anew each time they run out."""
    while True:
        hand = list(cards)
        chance.shuffle(hand)
        yield from hand

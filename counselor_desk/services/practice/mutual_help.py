"""Mutual help of the practice store: meetings told of, sponsor and step. Never treatment hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from random import Random
from tomllib import loads
from typing import Any

from counselor_desk import resources
from counselor_desk.records.mutual_help import Fellowship
from counselor_desk.services import mutual_help
from counselor_desk.services.desk import Desk
from counselor_desk.services.mutual_help import NewMeeting
from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.cases import InStore
from counselor_desk.services.practice.steps import Step
from counselor_desk.services.practice.wording import dice

_DAY = timedelta(days=1)
_TOLD_WEEKS = 4
"""How many of the last weeks of a stay meetings are told of."""

_GOING, _WITH_SPONSOR = 0.85, 0.7
"""The shares of clients who go to meetings, and of those who have found a sponsor."""

_VERIFIED = 0.3
_NOT_A_STEP = frozenset({Fellowship.SMART, Fellowship.DHARMA})
"""Fellowships without sponsors and steps."""

_FIRST_WEEKS_OF_A_STEP = 3


@cache
def _told() -> Mapping[str, Any]:
    text = resources.read_text("practice", "programme.toml")
    found: Mapping[str, Any] = loads(text)["mutual_help"]
    return found


def steps(desk: Desk, charts: Sequence[InStore], today: date, seed: int) -> Iterator[Step]:
    """One to three meetings a week of most clients, and twice what they say of sponsor and step.

    Each is told in the evening of its day; those of one client are of one fellowship.
    """
    for one in charts:
        chance = dice("mutual help", seed, one.case.number)
        if chance.random() < _GOING:
            yield from _of_client(desk, one, today, chance)


def _of_client(desk: Desk, one: InStore, today: date, chance: Random) -> Iterator[Step]:
    begins, ends = one.case.admitted_on or today, one.case.closed_on or today
    fellowship = Fellowship(chance.choice(list(_told()["meetings"])))
    meetings = _told()["meetings"][fellowship.value]
    usual = sorted(chance.sample(range(7), chance.randint(1, 3)))
    first = max(begins + _DAY, ends - _DAY * 7 * _TOLD_WEEKS)
    days = [first + _DAY * offset for offset in range((ends - first).days)]
    for day in days:
        if day.weekday() in usual:
            told = NewMeeting(
                held_on=day,
                fellowship=fellowship,
                meeting=meetings[day.weekday() % len(meetings)],
                is_verified=chance.random() < _VERIFIED,
            )
            yield Step(datetime.combine(day, time(21, 10)), partial(_add, desk, one, told))
    if fellowship in _NOT_A_STEP or not days:
        return
    sponsor = chance.choice(_told()["sponsors"])
    for day, has_sponsor in ((days[0], False), (days[-1], chance.random() < _WITH_SPONSOR)):
        step = min((day - begins).days // (7 * _FIRST_WEEKS_OF_A_STEP), 4)
        at = datetime.combine(timetable.working_day_before(day + _DAY), time(17, 15))
        if at.date() > begins:
            yield Step(at, partial(_tell, desk, one, has_sponsor, sponsor, step))


def _add(desk: Desk, one: InStore, told: NewMeeting) -> None:
    mutual_help.add(desk, one.client_id, told)


def _tell(desk: Desk, one: InStore, has_sponsor: bool, sponsor: str, step: int) -> None:
    mutual_help.tell(desk, one.client_id, has_sponsor=has_sponsor, sponsor=sponsor, step=step)

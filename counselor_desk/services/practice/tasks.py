"""Vocational tasks of practice clients: made in step with the stay, done, waiting or late."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.records.ids import Uid
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.wording import Voice, dice
from counselor_desk.services.tasks import NewTask

_MADE_AT, _WAITS_AT, _CLOSED_AT = time(15, 20), time(11, 10), time(14, 40)
_FIRST_AFTER, _SAME_WEEK, _NEXT_WEEK = (3, 6), (1, 2), (5, 9)
_MOST = 14
_DROPPED_SHARE = 0.08
_LATE_EVERY = 2
"""Every second open chart may have a task that is late."""

_LANES_BY_CODE = {
    "Z56.0": (Lane.CV, Lane.JOB, Lane.CV, Lane.JOB, Lane.SCHOOL, Lane.JOB),
    "Z59.811": (Lane.HOUSING, Lane.HOUSING, Lane.GOVERNMENT_AID),
    "Z65.3": (Lane.DOCUMENTS, Lane.DOCUMENTS),
}
"""What a problem of the plan asks for; the goal of the problem is the one that is served."""

_LANES_OF_ALL = (Lane.DOCUMENTS, Lane.GOVERNMENT_AID, Lane.SCHOOL, Lane.JOB, Lane.HOUSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeTask:
    """One task. Moments are local and without a zone; `closed_at` None: it is still open."""

    new: NewTask = field(repr=False)
    made_at: datetime
    waits_at: datetime | None = None
    closed_at: datetime | None = None
    is_dropped: bool = False
    outcome: str = field(default="", repr=False)


def tasks(case: Case, today: date) -> tuple[PracticeTask, ...]:
    """The tasks of a client in the order in which they were made; none before the admission.

    A stay that has ended leaves no open task; nothing happens on `today` or later.
    """
    if case.admitted_on is None:
        return ()
    chance = dice("tasks", case.person.full_name, case.admitted_on, today)
    facts = dict(case.person.facts)
    codes = {problem.code for version in case.plans for problem in version.plan.problems}
    if "Z59.811" in codes:
        facts["unsettled"] = "yes"
    voice = Voice(chance, facts)
    told: list[PracticeTask] = []
    made_on = _later(chance, case.admitted_on, _FIRST_AFTER)
    for turn, (lane, idea) in enumerate(_ideas(voice, codes)[:_MOST]):
        if made_on >= (case.closed_on or today):
            break
        told.append(_task(voice, case, lane, idea, made_on, today))
        made_on = _later(chance, made_on, _NEXT_WEEK if turn % 2 else _SAME_WEEK)
    return tuple(_with_late(case, told, today))


def _task(
    voice: Voice, case: Case, lane: Lane, idea: Mapping[str, Any], made_on: date, today: date
) -> PracticeTask:
    chance, days = voice.chance, int(idea["days"])
    due_on = timetable.working_day_after(made_on + timedelta(days=days - 1))
    takes = max(round(days * chance.uniform(0.5, 1.0)), 1)
    closed_on: date | None = timetable.working_day_after(made_on + timedelta(days=takes - 1))
    if case.closed_on is not None:
        closed_on = min(closed_on or due_on, timetable.working_day_before(case.closed_on))
    elif closed_on is not None and closed_on >= today:
        closed_on = None
    is_dropped = closed_on is not None and chance.random() < _DROPPED_SHARE
    waits_on = timetable.working_day_after(made_on)
    is_waiting = closed_on is None and idea.get("waits", False) and waits_on < today
    outcome = "Given up for now; other steps come first" if is_dropped else idea["outcome"]
    return PracticeTask(
        new=NewTask(
            lane=lane,
            text=voice.tell(idea["text"]),
            goal_uid=_goal(case, lane, made_on),
            owner=TaskOwner(idea.get("owner", TaskOwner.CLIENT)),
            due_on=due_on,
            next_action=voice.tell(idea["next"]),
            next_on=_next_on(chance, made_on, due_on, today),
        ),
        made_at=datetime.combine(made_on, _MADE_AT),
        waits_at=datetime.combine(waits_on, _WAITS_AT) if is_waiting else None,
        closed_at=_closed_at(closed_on, made_on),
        is_dropped=is_dropped,
        outcome=voice.tell(outcome) if closed_on is not None else "",
    )


def _closed_at(closed_on: date | None, made_on: date) -> datetime | None:
    """The moment of the end; a task that is done at once is done an hour after it was made."""
    if closed_on is None:
        return None
    if closed_on <= made_on:
        return datetime.combine(made_on, _MADE_AT) + timedelta(hours=1)
    return datetime.combine(closed_on, _CLOSED_AT)


def _next_on(chance: random.Random, made_on: date, due_on: date, today: date) -> date:
    """The day of the next action: soon, and not after the task is due unless it is late."""
    soon = max(made_on, today - timedelta(days=1)) + timedelta(days=chance.randint(0, 3))
    return max(min(timetable.working_day_after(soon), due_on), made_on)


def _with_late(case: Case, told: Sequence[PracticeTask], today: date) -> Iterator[PracticeTask]:
    """In some open charts the first open task was due some days ago."""
    is_waiting_for_it = case.closed_on is None and case.number % _LATE_EVERY == 0
    for task in told:
        if is_waiting_for_it and task.closed_at is None:
            due_on = timetable.working_day_before(today - timedelta(days=case.number % 4))
            if due_on > task.made_at.date():
                is_waiting_for_it = False
                next_on = timetable.working_day_after(today)
                yield replace(task, new=replace(task.new, due_on=due_on, next_on=next_on))
                continue
        yield task


def _ideas(voice: Voice, codes: set[str]) -> list[tuple[Lane, Mapping[str, Any]]]:
    """What this client's life asks for, the lanes of the problems first."""
    wanted = [lane for code in sorted(codes & set(_LANES_BY_CODE)) for lane in _LANES_BY_CODE[code]]
    others = voice.chance.sample(_LANES_OF_ALL, len(_LANES_OF_ALL))
    pools = _pools()
    found: list[tuple[Lane, Mapping[str, Any]]] = []
    for lane in (*wanted, *others, *others):
        known = [
            idea for idea in pools[lane.value] if (lane, idea) not in found and _fits(voice, idea)
        ]
        if known:
            found.append((lane, voice.chance.choice(known)))
    return _in_order(found, pools)


def _in_order(
    found: Sequence[tuple[Lane, Mapping[str, Any]]],
    pools: Mapping[str, Sequence[Mapping[str, Any]]],
) -> list[tuple[Lane, Mapping[str, Any]]]:
    """The same lanes in their turns, the steps of each lane as they follow in the file."""
    waiting = {lane: [idea for idea in pools[lane.value] if (lane, idea) in found] for lane in Lane}
    return [(lane, waiting[lane].pop(0)) for lane, _ in found]


def _fits(voice: Voice, idea: Mapping[str, Any]) -> bool:
    needs = set(idea.get("needs", ()))
    whole = " ".join((idea["text"], idea["next"], idea["outcome"]))
    return needs <= voice.facts.keys() and voice.can_tell(whole)


def _goal(case: Case, lane: Lane, made_on: date) -> Uid | None:
    """The first goal of the problem that the lane is about, in the plan in force on that day."""
    moment = datetime.combine(made_on, _MADE_AT)
    in_force = [one for one in case.plans if one.signed_at is not None and one.signed_at < moment]
    codes = [code for code, lanes in _LANES_BY_CODE.items() if lane in lanes]
    for version in in_force[-1:]:
        for problem in version.plan.problems:
            if problem.code in codes and problem.goals:
                return problem.goals[0].node_uid
    return None


def _later(chance: random.Random, day: date, days: tuple[int, int]) -> date:
    """A working day so many days after another."""
    return timetable.working_day_after(day + timedelta(days=chance.randint(*days) - 1))


@cache
def _pools() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return tomllib.loads(resources.read_text("practice", "tasks.toml"))

"""The meetings of the practice groups: who came to each, and the notes of the last ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import (
    GroupEdit,
    MemberEdit,
    Participation,
    SharedPart,
)
from counselor_desk.records.hours import CAME
from counselor_desk.records.notes import LinkedObjective, Risk
from counselor_desk.records.plans import Rating
from counselor_desk.records.schedule import CourseTopic, Occurrence
from counselor_desk.records.sessions import Session
from counselor_desk.services import attendance, group_sessions, group_signing, plans, schedule
from counselor_desk.services.desk import Desk
from counselor_desk.services.practice import rooms
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.rooms import Kept
from counselor_desk.services.practice.steps import Step
from counselor_desk.services.practice.wording import dice

_SIGNED_AFTER = timedelta(minutes=20)
_KEPT_AFTER = timedelta(minutes=9)
_WRITTEN = 2
"""How many members of the last meeting have their row written and not signed."""

_CODES = (
    *(AttendanceCode.PRESENT,) * 44,
    *(AttendanceCode.LATE,) * 2,
    AttendanceCode.LEFT_EARLY,
    AttendanceCode.NO_SHOW,
    *(AttendanceCode.EXCUSED,) * 2,
)
_SHORTER = (10, 15, 20)


def steps(
    desk: Desk, kept: Kept, day: date, today: date, seed: int, *, is_last: bool
) -> Iterator[Step]:
    """What happens after the meeting of a day; those the counselor led are written up."""
    _, ends = rooms.HOURS[kept.track][kept.hour]
    over = datetime.combine(day, ends)
    held: list[Session] = []
    yield Step(over, partial(_mark, desk, kept, day, seed, held))
    if not kept.is_mine or day < today - rooms.MINE_SINCE:
        return
    if is_last:
        yield Step(over + _KEPT_AFTER, partial(_begin, desk, kept, seed, held))
    else:
        yield Step(over + _SIGNED_AFTER, partial(_sign, desk, kept, seed, held))


def _mark(desk: Desk, kept: Kept, day: date, seed: int, held: list[Session]) -> None:
    occurrence = _occurrence(desk, kept, day)
    if occurrence is None:
        return
    there = [one for one in kept.charts if _is_there(one.case, day)]
    if not there:
        return
    session = attendance.hold(desk, occurrence)
    held.append(session)
    for one in there:
        code, shorter = _came(one.case, day, seed, kept.hour)
        minutes = session.minutes - shorter if shorter else None
        attendance.mark(desk, session.id, one.client_id, code, minutes)


def _came(case: Case, day: date, seed: int, hour: int) -> tuple[AttendanceCode, int]:
    """How a client came to the first or second group of a day, and the minutes missed.

    Who is away misses both; one comes late to the first and leaves the second early.
    """
    chance = dice("came", seed, day, case.number)
    code, shorter = chance.choice(_CODES), chance.choice(_SHORTER)
    part = {AttendanceCode.LATE: 0, AttendanceCode.LEFT_EARLY: 1}
    if code in CAME and part.get(code) != hour:
        return AttendanceCode.PRESENT, 0
    return code, shorter if code in CAME else 0


def _occurrence(desk: Desk, kept: Kept, day: date) -> Occurrence | None:
    told = schedule.book(desk, day, day)
    mine = (one for one in told.occurrences if one.series.care_group_id == kept.group_id)
    return next(mine, None)


def _is_there(case: Case, day: date) -> bool:
    """From the day after the admission to the day before the discharge."""
    if case.admitted_on is None or day <= case.admitted_on:
        return False
    return case.closed_on is None or day < case.closed_on


def _sign(desk: Desk, kept: Kept, seed: int, held: list[Session]) -> None:
    if held:
        edit = _written(desk, kept, held[0], seed, most=len(kept.charts))
        group_signing.sign(desk, edit, [one.client_id for one in edit.members])


def _begin(desk: Desk, kept: Kept, seed: int, held: list[Session]) -> None:
    if held:
        group_sessions.keep(desk, _written(desk, kept, held[0], seed, most=_WRITTEN))


def _written(desk: Desk, kept: Kept, session: Session, seed: int, *, most: int) -> GroupEdit:
    """The meeting written up; the first `most` members with their rows complete."""
    words = rooms.told()
    chance = dice("meeting", seed, kept.name, session.held_on)
    meeting = words["meetings"][session.held_on.toordinal() // 2 % len(words["meetings"])]
    edit = group_sessions.open_edit(desk, session.id)
    edit = replace(
        edit,
        shared=SharedPart(
            topic=meeting["topic"],
            course_topic=CourseTopic(meeting["course_topic"]),
            text=meeting["text"],
            interventions=tuple(chance.sample(words["interventions"], 2)),
            next_step=meeting["next_step"],
        ),
    )
    lines = chance.sample(words["responses"]["lines"], len(words["responses"]["lines"]))
    rows = [
        _row(desk, one, lines[place % len(lines)], seed, session.held_on)
        for place, one in enumerate(edit.members)
    ]
    return replace(edit, members=(*rows[:most], *edit.members[most:]))


def _row(desk: Desk, row: MemberEdit, line: str, seed: int, day: date) -> MemberEdit:
    chance = dice("response", seed, day, row.client_id)
    if row.code not in CAME:
        return replace(row, text=chance.choice(rooms.told()["reasons_away"]))
    plan = plans.in_force(desk, row.client_id)
    linked: tuple[LinkedObjective, ...] = ()
    if plan is not None:
        objective = chance.choice(tuple(plan.objectives()))
        rating = chance.choice((Rating.SAME, Rating.BETTER, Rating.BETTER))
        linked = (LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=rating),)
    return replace(
        row,
        text=line.replace("{two|three}", chance.choice(("two", "three"))),
        objectives=linked,
        unlinked_reason="" if linked else "The plan is still being made.",
        participation=chance.choice(tuple(Participation)[1:]),
        risk=Risk.NONE_REPORTED,
    )

"""The programme: groups of the practice store, who came, and the notes of the last meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from tomllib import loads
from typing import Any, Protocol

from counselor_desk import resources
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.episodes import Track
from counselor_desk.records.group_sessions import (
    GroupEdit,
    MemberEdit,
    Participation,
    SharedPart,
)
from counselor_desk.records.groups import Group, GroupType
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId, GroupId, PlannedTopicId, SeriesId
from counselor_desk.records.notes import LinkedObjective, Risk
from counselor_desk.records.plans import Rating
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.schedule import CourseTopic, Occurrence, PlannedTopic, Series
from counselor_desk.records.sessions import Session, SessionKind
from counselor_desk.records.today import OwedTask
from counselor_desk.rules import hours as hour_rules
from counselor_desk.services import (
    attendance,
    courses,
    episodes,
    group_sessions,
    group_signing,
    groups,
    hours,
    plans,
    profiles,
    schedule,
    snoozes,
)
from counselor_desk.services import today as today_list
from counselor_desk.services.desk import Desk
from counselor_desk.services.practice import mutual_help, timetable
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.steps import Step
from counselor_desk.services.practice.wording import dice

_MOST_CLIENTS = 40
"""The newest clients who come to groups; a larger caseload would take long to make."""

_ROOM = 10
_DAY = timedelta(days=1)
_AHEAD = timedelta(weeks=12)
_MINE_SINCE = timedelta(days=14)
"""How long the counselor has led the groups; before that a colleague did."""

_SIGNED_AFTER = timedelta(minutes=20)
_KEPT_AFTER = timedelta(minutes=9)
_OPEN_EVERY = 5
"""Every fifth short week of the last ones has no reason yet."""

_WRITTEN = 2
"""How many members of the last meeting have their row written and not signed."""

_PREFERS_EVERY = 2
"""Every second client says with whom to be in a group."""

_HOURS = {
    Track.MORNING: ((time(9), time(10, 30)), (time(10, 30), time(12))),
    Track.EVENING: ((time(17, 30), time(19)), (time(19), time(20, 30))),
}
_DAYS = {
    Track.MORNING: (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY),
    Track.EVENING: (Weekday.MONDAY, Weekday.TUESDAY, Weekday.THURSDAY),
}
_CODES = (
    *(AttendanceCode.PRESENT,) * 44,
    *(AttendanceCode.LATE,) * 2,
    AttendanceCode.LEFT_EARLY,
    AttendanceCode.NO_SHOW,
    *(AttendanceCode.EXCUSED,) * 2,
)
_SHORTER = (10, 15, 20)
_REASONS = (ReasonCode.ILLNESS, ReasonCode.COURT, ReasonCode.WORK, ReasonCode.CHILDCARE)


class InStore(Protocol):
    """One case on its way into the store; `client_id` is known once the client is added."""

    case: Case
    client_id: ClientId


@cache
def _told() -> Mapping[str, Any]:
    return loads(resources.read_text("practice", "programme.toml"))


@dataclass(slots=True)
class _Kept:
    """A practice group once it is in the store."""

    name: str
    type: GroupType
    track: Track
    hour: int
    is_mine: bool
    charts: Sequence[InStore]
    group_id: GroupId = GroupId(0)  # noqa: RUF009 - an int by another name
    series: list[SeriesId] = field(default_factory=list)

    @property
    def follows_course(self) -> bool:
        """Whether it teaches the topics of a course in turn."""
        return self.type is GroupType.RELAPSE_PREVENTION


def steps(desk: Desk, charts: Sequence[InStore], today: date, seed: int) -> Iterator[Step]:
    """Groups, members, meetings and their notes, in no order.

    Args:
        desk: the store that is filled.
        charts: every client who is put into it.
        today: the day that anchors the caseload; nothing happens on it or later.
        seed: the same seed on the same day gives the same meetings.
    """
    admitted = [one for one in charts if one.case.admitted_on is not None][-_MOST_CLIENTS:]
    evening = datetime.combine(timetable.working_day_before(today), time(18, 50))
    for one in admitted:
        if one.case.closed_on is None:
            yield Step(evening, partial(_plan_individual, desk, one, today))
    yield from mutual_help.steps(desk, admitted, today, seed)
    yield from _preference_steps(desk, admitted)
    yield from _exception_steps(desk, admitted, today)
    if admitted:
        yield from _holiday_steps(
            desk, min(one.case.admitted_on or today for one in admitted), today
        )
    for track in (Track.MORNING, Track.EVENING):
        mine = [one for one in admitted if one.case.track is track]
        for place, some in enumerate(_rooms(mine)):
            for kept in _groups(track, place, some):
                yield from _steps_of(desk, kept, today, seed)


def _preference_steps(desk: Desk, admitted: Sequence[InStore]) -> Iterator[Step]:
    """Some clients say at the admission with whom they would rather be in a group."""
    wishes = _told()["preferences"]
    for one in admitted:
        wish = wishes.get(one.case.grounds.substance, "")
        if wish and one.case.admitted_on is not None and one.case.number % _PREFERS_EVERY == 0:
            at = datetime.combine(one.case.admitted_on, time(10, 50))
            yield Step(at, partial(_prefer, desk, one, wish))


def _prefer(desk: Desk, one: InStore, wish: str) -> None:
    groups.prefer(desk, one.client_id, wish)


def _exception_steps(desk: Desk, admitted: Sequence[InStore], today: date) -> Iterator[Step]:
    """One client for whom a number differs, and one thing that was put off for two days."""
    staying = [one for one in admitted if one.case.closed_on is None]
    if not staying:
        return
    one = min(staying, key=lambda chart: chart.case.admitted_on or today)
    day = timetable.working_day_before((one.case.admitted_on or today) + 7 * _DAY)
    if day < today:
        yield Step(datetime.combine(day, time(12, 40)), partial(_set_number, desk, one))
    evening = datetime.combine(timetable.working_day_before(today), time(18, 55))
    yield Step(evening, partial(_put_off, desk, today))


def _set_number(desk: Desk, one: InStore) -> None:
    own = _told()["own_number"]
    profiles.set_client_number(desk, one.client_id, own["name"], own["value"], own["reason"])


def _put_off(desk: Desk, today: date) -> None:
    """The task that is due last within the week is not shown before the day after tomorrow."""
    tasks = [item for item in today_list.owed(desk) if isinstance(item, OwedTask)]
    if tasks and not tasks[-1].is_late:
        reason = _told()["put_off"]["reason"]
        snoozes.put_off(desk, tasks[-1], until_on=today + 2 * _DAY, reason=reason)


def _holiday_steps(desk: Desk, first_on: date, today: date) -> Iterator[Step]:
    """The program is closed on holidays, from the first admission to some weeks ahead."""
    at = datetime.combine(first_on, time(7, 40))
    for offset in range((today + _AHEAD - first_on).days):
        day = first_on + _DAY * offset
        if timetable.is_holiday(day):
            yield Step(at, partial(schedule.add_holiday, desk, day, "Holiday"))


def _rooms(charts: list[InStore]) -> list[list[InStore]]:
    """The clients of a track dealt to rooms, so that at most ten are there at any time."""
    rooms: list[list[InStore]] = []
    for one in charts:
        free = next((room for room in rooms if _fits(one, room)), None)
        if free is None:
            rooms.append([one])
        else:
            free.append(one)
    return rooms


def _fits(one: InStore, room: list[InStore]) -> bool:
    together = [other for other in room if _overlap(one.case, other.case)]
    return len(together) < _ROOM


def _overlap(one: Case, other: Case) -> bool:
    begins, ends = one.admitted_on or date.max, one.closed_on or date.max
    return begins <= (other.closed_on or date.max) and (other.admitted_on or date.max) <= ends


def _groups(track: Track, place: int, charts: list[InStore]) -> Iterator[_Kept]:
    """Two groups a day for one room: one of the counselor's, one of a colleague's."""
    when = "Morning" if track is Track.MORNING else "Evening"
    letter = f" {'ABCDEFGH'[place % 8]}" if place else ""
    mine_first = place % 2
    yield _Kept(
        name=f"{when} relapse prevention{letter}",
        type=GroupType.RELAPSE_PREVENTION,
        track=track,
        hour=0 if mine_first else 1,
        is_mine=place < len(_told()["leaders"]),
        charts=charts,
    )
    yield _Kept(
        name=f"{when} skills{letter}",
        type=GroupType.SKILLS,
        track=track,
        hour=1 if mine_first else 0,
        is_mine=False,
        charts=charts,
    )


def _steps_of(desk: Desk, kept: _Kept, today: date, seed: int) -> Iterator[Step]:
    first_on = min(one.case.admitted_on or today for one in kept.charts)
    begins = datetime.combine(first_on, time(7, 45))
    yield Step(begins, partial(_make, desk, kept, first_on, today, seed))
    for one in kept.charts:
        joined_on, left_on = one.case.admitted_on or today, one.case.closed_on
        yield Step(
            datetime.combine(joined_on, time(10, 45)), partial(_join, desk, kept, one, joined_on)
        )
        if left_on is not None:
            yield Step(
                datetime.combine(left_on, time(16, 30)), partial(_leave, desk, kept, one, left_on)
            )
    if kept.hour == 0:
        yield from _reason_steps(desk, kept, today, seed)
    last_on = timetable.working_day_before(today)
    days = [
        first_on + _DAY * offset
        for offset in range((today - first_on).days)
        if (first_on + _DAY * offset).weekday() in _DAYS[kept.track]
        and not timetable.is_holiday(first_on + _DAY * offset)
    ]
    for day in days:
        is_last = day == days[-1] and (last_on - day).days < 1
        yield from _meeting_steps(desk, kept, day, today, seed, is_last=is_last)


def _reason_steps(desk: Desk, kept: _Kept, today: date, seed: int) -> Iterator[Step]:
    """Each Monday the short week before gets its reason; a few of the last one are still open."""
    for one in kept.charts:
        begins = one.case.admitted_on or today
        first = begins + timedelta(days=-begins.weekday() % 7)
        ends = one.case.closed_on or today
        for weeks in range(max((ends - first).days // 7, 0)):
            monday = first + timedelta(days=7 * (weeks + 1))
            is_last = monday + timedelta(days=7) > today
            is_open = is_last and one.case.number % _OPEN_EVERY == 0
            if monday <= ends and monday < today and not is_open:
                at = datetime.combine(monday, time(8, 20))
                yield Step(at, partial(_give_reason, desk, one, monday, seed))


def _give_reason(desk: Desk, one: InStore, monday: date, seed: int) -> None:
    episode = episodes.current(desk, one.client_id)
    if episode is None:
        return
    known = hours.of_episode(desk, episode.id)
    before = monday - timedelta(days=7)
    for week in known.weeks:
        if week.begins_on == before and hour_rules.h1_h8_short_week(known, week):
            chance = dice("reason", seed, monday, one.case.number)
            is_closed = any(timetable.is_holiday(before + _DAY * day) for day in range(5))
            code = ReasonCode.HOLIDAY if is_closed else chance.choice(_REASONS)
            hours.give_reason(desk, episode.id, ReasonedRule.SHORT_WEEK, before, code)


def _make(desk: Desk, kept: _Kept, first_on: date, today: date, seed: int) -> None:
    chance = dice("group", seed, kept.name)
    leader = chance.choice(_told()["leaders"])
    group = groups.add(
        desk,
        Group(
            id=GroupId(0),
            uid=desk.new_uid(),
            name=kept.name,
            type=kept.type,
            led_by="" if kept.is_mine else leader,
            curriculum=_told()["course"]["curriculum"] if kept.follows_course else "",
        ),
    )
    kept.group_id = group.id
    if kept.follows_course:
        courses.plan(desk, group.id, _course_topics(group.id))
    mine_from = today - _MINE_SINCE
    starts, ends = _HOURS[kept.track][kept.hour]
    for weekday in _DAYS[kept.track]:
        spans: list[tuple[date, date | None, str]] = [(first_on, None, leader)]
        if kept.is_mine:
            spans = [(max(mine_from, first_on), None, "")]
            if first_on < mine_from:
                spans.append((first_on, mine_from - _DAY, leader))
        for begins_on, ends_on, led_by in spans:
            schedule.plan(
                desk,
                Series(
                    id=SeriesId(0),
                    uid=desk.new_uid(),
                    kind=SessionKind.GROUP,
                    care_group_id=group.id,
                    track=kept.track,
                    weekday=weekday,
                    starts=starts,
                    ends=ends,
                    zone=desk.zone,
                    led_by=led_by,
                    begins_on=begins_on,
                    ends_on=ends_on,
                ),
            )


def _course_topics(group_id: GroupId) -> list[PlannedTopic]:
    return [
        PlannedTopic(
            id=PlannedTopicId(0),
            care_group_id=group_id,
            position=place,
            topic=CourseTopic(told["topic"]),
            name=told.get("name", ""),
            meetings=told["meetings"],
        )
        for place, told in enumerate(_told()["course"]["topics"])
    ]


def _join(desk: Desk, kept: _Kept, one: InStore, day: date) -> None:
    groups.join(desk, kept.group_id, one.client_id, joined_on=day)


def _leave(desk: Desk, kept: _Kept, one: InStore, day: date) -> None:
    for member in groups.history(desk, kept.group_id):
        if member.client_id == one.client_id and member.left_on is None:
            groups.leave(desk, member, left_on=day)


def _meeting_steps(
    desk: Desk, kept: _Kept, day: date, today: date, seed: int, *, is_last: bool
) -> Iterator[Step]:
    _, ends = _HOURS[kept.track][kept.hour]
    over = datetime.combine(day, ends)
    held: list[Session] = []
    yield Step(over, partial(_mark, desk, kept, day, seed, held))
    if not kept.is_mine or day < today - _MINE_SINCE:
        return
    if is_last:
        yield Step(over + _KEPT_AFTER, partial(_begin, desk, kept, seed, held))
    else:
        yield Step(over + _SIGNED_AFTER, partial(_sign, desk, kept, seed, held))


def _mark(desk: Desk, kept: _Kept, day: date, seed: int, held: list[Session]) -> None:
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


def _occurrence(desk: Desk, kept: _Kept, day: date) -> Occurrence | None:
    told = schedule.book(desk, day, day)
    mine = (one for one in told.occurrences if one.series.care_group_id == kept.group_id)
    return next(mine, None)


def _is_there(case: Case, day: date) -> bool:
    """From the day after the admission to the day before the discharge."""
    if case.admitted_on is None or day <= case.admitted_on:
        return False
    return case.closed_on is None or day < case.closed_on


def _sign(desk: Desk, kept: _Kept, seed: int, held: list[Session]) -> None:
    if held:
        edit = _written(desk, kept, held[0], seed, most=len(kept.charts))
        group_signing.sign(desk, edit, [one.client_id for one in edit.members])


def _begin(desk: Desk, kept: _Kept, seed: int, held: list[Session]) -> None:
    if held:
        group_sessions.keep(desk, _written(desk, kept, held[0], seed, most=_WRITTEN))


def _written(desk: Desk, kept: _Kept, session: Session, seed: int, *, most: int) -> GroupEdit:
    """The meeting written up; the first `most` members with their rows complete."""
    told = _told()
    chance = dice("meeting", seed, kept.name, session.held_on)
    meeting = told["meetings"][session.held_on.toordinal() // 2 % len(told["meetings"])]
    edit = group_sessions.open_edit(desk, session.id)
    edit = replace(
        edit,
        shared=SharedPart(
            topic=meeting["topic"],
            course_topic=CourseTopic(meeting["course_topic"]),
            text=meeting["text"],
            interventions=tuple(chance.sample(told["interventions"], 2)),
            next_step=meeting["next_step"],
        ),
    )
    lines = chance.sample(told["responses"]["lines"], len(told["responses"]["lines"]))
    rows = [
        _row(desk, one, lines[place % len(lines)], seed, session.held_on)
        for place, one in enumerate(edit.members)
    ]
    return replace(edit, members=(*rows[:most], *edit.members[most:]))


def _row(desk: Desk, row: MemberEdit, line: str, seed: int, day: date) -> MemberEdit:
    chance = dice("response", seed, day, row.client_id)
    if row.code not in CAME:
        return replace(row, text=chance.choice(_told()["reasons_away"]))
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


def _plan_individual(desk: Desk, one: InStore, today: date) -> None:
    """The weekly individual session from today on, at the hour it has had so far."""
    usual = _usual_hour(one.case)
    if usual is None:
        return
    weekday, starts, ends = usual
    schedule.plan(
        desk,
        Series(
            id=SeriesId(0),
            uid=desk.new_uid(),
            kind=SessionKind.INDIVIDUAL,
            client_id=one.client_id,
            track=one.case.track,
            weekday=weekday,
            starts=starts,
            ends=ends,
            zone=desk.zone,
            begins_on=today,
        ),
    )


def _usual_hour(case: Case) -> tuple[Weekday, time, time] | None:
    """When a client regularly has the individual session, by the signed notes."""
    held = Counter(
        (Weekday(note.held_on.weekday()), note.starts, note.ends)
        for note in case.signed_notes()
        if note.kind is SessionKind.INDIVIDUAL and note.held_on and note.starts and note.ends
    )
    return held.most_common(1)[0][0] if held else None

"""The programme of the practice store: groups and their members, holidays, reasons, own times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from counselor_desk.records.episodes import Track
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import GroupId, PlannedTopicId, SeriesId
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.today import OwedTask
from counselor_desk.rules import hours as hour_rules
from counselor_desk.services import (
    courses,
    episodes,
    groups,
    hours,
    profiles,
    schedule,
    snoozes,
)
from counselor_desk.services import today as today_list
from counselor_desk.services.desk import Desk
from counselor_desk.services.practice import meetings, mutual_help, rooms, timetable
from counselor_desk.services.practice.cases import Case, InStore
from counselor_desk.services.practice.rooms import Kept
from counselor_desk.services.practice.steps import Step
from counselor_desk.services.practice.wording import dice

_MOST_CLIENTS = 40
"""The newest clients who come to groups; a larger caseload would take long to make."""

_DAY = timedelta(days=1)
_AHEAD = timedelta(weeks=12)
_OPEN_EVERY = 5
"""Every fifth short week of the last ones has no reason yet."""

_PREFERS_EVERY = 2
"""Every second client says with whom to be in a group."""

_REASONS = (ReasonCode.ILLNESS, ReasonCode.COURT, ReasonCode.WORK, ReasonCode.CHILDCARE)


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
        for kept in rooms.of_track(track, mine):
            yield from _steps_of(desk, kept, today, seed)


def _preference_steps(desk: Desk, admitted: Sequence[InStore]) -> Iterator[Step]:
    """Some clients say at the admission with whom they would rather be in a group."""
    wishes = rooms.told()["preferences"]
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
    own = rooms.told()["own_number"]
    profiles.set_client_number(desk, one.client_id, own["name"], own["value"], own["reason"])


def _put_off(desk: Desk, today: date) -> None:
    """The task that is due last within the week is not shown before the day after tomorrow."""
    tasks = [item for item in today_list.owed(desk) if isinstance(item, OwedTask)]
    if tasks and not tasks[-1].is_late:
        reason = rooms.told()["put_off"]["reason"]
        snoozes.put_off(desk, tasks[-1], until_on=today + 2 * _DAY, reason=reason)


def _holiday_steps(desk: Desk, first_on: date, today: date) -> Iterator[Step]:
    """The program is closed on holidays, from the first admission to some weeks ahead."""
    at = datetime.combine(first_on, time(7, 40))
    for offset in range((today + _AHEAD - first_on).days):
        day = first_on + _DAY * offset
        if timetable.is_holiday(day):
            yield Step(at, partial(schedule.add_holiday, desk, day, "Holiday"))


def _steps_of(desk: Desk, kept: Kept, today: date, seed: int) -> Iterator[Step]:
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
        if (first_on + _DAY * offset).weekday() in rooms.DAYS[kept.track]
        and not timetable.is_holiday(first_on + _DAY * offset)
    ]
    for day in days:
        is_last = day == days[-1] and (last_on - day).days < 1
        yield from meetings.steps(desk, kept, day, today, seed, is_last=is_last)


def _reason_steps(desk: Desk, kept: Kept, today: date, seed: int) -> Iterator[Step]:
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


def _make(desk: Desk, kept: Kept, first_on: date, today: date, seed: int) -> None:
    chance = dice("group", seed, kept.name)
    leader = chance.choice(rooms.told()["leaders"])
    group = groups.add(
        desk,
        Group(
            id=GroupId(0),
            uid=desk.new_uid(),
            name=kept.name,
            type=kept.type,
            led_by="" if kept.is_mine else leader,
            curriculum=rooms.told()["course"]["curriculum"] if kept.follows_course else "",
        ),
    )
    kept.group_id = group.id
    if kept.follows_course:
        courses.plan(desk, group.id, _course_topics(group.id))
    mine_from = today - rooms.MINE_SINCE
    starts, ends = rooms.HOURS[kept.track][kept.hour]
    for weekday in rooms.DAYS[kept.track]:
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
        for place, told in enumerate(rooms.told()["course"]["topics"])
    ]


def _join(desk: Desk, kept: Kept, one: InStore, day: date) -> None:
    groups.join(desk, kept.group_id, one.client_id, joined_on=day)


def _leave(desk: Desk, kept: Kept, one: InStore, day: date) -> None:
    for member in groups.history(desk, kept.group_id):
        if member.client_id == one.client_id and member.left_on is None:
            groups.leave(desk, member, left_on=day)


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

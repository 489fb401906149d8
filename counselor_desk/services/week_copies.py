"""Copies of a week: its single sessions planned again seven days later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from counselor_desk.records.ids import ClientId, SeriesId, Uid
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.weeks import DAYS, Block, Week, overlap
from counselor_desk.services import groups, schedule, weeks
from counselor_desk.services.desk import Desk
from counselor_desk.storage import episodes as episode_rows

_WEEK = timedelta(days=DAYS)
_COPIED = frozenset(
    {
        SessionKind.INDIVIDUAL,
        SessionKind.FAMILY,
        SessionKind.GROUP,
        SessionKind.CASE_MANAGEMENT,
        SessionKind.MEDICATION_MANAGEMENT,
        SessionKind.VOCATIONAL,
    }
)
"""What is planned; a crisis or a phone contact is not."""


def copy_week_before(desk: Desk, first_on: date, *, initiator: object = None) -> tuple[Series, ...]:
    """Plan the single sessions of the week before `first_on` once more, seven days later.

    Weekly times come back by themselves. Left out are days off, groups and clients who are not
    there any more, what the group or client has at that time already, and what was held without
    a plan where the client has a weekly time of that kind. A second copy so adds nothing.
    """
    found = tuple(_copies(desk, first_on))
    return schedule.plan_all(desk, found, initiator=initiator) if found else ()


def _copies(desk: Desk, first_on: date) -> Iterator[Series]:
    before, here = weeks.of_week(desk, first_on - _WEEK), weeks.of_week(desk, first_on)
    closed = {one.day for one in here.holidays}
    meeting = {one.group.id for one in groups.every(desk) if one.group.is_open}
    single = [one for one in before.blocks if _is_single(one)]
    staying = _in_treatment(desk, single)
    for one in single:
        copy = replace(one, held_on=one.held_on + _WEEK)
        is_there = one.client_id in staying or one.group_id in meeting
        if is_there and copy.held_on not in closed and not _has(here, copy):
            yield _series(copy)


def _is_single(one: Block) -> bool:
    """Whether it is planned once, or was held without a plan, for one client or one group."""
    if one.kind not in _COPIED or (one.client_id is None) == (one.group_id is None):
        return False
    planned = one.planned
    return planned is None or planned.series.begins_on == planned.series.ends_on


def _in_treatment(desk: Desk, blocks: list[Block]) -> frozenset[ClientId]:
    wanted = sorted({one.client_id for one in blocks if one.client_id is not None})
    with desk.read() as reader:
        return frozenset(one.client_id for one in episode_rows.open_of_all(reader, wanted))


def _has(week: Week, copy: Block) -> bool:
    """Whether the same client or group has something at that time, or another of a weekly kind."""
    whose = (copy.client_id, copy.group_id, copy.kind)
    alike = [one for one in week.blocks if (one.client_id, one.group_id, one.kind) == whose]
    return any(overlap(one, copy) for one in alike) or (copy.planned is None and bool(alike))


def _series(copy: Block) -> Series:
    return Series(
        id=SeriesId(0),
        uid=Uid(""),
        kind=copy.kind,
        care_group_id=copy.group_id,
        client_id=copy.client_id,
        weekday=Weekday(copy.held_on.weekday()),
        starts=copy.starts,
        ends=copy.ends,
        zone=copy.zone,
        modality=copy.modality,
        led_by=copy.led_by,
        with_whom=copy.with_whom,
        begins_on=copy.held_on,
        ends_on=copy.held_on,
    )

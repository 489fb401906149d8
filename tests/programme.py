"""Groups, planned weeks and attendance for tests, in few words."""

from __future__ import annotations

from datetime import date, time

from counselor_desk.records.groups import Group, GroupType
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import groups, schedule


def group(desk, name="Relapse prevention", **fields):
    """A group that is in the store."""
    facts = {"type": GroupType.RELAPSE_PREVENTION} | fields
    return groups.add(desk, Group(id=0, uid="", name=name, **facts))


def weekly(desk, *, of_group=None, of_client=None, **fields):
    """Sessions planned each week, of a group or of a client."""
    facts = {
        "kind": SessionKind.GROUP if of_group else SessionKind.INDIVIDUAL,
        "weekday": Weekday.MONDAY,
        "starts": time(9),
        "ends": time(12),
        "begins_on": date(2026, 2, 2),
    } | fields
    series = Series(
        id=0,
        uid="",
        zone="",
        care_group_id=of_group.id if of_group else None,
        client_id=of_client.id if of_client else None,
        **facts,
    )
    return schedule.plan(desk, series)

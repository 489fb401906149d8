"""The findings on hours of a caseload of 200, against those of one of 50: four times as many."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, closing
from datetime import time, timedelta
from pathlib import Path

from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.groups import Group, GroupType
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Occurrence, Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.rules import hours as hour_rules
from counselor_desk.services import attendance, clients, episodes, groups, hours, schedule
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attendance as attendance_rows
from tests.benchmarks.paired import Comparison, compare, in_turn
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (Goal(name="Findings of 200 clients, to those of 50 (linear is 4)", target=5),)

FEW, MANY = 50, 200
WEEKS = 6
_IN_A_GROUP = 10
_DAYS = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY)


def measure() -> tuple[Comparison, ...]:
    """Two stores with the same weeks for each client, read in turn."""
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as open_desks:
        few, many = (
            open_desks.enter_context(closing(_programme(Path(scratch) / f"{count}.cdesk", count)))
            for count in (FEW, MANY)
        )
        pairs = in_turn(lambda: findings(many), lambda: findings(few))
        return (compare(pairs, target=GOALS[0].target),)


def findings(desk: Desk) -> int:
    """How many findings on hours a caseload has now."""
    return sum(len(hour_rules.check(one)) for one in hours.of_caseload(desk).values())


def _programme(folder: Path, count: int) -> Desk:
    """Groups of ten, each three times a week and an individual session for everybody."""
    desk = new_desk(folder)
    with desk.write():
        for number in range(0, count, _IN_A_GROUP):
            _group(desk, number)
    return desk


def _group(desk: Desk, number: int) -> None:
    begins_on = desk.today() - timedelta(weeks=WEEKS)
    group = groups.add(
        desk, Group(id=0, uid="", name=f"Group {number}", type=GroupType.RELAPSE_PREVENTION)
    )
    facts = {"id": 0, "uid": "", "zone": "", "begins_on": begins_on}
    for weekday in _DAYS:
        series = Series(
            kind=SessionKind.GROUP,
            care_group_id=group.id,
            weekday=weekday,
            starts=time(9),
            ends=time(12),
            **facts,
        )
        schedule.plan(desk, series)
    for place in range(_IN_A_GROUP):
        new = NewClient(
            given_name="Ana", family_name=f"Ruiz {number + place}", admitted_on=begins_on
        )
        client = clients.add(desk, new)
        groups.join(desk, group.id, client.id, joined_on=begins_on)
        series = Series(
            kind=SessionKind.INDIVIDUAL,
            client_id=client.id,
            weekday=Weekday.THURSDAY,
            starts=time(8 + place),
            ends=time(8 + place, 50),
            **facts,
        )
        schedule.plan(desk, series)
    told = schedule.book(desk, begins_on, desk.today() - timedelta(days=1))
    for one in told.occurrences:
        if not told.is_held(one):
            _hold(desk, told, one)


def _hold(desk: Desk, told: schedule.Book, one: Occurrence) -> None:
    """Everybody was there; marked straight in the table, since nobody can be elsewhere."""
    session = attendance.hold(desk, one)
    with desk.write() as writer:
        for client_id in told.clients_of(one):
            attendance_rows.insert(
                writer,
                Attendance(
                    id=0,
                    session_id=session.id,
                    client_id=client_id,
                    episode_id=episodes.open_of(desk, client_id).id,
                    code=AttendanceCode.PRESENT,
                    minutes=session.minutes,
                ),
            )

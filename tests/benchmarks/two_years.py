"""A programme with two years of records: clients in treatment, and all who were there before.

Each seat had one client after the other, twelve weeks each, in a group of ten that meets
three times a week, with an individual session beside. What was held is written straight into the
tables, without seals and audit events: the pages that are measured read neither.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.groups import Group, GroupType, Member
from counselor_desk.records.notes import Note, Section, SectionCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Meeting, Series
from counselor_desk.records.sessions import Session, SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, episodes, groups, schedule
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import folder as folders
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage import triggers
from counselor_desk.storage.table import Table
from tests.benchmarks import bare
from tests.caseloads import add_clients
from tests.desks import NOW, ZONE, new_desk

IN_A_GROUP = 10
_STAY, _DAY = timedelta(weeks=12), timedelta(days=1)
_BEFORE = 8
"""How many clients had each seat before: with the one of today two years."""

_DAYS = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY)
_ALONE_ON = Weekday.THURSDAY
_UNWRITTEN = timedelta(days=2)
"""The sessions of the last two days are still to be written up."""

_AWAY_EVERY = 12
_TEXT = "Named two risky times of the week and practiced what to do in each of them."


def make(folder: Path, count: int) -> None:
    """Make the store with so many clients in treatment, as of the day the tests' clock tells."""
    desk = new_desk(folder)
    seats = _seats(desk, count)
    made = _groups(desk, count // IN_A_GROUP)
    order = {
        "records": str(desk.vault.folder / folders.RECORDS),
        "key": bytes(bare.database_key(desk.vault)).hex(),
        "today": desk.today().isoformat(),
        "seats": seats,
        "groups": made,
    }
    desk.close()
    # This process has told the library to lock and wipe its memory, which takes six times as long.
    subprocess.run([sys.executable, "-m", __name__], input=json.dumps(order), text=True, check=True)


def _seats(desk: Desk, count: int) -> list[list[int]]:
    """The clients of each seat, the one of today first."""
    add_clients(desk, count, unsigned_every=20)
    rows = sorted(clients.rows(desk), key=lambda row: row.id)
    seats = [[int(row.id)] for row in rows]
    with desk.write():
        for seat, row in enumerate(rows):
            admitted_on = episodes.open_of(desk, row.id).admitted_on
            for number in range(1, _BEFORE + 1):
                new = NewClient(
                    given_name="Ana",
                    family_name=f"Ruiz {seat} {number}",
                    admitted_on=admitted_on - number * _STAY,
                )
                seats[seat].append(int(clients.add(desk, new).id))
    return seats


def _groups(desk: Desk, count: int) -> list[list[int]]:
    """Each group with its series: three mornings a week."""
    made = []
    with desk.write():
        for number in range(count):
            new = Group(id=0, uid="", name=f"Group {number}", type=GroupType.RELAPSE_PREVENTION)
            group = groups.add(desk, new)
            made.append([int(group.id), *(_meets(desk, group, weekday) for weekday in _DAYS)])
    return made


def _meets(desk: Desk, group: Group, weekday: Weekday) -> int:
    series = Series(
        id=0,
        uid="",
        kind=SessionKind.GROUP,
        care_group_id=group.id,
        weekday=weekday,
        starts=time(9),
        ends=time(12),
        zone="",
        begins_on=desk.today() - _BEFORE * _STAY,
    )
    return int(schedule.plan(desk, series).id)


@dataclass(frozen=True, slots=True)
class _Stay:
    client_id: int
    episode_id: int
    admitted_on: date
    closed_on: date | None

    def is_on(self, day: date) -> bool:
        return self.admitted_on <= day and (self.closed_on is None or day <= self.closed_on)


class _Filling:
    """Writes members, individual sessions planned, and everything that was held."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._today = date.fromisoformat(order["today"])
        self._connection = dbapi2.connect(order["records"], isolation_level=None)
        self._connection.set_key(bytearray(b"x'%s'" % order["key"].encode()))
        self._connection.execute("PRAGMA synchronous = OFF")
        seats: list[list[int]] = order["seats"]
        self._seats = [[self._stay(one, at) for at, one in enumerate(ids)] for ids in seats]
        self._groups: list[list[int]] = order["groups"]
        tables = ("series", "session", "meeting", "attendance", "note")
        self._ids = {table: self._last_of(table) for table in tables}

    def write(self) -> None:
        """All of it in one transaction, the triggers taken away meanwhile."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            run(f"DROP TRIGGER {name}")
        for stays in self._seats:
            for stay in stays[1:]:
                closed = stay.closed_on.isoformat()
                run("UPDATE episode SET closed_on = ? WHERE id = ?", (closed, stay.episode_id))
        for place, (group_id, *series) in enumerate(self._groups):
            seats = self._seats[place * IN_A_GROUP : (place + 1) * IN_A_GROUP]
            self._group(group_id, series, seats)
        for place, stays in enumerate(self._seats):
            for stay in stays:
                self._alone(stay, time(8 + place % IN_A_GROUP))
        triggers.renew(self._connection)
        run("COMMIT")
        self._connection.close()

    def _last_of(self, table: str) -> int:
        last = self._connection.execute(f"SELECT max(id) FROM {table}")  # noqa: S608 - our names
        return last.fetchone()[0] or 0

    def _stay(self, client_id: int, place: int) -> _Stay:
        episode_id, admitted = self._connection.execute(
            "SELECT id, admitted_on FROM episode WHERE client_id = ?", (client_id,)
        ).fetchone()
        admitted_on = date.fromisoformat(admitted)
        closed_on = admitted_on + _STAY - _DAY if place else None
        return _Stay(client_id, episode_id, admitted_on, closed_on)

    def _group(self, group_id: int, series: Sequence[int], seats: Sequence[list[_Stay]]) -> None:
        stays = [stay for seat in seats for stay in seat]
        members = [
            Member(
                id=0,
                care_group_id=group_id,
                client_id=stay.client_id,
                joined_on=stay.admitted_on,
                left_on=stay.closed_on,
            )
            for stay in stays
        ]
        self._add(group_rows.MEMBERS, members)
        for weekday, series_id in zip(_DAYS, series, strict=True):
            for day in self._days(weekday, self._today - _BEFORE * _STAY):
                there = [stay for stay in stays if stay.is_on(day)]
                self._held(SessionKind.GROUP, day, (time(9), time(12)), series_id, there, group_id)

    def _alone(self, stay: _Stay, starts: time) -> None:
        times = (starts, starts.replace(minute=50))
        series = Series(
            id=self._next("series"),
            uid=self._uid("series"),
            kind=SessionKind.INDIVIDUAL,
            client_id=stay.client_id,
            weekday=_ALONE_ON,
            starts=times[0],
            ends=times[1],
            zone=ZONE,
            begins_on=stay.admitted_on,
            ends_on=stay.closed_on,
        )
        self._add(schedule_rows.SERIES, [series], keeps_ids=True)
        for day in self._days(_ALONE_ON, stay.admitted_on):
            if stay.is_on(day):
                self._held(SessionKind.INDIVIDUAL, day, times, series.id, [stay])

    def _days(self, weekday: Weekday, first_on: date) -> Iterator[date]:
        day = first_on + _DAY * ((weekday - first_on.weekday()) % 7)
        while day < self._today - _UNWRITTEN:
            yield day
            day += timedelta(weeks=1)

    def _held(
        self,
        kind: SessionKind,
        day: date,
        times: tuple[time, time],
        series_id: int,
        stays: Sequence[_Stay],
        group_id: int | None = None,
    ) -> None:
        starts, ends = times
        session = Session(
            id=self._next("session"),
            uid=self._uid("session"),
            kind=kind,
            held_on=day,
            starts=starts,
            ends=ends,
            zone=ZONE,
            group_id=group_id,
        )
        self._add(session_rows.SESSIONS, [session], keeps_ids=True)
        meeting = Meeting(
            id=self._next("meeting"), session_id=session.id, series_id=series_id, planned_on=day
        )
        self._add(schedule_rows.MEETINGS, [meeting], keeps_ids=True)
        there = [self._attendance(session, stay) for stay in stays]
        self._add(attendance_rows.ATTENDANCE, there, keeps_ids=True)
        came = [one for one in there if one.code is AttendanceCode.PRESENT]
        notes = [self._note(session, one) for one in came]
        self._add(note_rows.NOTES, notes, keeps_ids=True)
        for note in notes:
            self._connection.execute(
                "INSERT INTO note_section (note_id, position, code, text) VALUES (?, 0, ?, ?)",
                (note.id, SectionCode.DATA.value, _TEXT),
            )

    def _attendance(self, session: Session, stay: _Stay) -> Attendance:
        number = self._next("attendance")
        is_away = number % _AWAY_EVERY == 0
        return Attendance(
            id=number,
            session_id=session.id,
            client_id=stay.client_id,
            episode_id=stay.episode_id,
            code=AttendanceCode.NO_SHOW if is_away else AttendanceCode.PRESENT,
            minutes=0 if is_away else session.minutes,
        )

    def _note(self, session: Session, one: Attendance) -> Note:
        return Note(
            id=self._next("note"),
            uid=self._uid("note"),
            client_id=one.client_id,
            episode_id=one.episode_id,
            attendance_id=one.id,
            kind=session.kind,
            held_on=session.held_on,
            starts=session.starts,
            ends=session.ends,
            zone=ZONE,
            minutes=one.minutes,
            state=RecordState.SIGNED,
            entered_at=NOW,
            sections=(Section(code=SectionCode.DATA, text=_TEXT),),
        )

    def _add(self, table: Table[Any], records: Sequence[Any], *, keeps_ids: bool = False) -> None:
        for stroke in table.strokes(records, keeps_ids=keeps_ids):
            self._connection.execute(stroke.sql, stroke.parameters)

    def _next(self, table: str) -> int:
        self._ids[table] += 1
        return self._ids[table]

    def _uid(self, table: str) -> str:
        return f"{list(self._ids).index(table):08d}-0000-4000-8000-{self._ids[table]:012d}"


if __name__ == "__main__":
    _Filling(json.load(sys.stdin)).write()

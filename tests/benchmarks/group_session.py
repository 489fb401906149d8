"""Signing the ten notes of a group session, beyond an empty look into the same store."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import GroupEdit, SharedPart
from counselor_desk.records.groups import Group, GroupType
from counselor_desk.records.ids import GroupId, Uid
from counselor_desk.records.notes import Risk
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, clients, group_sessions, group_signing, groups
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from tests.benchmarks.paired import Comparison, compare, excess, in_turn
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (Goal(name="Signing ten notes of a group session", target=1000, unit="ms"),)

_MEMBERS = 10
_ADMITTED_ON = date(2025, 6, 2)
_SESSIONS = 70
"""More than the pairs and warm-ups there can be."""
_SENTENCE = "Named one risky time of the week and one way to meet it."


def measure() -> tuple[Comparison, ...]:
    """Each pair writes up one more session; what is before signing is not timed."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(new_desk(Path(scratch) / "Records.cdesk")) as desk,
    ):
        edits = _Sessions(desk)
        pairs = in_turn(edits.sign_next, lambda: _look(desk))
        return (compare(pairs, target=GOALS[0].target, figure=excess),)


class _Sessions:
    """Sessions of one group of ten, all written up before the first is timed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        group = groups.add(
            desk, Group(id=GroupId(0), uid=Uid(""), name="Skills", type=GroupType.SKILLS)
        )
        for number in range(_MEMBERS):
            client = clients.add(
                desk, NewClient(given_name=f"Member{number}", admitted_on=_ADMITTED_ON)
            )
            groups.join(desk, group.id, client.id, joined_on=_ADMITTED_ON)
        self._ready = [self._written(group, day) for day in range(_SESSIONS)]

    def sign_next(self) -> None:
        """Sign all notes of the next session."""
        edit = self._ready.pop()
        group_signing.sign(self._desk, edit, [one.client_id for one in edit.members])

    def _written(self, group: Group, place: int) -> GroupEdit:
        session = attendance.record(
            self._desk,
            NewSession(
                kind=SessionKind.GROUP,
                held_on=date.fromordinal(_ADMITTED_ON.toordinal() + place),
                starts=time(9),
                ends=time(10, 30),
                group_id=group.id,
            ),
        )
        edit = group_sessions.open_edit(self._desk, session.id)
        shared = SharedPart(topic="Skills", text="Practiced in pairs.", next_step="Practice.")
        rows = tuple(
            replace(
                one,
                code=AttendanceCode.PRESENT,
                text=f"{_SENTENCE} {number}",
                unlinked_reason="The plan is being written.",
                risk=Risk.NONE_REPORTED,
            )
            for number, one in enumerate(edit.members)
        )
        return replace(edit, shared=shared, members=rows)


def _look(desk: Desk) -> None:
    with desk.read() as reader:
        reader.value("SELECT count(*) FROM note")

"""Composing a discharge summary of a long stay, beyond an empty look into the same store."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Note, Risk, Section, SectionCode
from counselor_desk.records.times import TimeRange, parse_range
from counselor_desk.services import clients, discharges, exports, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.services.exports import DocumentKind
from tests.benchmarks.paired import Comparison, compare, excess, in_turn
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (Goal(name="Discharge summary of 60 notes, from store to page", target=200, unit="ms"),)

_ADMITTED_ON = date(2026, 1, 5)
_NOTES = 60
_WORDS = "She named four of five triggers and rode out two urges this week. " * 12


def measure() -> tuple[Comparison, ...]:
    """The draft as the Print button takes it: gathered, refreshed, laid out."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(new_desk(Path(scratch) / "Records.cdesk")) as desk,
    ):
        client_id = _long_stay(desk)
        pairs = in_turn(lambda: _compose(desk, client_id), lambda: _look(desk))
        return (compare(pairs, target=GOALS[0].target, figure=excess),)


def _compose(desk: Desk, client_id: ClientId) -> None:
    (choice,) = exports.choose(desk, client_id, DocumentKind.DISCHARGE_SUMMARY)
    exports.compose(desk, choice)


def _look(desk: Desk) -> None:
    with desk.read() as reader:
        reader.value("SELECT count(*) FROM discharge")


def _long_stay(desk: Desk) -> ClientId:
    client = clients.add(
        desk, NewClient(given_name="Marcus", family_name="Reyes", admitted_on=_ADMITTED_ON)
    )
    times = parse_range("9:00-9:50")
    with desk.write():
        for number in range(_NOTES):
            note = notes.start(desk, client.id, held_on=_ADMITTED_ON + timedelta(days=number))
            notes.sign(desk, NoteEdit(note=_written(note, times)))
    discharges.start(desk, client.id)
    return client.id


def _written(note: Note, times: TimeRange) -> Note:
    return replace(
        note,
        starts=times.start,
        ends=times.end,
        risk=Risk.NONE_REPORTED,
        unlinked_reason="The plan is being written.",
        sections=(
            Section(code=SectionCode.DATA, text=_WORDS),
            Section(code=SectionCode.ASSESSMENT, text=_WORDS),
            Section(code=SectionCode.PLAN, text=_WORDS),
        ),
    )

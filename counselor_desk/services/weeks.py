"""Weeks: what is planned and what was held, by the hour, and how far its notes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from counselor_desk.errors import ImpossibleAttendanceError, UnknownRecordError
from counselor_desk.records import appointments
from counselor_desk.records.clients import Client
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.groups import Group
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId, GroupId, NoteId, SessionId
from counselor_desk.records.notes import Note
from counselor_desk.records.schedule import Occurrence, service_of
from counselor_desk.records.sessions import Session, SessionKind, end_moment
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.weeks import (
    DAYS,
    Block,
    Entry,
    OwnTime,
    Week,
    WriteUp,
    cannot_both_be,
    overlap,
    with_clashes,
)
from counselor_desk.services import drafts, notes, profiles, schedule, shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.services.schedule import Book
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage import tasks as task_rows
from counselor_desk.storage import weeks as rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.weeks import Reported

_DAY = timedelta(days=1)


def first_of_week(desk: Desk, day: date) -> date:
    """The first day of the week a day lies in, as the program begins its weeks."""
    return day - timedelta(days=(day.weekday() - desk.program().week_starts) % DAYS)


def of_week(desk: Desk, first_on: date) -> Week:
    """The seven days from `first_on`: planned times, held sessions and notes begun."""
    last_on = first_on + (DAYS - 1) * _DAY
    with desk.read() as reader:
        book = schedule.book_within(reader, first_on, last_on)
        filling = _Filling(desk, reader, book, first_on, last_on)
        blocks = filling.blocks()
        left_out = filling.left_out(reader, first_on, last_on)
        holidays = tuple(
            one for one in schedule_rows.holidays(reader) if first_on <= one.day <= last_on
        )
        own = _own_times(desk, reader, first_on, last_on)
    told = with_clashes([*blocks, *own])
    return Week(
        first_on=first_on,
        blocks=tuple(one for one in told if isinstance(one, Block)),
        holidays=holidays,
        left_out=left_out,
        own=tuple(one for one in told if isinstance(one, OwnTime)),
    )


def between(desk: Desk, first_on: date, last_on: date) -> tuple[Block, ...]:
    """The planned times, held sessions and notes begun of some days, in the order of time."""
    with desk.read() as reader:
        book = schedule.book_within(reader, first_on, last_on)
        blocks = _Filling(desk, reader, book, first_on, last_on).blocks()
    return tuple(sorted(blocks, key=lambda one: (one.held_on, one.starts, one.title)))


def waiting(desk: Desk, first_on: date, last_on: date) -> tuple[Block, ...]:
    """As `between`, without what was written up on the days before the last."""
    with desk.read() as reader:
        book = schedule.book_within(reader, first_on, last_on)
        blocks = _Filling(desk, reader, book, first_on, last_on).blocks(open_before=last_on)
    return tuple(sorted(blocks, key=lambda one: (one.held_on, one.starts, one.title)))


def at_the_time_of(desk: Desk, planned: Occurrence) -> tuple[Entry, ...]:
    """What the counselor, or somebody expected, already has at a time that is to be planned."""
    series = planned.series
    first_on, last_on = planned.held_on - _DAY, planned.held_on + _DAY
    with desk.read() as reader:
        book = schedule.book_within(reader, first_on, last_on)
        around: list[Entry] = list(_Filling(desk, reader, book, first_on, last_on).blocks())
        around += _own_times(desk, reader, first_on, last_on)
        wanted = Block(
            held_on=planned.held_on,
            starts=planned.starts,
            ends=planned.ends,
            zone=series.zone,
            kind=series.kind,
            service=service_of(series.kind),
            title="",
            led_by=series.led_by,
            clients=book.clients_of(planned),
            planned=planned,
        )
    found = (
        one
        for one in around
        if one.key != wanted.key and overlap(one, wanted) and cannot_both_be(one, wanted)
    )
    return tuple(sorted(found, key=lambda one: (one.held_on, one.starts, one.title)))


def begin_note(desk: Desk, block: Block, *, initiator: object = None) -> NoteId:
    """The note of a session with one client: the one that is begun, or a new one with its times.

    Raises:
        ImpossibleAttendanceError: the session is still to come.
        NoOpenEpisodeError: the client was discharged.
        UnknownRecordError: it is a session of a group.
    """
    if block.note_id is not None:
        return block.note_id
    if block.client_id is None:
        raise UnknownRecordError("client of this session")
    if block.begins_after(desk.local(desk.now())):
        raise ImpossibleAttendanceError.not_yet()
    started = notes.start(
        desk, block.client_id, kind=block.kind, held_on=block.held_on, initiator=initiator
    )
    note = replace(
        started,
        starts=block.starts,
        ends=block.ends,
        modality=block.modality,
        participants=block.with_whom or started.participants,
    )
    notes.keep(desk, NoteEdit(note=note), initiator=initiator)
    return started.id


def _own_times(desk: Desk, reader: Reader, first_on: date, last_on: date) -> list[OwnTime]:
    """The appointments of clients in treatment, as their tasks tell of them."""
    told = [
        one
        for task in task_rows.open_between(reader, first_on, last_on)
        for one in appointments.of_task(task)
        if first_on <= one.held_on <= last_on
    ]
    clients = client_rows.some(reader, sorted({one.client_id for one in told}))
    names = shown_names.shown_of(desk, clients)
    return [OwnTime(title=names[one.client_id], told=one) for one in told]


_Freely = tuple[ClientId, date, SessionKind]
"""Whose session it was, the day and the kind."""


class _Filling:
    """Puts together what the store knows of some days."""

    def __init__(
        self, desk: Desk, reader: Reader, book: Book, first_on: date, last_on: date
    ) -> None:
        self._desk, self._book, self._now = desk, book, desk.now()
        self._within = profiles.in_force_within(reader).note_due_within
        self._sessions = session_rows.between(reader, first_on, last_on)
        self._meetings = {
            one.session_id: one for one in schedule_rows.meetings_held(reader, first_on, last_on)
        }
        self._of_plan = {
            (one.series_id, one.planned_on): one.session_id for one in self._meetings.values()
        }
        self._reported: dict[SessionId, list[Reported]] = defaultdict(list)
        for one in rows.reported(reader, first_on, last_on):
            self._reported[one.session_id].append(one)
        self._unplanned: dict[_Freely, list[Session]] = defaultdict(list)
        for session in self._sessions:
            if session.id not in self._meetings:
                for row in self._reported[session.id]:
                    freely = row.client_id, session.held_on, session.kind
                    self._unplanned[freely].append(session)
        self._begun = {one.session_id for one in group_rows.drafts(reader)}
        self._notes = [
            note
            for note in _unsigned(reader)
            if note.held_on is not None and first_on <= note.held_on <= last_on
        ]
        clients = _clients(reader, book, self._reported, self._notes)
        self._names = shown_names.shown_of(desk, clients.values())

    def blocks(self, *, open_before: date = date.min) -> list[Block]:
        """Every block, in no order; of the days before `open_before` only what is not signed."""
        left = {one.id: one for one in self._sessions}
        done = {
            one.id
            for one in self._sessions
            if one.held_on < open_before and self._is_signed(self._reported[one.id])
        }
        unsigned = list(self._notes)
        found = []
        for one in self._book.occurrences:
            session = self._session_of(one, left)
            note = None if session is not None else _note_of(one, unsigned)
            if session is not None:
                del left[session.id]
                if session.id in done:
                    continue
            if note is not None:
                unsigned.remove(note)
            found.append(self._planned(one, session, note))
        found += [self._held(session) for key, session in left.items() if key not in done]
        found += [self._written(note) for note in unsigned if note.starts and note.ends]
        return found

    def left_out(self, reader: Reader, first_on: date, last_on: date) -> tuple[Block, ...]:
        """The planned times that were cancelled once, in the order of time."""
        known = {one.id: one for one in schedule_rows.between(reader, first_on, last_on)}
        found = [
            Occurrence(
                series=known[one.series_id],
                planned_on=one.planned_on,
                held_on=one.planned_on,
                starts=known[one.series_id].starts,
                ends=known[one.series_id].ends,
            )
            for one in schedule_rows.exceptions(reader)
            if one.moved_to is None
            and one.series_id in known
            and first_on <= one.planned_on <= last_on
        ]
        wanted = {one.series.client_id for one in found if one.series.client_id is not None}
        others = client_rows.some(reader, sorted(wanted - self._names.keys()))
        self._names |= shown_names.shown_of(self._desk, others)
        blocks = (self._planned(one, None, None) for one in found)
        return tuple(sorted(blocks, key=lambda one: (one.held_on, one.starts, one.title)))

    def _session_of(self, one: Occurrence, left: Mapping[SessionId, Session]) -> Session | None:
        session_id = self._of_plan.get((one.series.id, one.planned_on))
        if session_id is not None and session_id in left:
            return left[session_id]
        # A session whose note was written freely is the planned time of its client all the same.
        if one.series.client_id is None:
            return None
        freely = self._unplanned.get((one.series.client_id, one.held_on, one.series.kind), ())
        return next((session for session in freely if session.id in left), None)

    def _planned(self, one: Occurrence, session: Session | None, note: Note | None) -> Block:
        if session is not None:
            return self._held(session, one)
        expected = self._book.clients_of(one)
        is_open = not one.series.led_by and expected
        ended = end_moment(one.held_on, one.starts, one.ends, one.series.zone)
        return Block(
            held_on=one.held_on,
            starts=one.starts,
            ends=one.ends,
            zone=one.series.zone,
            kind=one.series.kind,
            service=self._book.service_of(one),
            title=self._title(self._book.group_of(one), expected),
            modality=one.series.modality,
            led_by=one.series.led_by,
            with_whom=one.series.with_whom,
            client_id=one.series.client_id,
            group_id=one.series.care_group_id,
            expected=len(expected),
            clients=expected,
            write_up=self._open(ended, is_begun=note is not None) if is_open else WriteUp.NONE,
            planned=one,
            note_id=None if note is None else note.id,
        )

    def _held(self, session: Session, planned: Occurrence | None = None) -> Block:
        """A session in the store; where nobody is marked yet, with whom it was planned."""
        there = self._reported[session.id]
        group_id = None if session.group_id is None else GroupId(session.group_id)
        group = None if group_id is None else self._book.groups.get(group_id)
        ids = tuple(row.client_id for row in there)
        if not ids and planned is not None:
            ids = self._book.clients_of(planned)
        came_ids = tuple(row.client_id for row in there if row.code in CAME)
        is_single = group_id is None and len(ids) == 1
        return Block(
            held_on=session.held_on,
            starts=session.starts,
            ends=session.ends,
            zone=session.zone,
            kind=session.kind,
            service=service_of(session.kind, group.type if group else None),
            title=self._title(group, ids),
            modality=session.modality,
            led_by=session.led_by,
            with_whom="" if planned is None else planned.series.with_whom,
            client_id=ids[0] if is_single else None,
            group_id=group_id,
            expected=len(ids),
            came=len(came_ids) if there else len(ids),
            clients=came_ids if there else ids,
            signed=sum(row.note_id is not None for row in there),
            write_up=self._write_up(session, there) if ids else WriteUp.NONE,
            planned=planned,
            session_id=session.id,
            note_id=there[0].note_id if is_single and there else None,
        )

    def _write_up(self, session: Session, there: Sequence[Reported]) -> WriteUp:
        if session.led_by:
            return WriteUp.NONE
        if self._is_signed(there):
            return WriteUp.SIGNED
        is_begun = session.id in self._begun or any(row.note_id for row in there)
        ended = end_moment(session.held_on, session.starts, session.ends, session.zone)
        return self._open(ended, is_begun=is_begun)

    def _is_signed(self, there: Sequence[Reported]) -> bool:
        """Whether there is a signed note of everybody who came."""
        came = [row for row in there if row.code in CAME or row.note_id is not None]
        return bool(came) and all(row.note_id is not None for row in came)

    def _written(self, note: Note) -> Block:
        """A note about something that was not planned."""
        if note.held_on is None or note.starts is None or note.ends is None:
            raise ValueError("a note without its times is no block")
        ended = end_moment(note.held_on, note.starts, note.ends, note.zone)
        return Block(
            held_on=note.held_on,
            starts=note.starts,
            ends=note.ends,
            zone=note.zone,
            kind=note.kind,
            service=service_of(note.kind),
            title=self._title(None, (note.client_id,)),
            modality=note.modality,
            client_id=note.client_id,
            clients=(note.client_id,),
            write_up=self._open(ended, is_begun=True),
            note_id=note.id,
        )

    def _open(self, ended: datetime, *, is_begun: bool) -> WriteUp:
        """What is not signed: late once it is due, else begun or not."""
        if ended + self._within < self._now:
            return WriteUp.LATE
        return WriteUp.DRAFT if is_begun else WriteUp.NONE

    def _title(self, group: Group | None, clients: Sequence[ClientId]) -> str:
        if group is not None:
            return group.name
        return ", ".join(self._names[one] for one in clients if one in self._names)


def _note_of(one: Occurrence, unsigned: Iterable[Note]) -> Note | None:
    """The note begun about a planned time of one client: of that day and kind."""
    wanted = (one.series.client_id, one.held_on, one.series.kind)
    return next(
        (note for note in unsigned if (note.client_id, note.held_on, note.kind) == wanted), None
    )


def _unsigned(reader: Reader) -> list[Note]:
    typed = drafts.decode_notes(draft_rows.contents(reader, RecordKind.NOTE))
    return [*(edit.note for edit in typed), *note_rows.untyped(reader)]


def _clients(
    reader: Reader,
    book: Book,
    reported: Mapping[SessionId, Sequence[Reported]],
    unsigned: Iterable[Note],
) -> dict[ClientId, Client]:
    """Those whose name a block may say."""
    wanted = {one.series.client_id for one in book.occurrences if one.series.client_id is not None}
    wanted |= {row.client_id for there in reported.values() if len(there) == 1 for row in there}
    wanted |= {note.client_id for note in unsigned}
    return {one.id: one for one in client_rows.some(reader, sorted(wanted))}

"""Weeks: what is planned and what was held, by the hour, and how far its notes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from counselor_desk.errors import ImpossibleAttendanceError, UnknownRecordError
from counselor_desk.records.clients import Client
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.groups import Group
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId, GroupId, NoteId, SessionId
from counselor_desk.records.notes import Note
from counselor_desk.records.schedule import Holiday, Occurrence, Service, service_of
from counselor_desk.records.sessions import Modality, Session, SessionKind, end_moment
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import drafts, notes, profiles, schedule, shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.services.schedule import Book
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage import weeks as rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.weeks import Reported

DAYS = 7
_DAY = timedelta(days=1)


class WriteUp(StrEnum):
    """How far the notes of a session are."""

    NONE = "none"
    DRAFT = "draft"
    SIGNED = "signed"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One session of a week, planned or held.

    Attributes:
        title: the group, or the client as the screen says the name.
        led_by: who leads it, empty for the counselor; then there is nothing to write.
        expected: how many clients are, or were, expected.
        came: how many of them did, as far as it is marked; signed: of how many there is a note.
        planned: the planned time it comes from, None for one that was not planned.
        session_id: the session in the store, None while nothing of it is recorded.
        note_id: the one note about it; never of a group.
        clashes: what overlaps with it, each as a title and a start.
    """

    held_on: date
    starts: time
    ends: time
    zone: str
    kind: SessionKind
    service: Service
    title: str = field(repr=False)
    modality: Modality = Modality.IN_PERSON
    led_by: str = field(default="", repr=False)
    with_whom: str = field(default="", repr=False)
    client_id: ClientId | None = None
    group_id: GroupId | None = None
    expected: int = 1
    came: int = 0
    signed: int = 0
    write_up: WriteUp = WriteUp.NONE
    planned: Occurrence | None = None
    session_id: SessionId | None = None
    note_id: NoteId | None = None
    clashes: tuple[tuple[str, time], ...] = field(default=(), repr=False)

    @property
    def key(self) -> tuple[object, ...]:
        """What finds it again after it was moved or written up."""
        if self.planned is not None:
            return self.planned.series.id, self.planned.planned_on
        return self.session_id, self.note_id

    @property
    def is_held(self) -> bool:
        """Whether something of it is in the store, so that it is not moved any more."""
        return self.session_id is not None or self.note_id is not None

    @property
    def is_mine(self) -> bool:
        """Whether the store's owner leads it."""
        return not self.led_by

    def begins_after(self, now: datetime) -> bool:
        """Whether it is still to come at a local moment."""
        return (self.held_on, self.starts) > (now.date(), now.time())


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from `first_on`, what is in them in the order of time, and the days off.

    `left_out` are the planned times that were cancelled once, as they would have been.
    """

    first_on: date
    blocks: tuple[Block, ...]
    holidays: tuple[Holiday, ...]
    left_out: tuple[Block, ...] = ()

    @property
    def last_on(self) -> date:
        """The seventh day."""
        return self.first_on + (DAYS - 1) * _DAY


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
    return Week(
        first_on=first_on, blocks=with_clashes(blocks), holidays=holidays, left_out=left_out
    )


def between(desk: Desk, first_on: date, last_on: date) -> tuple[Block, ...]:
    """The planned times, held sessions and notes begun of some days, in the order of time."""
    with desk.read() as reader:
        book = schedule.book_within(reader, first_on, last_on)
        blocks = _Filling(desk, reader, book, first_on, last_on).blocks()
    return tuple(sorted(blocks, key=lambda one: (one.held_on, one.starts, one.title)))


def at_the_time_of(desk: Desk, planned: Occurrence) -> tuple[Block, ...]:
    """What the counselor, or the client, already has at a time that is still to be planned."""
    series = planned.series
    wanted = Block(
        held_on=planned.held_on,
        starts=planned.starts,
        ends=planned.ends,
        zone=series.zone,
        kind=series.kind,
        service=service_of(series.kind),
        title="",
        led_by=series.led_by,
        client_id=series.client_id,
    )
    around = between(desk, planned.held_on - _DAY, planned.held_on + _DAY)
    return tuple(one for one in around if overlap(one, wanted) and _cannot_both_be(one, wanted))


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


def with_clashes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in the order of time; those the counselor cannot lead both know of each other."""
    told = sorted(blocks, key=lambda one: (one.held_on, one.starts, one.title))
    found: dict[int, list[tuple[str, time]]] = defaultdict(list)
    for place, one in enumerate(told):
        for at in range(place + 1, len(told)):
            other = told[at]
            if other.held_on > one.held_on + _DAY:
                break
            if overlap(one, other) and _cannot_both_be(one, other):
                found[place].append((other.title, other.starts))
                found[at].append((one.title, one.starts))
    return tuple(
        replace(one, clashes=tuple(found[place])) if place in found else one
        for place, one in enumerate(told)
    )


def overlap(one: Block, other: Block) -> bool:
    """Whether two sessions have a minute in common."""
    first_begins, first_ends = _span(one)
    begins, ends = _span(other)
    return first_begins < ends and begins < first_ends


def _cannot_both_be(one: Block, other: Block) -> bool:
    is_same_client = one.client_id is not None and one.client_id == other.client_id
    return (one.is_mine and other.is_mine) or is_same_client


class _Filling:
    """Puts together what the store knows of some days."""

    def __init__(
        self, desk: Desk, reader: Reader, book: Book, first_on: date, last_on: date
    ) -> None:
        self._desk, self._book, self._now = desk, book, desk.now()
        self._within = profiles.in_force_within(reader).note_due_within
        self._sessions = session_rows.between(reader, first_on, last_on)
        self._meetings = {
            one.session_id: one for one in schedule_rows.meetings_between(reader, first_on, last_on)
        }
        self._of_plan = {
            (one.series_id, one.planned_on): one.session_id for one in self._meetings.values()
        }
        self._on: dict[date, list[Session]] = defaultdict(list)
        for session in self._sessions:
            self._on[session.held_on].append(session)
        self._reported: dict[SessionId, list[Reported]] = defaultdict(list)
        for one in rows.reported(reader, first_on, last_on):
            self._reported[one.session_id].append(one)
        self._begun = {one.session_id for one in group_rows.drafts(reader)}
        self._notes = [
            note
            for note in _unsigned(reader)
            if note.held_on is not None and first_on <= note.held_on <= last_on
        ]
        clients = _clients(reader, book, self._reported, self._notes)
        self._names = shown_names.shown_of(desk, clients.values())

    def blocks(self) -> list[Block]:
        """Every block, in no order."""
        left = {one.id: one for one in self._sessions}
        unsigned = list(self._notes)
        found = []
        for one in self._book.occurrences:
            session = self._session_of(one, left)
            note = None if session is not None else _note_of(one, unsigned)
            if session is not None:
                del left[session.id]
            if note is not None:
                unsigned.remove(note)
            found.append(self._planned(one, session, note))
        found += [self._held(session) for session in left.values()]
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
        if one.series.client_id is None:
            return None
        return next(
            (
                session
                for session in self._on[one.held_on]
                if session.id in left
                and session.id not in self._meetings
                and self._is_same(session, one)
            ),
            None,
        )

    def _is_same(self, session: Session, one: Occurrence) -> bool:
        """Whether a session whose note was written freely is this planned time of its client."""
        if one.series.client_id is None or session.held_on != one.held_on:
            return False
        there = {row.client_id for row in self._reported[session.id]}
        return session.kind is one.series.kind and one.series.client_id in there

    def _planned(self, one: Occurrence, session: Session | None, note: Note | None) -> Block:
        group = self._book.group_of(one)
        if session is not None:
            held = self._held(session, self._book.clients_of(one))
            return replace(held, planned=one, with_whom=one.series.with_whom)
        expected = self._book.clients_of(one)
        made = Block(
            held_on=one.held_on,
            starts=one.starts,
            ends=one.ends,
            zone=one.series.zone,
            kind=one.series.kind,
            service=self._book.service_of(one),
            title=self._title(group, expected),
            modality=one.series.modality,
            led_by=one.series.led_by,
            with_whom=one.series.with_whom,
            client_id=one.series.client_id,
            group_id=one.series.care_group_id,
            expected=len(expected),
            planned=one,
            note_id=None if note is None else note.id,
        )
        return replace(made, write_up=self._open(made, is_begun=note is not None))

    def _held(self, session: Session, planned: Sequence[ClientId] = ()) -> Block:
        """A session in the store; where nobody is marked yet, with whom it was planned."""
        there = self._reported[session.id]
        group_id = None if session.group_id is None else GroupId(session.group_id)
        group = None if group_id is None else self._book.groups.get(group_id)
        ids = tuple(row.client_id for row in there) or tuple(planned)
        is_single = group_id is None and len(ids) == 1
        made = Block(
            held_on=session.held_on,
            starts=session.starts,
            ends=session.ends,
            zone=session.zone,
            kind=session.kind,
            service=service_of(session.kind, group.type if group else None),
            title=self._title(group, ids),
            modality=session.modality,
            led_by=session.led_by,
            client_id=ids[0] if is_single else None,
            group_id=group_id,
            expected=len(ids),
            came=sum(row.code in CAME for row in there) if there else len(ids),
            signed=sum(row.note_id is not None for row in there),
            session_id=session.id,
            note_id=there[0].note_id if is_single and there else None,
        )
        came = [row for row in there if row.code in CAME or row.note_id is not None]
        if came and all(row.note_id is not None for row in came):
            return replace(made, write_up=WriteUp.SIGNED if made.is_mine else WriteUp.NONE)
        is_begun = session.id in self._begun or any(row.note_id for row in there)
        return replace(made, write_up=self._open(made, is_begun=is_begun))

    def _written(self, note: Note) -> Block:
        """A note about something that was not planned."""
        if note.held_on is None or note.starts is None or note.ends is None:
            raise ValueError("a note without its times is no block")
        made = Block(
            held_on=note.held_on,
            starts=note.starts,
            ends=note.ends,
            zone=note.zone,
            kind=note.kind,
            service=service_of(note.kind),
            title=self._title(None, (note.client_id,)),
            modality=note.modality,
            client_id=note.client_id,
            note_id=note.id,
        )
        return replace(made, write_up=self._open(made, is_begun=True))

    def _open(self, block: Block, *, is_begun: bool) -> WriteUp:
        """What is not signed: late once it is due, else begun or not."""
        if not block.is_mine or not block.expected:
            return WriteUp.NONE
        ended = end_moment(block.held_on, block.starts, block.ends, block.zone)
        if ended + self._within < self._now:
            return WriteUp.LATE
        return WriteUp.DRAFT if is_begun else WriteUp.NONE

    def _title(self, group: Group | None, clients: Sequence[ClientId]) -> str:
        if group is not None:
            return group.name
        return ", ".join(self._names[one] for one in clients if one in self._names)


def _span(block: Block) -> tuple[datetime, datetime]:
    begins = datetime.combine(block.held_on, block.starts)
    day = block.held_on if block.ends > block.starts else block.held_on + _DAY
    return begins, datetime.combine(day, block.ends)


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

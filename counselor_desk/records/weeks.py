"""Weeks: sessions and appointments by their hours, and what of them cannot both be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from counselor_desk.records.appointments import Appointment
from counselor_desk.records.ids import ClientId, GroupId, NoteId, SessionId
from counselor_desk.records.schedule import Holiday, Occurrence, Service
from counselor_desk.records.sessions import Modality, SessionKind

DAYS = 7
"""How many days a week has."""

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
        clients: who is expected or, once it is marked, who came.
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
    clients: tuple[ClientId, ...] = ()

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

    @property
    def called(self) -> str:
        """What another one calls it that overlaps with it."""
        return self.title

    def begins_after(self, now: datetime) -> bool:
        """Whether it is still to come at a local moment."""
        return (self.held_on, self.starts) > (now.date(), now.time())


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTime:
    """An appointment of a client outside the program; `title` is the client.

    `clashes` are the sessions the client is expected at meanwhile, each as a title and a start.
    """

    title: str = field(repr=False)
    told: Appointment
    clashes: tuple[tuple[str, time], ...] = field(default=(), repr=False)

    @property
    def held_on(self) -> date:
        """The day it begins."""
        return self.told.held_on

    @property
    def starts(self) -> time:
        """When it begins."""
        return self.told.starts

    @property
    def ends(self) -> time:
        """When it ends; on the next day when that is not after the start."""
        return self.told.ends

    @property
    def clients(self) -> tuple[ClientId, ...]:
        """Whose it is."""
        return (self.told.client_id,)

    @property
    def key(self) -> tuple[object, ...]:
        """What finds it again after it was changed."""
        return (self.told.task_uid, self.held_on)

    @property
    def called(self) -> str:
        """What another one calls it that overlaps with it."""
        return f"{self.title}: {self.told.text}"

    @property
    def is_mine(self) -> bool:
        """No session of the counselor's."""
        return False


Entry = Block | OwnTime
"""What stands in a week by its hours: a session, or an appointment of a client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from `first_on`, what is in them in the order of time, and the days off.

    `left_out` are the planned times that were cancelled once, as they would have been; `own` is
    what clients have outside the program.
    """

    first_on: date
    blocks: tuple[Block, ...]
    holidays: tuple[Holiday, ...]
    left_out: tuple[Block, ...] = ()
    own: tuple[OwnTime, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Sessions and appointments together, in the order of time."""
        every: list[Entry] = [*self.blocks, *self.own]
        return tuple(sorted(every, key=lambda one: (one.held_on, one.starts, one.title)))

    @property
    def last_on(self) -> date:
        """The seventh day."""
        return self.first_on + (DAYS - 1) * _DAY


def with_clashes(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What stands in a week, in the order of time; what cannot both be knows of each other."""
    told = sorted(entries, key=lambda one: (one.held_on, one.starts, one.title))
    found: dict[int, list[tuple[str, time]]] = defaultdict(list)
    for place, one in enumerate(told):
        for at in range(place + 1, len(told)):
            other = told[at]
            if other.held_on > one.held_on + _DAY:
                break
            if overlap(one, other) and cannot_both_be(one, other):
                found[place].append((other.called, other.starts))
                found[at].append((one.called, one.starts))
    return tuple(
        replace(one, clashes=tuple(found[place])) if place in found else one
        for place, one in enumerate(told)
    )


def overlap(one: Entry, other: Entry) -> bool:
    """Whether two of them have a minute in common."""
    first_begins, first_ends = _span(one)
    begins, ends = _span(other)
    return first_begins < ends and begins < first_ends


def cannot_both_be(one: Entry, other: Entry) -> bool:
    """Whether one person would have to be at both: the counselor, or a client."""
    return (one.is_mine and other.is_mine) or not frozenset(one.clients).isdisjoint(other.clients)


def _span(one: Entry) -> tuple[datetime, datetime]:
    begins = datetime.combine(one.held_on, one.starts)
    day = one.held_on if one.ends > one.starts else one.held_on + _DAY
    return begins, datetime.combine(day, one.ends)

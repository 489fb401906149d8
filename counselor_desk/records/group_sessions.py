"""A group session as it is written up: the part all notes share, and a row for each member."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.cravings import Urge
from counselor_desk.records.ids import ClientId, NoteId, SessionId
from counselor_desk.records.notes import LinkedObjective, Risk
from counselor_desk.records.program import Program
from counselor_desk.records.schedule import CourseTopic

ASKS_MINUTES = frozenset({AttendanceCode.LATE, AttendanceCode.LEFT_EARLY})
"""Codes under which a member was there for a part that has to be told."""


class Participation(StrEnum):
    """How much a member took part, as the counselor saw it."""

    LOW = "low"
    SOME = "some"
    GOOD = "good"
    FULL = "full"


class RowState(StrEnum):
    """How far the note of one member is."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    READY = "ready"
    ABSENCE = "absence"
    SIGNED = "signed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendedGroup:
    """A group session that a client came to, as another note of that client may take it up.

    `name` is empty for a session of no lasting group, `printed_name` is that for paper. `note_id`
    is the client's own signed note about the session, None without one.
    """

    session_id: SessionId
    held_on: date
    name: str = field(default="", repr=False)
    printed_name: str = field(default="", repr=False)
    topic: str = field(default="", repr=False)
    note_id: NoteId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPart:
    """What goes into every member's note. `interventions` are named in few words."""

    topic: str = field(default="", repr=False)
    course_topic: CourseTopic | None = None
    text: str = field(default="", repr=False)
    interventions: tuple[str, ...] = field(default=(), repr=False)
    next_step: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEdit:
    """The row of one member.

    `code` is None until attendance is set; `minutes` None means those of the session, and
    `typed_minutes` is what was typed and is no number. `location` is where the member was when
    the group met by video or phone. `text` is the response, or for somebody
    who did not come what is known about it. `urge` is told of those who came. `note_id` is set
    once the note is signed.
    """

    client_id: ClientId
    code: AttendanceCode | None = None
    minutes: int | None = None
    typed_minutes: str = ""
    participation: Participation | None = None
    text: str = field(default="", repr=False)
    objectives: tuple[LinkedObjective, ...] = ()
    unlinked_reason: str = field(default="", repr=False)
    location: str = field(default="", repr=False)
    risk: Risk | None = field(default=None, repr=False)
    risk_ideation: str = field(default="", repr=False)
    risk_plan: str = field(default="", repr=False)
    risk_means: str = field(default="", repr=False)
    risk_action: str = field(default="", repr=False)
    urge: Urge = field(default_factory=Urge, repr=False)
    note_id: NoteId | None = None

    @property
    def is_signed(self) -> bool:
        """Whether the member's note is closed."""
        return self.note_id is not None

    def marked(self, code: AttendanceCode) -> MemberEdit:
        """The same row with another attendance; minutes follow it."""
        if code is self.code:
            return self
        return replace(self, code=code, minutes=None, typed_minutes="")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEdit:
    """A group session as it stands on the screen."""

    session_id: SessionId
    shared: SharedPart = SharedPart()
    members: tuple[MemberEdit, ...] = ()

    def member(self, client_id: ClientId) -> MemberEdit | None:
        """The row of a client."""
        return next((one for one in self.members if one.client_id == client_id), None)

    def with_member(self, row: MemberEdit) -> GroupEdit:
        """The same with one row in place of that of the same client, or as a new one."""
        if self.member(row.client_id) is None:
            return replace(self, members=(*self.members, row))
        rows = (row if one.client_id == row.client_id else one for one in self.members)
        return replace(self, members=tuple(rows))

    def without_member(self, client_id: ClientId) -> GroupEdit:
        """The same without the row of a client."""
        rows = (one for one in self.members if one.client_id != client_id)
        return replace(self, members=tuple(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSheet:
    """What the sign-in sheet of a session says.

    `names` are first names with an initial; `empty_lines` are for whoever comes besides.
    `group_name` is the printed one; `given_by` is empty for all but a complementary therapy.
    `printed_at` is local.
    """

    program: Program
    logo: bytes = field(default=b"", repr=False)
    group_name: str = field(repr=False)
    held_on: date
    starts: time
    ends: time
    leader: str = field(default="", repr=False)
    given_by: str = field(default="", repr=False)
    topic: str = field(default="", repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    empty_lines: int = 0
    printed_at: datetime


def all_present(edit: GroupEdit) -> GroupEdit:
    """Everybody whose attendance is not set was there."""
    rows = (
        replace(one, code=AttendanceCode.PRESENT) if one.code is None else one
        for one in edit.members
    )
    return replace(edit, members=tuple(rows))


def no_risk_reported(edit: GroupEdit) -> GroupEdit:
    """Everybody who came and whose risk line is not answered reported none."""
    rows = (
        replace(one, risk=Risk.NONE_REPORTED) if one.risk is None and not one.is_signed else one
        for one in edit.members
    )
    return replace(edit, members=tuple(rows))

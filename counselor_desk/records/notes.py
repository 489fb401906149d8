"""Session notes: the typed frame, the narrative by sections, and addenda after signing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from counselor_desk.records.canonical import SINCE
from counselor_desk.records.ids import (
    AddendumId,
    AttendanceId,
    ClientId,
    EpisodeId,
    NoteId,
    PlanId,
    SessionId,
    Uid,
)
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.signing import RecordState

FIRST_WORDS_LENGTH = 120
"""How much of a note a list shows, in characters."""


class NoteFormat(StrEnum):
    """How the narrative is arranged; the frame is the same in all."""

    DAP = "dap"
    SOAP = "soap"
    BIRP = "birp"
    GIRP = "girp"


class SectionCode(StrEnum):
    """A part of the narrative."""

    DATA = "data"
    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    BEHAVIOR = "behavior"
    GOAL = "goal"
    INTERVENTION = "intervention"
    RESPONSE = "response"
    ASSESSMENT = "assessment"
    PLAN = "plan"


SECTIONS: dict[NoteFormat, tuple[SectionCode, ...]] = {
    NoteFormat.DAP: (SectionCode.DATA, SectionCode.ASSESSMENT, SectionCode.PLAN),
    NoteFormat.SOAP: (
        SectionCode.SUBJECTIVE,
        SectionCode.OBJECTIVE,
        SectionCode.ASSESSMENT,
        SectionCode.PLAN,
    ),
    NoteFormat.BIRP: (
        SectionCode.BEHAVIOR,
        SectionCode.INTERVENTION,
        SectionCode.RESPONSE,
        SectionCode.PLAN,
    ),
    NoteFormat.GIRP: (
        SectionCode.GOAL,
        SectionCode.INTERVENTION,
        SectionCode.RESPONSE,
        SectionCode.PLAN,
    ),
}
"""The sections of each format, in the order they are read."""

RESPONSES = (
    SectionCode.DATA,
    SectionCode.SUBJECTIVE,
    SectionCode.BEHAVIOR,
    SectionCode.RESPONSE,
)
"""Sections that tell what happened and how the client responded."""


class Risk(StrEnum):
    """The answer on the risk line. Not the same as no answer, which is None."""

    NONE_REPORTED = "none_reported"
    PRESENT = "present"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the narrative, exactly as typed."""

    code: SectionCode
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedObjective:
    """The golden thread: an objective of one plan version, with how it moved."""

    plan_id: PlanId
    node_uid: Uid
    rating: Rating | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedIntervention:
    """An intervention of the plan that was given in the session, in the plan's words."""

    node_uid: Uid
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What happened in one session, as the counselor wrote it.

    It keeps its own copy of date, times and modality, which the seal covers, because
    attendance may be corrected later. `attendance_id` is None for contacts
    that are no session. `minutes` are 0 to 1440.
    `about_session_id` is the group session whose theme it goes deeper into (services.md row 35).
    """

    id: NoteId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    attendance_id: AttendanceId | None = None
    kind: SessionKind = SessionKind.INDIVIDUAL
    format: NoteFormat = NoteFormat.DAP
    held_on: date | None = None
    starts: time | None = None
    ends: time | None = None
    zone: str = "UTC"
    minutes: int | None = None
    modality: Modality = Modality.IN_PERSON
    location: str = field(default="", repr=False)
    participants: str = field(default="", repr=False)
    topic: str = field(default="", repr=False)
    risk: Risk | None = field(default=None, repr=False)
    risk_remark: str = field(default="", repr=False)
    risk_ideation: str = field(default="", repr=False)
    risk_plan: str = field(default="", repr=False)
    risk_means: str = field(default="", repr=False)
    risk_action: str = field(default="", repr=False)
    unlinked_reason: str = field(default="", repr=False)
    late_reason: str = field(default="", repr=False, metadata={SINCE: 2})
    about_session_id: SessionId | None = field(default=None, metadata={SINCE: 3})
    state: RecordState = RecordState.DRAFT
    due_at: datetime | None = None
    entered_at: datetime
    sections: tuple[Section, ...] = ()
    objectives: tuple[LinkedObjective, ...] = ()
    interventions: tuple[TickedIntervention, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether it is closed for good; later thoughts go in an addendum."""
        return self.state is RecordState.SIGNED

    def text_of(self, code: SectionCode) -> str:
        """The text of one section, empty when it has none."""
        return next((part.text for part in self.sections if part.code is code), "")

    @property
    def first_words(self) -> str:
        """The start of what is told of the client on one line, for lists."""
        told = sorted(self.sections, key=lambda part: part.code not in RESPONSES)
        text = next((part.text for part in told if part.text.strip()), "")
        return " ".join(text[: FIRST_WORDS_LENGTH * 2].split())[:FIRST_WORDS_LENGTH]

    @property
    def word_count(self) -> int:
        """Words in the narrative."""
        return sum(len(part.text.split()) for part in self.sections)


class AddendumReason(StrEnum):
    """Why something is added to a signed note."""

    LATE_INFORMATION = "late_information"
    CORRECTION = "correction"
    ENTERED_IN_ERROR = "entered_in_error"
    CLIENT_STATEMENT = "client_statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """A later thought on a signed note, signed by itself; the note stays as it was.

    `entered_at` is when it was begun, and from its signing on when it entered the record.
    """

    id: AddendumId
    uid: Uid
    note_id: NoteId
    client_id: ClientId
    reason: AddendumReason
    text: str = field(default="", repr=False)
    state: RecordState = RecordState.DRAFT
    entered_at: datetime

    @property
    def is_signed(self) -> bool:
        """Whether it is closed for good; another addendum may follow it."""
        return self.state is RecordState.SIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """One line of the notes list.

    `is_in_error` says that a signed addendum calls the note entered in error.
    """

    id: NoteId
    uid: Uid
    kind: SessionKind
    held_on: date | None
    state: RecordState
    first_words: str = field(repr=False)
    objective_numbers: tuple[str, ...] = ()
    addenda: int = 0
    is_in_error: bool = False
    due_at: datetime | None = None

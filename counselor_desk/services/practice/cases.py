"""Cases: everything that is in one practice client's chart, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from counselor_desk.records.episodes import Track
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.services.practice.people import Person
from counselor_desk.services.practice.timetable import Occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One version of a plan. Moments are local and without a zone; `signed_at` None: a draft.

    Row ids in `plan` are 0 until it is kept.
    """

    plan: Plan
    started_at: datetime
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionNote:
    """One note. Moments are local and without a zone; `signed_at` None: a draft.

    Row ids in `note` are 0 until it is kept; `plan_version` is the version it links to.
    """

    note: Note
    plan_version: int
    started_at: datetime
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a client's chart stands on beside plan and notes.

    Attributes:
        background: the place of the client's pool of names.
        substance, lives: the keys of the client's stories.
        last_use_on: the day of last use before the admission.
        lapse_on: the day of a return to use, told in the session after it.
        safety_on: the session in which thoughts of suicide were told.
        sessions: the individual ones that were held, with the urge 0-10 that each asked for.
        facts: what sentences about the client may use, first scores of measures included.
    """

    background: int
    substance: str
    lives: tuple[str, ...]
    last_use_on: date
    lapse_on: date | None = None
    safety_on: date | None = None
    sessions: tuple[tuple[Occasion, int], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One client's chart. Moments are local and without a zone."""

    number: int
    person: Person
    inquiry_at: datetime
    admitted_on: date | None
    track: Track
    target_weeks: int
    closed_on: date | None
    plans: tuple[PlanVersion, ...]
    notes: tuple[SessionNote, ...]
    grounds: Grounds

    def signed_notes(self) -> Iterator[Note]:
        """The notes that are signed, oldest first."""
        return (written.note for written in self.notes if written.signed_at is not None)


class InStore(Protocol):
    """One case on its way into the store; `client_id` is known once the client is added."""

    case: Case
    client_id: ClientId

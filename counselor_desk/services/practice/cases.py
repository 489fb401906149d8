"""Cases: everything that is in one practice client's chart, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from counselor_desk.records.episodes import Track
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.services.practice.people import Person


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

    def signed_notes(self) -> Iterator[Note]:
        """The notes that are signed, oldest first."""
        return (written.note for written in self.notes if written.signed_at is not None)

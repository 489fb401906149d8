"""What a counselor owes: one line for each note, plan, review, task, discharge or backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from counselor_desk.records.ids import ClientId, NoteId, Uid
from counselor_desk.records.notes import NoteFormat
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.tasks import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something that is to be done for a client. `name` is the first name and initial.

    `due_on` is a local date; `is_late` says that the moment it was due has passed.
    """

    client_id: ClientId
    name: str = field(repr=False)
    due_on: date
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class OwedNote(Owed):
    """A note that waits for its signature."""

    note_id: NoteId
    kind: SessionKind
    format: NoteFormat
    held_on: date | None
    minutes: int | None
    find_gaps: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in sentences; worked out for the notes that are shown."""
        return self.find_gaps()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedPlan(Owed):
    """A first plan, or the review of the one in force, whose goals and objectives are counted."""

    is_review: bool
    is_started: bool
    goals: int = 0
    objectives: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedReview(Owed):
    """A plan that a return to use wants reviewed; without a plan yet, wants made.

    `used_on` is the day of the first of `returns` that no plan was signed after.
    """

    used_on: date
    returns: int
    has_plan: bool
    is_started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedDischarge(Owed):
    """A discharge summary that is not signed though the weeks of treatment end."""

    week: int
    target_weeks: int
    is_started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedTask(Owed):
    """A vocational or life task whose next action or end is due."""

    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedBackup:
    """A verified backup that is too old, or one that failed; it belongs to no client.

    `last_on` is the day of the last verified one, None if there was never one.
    """

    due_on: date
    is_late: bool
    last_on: date | None = None
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedAnswer(Owed):
    """A request to amend a record that waits for its answer; it may be put off once."""

    amendment_uid: Uid
    requested_on: date
    can_extend: bool


Due = OwedNote | OwedPlan | OwedReview | OwedTask | OwedDischarge | OwedBackup | OwedAnswer
"""Everything that can be owed."""

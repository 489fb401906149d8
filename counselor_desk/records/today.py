"""What a counselor owes: one line for each note, plan, review, task, discharge or backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from counselor_desk.records.flags import FlagKind
from counselor_desk.records.ids import ClientId, GroupId, NoteId, SessionId, Uid
from counselor_desk.records.notes import NoteFormat
from counselor_desk.records.review_causes import CauseKind
from counselor_desk.records.schedule import Occurrence
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
    """A first plan, or the review of the one in force, whose goals and objectives are counted.

    `days` is how many the rule gives this client from the admission, or from the plan.
    """

    days: int
    is_review: bool
    is_started: bool
    goals: int = 0
    objectives: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedReview(Owed):
    """A plan that wants a review before its time; after a return without a plan, wants made.

    `cause` happened on `happened_on`: the first one known of that no plan was signed after. Of
    the same kind there are `causes`. `days` is how many the rule gives this client.
    """

    days: int
    happened_on: date
    cause: CauseKind = CauseKind.RETURN
    causes: int = 1
    has_plan: bool
    is_started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedStayReview(Owed):
    """The continued-stay review that goes with a reviewed plan and was not made (S1)."""

    version: int
    planned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedDischarge(Owed):
    """A discharge summary that is not signed though the weeks of treatment end."""

    week: int
    target_weeks: int
    is_started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLength(Owed):
    """A decision on how a stay goes on: a look at week 8, at the planned weeks or past them.

    `asks` is the flag of length that asks; `past` as in `rules.lengths.Ask`.
    """

    asks: FlagKind
    week: int
    target_weeks: int
    past: int = 0


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


class HoursRule(StrEnum):
    """The rules on hours that ask for something, by their ids in the rule catalogue."""

    FORECAST = "H1"
    SHORT_WEEK = "H8"
    SILENCE = "H9"
    INDIVIDUAL = "I1"
    FAMILY = "I2"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedHours(Owed):
    """Hours of care that are missing: one line for each client and rule.

    Attributes:
        rule: which rule asks.
        message: what it found, as a sentence that names nobody.
        least: the least minutes of a week.
        days: since the last contact or session, 0 where a week is meant.
        weeks: how many weeks were short; the message tells of the first.
    """

    rule: HoursRule
    message: str
    least: int
    days: int = 0
    weeks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedSession(Owed):
    """A session with one client that took place as planned and has no note yet."""

    kind: SessionKind
    held_on: date
    starts: time
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedGroupNotes:
    """A group session that is not written up; it belongs to no single client.

    `session_id` is None while nothing of it is in the store: then `planned` is the time it was.
    """

    group: str
    held_on: date
    starts: time
    minutes: int
    members: int
    left: int
    is_begun: bool
    due_on: date
    is_late: bool
    session_id: SessionId | None = None
    planned: Occurrence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRoster:
    """A group or class with more members than it should have (G1, G2)."""

    group_id: GroupId
    group: str
    message: str
    due_on: date
    is_late: bool = False


OfClient = (
    OwedNote
    | OwedPlan
    | OwedReview
    | OwedStayReview
    | OwedTask
    | OwedDischarge
    | OwedLength
    | OwedAnswer
    | OwedHours
    | OwedSession
)
"""What is owed for one client."""

Due = OfClient | OwedBackup | OwedGroupNotes | OwedRoster
"""Everything that can be owed."""


def key(item: Due) -> str:
    """What is owed, in one word: the same as long as it asks for the same thing."""
    match item:
        case OwedNote():
            found = f"note:{item.note_id}"
        case OwedPlan() | OwedReview() | OwedDischarge():
            found = f"{type(item).__name__}:{item.client_id}"
        case OwedStayReview():
            found = f"stay:{item.client_id}:{item.version}"
        case OwedLength():
            found = f"{item.asks.value}:{item.client_id}"
        case OwedTask():
            found = f"task:{item.task.id}"
        case OwedAnswer():
            found = f"answer:{item.amendment_uid}"
        case OwedHours():
            found = f"{item.rule.value}:{item.client_id}"
        case OwedSession():
            found = f"session:{item.client_id}:{item.held_on}:{item.starts:%H%M}"
        case OwedGroupNotes():
            found = f"group:{item.group}:{item.held_on}:{item.starts:%H%M}"
        case OwedRoster():
            found = f"roster:{item.group_id}"
        case OwedBackup():
            found = "backup"
    return found


def is_risk(item: Due) -> bool:
    """Whether putting it off may harm: a return to use, a risk, or a client nobody has heard of."""
    if isinstance(item, OwedHours):
        return item.rule is HoursRule.SILENCE
    return isinstance(item, OwedReview) and item.cause is not CauseKind.LEVEL

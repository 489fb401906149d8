"""Continued-stay reviews: whether a client goes on here, moves on, or is done.

Seven ticks and a reason, asked again at each plan review (rules.md 3.1, in words of our own; the
criteria it is modeled on could not be read and are marked unverified there). A review is kept for
good from the moment it is made; one that was wrong is followed by another, one that was entered in
error is crossed out. It is no signed record: nothing seals it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, EpisodeId, StayReviewId, Uid

TICKS_FOR_STAYING = ("is_progressing", "is_working_at_it", "has_new_problem_for_here")
"""The ticks that speak for going on here, by the name of their field."""

TICKS_FOR_MOVING_ON = (
    "has_reached_goals",
    "cannot_progress_here",
    "lacks_capacity",
    "needs_another_level",
)
"""The ticks that speak for another level of care or for the end of this one."""


FIRST_REVIEWED = 2
"""The first version of a plan that is the review of another."""


class StayDecision(StrEnum):
    """What was decided."""

    CONTINUE = "continue"
    TRANSFER = "transfer"
    DISCHARGE = "discharge"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayReview:
    """One review. The first three ticks speak for going on, the last four for moving on.

    Attributes:
        plan_version: the version of the plan that was reviewed with it, 0 for none.
        made_by: name and credential of the counselor, as they were then.
    """

    id: StayReviewId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    reviewed_on: date
    plan_version: int = 0
    is_progressing: bool = False
    is_working_at_it: bool = False
    has_new_problem_for_here: bool = False
    has_reached_goals: bool = False
    cannot_progress_here: bool = False
    lacks_capacity: bool = False
    needs_another_level: bool = False
    decision: StayDecision
    reason: str = field(repr=False)
    next_on: date | None = None
    made_by: str
    made_at: datetime

    @property
    def ticks(self) -> frozenset[str]:
        """The names of the fields that are ticked."""
        every = (*TICKS_FOR_STAYING, *TICKS_FOR_MOVING_ON)
        return frozenset(name for name in every if getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedPlan:
    """A signed plan that is the review of an earlier one, in numbers.

    `stay_reviews` has the day of each continued-stay review of its stay, and the version of the
    plan that went with it.
    """

    client_id: ClientId
    uid: Uid
    version: int
    planned_on: date
    stay_reviews: tuple[tuple[date, int], ...] = ()

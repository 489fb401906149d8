"""Continued-stay reviews: make one at each plan review, and see which plan still lacks one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counselor_desk.errors import (
    ImpossibleReviewDateError,
    MissingStayDecisionError,
    MissingStayReasonError,
    UnknownSignerError,
)
from counselor_desk.records.drafts import FormKind
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, StayReviewId
from counselor_desk.records.plans import Plan
from counselor_desk.records.stay_reviews import StayDecision, StayReview
from counselor_desk.rules import stay_reviews as stay_rules
from counselor_desk.rules.findings import Finding
from counselor_desk.services import episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.services.plans import review_every
from counselor_desk.storage import form_drafts as form_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import stay_reviews as stay_rows
from counselor_desk.storage.database import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStayReview:
    """What is filled in for a review; the decision is None until one is chosen."""

    reviewed_on: date
    ticks: frozenset[str] = frozenset()
    decision: StayDecision | None = None
    reason: str = field(default="", repr=False)
    next_on: date | None = None


def blank(desk: Desk, client_id: ClientId) -> NewStayReview:
    """A review of today with nothing decided, the next one at the next plan review."""
    today = desk.today()
    return NewStayReview(reviewed_on=today, next_on=today + review_every(desk, client_id))


def add(
    desk: Desk, client_id: ClientId, new: NewStayReview, *, initiator: object = None
) -> StayReview:
    """Keep a review for good. It goes with the plan version that was in force on its day.

    What stood in its form is forgotten in the same transaction.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        MissingStayDecisionError, MissingStayReasonError: it does not say what, or not why.
        ImpossibleReviewDateError: it is dated after today or before the admission, or the next
            one would come before it.
        UnknownSignerError: the store does not know who works here.
    """
    made_by = desk.program().signing_name
    if not made_by:
        raise UnknownSignerError
    episode = episodes.open_of(desk, client_id)
    with desk.write() as writer:
        plans = _plans(writer, episode)
        review = stay_rows.insert(writer, _checked(desk, episode, plans, new, made_by))
        form_rows.delete(writer, episode.client_id, episode.id, FormKind.STAY_REVIEW)
    desk.announce(Changes.of(Kind.STAY_REVIEW, client_id=client_id, initiator=initiator))
    return review


def of_client(desk: Desk, client_id: ClientId) -> tuple[StayReview, ...]:
    """Every review of a client, the newest first."""
    with desk.read() as reader:
        return tuple(stay_rows.of_client(reader, client_id))


def contradictions(new: NewStayReview) -> tuple[Finding, ...]:
    """What does not fit together in a review that is being filled in; nothing before a decision."""
    return () if new.decision is None else stay_rules.contradictions(new.ticks, new.decision)


def missing(desk: Desk, client_id: ClientId) -> tuple[Finding, ...]:
    """The reviewed plans of the open episode that no continued-stay review goes with."""
    episode = episodes.current(desk, client_id)
    if episode is None or not episode.is_open:
        return ()
    with desk.read() as reader:
        plans = _plans(reader, episode)
        return stay_rules.missing(plans, stay_rows.of_episode(reader, episode.id))


def _checked(
    desk: Desk, episode: Episode, plans: list[Plan], new: NewStayReview, made_by: str
) -> StayReview:
    """The review as it goes into the store.

    Raises:
        DeskError: as in `add`.
    """
    reason = without_control_characters(new.reason).strip()
    if new.reviewed_on > desk.today():
        raise ImpossibleReviewDateError.in_future()
    if episode.admitted_on is not None and new.reviewed_on < episode.admitted_on:
        raise ImpossibleReviewDateError.before_admission()
    if new.decision is None:
        raise MissingStayDecisionError
    if not reason:
        raise MissingStayReasonError
    goes_on = new.decision is StayDecision.CONTINUE
    if goes_on and new.next_on is not None and new.next_on <= new.reviewed_on:
        raise ImpossibleReviewDateError.next_too_early()
    return StayReview(
        id=StayReviewId(0),
        uid=desk.new_uid(),
        client_id=episode.client_id,
        episode_id=episode.id,
        reviewed_on=new.reviewed_on,
        plan_version=_version(plans, new.reviewed_on),
        decision=new.decision,
        reason=reason,
        next_on=new.next_on if goes_on else None,
        made_by=made_by,
        made_at=desk.now(),
        **dict.fromkeys(new.ticks, True),
    )


def _version(plans: list[Plan], day: date) -> int:
    """The newest signed version whose date a review of this day can go with; 0 for none."""
    return max(
        (plan.version for plan in plans if plan.planned_on <= day + stay_rules.NEAR), default=0
    )


def _plans(reader: Reader, episode: Episode) -> list[Plan]:
    """The signed plans of an episode."""
    return [
        plan
        for plan in plan_rows.of_client(reader, episode.client_id)
        if plan.episode_id == episode.id and plan.is_signed
    ]

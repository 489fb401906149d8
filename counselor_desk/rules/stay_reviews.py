"""Rules for continued-stay reviews: one goes with each reviewed plan, and it does not contradict.

S1 asks for a review at each plan review, S2 compares the decision with the ticks. Source:
rules.md 3.1, the logic of continued stay in words of our own; a program's own rules go before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta

from counselor_desk.records import dates
from counselor_desk.records.plans import Plan
from counselor_desk.records.stay_reviews import (
    FIRST_REVIEWED,
    TICKS_FOR_MOVING_ON,
    TICKS_FOR_STAYING,
    ReviewedPlan,
    StayDecision,
    StayReview,
)
from counselor_desk.rules.findings import Finding, Severity

NEAR = timedelta(days=7)
"""A review this many days before or after a plan's date goes with that plan."""


def contradictions(ticks: Set[str], decision: StayDecision) -> tuple[Finding, ...]:
    """S2: what does not fit together in a review; it warns and never blocks.

    Args:
        ticks: the names of the fields that are ticked.
        decision: what was decided.
    """
    stays, moves = (
        not ticks.isdisjoint(TICKS_FOR_STAYING),
        not ticks.isdisjoint(TICKS_FOR_MOVING_ON),
    )
    goes_on = decision is StayDecision.CONTINUE
    if not (stays or moves):
        return (_warn("No tick says why. Tick what speaks for the decision."),)
    if goes_on and not stays:
        return (_warn("Every tick speaks for moving on, and the decision is to go on here."),)
    if not goes_on and not moves:
        return (_warn("Every tick speaks for going on here, and the decision is to move on."),)
    return ()


def missing(plans: Sequence[Plan], reviews: Sequence[StayReview]) -> tuple[Finding, ...]:
    """S1: each signed plan version from the second on that no review was made with.

    Args:
        plans: the plans of one episode; drafts and first versions are passed over.
        reviews: the reviews of the same episode.
    """
    return tuple(
        Finding(
            rule="S1",
            subject=plan.uid,
            severity=Severity.WARN,
            message=(
                f"Plan version {plan.version} of {dates.write_in_words(plan.planned_on)} was "
                "reviewed without a continued-stay review."
            ),
            repair="stay_review",
            due_on=plan.planned_on + NEAR,
        )
        for plan in plans
        if plan.is_signed
        and plan.version >= FIRST_REVIEWED
        and not _is_answered(plan, [(one.reviewed_on, one.plan_version) for one in reviews])
    )


def asked(plans: Sequence[ReviewedPlan]) -> tuple[ReviewedPlan, ...]:
    """S1 for a whole caseload: the plans whose continued-stay review can still be made."""
    return tuple(one for one in plans if not _is_answered(one, one.stay_reviews))


def _is_answered(plan: Plan | ReviewedPlan, reviews: Iterable[tuple[date, int]]) -> bool:
    """Whether a review was made near the plan's day, or later while that version was in force."""
    return any(
        abs(day - plan.planned_on) <= NEAR or version == plan.version for day, version in reviews
    )


def _warn(message: str) -> Finding:
    return Finding(
        rule="S2", subject="", severity=Severity.WARN, message=message, repair="decision"
    )

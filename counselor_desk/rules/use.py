"""Rules for substance use: what a return to use and the like ask of the plan; urges to tell.

Sources: P10 and U1 in docs/RULES.md, both good practice and defaults, and
row 33 of the services of an intensive outpatient program.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from counselor_desk.records import cravings as craving_records
from counselor_desk.records import dates
from counselor_desk.records.cravings import Alert, Craving
from counselor_desk.records.review_causes import CauseKind, ReviewCause
from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.rules.findings import Finding, Severity

_KINDS = tuple(CauseKind)
_SAID = {
    CauseKind.RETURN: "return to use on",
    CauseKind.LEVEL: "the level of care changed on",
    CauseKind.RISK: "a risk of harm was found on",
}


def unanswered(
    causes: Sequence[ReviewCause], plan_signed_on: date | None
) -> tuple[ReviewCause, ...]:
    """P10: what no plan was signed after, the first one known of first.

    Before the first plan only a return to use waits: rule P1 asks for that plan, and the level and
    the risk of the admission are what it is made from. A plan signed on the day a cause was known
    answers it, unless the cause was entered only after the signature.

    Args:
        causes: those of one client's open episode, in any order.
        plan_signed_on: the local day the plan in force was signed, None without one.
    """
    if plan_signed_on is None:
        waiting = [one for one in causes if one.kind is CauseKind.RETURN]
    else:
        waiting = [
            one
            for one in causes
            if plan_signed_on < one.known_on
            or (plan_signed_on == one.known_on and one.is_after_plan)
        ]
    return tuple(sorted(waiting, key=lambda one: (one.known_on, _KINDS.index(one.kind))))


def review_due_on(cause: ReviewCause, within: timedelta) -> date:
    """P10: the day by which the plan is reviewed, `within` being the program's number."""
    return cause.known_on + within


def check_plan(
    causes: Sequence[ReviewCause],
    plan_signed_on: date | None,
    today: date,
    *,
    within: timedelta,
) -> tuple[Finding, ...]:
    """P10: one finding for each cause that still waits for a review of the plan."""
    return tuple(
        Finding(
            rule="P10",
            subject=cause.subject,
            severity=Severity.WARN,
            message=(
                f"The plan waits for a review: "
                f"{_SAID[cause.kind]} {dates.write_short(cause.happened_on, today)}."
            ),
            repair="plan",
            due_on=review_due_on(cause, within),
        )
        for cause in unanswered(causes, plan_signed_on)
    )


def check_urges(scores: Sequence[Craving]) -> tuple[Finding, ...]:
    """U1: the newest urge is 7 or more, or 3 or more above the one before.

    Args:
        scores: those of one client, the newest first.
    """
    if not scores:
        return ()
    newest, before = scores[0], scores[1] if len(scores) > 1 else None
    messages = {
        Alert.HIGH: f"The last urge was {newest.score} of {craving_records.HIGHEST_SCORE}.",
        Alert.RISE: (
            f"The urge rose from {before.score if before else 0} to {newest.score} "
            f"of {craving_records.HIGHEST_SCORE}."
        ),
    }
    found = craving_records.alert(newest, before)
    if found is Alert.NONE:
        return ()
    return (
        Finding(
            rule="U1",
            subject=newest.uid,
            severity=Severity.WARN,
            message=messages[found],
            repair="cravings",
        ),
    )


def last_used_on(substance: Substance, returns: Sequence[ReturnToUse]) -> date | None:
    """The last known day of use: as told, or a later return to use of the same class."""
    days = [one.used_on for one in returns if one.substance is substance.substance]
    if substance.last_used_on is not None:
        days.append(substance.last_used_on)
    return max(days, default=None)


def days_since(last_used_on: date | None, today: date) -> int | None:
    """Whole days since a last use, 0 on the day itself; None while no day is known."""
    return None if last_used_on is None else max((today - last_used_on).days, 0)

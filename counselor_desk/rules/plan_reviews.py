"""Rules for the review of a plan: who took part, and how each objective stands.

P2, source: WAC 388-877B-0350, which wants the review with the client and its outcome in the
record; a program's own rules go before. What is missing warns and never blocks: a review in time
with a gap is worth more than none.
"""

from __future__ import annotations

from collections.abc import Iterator

from counselor_desk.records.plans import Plan
from counselor_desk.rules.findings import Finding, Severity

REPAIR_TOOK_PART = "client_took_part"
REPAIR_ABSENCE = "absence_reason"
REPAIR_RATINGS = "ratings"


def check(plan: Plan, basis: Plan | None) -> tuple[Finding, ...]:
    """What a draft that goes on from `basis` does not say yet; nothing for a first plan.

    An objective that the review leaves out needs no rating.
    """
    return tuple(_gaps(plan, basis)) if basis is not None else ()


def _gaps(plan: Plan, basis: Plan) -> Iterator[Finding]:
    if plan.client_took_part is None:
        yield _warn(plan, "Say whether the client took part in the review.", REPAIR_TOOK_PART)
    elif not plan.client_took_part and not plan.absence_reason.strip():
        yield _warn(plan, "Say why the client did not take part in the review.", REPAIR_ABSENCE)
    kept = {one.node_uid for one in plan.objectives()}
    open_ones = [
        one.number
        for one in basis.objectives()
        if one.node_uid in kept and plan.rating_of(one.node_uid) is None
    ]
    if len(open_ones) == 1:
        yield _warn(plan, f"Objective {open_ones[0]} has no rating at this review.", REPAIR_RATINGS)
    elif open_ones:
        message = f"{len(open_ones)} objectives have no rating at this review."
        yield _warn(plan, message, REPAIR_RATINGS)


def _warn(plan: Plan, message: str, repair: str) -> Finding:
    return Finding(
        rule="P2",
        subject=plan.uid,
        severity=Severity.WARN,
        message=message,
        repair=f"{plan.uid}/{repair}",
    )

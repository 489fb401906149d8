"""Rules for when a plan is due: P1 and P2 of the catalogue (docs/RULES.md)."""

from __future__ import annotations

from datetime import date, timedelta

from counselor_desk.records import dates
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Plan
from counselor_desk.rules.findings import Finding, Severity

REPAIR_PLAN = "plan"
"""The place that a due day leads to: the plan as a whole, to be signed or reviewed."""

SOON = timedelta(days=7)
"""From this many days before it a due day is told; a choice of the program."""


def p1_first_plan(
    subject: Uid, admitted_on: date | None, today: date, *, within: timedelta
) -> tuple[Finding, ...]:
    """P1: the first plan of a stay is signed within days of the admission.

    Args:
        subject: the stay or the plan being written for it.
        admitted_on: None before the admission, when nothing is due.
        today: the day it is asked.
        within: the program's number.
    """
    if admitted_on is None:
        return ()
    due_on = admitted_on + within
    return _told("P1", subject, "The signed plan", due_on, today)


def p2_review(plan: Plan, today: date, *, every: timedelta) -> tuple[Finding, ...]:
    """P2: a signed plan is reviewed every so many days, never moved to a weekday."""
    return _told("P2", plan.uid, "The review", plan.planned_on + every, today)


def _told(rule: str, subject: Uid, what: str, due_on: date, today: date) -> tuple[Finding, ...]:
    if due_on - today > SOON:
        return ()
    day, late = dates.write_short(due_on, today), (today - due_on).days
    if late > 0:
        message = f"{what} was due {day}, {late} day{'s' if late > 1 else ''} ago."
    else:
        message = f"{what} is due today." if late == 0 else f"{what} is due {day}."
    return (
        Finding(
            rule=rule,
            subject=subject,
            severity=Severity.WARN,
            message=message,
            repair=REPAIR_PLAN,
            due_on=due_on,
        ),
    )

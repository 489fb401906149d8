"""Rules for the flags of a chart: what raises each, and the entry that ends it.

Sources: rows 1, 6, 11, 12, 16, 17 and 33 of the services of an intensive outpatient program and
rule P10 in docs/RULES.md; how long other care counts as recent is row 11's default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from counselor_desk.records.cravings import ALERT_RISE, ALERT_SCORE
from counselor_desk.records.flags import Flag, FlagFacts, FlagKind
from counselor_desk.records.medications import Allergy
from counselor_desk.records.review_causes import CauseKind
from counselor_desk.records.today import HoursRule, OwedHours
from counselor_desk.rules import lengths
from counselor_desk.rules import use as use_rules

AFTER_DISCHARGE = timedelta(days=28)
"""The first days to weeks after a higher level of care carry the highest risk."""

RETURNS_THAT_ASK = 2
"""So many returns to use in one stay ask whether a higher level of care fits better."""

ADULT_FROM = 18
"""Whole years from which a client needs no guardian."""

_CAUSES = {
    CauseKind.RETURN: FlagKind.RETURN_TO_USE,
    CauseKind.LEVEL: FlagKind.LEVEL_CHANGED,
    CauseKind.RISK: FlagKind.RISK_UNREVIEWED,
}
_SEVERE = re.compile(r"anaphyla|severe|throat|tongue|breath|airway|shock|swell", re.IGNORECASE)


def flags(facts: FlagFacts, today: date) -> tuple[Flag, ...]:
    """Every flag of one client in care, in the order they are shown."""
    return (*_risks(facts, today), *_others(facts, today))


def of_hours(owed: Iterable[OwedHours]) -> Iterator[Flag]:
    """H1, I1: a week that will not reach its hours, and no individual session for long."""
    for one in owed:
        if one.rule is HoursRule.FORECAST:
            yield Flag(kind=FlagKind.BELOW_HOURS, count=one.least // 60)
        elif one.rule is HoursRule.INDIVIDUAL:
            yield Flag(kind=FlagKind.NO_INDIVIDUAL, count=one.days)


def first_risk(facts: FlagFacts, today: date) -> Flag | None:
    """The flag of risk that is shown first, None without one."""
    return next(_risks(facts, today), None)


def first_other(facts: FlagFacts, today: date) -> Flag | None:
    """The flag of what is owed by law or by the calendar that is shown first, None without one."""
    return next(_others(facts, today), None)


def is_severe(allergy: Allergy) -> bool:
    """Whether the words for a reaction name one that can kill; a doubtful word counts."""
    return _SEVERE.search(allergy.reaction) is not None


def _risks(facts: FlagFacts, today: date) -> Iterator[Flag]:
    yield from _harm(facts)
    yield from _withdrawal(facts)
    yield from _plan_review(facts)
    yield from _step_up(facts)
    yield from _craving(facts)
    yield from _allergies(facts)
    yield from _after_discharge(facts, today)


def _others(facts: FlagFacts, today: date) -> Iterator[Flag]:
    yield from _guardian(facts)
    yield from _papers(facts, today)
    yield from _length(facts, today)


def _harm(facts: FlagFacts) -> Iterator[Flag]:
    """A risk of harm that no later signed answer took back."""
    harm = facts.harm
    if harm is not None:
        yield Flag(
            kind=FlagKind.HARM,
            since=harm.answered_on,
            level=harm.level,
            to_self=harm.to_self,
            to_others=harm.to_others,
            note_id=harm.note_id,
        )


def _withdrawal(facts: FlagFacts) -> Iterator[Flag]:
    """Row 12: active withdrawal wants a referral up, until the decision on it is signed."""
    if facts.withdrawal_on is not None:
        yield Flag(kind=FlagKind.WITHDRAWAL, since=facts.withdrawal_on)


def _plan_review(facts: FlagFacts) -> Iterator[Flag]:
    """P10: the newest of each kind that asks for a review and that no signed plan followed."""
    waiting = use_rules.unanswered(facts.causes, facts.plan_signed_on)
    for kind, flag in _CAUSES.items():
        days = [one.happened_on for one in waiting if one.kind is kind]
        if days:
            yield Flag(kind=flag, since=max(days), count=len(days))


def _step_up(facts: FlagFacts) -> Iterator[Flag]:
    """Row 16: the chance of a return rose, or use came back again; a later review decides.

    A continued-stay review of that day or later is the documented decision.
    """
    raised: list[Flag] = []
    returns = [one.known_on for one in facts.causes if one.kind is CauseKind.RETURN]
    if len(returns) >= RETURNS_THAT_ASK:
        raised.append(Flag(kind=FlagKind.STEP_UP, since=max(returns), count=len(returns)))
    if len(facts.return_risks) > 1:
        (rated_on, now), (_, before) = facts.return_risks
        if now > before:
            kind = FlagKind.STEP_UP
            raised.append(Flag(kind=kind, since=rated_on, count=now, rise=now - before))
    open_ones = [
        one
        for one in raised
        if facts.reviewed_on is None or (one.since is not None and facts.reviewed_on < one.since)
    ]
    yield from sorted(open_ones, key=lambda one: one.since or date.min)[-1:]


def _craving(facts: FlagFacts) -> Iterator[Flag]:
    """Row 33: an urge of 7 and more, or one that rose by 3 and more."""
    if facts.urges is None:
        return
    rated_on, (score, *earlier) = facts.urges
    before = earlier[0] if earlier else score
    if score >= ALERT_SCORE:
        yield Flag(kind=FlagKind.CRAVING, since=rated_on, count=score)
    elif score - before >= ALERT_RISE:
        yield Flag(kind=FlagKind.CRAVING, since=rated_on, count=score, rise=score - before)


def _allergies(facts: FlagFacts) -> Iterator[Flag]:
    """Allergies that can kill, all in one flag."""
    severe = [one for one in facts.allergies if is_severe(one)]
    if severe:
        yield Flag(
            kind=FlagKind.ALLERGY,
            since=severe[0].noted_on,
            count=len(severe),
            substance=", ".join(one.substance for one in severe),
        )


def _after_discharge(facts: FlagFacts, today: date) -> Iterator[Flag]:
    """Row 11: day 0 to 28 after a higher level of care."""
    if facts.left_care is None:
        return
    care, ended_on = facts.left_care
    if timedelta(0) <= today - ended_on <= AFTER_DISCHARGE:
        days = (today - ended_on).days
        yield Flag(kind=FlagKind.AFTER_DISCHARGE, since=ended_on, count=days, care=care)


def _guardian(facts: FlagFacts) -> Iterator[Flag]:
    """Row 17: a minor has somebody who may consent."""
    if facts.is_unaccompanied:
        yield Flag(kind=FlagKind.GUARDIAN)


def _papers(facts: FlagFacts, today: date) -> Iterator[Flag]:
    """Row 1: papers of the intake that are open after admission."""
    if facts.admitted_on is not None and facts.admitted_on <= today and facts.open_papers:
        yield Flag(kind=FlagKind.INTAKE_PAPERS, since=facts.admitted_on, count=facts.open_papers)


def _length(facts: FlagFacts, today: date) -> Iterator[Flag]:
    """L1: a first look at week 8, the last planned week, past 12 weeks and past the plan."""
    ask = lengths.asked(facts, today)
    if ask is not None:
        yield Flag(kind=ask.kind, since=ask.since, count=ask.past or ask.week)

"""Rules for the flags of a chart: what raises each, and the entry that ends it.

Sources: rows 1, 6, 11, 17 and 33 of the services of an intensive outpatient program and rule P10
in docs/RULES.md; how long other care counts as recent is row 11's default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from counselor_desk.records.cravings import ALERT_RISE, ALERT_SCORE
from counselor_desk.records.episodes import DAYS_IN_WEEK
from counselor_desk.records.flags import Flag, FlagFacts, FlagKind
from counselor_desk.records.medications import Allergy
from counselor_desk.rules import use as use_rules

AFTER_DISCHARGE = timedelta(days=28)
"""The first days to weeks after a higher level of care carry the highest risk."""

ADULT_FROM = 18
"""Whole years from which a client needs no guardian."""

_SEVERE = re.compile(r"anaphyla|severe|throat|tongue|breath|airway|shock|swell", re.IGNORECASE)


def flags(facts: FlagFacts, today: date) -> tuple[Flag, ...]:
    """Every flag of one client in care, in the order they are shown."""
    return (
        *_risks(facts, today),
        *_guardian(facts),
        *_papers(facts, today),
        *_past_target(facts, today),
    )


def first_risk(facts: FlagFacts, today: date) -> Flag | None:
    """The flag of risk that is shown first, None without one."""
    return next(_risks(facts, today), None)


def is_severe(allergy: Allergy) -> bool:
    """Whether the words for a reaction name one that can kill; a doubtful word counts."""
    return _SEVERE.search(allergy.reaction) is not None


def _risks(facts: FlagFacts, today: date) -> Iterator[Flag]:
    yield from _harm(facts)
    yield from _return_to_use(facts)
    yield from _craving(facts)
    yield from _allergies(facts)
    yield from _after_discharge(facts, today)


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


def _return_to_use(facts: FlagFacts) -> Iterator[Flag]:
    """P10: the newest return to use that no signed plan followed."""
    waiting = [one.used_on for one in use_rules.unanswered(facts.returns, facts.plan_signed_on)]
    if waiting:
        yield Flag(kind=FlagKind.RETURN_TO_USE, since=max(waiting), count=len(waiting))


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


def _past_target(facts: FlagFacts, today: date) -> Iterator[Flag]:
    """Row 6: past the weeks of treatment without an extension that says why."""
    if facts.admitted_on is None:
        return
    ends_on = facts.admitted_on + timedelta(weeks=facts.target_weeks)
    if today >= ends_on:
        weeks = (today - ends_on).days // DAYS_IN_WEEK + 1
        yield Flag(kind=FlagKind.PAST_TARGET, since=ends_on, count=weeks)

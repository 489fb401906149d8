"""Rule L1: how long a stay takes, and when it is decided that it goes on.

Source: services.md row 6, a stay of 8 to 12 weeks; a look at week 8, in the last planned week and
past it is good practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counselor_desk.records.episodes import DAYS_IN_WEEK
from counselor_desk.records.flags import FlagFacts, FlagKind

FIRST_LOOK_WEEK, MOST_WEEKS = 8, 12
"""A stay usually takes 8 to 12 weeks (row 6): the week of a first look, and the last usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What asks for a decision on how a stay goes on.

    Attributes:
        kind: one of the four flags of length.
        since: the first day of the week that is looked at, or the first day past the weeks.
        due_on: the day by which it is decided.
        week: the week of treatment.
        past: weeks past the planned ones, a begun one counted whole; 0 within them.
    """

    kind: FlagKind
    since: date
    due_on: date
    week: int
    past: int = 0


def asked(facts: FlagFacts, today: date) -> Ask | None:
    """The decision that a stay asks for today; None while it needs none.

    An extension, which says why, ends all but the first look; a continued-stay review since the
    week before ends that.
    """
    if facts.admitted_on is None or today < facts.admitted_on:
        return None
    week = (today - facts.admitted_on).days // DAYS_IN_WEEK + 1
    ends_on = facts.admitted_on + timedelta(weeks=facts.target_weeks)
    if today >= ends_on:
        past = (today - ends_on).days // DAYS_IN_WEEK + 1
        kind = FlagKind.PAST_TARGET
        return Ask(kind=kind, since=ends_on, due_on=ends_on, week=week, past=past)
    if week > MOST_WEEKS and not facts.is_extended:
        since = facts.admitted_on + timedelta(weeks=MOST_WEEKS)
        return Ask(kind=FlagKind.PAST_TWELVE, since=since, due_on=since, week=week)
    if week == facts.target_weeks:
        since = ends_on - timedelta(weeks=1)
        return Ask(kind=FlagKind.LAST_WEEK, since=since, due_on=ends_on, week=week)
    if week == FIRST_LOOK_WEEK:
        since = facts.admitted_on + timedelta(weeks=FIRST_LOOK_WEEK - 1)
        if facts.reviewed_on is None or facts.reviewed_on < since - timedelta(weeks=1):
            due_on = since + timedelta(weeks=1)
            return Ask(kind=FlagKind.WEEK_EIGHT, since=since, due_on=due_on, week=week)
    return None

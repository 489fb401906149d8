"""What the program owes its clients in care: hours, sessions to write up, rooms in groups.

Sources: H1 to H5, H8, H9, I1, I2, G1, G2 and N5 in docs/RULES.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from counselor_desk.records.groups import Group
from counselor_desk.records.hour_reports import HourFinding
from counselor_desk.records.hours import Standing, Week, week_of
from counselor_desk.records.ids import ClientId, SessionId
from counselor_desk.records.reasons import ReasonedRule
from counselor_desk.records.schedule import Occurrence
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.today import (
    HoursRule,
    OwedGroupNotes,
    OwedHours,
    OwedRoster,
    OwedSession,
)
from counselor_desk.rules import groups as group_rules
from counselor_desk.rules import hours as hour_rules
from counselor_desk.rules.findings import Finding
from counselor_desk.rules.hours import HoursKnown

_About = tuple[Finding, Week | None]
"""A finding, and the week it is about, if any."""

_WEEKS_WITH_REASONS = {
    "H1": ReasonedRule.SHORT_WEEK,
    "H2": ReasonedRule.LONG_WEEK,
    "H4": ReasonedRule.SHORT_WEEK,
    "H8": ReasonedRule.SHORT_WEEK,
}
"""Which reason settles what is found of a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """A session that is over and whose notes are not all signed.

    Attributes:
        client_id: whose it was, None for a group, which `title` then names.
        left: how many notes are not signed.
        due_at: when they are due; `due_on` is the local day of that.
    """

    client_id: ClientId | None
    title: str = field(repr=False)
    kind: SessionKind
    held_on: date
    starts: time
    minutes: int
    members: int
    left: int
    is_begun: bool
    due_at: datetime
    due_on: date
    session_id: SessionId | None = None
    planned: Occurrence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A group, how many are in it today, and the most a group and a class may have."""

    group: Group
    members: int
    group_cap: int
    class_cap: int


def hours(
    known: Mapping[ClientId, HoursKnown], names: Mapping[ClientId, str]
) -> Iterator[OwedHours]:
    """H1, H8, H9, I1, I2 of each stay, one line for each rule.

    A stay of which no group was recorded or planned is not counted by the hour: there the program
    is kept elsewhere. Weeks before anything was recorded are not asked about either.
    """
    for client_id, stay in known.items():
        if client_id in names:
            for rule, found in _found(stay):
                if not found:
                    continue
                findings = [finding for finding, _ in found]
                yield _hours(client_id, names[client_id], rule, findings, stay)


def told(stay: HoursKnown) -> tuple[HourFinding, ...]:
    """Everything the rules on hours say of a stay, once for each rule: H1 to H5, H8, H9, I1, I2.

    What `hours` asks for stands first. The rest are hints, which no day is due for: H2 and H4 that
    a reason settles too, by the oldest week; H3 and H5 that are told alone, by the newest.
    """
    asked = [found for _, found in _found(stay)] if stay.episode.is_open else [_short_weeks(stay)]
    return tuple(_told(found, stay) for found in (*asked, *_hints(stay)) if found)


def _found(stay: HoursKnown) -> Iterator[tuple[HoursRule, Sequence[_About]]]:
    if stay.last_contact_on is not None:
        yield HoursRule.SILENCE, _standing(hour_rules.h9_silence(stay))
    if not _is_counted(stay):
        return
    yield HoursRule.SHORT_WEEK, _short_weeks(stay)
    yield HoursRule.FORECAST, [(one, stay.running) for one in hour_rules.h1_forecast(stay)]
    yield HoursRule.INDIVIDUAL, _standing(hour_rules.i1_individual(stay))
    yield HoursRule.FAMILY, _standing(hour_rules.i2_family(stay))


def _hints(stay: HoursKnown) -> Iterator[Sequence[_About]]:
    if _is_counted(stay):
        yield _of_weeks(stay, hour_rules.h2_long_week)
        yield _of_weeks(stay, hour_rules.h4_few_days)
        yield _of_weeks(stay, hour_rules.h3_short_days)[::-1]
        yield _standing(hour_rules.h5_gaps(stay))


def _short_weeks(stay: HoursKnown) -> Sequence[_About]:
    return _of_weeks(stay, hour_rules.h1_h8_short_week) if _is_counted(stay) else ()


def _of_weeks(
    stay: HoursKnown, rule: Callable[[HoursKnown, Week], Sequence[Finding]]
) -> Sequence[_About]:
    """What a rule says of the full weeks since the first thing recorded, the oldest first."""
    first = min((one.held_on for one in stay.visits), default=stay.today)
    begins = week_of(first, stay.first_weekday)
    return [
        (finding, week)
        for week in stay.begun
        if week.standing is Standing.FULL and week.begins_on >= begins
        for finding in rule(stay, week)
    ]


def _standing(found: Sequence[Finding]) -> Sequence[_About]:
    return [(one, None) for one in found]


def _told(found: Sequence[_About], stay: HoursKnown) -> HourFinding:
    first, week = found[0]
    return HourFinding(
        rule=first.rule,
        message=first.message,
        source=first.source,
        more=len(found) - 1,
        week=week.begins_on if week else None,
        reasoned=_reasoned(first, week, stay),
    )


def _reasoned(
    finding: Finding, week: Week | None, stay: HoursKnown
) -> tuple[ReasonedRule, date] | None:
    """What a reason is given for: a week, or the day since which something is missing."""
    if week is not None:
        rule = _WEEKS_WITH_REASONS.get(finding.rule)
        return None if rule is None else (rule, week.begins_on)
    if finding.due_on is None:
        return None
    allowed = _allowed_days(HoursRule(finding.rule), stay)
    return ReasonedRule(finding.rule), finding.due_on - timedelta(days=allowed)


def _is_counted(stay: HoursKnown) -> bool:
    return bool(stay.ahead) or any(one.group_type is not None for one in stay.visits)


def _hours(
    client_id: ClientId, name: str, rule: HoursRule, found: Sequence[Finding], stay: HoursKnown
) -> OwedHours:
    first = found[0]
    due_on = first.due_on or stay.today
    return OwedHours(
        client_id=client_id,
        name=name,
        due_on=due_on,
        is_late=due_on < stay.today,
        rule=rule,
        message=first.message,
        least=stay.limits.week_least,
        days=_days(rule, due_on, stay),
        weeks=len(found),
    )


def _days(rule: HoursRule, due_on: date, stay: HoursKnown) -> int:
    """The days since the last contact or session: what was allowed, and what came on top."""
    allowed = _allowed_days(rule, stay)
    return allowed + (stay.today - due_on).days if allowed else 0


def _allowed_days(rule: HoursRule, stay: HoursKnown) -> int:
    """How long something may be missing, 0 where a week is meant."""
    allowed = {
        HoursRule.SILENCE: stay.limits.silence_days,
        HoursRule.INDIVIDUAL: hour_rules.individual_within(stay),
        HoursRule.FAMILY: stay.limits.family_days,
    }
    return allowed.get(rule, 0)


def sessions(
    unwritten: Sequence[Unwritten], names: Mapping[ClientId, str], now: datetime
) -> Iterator[OwedSession | OwedGroupNotes]:
    """N5: what took place and has no note, or not every member's."""
    for one in unwritten:
        is_late = one.due_at < now
        if one.client_id is None:
            yield OwedGroupNotes(
                group=one.title,
                held_on=one.held_on,
                starts=one.starts,
                minutes=one.minutes,
                members=one.members,
                left=one.left,
                is_begun=one.is_begun,
                due_on=one.due_on,
                is_late=is_late,
                session_id=one.session_id,
                planned=one.planned,
            )
        elif one.client_id in names:
            yield OwedSession(
                client_id=one.client_id,
                name=names[one.client_id],
                kind=one.kind,
                held_on=one.held_on,
                starts=one.starts,
                minutes=one.minutes,
                due_on=one.due_on,
                is_late=is_late,
            )


def rosters(known: Sequence[Roster], today: date) -> Iterator[OwedRoster]:
    """G1, G2: a group or class with more members than it should have."""
    for one in known:
        caps = {"group_cap": one.group_cap, "class_cap": one.class_cap}
        for finding in group_rules.g1_g2_cap(one.group, one.members, **caps):
            yield OwedRoster(
                group_id=one.group.id,
                group=one.group.name,
                message=finding.message,
                due_on=today,
            )

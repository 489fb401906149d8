"""What the program owes its clients in care: hours, sessions to write up, rooms in groups.

Sources: H1, H8, H9, I1, I2, G1, G2 and N5 in docs/RULES.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from counselor_desk.records.groups import Group
from counselor_desk.records.hours import Standing, week_of
from counselor_desk.records.ids import ClientId, SessionId
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
                yield _hours(client_id, names[client_id], rule, found, stay)


def _found(stay: HoursKnown) -> Iterator[tuple[HoursRule, Sequence[Finding]]]:
    if stay.last_contact_on is not None:
        yield HoursRule.SILENCE, hour_rules.h9_silence(stay)
    if not _is_counted(stay):
        return
    first = min((one.held_on for one in stay.visits), default=stay.today)
    begins = week_of(first, stay.first_weekday)
    short = [
        finding
        for week in stay.weeks
        if week.standing is Standing.FULL and week.begins_on >= begins
        for finding in hour_rules.h1_h8_short_week(stay, week)
    ]
    yield HoursRule.SHORT_WEEK, short
    yield HoursRule.FORECAST, hour_rules.h1_forecast(stay)
    yield HoursRule.INDIVIDUAL, hour_rules.i1_individual(stay)
    yield HoursRule.FAMILY, hour_rules.i2_family(stay)


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
    allowed = {
        HoursRule.SILENCE: stay.limits.silence_days,
        HoursRule.INDIVIDUAL: stay.limits.individual_days,
        HoursRule.FAMILY: stay.limits.family_days,
    }
    return allowed[rule] + (stay.today - due_on).days if rule in allowed else 0


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

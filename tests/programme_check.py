"""Compares what the program tells of hours with what a ledger comes to, stay by stay."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from counselor_desk.records import hours as hour_records
from counselor_desk.rules import hours as hour_rules
from counselor_desk.rules import owed_care
from counselor_desk.services.groups import GroupNow
from tests.programme_model import Club, Ledger, Stay, Week

RULES = frozenset({"H1", "H2", "H3", "H4", "H5", "H8", "H9", "I1", "I2"})
ON_TODAY = frozenset({"H1", "H8", "H9", "I1", "I2"})
"""What is due; the others are hints on the Attendance tab."""


@dataclass
class Disagreements:
    """What the program and the ledger told differently, and what was compared."""

    weeks: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)
    quiet: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    compared: int = 0

    def compare_stay(
        self, ledger: Ledger, stay: Stay, known: hour_rules.HoursKnown, today: date
    ) -> None:
        """The weeks of a stay and what the rules say of it."""
        self.compared += 1
        who = f"{today} {stay.person.name}"
        expected = [_expected(one) for one in ledger.weeks(stay, today)]
        told = [_told(one) for one in known.weeks]
        self.weeks += [
            f"{who}: {one} not {other}"
            for one, other in zip(told, expected, strict=False)
            if one != other
        ]
        if len(told) != len(expected):
            self.weeks.append(f"{who}: {len(told)} weeks, not {len(expected)}")
        says = {(one.rule, one.message, one.due_on) for one in hour_rules.check(known)}
        owes = set(ledger.findings(stay, today))
        self.findings += [f"{who}: says {one}" for one in says - owes]
        self.findings += [f"{who}: keeps quiet about {one}" for one in owes - says]
        self._compare_shown(who, set(ledger.told(stay, today)), known)
        fired = {rule for rule, _, _ in says}
        self.fired.update(fired)
        self.quiet.update(RULES - fired)

    def _compare_shown(
        self, who: str, owes: set[tuple[str, str, int]], known: hour_rules.HoursKnown
    ) -> None:
        """What the Attendance tab shows, and what Today asks for."""
        card = {(one.rule, one.message, one.more) for one in owed_care.told(known)}
        self.findings += [f"{who}: the tab differs in {one}" for one in card ^ owes]
        self.shown.update(rule for rule, _, _ in card)
        if known.episode.is_open:
            whose = known.episode.client_id
            asked = owed_care.hours({whose: known}, {whose: ""})
            says = {(one.rule.value, one.message, one.weeks - 1) for one in asked}
            today = {one for one in owes if one[0] in ON_TODAY}
            self.findings += [f"{who}: Today differs in {one}" for one in says ^ today]

    def compare_group(self, club: Club, now: GroupNow) -> None:
        """How many members a group has, and whether that is too many."""
        count = sum(one.left_on is None for one in club.members)
        expected = [club.rule] if count > club.cap else []
        told = [one.rule for one in now.findings]
        self.fired.update(told)
        self.quiet.update([] if told else [club.rule])
        if (len(now.members), told) != (count, expected):
            self.groups.append(f"{club.name}: {told} of {len(now.members)}, not {expected}")


def _expected(one: Week) -> tuple[object, ...]:
    services, days = sorted(one.by_service.items()), sorted(one.by_day.items())
    return one.begins_on, one.number, one.standing, one.minutes, one.ahead, services, days


def _told(one: hour_records.Week) -> tuple[object, ...]:
    services = sorted((key.value, minutes) for key, minutes in one.by_service.items())
    days = sorted(one.by_day.items())
    return one.begins_on, one.number, one.standing.value, one.minutes, one.ahead, services, days

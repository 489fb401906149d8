"""A ledger of raw events, and the hours and findings it comes to, worked out in plain Python.

It knows nothing of the program it checks: no rule, no record, no time zone data. Rules are
written down anew from docs/RULES.md, and the two nights of 2026 in which American clocks change
are two constants.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

DAY, WEEK = timedelta(days=1), timedelta(days=7)
CAME = ("present", "late", "left_early")
PROGRAM_DAYS = ("group", "life_skills", "complementary")
"""The kinds of care that make a day one of the program (H3)."""

SUMMER_FROM = date(2026, 3, 8).toordinal() * 1440 + 3 * 60
SUMMER_TO = date(2026, 11, 1).toordinal() * 1440 + 2 * 60
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NUMBERS = {
    "week_hours_least": 9,
    "week_hours_least_minor": 6,
    "week_hours_most": 20,
    "day_hours_least": 3,
    "day_hours_least_minor": 2,
    "service_days_least": 3,
    "gap_days_most": 2,
    "silence_days": 30,
    "individual_days": 7,
    "family_days": 30,
}


@dataclass(kw_only=True)
class Person:
    """A client; `stays` are in the order of time."""

    name: str
    born_on: date
    stays: list[Stay] = field(default_factory=list)

    @property
    def stay(self) -> Stay:
        return self.stays[-1]


@dataclass(kw_only=True, eq=False)
class Stay:
    """One stay with the marks of its sessions, and the reasons given: the rule and the day."""

    person: Person
    admitted_on: date
    weeks: int
    closed_on: date | None = None
    marks: list[Mark] = field(default_factory=list)
    reasons: set[tuple[str, date]] = field(default_factory=set)


@dataclass(kw_only=True, eq=False)
class Club:
    """A group: who belongs to it from when until when, both days included."""

    name: str
    service: str = "group"
    counts: bool = True
    cap: int = 10
    rule: str = "G1"
    members: list[Membership] = field(default_factory=list)

    def has(self, person: Person, day: date) -> bool:
        return any(
            one.person is person and one.joined_on <= day <= (one.left_on or day)
            for one in self.members
        )


@dataclass(kw_only=True)
class Membership:
    """A client's time in a group."""

    person: Person
    joined_on: date
    left_on: date | None = None


@dataclass(kw_only=True, eq=False)
class Slot:
    """A time that comes back, of a group or of one client; `changed` is what is different once.

    A change is None where the time is left out, else the day, start and end it moved to.
    """

    service: str
    weekday: int
    starts: time
    ends: time
    begins_on: date
    ends_on: date | None = None
    every: int = 1
    club: Club | None = None
    person: Person | None = None
    counts: bool = True
    changed: dict[date, tuple[date, time, time] | None] = field(default_factory=dict)


@dataclass(kw_only=True, frozen=True)
class Time:
    """One time of a slot as it is planned now."""

    slot: Slot
    planned_on: date
    held_on: date
    starts: time
    ends: time

    @property
    def key(self) -> tuple[int, date]:
        return id(self.slot), self.planned_on

    @property
    def minutes(self) -> int:
        return length(self.held_on, self.starts, self.ends)


@dataclass(kw_only=True, frozen=True)
class Mark:
    """What became of one client at one session; `key` is that of the planned time, if any."""

    held_on: date
    starts: time
    ends: time
    service: str
    counts: bool
    code: str
    told: int
    key: tuple[int, date] | None = None

    @property
    def minutes(self) -> int:
        """Countable minutes."""
        return self.told if self.code in CAME and self.counts and self.service != "other" else 0

    @property
    def planned(self) -> int:
        return length(self.held_on, self.starts, self.ends)


Finding = tuple[str, str, date | None]


@dataclass(kw_only=True)
class Week:
    """What a week of a stay comes to."""

    begins_on: date
    number: int
    standing: str
    minutes: int = 0
    ahead: int = 0
    by_service: Counter[str] = field(default_factory=Counter)
    by_day: Counter[date] = field(default_factory=Counter)


class Ledger:
    """Everything that happened, and what it comes to on a day."""

    def __init__(self, first_weekday: int) -> None:
        self.first_weekday = first_weekday
        self.slots: list[Slot] = []
        self._times: dict[tuple[date, date], list[Time]] = {}
        self.holidays: set[date] = set()
        self.clinic: list[tuple[date, str, int]] = []
        self.own: list[tuple[date, Person, str, int]] = []

    def plans_changed(self) -> None:
        """What was planned before may be planned no more."""
        self._times.clear()

    def times(self, first_on: date, last_on: date) -> list[Time]:
        """What is planned from one day to another."""
        key = (first_on, last_on)
        if key not in self._times:
            self._times[key] = self._worked_out(first_on, last_on)
        return self._times[key]

    def _worked_out(self, first_on: date, last_on: date) -> list[Time]:
        found = []
        for slot in self.slots:
            day = slot.begins_on
            while day.weekday() != slot.weekday:
                day += DAY
            while day <= min(last_on + WEEK, slot.ends_on or date.max):
                found += self._time(slot, day)
                day += slot.every * WEEK
        return [one for one in found if first_on <= one.held_on <= last_on]

    def _time(self, slot: Slot, day: date) -> list[Time]:
        if day in slot.changed:
            moved = slot.changed[day]
            if moved is None:
                return []
            held_on, starts, ends = moved
            return [Time(slot=slot, planned_on=day, held_on=held_on, starts=starts, ends=ends)]
        if day in self.holidays:
            return []
        return [Time(slot=slot, planned_on=day, held_on=day, starts=slot.starts, ends=slot.ends)]

    def expects(self, one: Time, person: Person) -> bool:
        """Whether a client is expected at a planned time."""
        club = one.slot.club
        return club.has(person, one.held_on) if club else one.slot.person is person

    def is_busy(self, stay: Stay, day: date, starts: time, ends: time) -> bool:
        """Whether a client came to a session that has a minute in common with these times."""
        return any(
            one.code in CAME
            and moment(one.held_on, one.starts) < _end(day, starts, ends)
            and moment(day, starts) < _end(one.held_on, one.starts, one.ends)
            for other in stay.person.stays
            for one in other.marks
            if abs(one.held_on - day) <= DAY
        )

    def number(self, name: str, person: Person, day: date) -> int:
        """A number that held for a client on a day."""
        told = NUMBERS[name]
        for since, which, value in self.clinic:
            if which == name and since <= day:
                told = value
        for since, whose, which, value in self.own:
            if (whose, which) == (person, name) and since <= day:
                told = value
        return told

    def least(self, person: Person, day: date) -> int:
        return 60 * self.number("week_hours_least" + _minor(person, day), person, day)

    def weeks(self, stay: Stay, today: date) -> list[Week]:
        """The weeks of a stay as they are told on a day."""
        ahead = self._ahead(stay, today)
        ends = [today, stay.admitted_on + WEEK * stay.weeks - DAY, *(one.held_on for one in ahead)]
        last = stay.closed_on or max(ends)
        begins = self._week_of(stay.admitted_on)
        found = []
        number = 0
        while begins <= last:
            number += begins >= stay.admitted_on
            week = Week(
                begins_on=begins, number=number, standing=self._standing(stay, begins, today)
            )
            for mark in stay.marks:
                if begins <= mark.held_on < begins + WEEK and mark.minutes:
                    week.minutes += mark.minutes
                    week.by_service[mark.service] += mark.minutes
                    week.by_day[mark.held_on] += mark.minutes
            week.ahead = sum(
                one.minutes
                for one in ahead
                if begins <= one.held_on < begins + WEEK and one.slot.counts
            )
            found.append(week)
            begins += WEEK
        return found

    def findings(self, stay: Stay, today: date) -> list[Finding]:
        """What the rules on hours say of a stay on a day."""
        weeks = self.weeks(stay, today)
        full = [week for week in weeks if week.standing == "full"]
        found = [finding for week in full for finding in self._of_week(stay, week, today)]
        found += self._gap(stay, today)
        if stay.closed_on is None:
            found += self._forecast(stay, weeks, today)
            found += self._silence(stay, today)
            found += self._last(stay, today, "I1", "individual", "individual_days")
            found += self._last(stay, today, "I2", "family", "family_days")
        return found

    def told(self, stay: Stay, today: date) -> list[tuple[str, str, int]]:
        """What is shown of a stay: rule, sentence, and how many more weeks it holds for.

        Nothing but silence is asked about where no group was planned or held, no week before
        the first thing recorded, and no silence before a first contact.
        """
        weeks = self.weeks(stay, today)
        days = [one.held_on for one in stay.marks]
        since = self._week_of(min(days, default=today))
        found: list[Finding] = []
        if stay.closed_on is None and any(one.code in CAME for one in stay.marks):
            found += self._silence(stay, today)
        if self._ahead(stay, today) or any(one.service in PROGRAM_DAYS for one in stay.marks):
            for week in weeks:
                if week.standing == "full" and week.begins_on >= since:
                    found += self._of_week(stay, week, today)
            found += self._gap(stay, today)
            if stay.closed_on is None:
                found += self._forecast(stay, weeks, today)
                found += self._last(stay, today, "I1", "individual", "individual_days")
                found += self._last(stay, today, "I2", "family", "family_days")
        by_rule: dict[str, list[str]] = {}
        for rule, message, _ in found:
            by_rule.setdefault(rule, []).append(message)
        return [
            (rule, said[-1 if rule == "H3" else 0], len(said) - 1) for rule, said in by_rule.items()
        ]

    def letter(self, stay: Stay, today: date) -> list[str]:
        """What a letter of attendance says of a stay: one sentence, and a row for each week."""
        due = [one for one in stay.marks if one.code != "cancelled_program"]
        came = [one for one in due if one.code in CAME]
        excused = sum(one.code == "excused" for one in due)
        so_far = "" if stay.closed_on else " so far"
        many = "appointment" if len(due) == 1 else "appointments"
        were = "was" if len(came) == 1 else "were"
        also = f" and {excused} excused" if excused else ""
        told = [f"Of {len(due)} {many}{so_far}, {len(came)} {were} attended{also}."]
        for week in self.weeks(stay, today):
            if week.standing != "ahead":
                last = week.begins_on + WEEK
                held = sum(week.begins_on <= one.held_on < last for one in due)
                there = sum(week.begins_on <= one.held_on < last for one in came)
                told.append(f"{week.begins_on:%m/%d/%Y} {held} {there} {_hours(week.minutes)}")
        return told

    def report(self, stay: Stay, today: date) -> list[str]:
        """What a report of hours says of a stay as a whole."""
        weeks = self.weeks(stay, today)
        full = [week for week in weeks if week.standing == "full"]
        ends = {week.begins_on: week.begins_on + WEEK - DAY for week in full}
        reached = [
            week for week in full if week.minutes >= self.least(stay.person, ends[week.begins_on])
        ]
        return [
            f"Treatment hours: {_hours(sum(week.minutes for week in weeks))}",
            f"Full weeks reached: {len(reached)} of {len(full)}",
        ]

    def _ahead(self, stay: Stay, today: date) -> list[Time]:
        if stay.closed_on is not None:
            return []
        until = max(stay.admitted_on + WEEK * stay.weeks - DAY, today + WEEK)
        marked = {one.key for one in stay.marks}
        return [
            one
            for one in self.times(today, until)
            if self.expects(one, stay.person) and one.key not in marked
        ]

    def _week_of(self, day: date) -> date:
        while day.weekday() != self.first_weekday:
            day -= DAY
        return day

    def _standing(self, stay: Stay, begins: date, today: date) -> str:
        ends = begins + WEEK - DAY
        if begins < stay.admitted_on or (stay.closed_on and stay.closed_on < ends):
            return "partial"
        if begins > today:
            return "ahead"
        return "running" if today <= ends else "full"

    def _of_week(self, stay: Stay, week: Week, today: date) -> list[Finding]:
        person, ends = stay.person, week.begins_on + WEEK - DAY
        least = self.least(person, ends)
        most = 60 * self.number("week_hours_most", person, ends)
        day_least = 60 * self.number("day_hours_least" + _minor(person, ends), person, ends)
        days_least = self.number("service_days_least", person, ends)
        is_excused = ("H8", week.begins_on) in stay.reasons
        of = f"The week of {_short(week.begins_on, today)} had"
        found: list[Finding] = []
        if week.minutes < least and not is_excused:
            message = f"{of} {_exact(week.minutes, least)}, less than {_hours(least)}. "
            found.append(("H8", message + "It needs a reason.", ends + DAY))
        if week.minutes > most and ("H2", week.begins_on) not in stay.reasons:
            message = f"{of} {_exact(week.minutes, most)}, more than {_hours(most)}."
            found.append(("H2", message, None))
        program_days = {
            mark.held_on for mark in stay.marks if mark.minutes and mark.service in PROGRAM_DAYS
        }
        short = sum(week.by_day[day] < day_least for day in program_days & set(week.by_day))
        if short:
            found.append(("H3", f"{of} {_days(short)} below {_hours(day_least)}.", None))
        if len(week.by_day) < days_least and not is_excused:
            message = f"{of} {_days(len(week.by_day))} of service, not {days_least}."
            found.append(("H4", message, None))
        return found

    def _gap(self, stay: Stay, today: date) -> list[Finding]:
        served = sorted({one.held_on for one in stay.marks if one.minutes})
        longest, after = 0, None
        for one, other in itertools.pairwise(served):
            if (other - one).days - 1 > longest:
                longest, after = (other - one).days - 1, one
        most = self.number("gap_days_most", stay.person, stay.closed_on or today)
        if after is None or longest <= most:
            return []
        told = f"{longest} days without service after {_short(after, today)}, {most} are allowed."
        return [("H5", told, None)]

    def _forecast(self, stay: Stay, weeks: list[Week], today: date) -> list[Finding]:
        least = self.least(stay.person, today)
        for week in weeks:
            lacks = least - week.minutes - week.ahead
            if (
                week.standing == "running"
                and lacks > 0
                and ("H8", week.begins_on) not in stay.reasons
            ):
                short = _hours(lacks) if lacks >= 3 else f"0 h {lacks:02d} min"
                days = [
                    one.held_on
                    for one in self._ahead(stay, today)
                    if one.slot.counts and week.begins_on <= one.held_on < week.begins_on + WEEK
                ]
                of = f"{short} short of {_hours(least)}"
                told = f"This week is {of}, and nothing more is planned."
                if days:
                    told = f"This week ends {of} on {max(days):%A}, with what is planned."
                return [("H1", told, week.begins_on + WEEK - DAY)]
        return []

    def _silence(self, stay: Stay, today: date) -> list[Finding]:
        days = [one.held_on for one in stay.marks if one.code in CAME]
        since = max([stay.admitted_on, *days])
        most = self.number("silence_days", stay.person, today)
        if (today - since).days <= most or ("H9", since) in stay.reasons:
            return []
        told = f"No contact since {_short(since, today)}, {(today - since).days} days. "
        return [("H9", told + "Say why the stay goes on, or end it.", since + DAY * most)]

    def _last(self, stay: Stay, today: date, rule: str, service: str, number: str) -> list[Finding]:
        days = [one.held_on for one in stay.marks if one.service == service and one.code in CAME]
        since = max(days, default=stay.admitted_on)
        due_on = since + DAY * self.number(number, stay.person, today)
        if today <= due_on or (rule, since) in stay.reasons:
            return []
        on = _short(since, today)
        told = f"since {on}." if days else f"since the admission on {on}."
        return [(rule, f"No {service} session {told}", due_on)]


def moment(day: date, clock: time) -> int:
    """Minutes in universal time of a wall clock in Chicago."""
    local = day.toordinal() * 1440 + clock.hour * 60 + clock.minute
    return local + (300 if SUMMER_FROM <= local < SUMMER_TO else 360)


def length(day: date, starts: time, ends: time) -> int:
    """Elapsed minutes; an end at or before the start is on the next day."""
    return _end(day, starts, ends) - moment(day, starts)


def _end(day: date, starts: time, ends: time) -> int:
    return moment(day if ends > starts else day + DAY, ends)


def _minor(person: Person, day: date) -> str:
    grown_up_on = person.born_on.replace(year=person.born_on.year + 18)
    return "_minor" if day < grown_up_on else ""


def _short(day: date, today: date) -> str:
    year = "" if day.year == today.year else f", {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}{year}"


def _hours(minutes: int) -> str:
    return f"{(Decimal(minutes) / 60).quantize(Decimal('0.1'), ROUND_HALF_UP)} h"


def _exact(minutes: int, beside: int) -> str:
    """As hours, or to the minute where hours would hide the difference to another figure."""
    if _hours(minutes) != _hours(beside):
        return _hours(minutes)
    return f"{minutes // 60} h {minutes % 60:02d} min"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"

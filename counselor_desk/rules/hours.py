"""Rules for hours: weeks that are too short or too long, short days, gaps and long silences.

Sources: H1 to H9, I1 and I2 in docs/RULES.md. Only full weeks are judged; the parts of a week
around admission and discharge and the running week are told and not judged (decision 25).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from counselor_desk.records import dates
from counselor_desk.records.episodes import Episode
from counselor_desk.records.hours import (
    CAME,
    IN_GROUPS,
    WEEK,
    Ahead,
    EarlierLimits,
    HourLimits,
    Standing,
    Visit,
    Week,
    week_of,
    written,
)
from counselor_desk.records.reasons import GivenReason, ReasonedRule
from counselor_desk.records.schedule import Service
from counselor_desk.rules.findings import Finding, Severity

_DAY = timedelta(days=1)
_TO_LAST_DAY = WEEK - _DAY


@dataclass(frozen=True, kw_only=True)
class HoursKnown:
    """What is known of one stay on the day `today`.

    Weeks are made when they are asked for, since a whole caseload asks for few of them.

    Attributes:
        limits: the numbers in force today, or on the last day of a stay that ended.
        earlier: those before them, the oldest first.
        visits: the sessions held at which the client was expected, in any order.
        ahead: what is planned from today on and not held yet.
        last_contact_on: the newest signed note or attended session of any kind, or None.
        first_weekday: the day the program's week begins on, 0 for Monday.
    """

    episode: Episode
    limits: HourLimits
    today: date
    earlier: Sequence[EarlierLimits] = ()
    visits: Sequence[Visit] = ()
    ahead: Sequence[Ahead] = ()
    reasons: Sequence[GivenReason] = ()
    last_contact_on: date | None = None
    first_weekday: int = 0

    @cached_property
    def begun(self) -> tuple[Week, ...]:
        """The weeks from the admission to the running one, or to the end of the stay."""
        closed_on = self.episode.closed_on
        last_on = self.today if closed_on is None else min(self.today, closed_on)
        return _weeks(self, _first_days(self, last_on))

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Every week from the admission to the end of the stay, or to the last one planned."""
        later = _first_days(self, _last_on(self))[len(self.begun) :]
        return self.begun + _weeks(self, later)

    @cached_property
    def running(self) -> Week | None:
        """The week that goes on, of which nothing but its forecast is judged."""
        begins = week_of(self.today, self.first_weekday)
        found = (one for one in _weeks(self, [begins]) if one.standing is Standing.RUNNING)
        return next(found, None)

    @cached_property
    def by_week(self) -> tuple[Mapping[date, _Attended], Mapping[date, int]]:
        """What was attended, and the minutes planned, by the first day of their week."""
        attended: defaultdict[date, _Attended] = defaultdict(_Attended)
        for visit in self.visits:
            if minutes := visit.counted_minutes:
                attended[week_of(visit.held_on, self.first_weekday)].add(visit, minutes)
        planned: defaultdict[date, int] = defaultdict(int)
        for one in self.ahead:
            planned[week_of(one.held_on, self.first_weekday)] += one.counted_minutes
        return attended, planned

    def limits_on(self, day: date) -> HourLimits:
        """The numbers in force on a day."""
        return next((one.limits for one in self.earlier if day < one.until), self.limits)

    def reason(self, rule: ReasonedRule, about_on: date) -> GivenReason | None:
        """The reason given for a week or for what stands since a day."""
        wanted = (rule, about_on)
        return next((one for one in self.reasons if (one.rule, one.about_on) == wanted), None)


def _last_on(known: HoursKnown) -> date:
    """The day the stay ended, or the last one that it was meant for or has anything planned on."""
    admitted, closed_on = known.episode.admitted_on, known.episode.closed_on
    if closed_on is not None or admitted is None:
        return closed_on or known.today
    return max(
        known.today,
        admitted + WEEK * known.episode.target_weeks - _DAY,
        *(one.held_on for one in known.ahead),
    )


def _first_days(known: HoursKnown, last_on: date) -> Sequence[date]:
    """The first day of each week from the admission to a day."""
    admitted = known.episode.admitted_on
    if admitted is None:
        return ()
    begins = week_of(admitted, known.first_weekday)
    return [begins + WEEK * place for place in range((last_on - begins) // WEEK + 1)]


def _weeks(known: HoursKnown, first_days: Sequence[date]) -> tuple[Week, ...]:
    admitted = known.episode.admitted_on
    if admitted is None or not first_days:
        return ()
    attended, planned = known.by_week
    return tuple(
        Week(
            begins_on=begins,
            number=(begins - admitted) // WEEK + 1,
            standing=_standing(known, begins, admitted),
            minutes=sum(there.by_day.values()),
            ahead=planned.get(begins, 0),
            least=known.limits_on(begins + _TO_LAST_DAY).week_least,
            by_service=there.by_service,
            by_day=there.by_day,
            group_days=frozenset(there.group_days),
        )
        for begins in first_days
        for there in (attended.get(begins) or _Attended(),)
    )


@dataclass(slots=True)
class _Attended:
    """The countable minutes of a week, and the days of them with a group or class."""

    by_service: dict[Service, int] = field(default_factory=dict)
    by_day: dict[date, int] = field(default_factory=dict)
    group_days: set[date] = field(default_factory=set)

    def add(self, visit: Visit, minutes: int) -> None:
        self.by_service[visit.service] = self.by_service.get(visit.service, 0) + minutes
        self.by_day[visit.held_on] = self.by_day.get(visit.held_on, 0) + minutes
        if visit.service in IN_GROUPS:
            self.group_days.add(visit.held_on)


def _standing(known: HoursKnown, begins: date, admitted: date) -> Standing:
    ends = begins + _TO_LAST_DAY
    closed = known.episode.closed_on
    if begins < admitted or (closed is not None and closed < ends):
        return Standing.PARTIAL
    if begins > known.today:
        return Standing.AHEAD
    return Standing.RUNNING if known.today <= ends else Standing.FULL


def check(known: HoursKnown) -> tuple[Finding, ...]:
    """Every rule on hours for one stay, H1 to H9, I1 and I2."""
    found: list[Finding] = []
    for week in known.begun:
        if week.standing is Standing.FULL:
            found += h1_h8_short_week(known, week)
            found += h2_long_week(known, week)
            found += h3_short_days(known, week)
            found += h4_few_days(known, week)
    found += h5_gaps(known)
    if known.episode.is_open:
        found += h1_forecast(known)
        found += h9_silence(known)
        found += i1_individual(known)
        found += i2_family(known)
    return tuple(found)


def h1_h8_short_week(known: HoursKnown, week: Week) -> tuple[Finding, ...]:
    """H1 with H8: a week below the least hours is settled by a reason."""
    if week.minutes >= week.least:
        return ()
    if known.reason(ReasonedRule.SHORT_WEEK, week.begins_on):
        return ()
    return (
        _finding(
            known,
            "H8",
            f"The week of {_day(week.begins_on, known)} had {_beside(week.minutes, week.least)}, "
            f"less than {hours(week.least)}. It needs a reason.",
            due_on=week.last_on + _DAY,
        ),
    )


def h1_forecast(known: HoursKnown) -> tuple[Finding, ...]:
    """H1 for the running week: what it will lack if everything planned is attended."""
    running, least = known.running, known.limits.week_least
    if running is None or not running.short_by(least):
        return ()
    if known.reason(ReasonedRule.SHORT_WEEK, running.begins_on):
        return ()
    lacking = _beside(running.short_by(least), 0)
    short = f"{lacking} short of {hours(least)}"
    last_on = last_planned_on(known, running)
    message = (
        f"This week is {short}, and nothing more is planned."
        if last_on is None
        else f"This week ends {short} on {dates.WEEKDAYS[last_on.weekday()]}, with what is planned."
    )
    return (_finding(known, "H1", message, due_on=running.last_on),)


def last_planned_on(known: HoursKnown, week: Week) -> date | None:
    """The day of the last session planned in a week that counts; None where none is."""
    days = [
        one.held_on
        for one in known.ahead
        if one.counted_minutes and week.begins_on <= one.held_on <= week.last_on
    ]
    return max(days, default=None)


def h2_long_week(known: HoursKnown, week: Week) -> tuple[Finding, ...]:
    """H2: more hours than this level of care gives; a reason settles it."""
    most = known.limits_on(week.last_on).week_most
    if week.minutes <= most or known.reason(ReasonedRule.LONG_WEEK, week.begins_on):
        return ()
    message = (
        f"The week of {_day(week.begins_on, known)} had {_beside(week.minutes, most)}, "
        f"more than {hours(most)}."
    )
    return (_finding(known, "H2", message),)


def h3_short_days(known: HoursKnown, week: Week) -> tuple[Finding, ...]:
    """H3: days of the program below the least hours of a day, told once for the week.

    A day without any group, such as one with an individual session alone, is no such day.
    """
    least = known.limits_on(week.last_on).day_least
    short = sum(
        1 for day, minutes in week.by_day.items() if day in week.group_days and minutes < least
    )
    if not short:
        return ()
    days = "1 day" if short == 1 else f"{short} days"
    message = f"The week of {_day(week.begins_on, known)} had {days} below {hours(least)}."
    return (_finding(known, "H3", message),)


def h4_few_days(known: HoursKnown, week: Week) -> tuple[Finding, ...]:
    """H4: fewer days of service than a week wants."""
    least = known.limits_on(week.last_on).days_least
    if len(week.by_day) >= least or known.reason(ReasonedRule.SHORT_WEEK, week.begins_on):
        return ()
    days = "1 day" if len(week.by_day) == 1 else f"{len(week.by_day)} days"
    message = f"The week of {_day(week.begins_on, known)} had {days} of service, not {least}."
    return (_finding(known, "H4", message),)


def h5_gaps(known: HoursKnown) -> tuple[Finding, ...]:
    """H5: the longest gap between two days of service, where it is longer than allowed."""
    gap = longest_gap(known)
    if gap is None or gap.days <= known.limits.gap_most:
        return ()
    message = (
        f"{gap.days} days without service after {_day(gap.after, known)}, "
        f"{known.limits.gap_most} are allowed."
    )
    return (_finding(known, "H5", message),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The days between two days of service; `after` is the day before them.

    From a Friday to a Monday there are two.
    """

    after: date
    days: int


def longest_gap(known: HoursKnown) -> Gap | None:
    """The longest gap between two days of service so far; None below two such days."""
    served = sorted({one.held_on for one in known.visits if one.counted_minutes})
    gaps = [Gap(after=one, days=(other - one).days - 1) for one, other in pairwise(served)]
    return max(gaps, key=lambda gap: gap.days, default=None)


def h9_silence(known: HoursKnown) -> tuple[Finding, ...]:
    """H9: no contact for so many days wants a reason, or the end of the stay."""
    since = known.last_contact_on or known.episode.admitted_on
    if since is None or (known.today - since).days <= known.limits.silence_days:
        return ()
    if known.reason(ReasonedRule.SILENCE, since):
        return ()
    message = (
        f"No contact since {_day(since, known)}, {(known.today - since).days} days. "
        "Say why the stay goes on, or end it."
    )
    due_on = since + timedelta(days=known.limits.silence_days)
    return (_finding(known, "H9", message, due_on=due_on),)


def i1_individual(known: HoursKnown) -> tuple[Finding, ...]:
    """I1: an individual session at least every so many days, fewer in the first weeks."""
    return _last_session(known, "I1", Service.INDIVIDUAL, individual_within(known))


def individual_within(known: HoursKnown) -> int:
    """The days that may pass after the last individual session (services.md row 25).

    The fewer days of the first weeks hold for a session that is due in them.
    """
    limits, admitted = known.limits, known.episode.admitted_on
    if admitted is None:
        return limits.individual_days
    first = min(limits.individual_first_days, limits.individual_days)
    due_on = _since(known, Service.INDIVIDUAL, admitted) + timedelta(days=first)
    is_early = due_on < admitted + WEEK * limits.individual_first_weeks
    return first if is_early else limits.individual_days


def i2_family(known: HoursKnown) -> tuple[Finding, ...]:
    """I2: a family session at least every so many days, or that the client refused."""
    return _last_session(known, "I2", Service.FAMILY, known.limits.family_days)


def _last_session(
    known: HoursKnown, rule: str, service: Service, within: int
) -> tuple[Finding, ...]:
    admitted = known.episode.admitted_on
    if admitted is None:
        return ()
    since = _since(known, service, admitted)
    due_on = since + timedelta(days=within)
    if known.today <= due_on or known.reason(ReasonedRule(rule), since):
        return ()
    noun = "individual" if service is Service.INDIVIDUAL else "family"
    message = (
        f"No {noun} session since {_day(since, known)}."
        if any(_came_to(one, service) for one in known.visits)
        else f"No {noun} session since the admission on {_day(since, known)}."
    )
    return (_finding(known, rule, message, due_on=due_on),)


def _came_to(visit: Visit, service: Service) -> bool:
    return visit.service is service and visit.code in CAME


def _since(known: HoursKnown, service: Service, admitted: date) -> date:
    """The day of the last session of a kind, or of the admission before the first."""
    days = [one.held_on for one in known.visits if _came_to(one, service)]
    return max([day for day in days if day <= known.today], default=admitted)


def hours(minutes: int) -> str:
    """Minutes as hours with one decimal, such as `9.0 h`; half a tenth is rounded up."""
    return written(minutes)


def _beside(minutes: int, limit: int) -> str:
    """As `hours`, and to the minute where that would read as the limit it misses."""
    told = hours(minutes)
    return told if told != hours(limit) else f"{minutes // 60} h {minutes % 60:02d} min"


def _day(day: date, known: HoursKnown) -> str:
    return dates.write_short(day, known.today)


def _finding(known: HoursKnown, rule: str, message: str, *, due_on: date | None = None) -> Finding:
    return Finding(
        rule=rule,
        subject=known.episode.uid,
        severity=Severity.WARN,
        message=message,
        repair="attendance",
        due_on=due_on,
    )

"""Hours of care: what a client attended and has planned, week by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.groups import GroupType
from counselor_desk.records.ids import SessionId
from counselor_desk.records.schedule import CourseTopic, Service

WEEK = timedelta(days=7)

CAME = frozenset({AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.LEFT_EARLY})
"""The codes under which minutes count."""

COUNTED = frozenset(Service) - {Service.OTHER}
"""The kinds of care that are treatment hours; mutual help and contacts by phone are none (H6)."""

IN_GROUPS = frozenset({Service.GROUP, Service.LIFE_SKILLS, Service.COMPLEMENTARY})
"""The kinds of care that groups and classes give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A client at a session that was held. `minutes` are those attended, `planned` its length.

    `counts` is off for a group whose time is no treatment (H6).
    """

    session_id: SessionId
    held_on: date
    service: Service
    code: AttendanceCode
    minutes: int
    planned: int
    counts: bool = True
    is_remote: bool = False
    group_type: GroupType | None = None
    course_topic: CourseTopic | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its kind of care is treatment."""
        return self.counts and self.service in COUNTED

    @property
    def counted_minutes(self) -> int:
        """The minutes that go into the hours of the week: the actual ones (H7)."""
        return self.minutes if self.is_counted and self.code in CAME else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A session that is planned and not held yet."""

    held_on: date
    service: Service
    minutes: int
    counts: bool = True

    @property
    def counted_minutes(self) -> int:
        """The minutes it would add to the hours of its week."""
        return self.minutes if self.counts and self.service in COUNTED else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HourLimits:
    """The numbers that hours are judged by, minutes as minutes, of one client.

    They come from the profile, the program's own numbers and those of the client; minors have
    lower ones. In the first `individual_first_weeks` of a stay no more than
    `individual_first_days` lie between two individual sessions; 0 weeks, no such rule.
    """

    week_least: int
    week_most: int
    day_least: int
    days_least: int
    gap_most: int
    silence_days: int
    individual_days: int
    family_days: int
    individual_first_weeks: int = 0
    individual_first_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLimits:
    """The numbers that held until the day before `until`."""

    until: date
    limits: HourLimits


class Standing(StrEnum):
    """Whether the rules of a week hold for it: only a full week is judged (decision 25)."""

    FULL = "full"
    PARTIAL = "partial"
    RUNNING = "running"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of a stay, from `begins_on` for seven days.

    Attributes:
        number: 1 for the first full week; 0 for a part of a week before it.
        minutes: countable minutes attended.
        ahead: countable minutes still planned in it.
        least: the least countable minutes it is judged by, those in force on its last day.
        by_service: countable minutes attended by kind of care.
        by_day: countable minutes attended by day, days without any left out.
        group_days: the days of them with a group or class.
    """

    begins_on: date
    number: int
    standing: Standing
    minutes: int = 0
    ahead: int = 0
    least: int = 0
    by_service: Mapping[Service, int] = field(default_factory=dict)
    by_day: Mapping[date, int] = field(default_factory=dict)
    group_days: frozenset[date] = frozenset()

    @property
    def last_on(self) -> date:
        """Its seventh day."""
        return self.begins_on + WEEK - timedelta(days=1)

    @property
    def expected(self) -> int:
        """The minutes it has or will have if everything planned is attended."""
        return self.minutes + self.ahead

    def short_by(self, least: int) -> int:
        """The minutes it lacks, or will lack, to `least`; 0 where it reaches it."""
        return max(least - self.expected, 0)


@lru_cache(maxsize=4096)
def week_of(day: date, first_weekday: int) -> date:
    """The day on which the week of `day` begins, weeks beginning on `first_weekday`."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def written(minutes: int) -> str:
    """Minutes as hours with one decimal, such as `9.0 h`; half a tenth is rounded up."""
    tenths = (minutes * 10 + 30) // 60
    return f"{tenths // 10}.{tenths % 10} h"

"""Profiles: the numbers a program's rules count with, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from counselor_desk.records.ids import ClientId, NumberId, PastProfileId


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which rule uses a number, where it comes from, and when that was checked."""

    rule: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The numbers of one sort of program; `origins` tells of each, by the name of its field."""

    id: str
    name: str
    plan_due_days: int
    plan_review_days: int
    objective_note_days: int
    problem_from_rating: int
    return_to_use_review_days: int
    note_due_hours: int
    copied_text_percent: int
    week_hours_least: int
    week_hours_least_minor: int
    week_hours_most: int
    day_hours_least: int
    day_hours_least_minor: int
    service_days_least: int
    gap_days_most: int
    silence_days: int
    group_cap: int
    class_cap: int
    similar_text_percent: int
    individual_days: int
    individual_first_weeks: int
    individual_first_days: int
    family_days: int
    origins: Mapping[str, Origin]

    @property
    def unreachable(self) -> tuple[str, ...]:
        """The names of the least numbers of hours that are more than a week may have."""
        return tuple(one for one in LEAST_HOURS if getattr(self, one) > self.week_hours_most)

    @property
    def plan_due_within(self) -> timedelta:
        """P1: from the admission to the signed plan."""
        return timedelta(days=self.plan_due_days)

    @property
    def plan_review_every(self) -> timedelta:
        """P2: from one plan to its review, in calendar days, never moved to a weekday."""
        return timedelta(days=self.plan_review_days)

    @property
    def return_review_within(self) -> timedelta:
        """P10: from the day a return to use is learned of to the review of the plan."""
        return timedelta(days=self.return_to_use_review_days)

    @property
    def note_due_within(self) -> timedelta:
        """N5: from the end of a session to its signed note."""
        return timedelta(hours=self.note_due_hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicProfile:
    """The profile a program began from, by its id, and what it calls its own."""

    base: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicNumber:
    """A number of the program's own, in force from `set_on` until `ended_on`, with the reason."""

    id: NumberId
    name: str
    value: int
    reason: str
    set_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastProfile:
    """A profile the program had begun from, until another was chosen for the reason told."""

    id: PastProfileId
    profile_id: str
    reason: str
    began_on: date
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientNumber:
    """A number that differs for one client, with the reason."""

    id: NumberId
    client_id: ClientId
    name: str
    value: int
    reason: str
    set_on: date
    ended_on: date | None = None


LEAST_HOURS = (
    "week_hours_least",
    "week_hours_least_minor",
    "day_hours_least",
    "day_hours_least_minor",
)
"""The numbers that cannot be more than `week_hours_most`."""

FROM_THE_START = date(1900, 1, 1)
"""The day from which a number of the first profile held, before any stay there can be."""

BOUNDS: Mapping[str, tuple[int, int]] = {
    "plan_due_days": (1, 90),
    "plan_review_days": (1, 366),
    "objective_note_days": (1, 90),
    "problem_from_rating": (1, 4),
    "return_to_use_review_days": (1, 90),
    "note_due_hours": (1, 24 * 31),
    "copied_text_percent": (1, 100),
    "week_hours_least": (1, 40),
    "week_hours_least_minor": (1, 40),
    "week_hours_most": (1, 80),
    "day_hours_least": (1, 12),
    "day_hours_least_minor": (1, 12),
    "service_days_least": (1, 7),
    "gap_days_most": (1, 30),
    "silence_days": (1, 366),
    "group_cap": (2, 60),
    "class_cap": (2, 200),
    "similar_text_percent": (1, 100),
    "individual_days": (1, 90),
    "individual_first_weeks": (0, 26),
    "individual_first_days": (1, 90),
    "family_days": (1, 366),
}
"""The least and the greatest value of each number, both included."""

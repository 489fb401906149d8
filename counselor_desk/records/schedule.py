"""The schedule: sessions that come back each week, what is different once, and days off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from counselor_desk.records.episodes import Track
from counselor_desk.records.groups import GroupType
from counselor_desk.records.ids import (
    ClientId,
    ExceptionId,
    GroupId,
    HolidayId,
    MeetingId,
    PlannedTopicId,
    SeriesId,
    SessionId,
    Uid,
)
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import Modality, SessionKind

_WEEK = timedelta(days=7)


class Service(StrEnum):
    """A kind of care as hours are told: by the session, and for a group by its type."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    FAMILY = "family"
    MEDICATION_MANAGEMENT = "medication_management"
    CASE_MANAGEMENT = "case_management"
    VOCATIONAL = "vocational"
    LIFE_SKILLS = "life_skills"
    COMPLEMENTARY = "complementary"
    OTHER = "other"


_OF_GROUP = {
    GroupType.LIFE_SKILLS: Service.LIFE_SKILLS,
    GroupType.COMPLEMENTARY: Service.COMPLEMENTARY,
    GroupType.FAMILY: Service.FAMILY,
}
_OF_KIND = {
    SessionKind.INDIVIDUAL: Service.INDIVIDUAL,
    SessionKind.FAMILY: Service.FAMILY,
    SessionKind.GROUP: Service.GROUP,
    SessionKind.CASE_MANAGEMENT: Service.CASE_MANAGEMENT,
    SessionKind.MEDICATION_MANAGEMENT: Service.MEDICATION_MANAGEMENT,
    SessionKind.VOCATIONAL: Service.VOCATIONAL,
}


def service_of(kind: SessionKind, group_type: GroupType | None = None) -> Service:
    """The kind of care of a session, which for a group is that of its type."""
    if kind is SessionKind.GROUP and group_type is not None:
        return _OF_GROUP.get(group_type, Service.GROUP)
    return _OF_KIND.get(kind, Service.OTHER)


class CourseTopic(StrEnum):
    """What a class or group teaches. Source: services.md row 32."""

    VOCATIONAL_SKILLS = "vocational_skills"
    TRAUMA = "trauma"
    RELAPSE_PREVENTION = "relapse_prevention"
    SELF_DISCOVERY = "self_discovery"
    RELATIONSHIPS = "relationships"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtTopic:
    """A topic of the course, one of the program's own by what it was about."""

    topic: CourseTopic
    name: str = field(default="", repr=False)

    @classmethod
    def of(cls, topic: CourseTopic, about: str) -> TaughtTopic:
        """The topic of a meeting that was about something."""
        return cls(topic=topic, name=about.strip() if topic is CourseTopic.OWN else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTopic:
    """What a group means to teach, and in how many meetings (1 to 99).

    `name` is what it is about where the topic is one of the program's own, and empty otherwise.
    """

    id: PlannedTopicId
    care_group_id: GroupId
    position: int
    topic: CourseTopic
    name: str = field(default="", repr=False)
    meetings: int = 1

    @property
    def taught(self) -> TaughtTopic:
        """The topic as the meetings that taught it are told."""
        return TaughtTopic.of(self.topic, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A session that comes back every `every_weeks` weeks on one weekday.

    It belongs to a group or to one client. The first one is on the first `weekday` from
    `begins_on`; `ends_on` is the last possible day, None while it goes on. A single planned
    session is a series whose two days are the same. `ends` at or before `starts` is the next day.
    """

    id: SeriesId
    uid: Uid
    kind: SessionKind
    care_group_id: GroupId | None = None
    client_id: ClientId | None = None
    track: Track | None = None
    weekday: Weekday
    starts: time
    ends: time
    zone: str
    modality: Modality = Modality.IN_PERSON
    led_by: str = field(default="", repr=False)
    with_whom: str = field(default="", repr=False)
    every_weeks: int = 1
    begins_on: date
    ends_on: date | None = None

    def falls_on(self, day: date) -> bool:
        """Whether it has a time on a day, before any exception."""
        return any(self.days(day, day))

    def days(self, first_on: date, last_on: date) -> Iterator[date]:
        """The days it falls on from `first_on` to `last_on`, before any exception."""
        start = self.begins_on + timedelta(days=(self.weekday - self.begins_on.weekday()) % 7)
        step = _WEEK * self.every_weeks
        until = last_on if self.ends_on is None else min(last_on, self.ends_on)
        if first_on > start:
            start += step * -((start - first_on) // step)
        while start <= until:
            yield start
            start += step


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesException:
    """One time of a series that is different: moved to another day or hour, or left out.

    `moved_to`, `starts` and `ends` stand together, or none of them does and it is left out.
    """

    id: ExceptionId
    series_id: SeriesId
    planned_on: date
    moved_to: date | None = None
    starts: time | None = None
    ends: time | None = None
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which the program is closed."""

    id: HolidayId
    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What a held session adds: the planned time it was, its topic, the topic of the course."""

    id: MeetingId
    session_id: SessionId
    series_id: SeriesId | None = None
    planned_on: date | None = None
    topic: str = field(default="", repr=False)
    course_topic: CourseTopic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time of a series as it is planned now; `planned_on` is the day before any move."""

    series: Series
    planned_on: date
    held_on: date
    starts: time
    ends: time

    @property
    def is_moved(self) -> bool:
        """Whether it is not when it usually is."""
        usual = (self.planned_on, self.series.starts, self.series.ends)
        return (self.held_on, self.starts, self.ends) != usual


def occurrences(
    series: Iterable[Series],
    exceptions: Mapping[tuple[SeriesId, date], SeriesException],
    holidays: Iterable[date],
    first_on: date,
    last_on: date,
) -> list[Occurrence]:
    """What is planned from `first_on` to `last_on`, in the order of time.

    A usual time on a holiday is left out unless an exception moves it; a time that its series no
    longer has, since it ended or changed its weekday, is left out however it was moved.
    """
    closed = frozenset(holidays)
    moved: dict[SeriesId, set[date]] = {}
    for (series_id, day), once in exceptions.items():
        if once.moved_to is not None:
            moved.setdefault(series_id, set()).add(day)
    found = []
    for one in series:
        moved_here = {day for day in moved.get(one.id, ()) if one.falls_on(day)}
        for day in {*one.days(first_on, last_on), *moved_here}:
            other = exceptions.get((one.id, day))
            if other is None and day not in closed:
                found.append(_usual(one, day))
            elif other and other.moved_to and other.starts and other.ends:
                found.append(
                    Occurrence(
                        series=one,
                        planned_on=day,
                        held_on=other.moved_to,
                        starts=other.starts,
                        ends=other.ends,
                    )
                )
    inside = [one for one in found if first_on <= one.held_on <= last_on]
    return sorted(inside, key=lambda one: (one.held_on, one.starts, one.series.id))


def _usual(series: Series, day: date) -> Occurrence:
    return Occurrence(
        series=series, planned_on=day, held_on=day, starts=series.starts, ends=series.ends
    )

"""Courses: what a class means to teach beside what it taught, for the group or for one client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counselor_desk.records.hour_reports import TopicSum
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic

MOST_MEETINGS = 99
"""In how many meetings one topic can be planned at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A topic: in how many meetings it is planned, 0 where it is not, and in how many it was."""

    topic: TaughtTopic
    planned: int
    taught: int

    @property
    def is_covered(self) -> bool:
        """Whether it was taught as often as it is planned."""
        return 0 < self.planned <= self.taught


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Planned topics in their order, then what was taught besides. Source: services.md row 31."""

    lines: tuple[CourseLine, ...] = ()

    @property
    def planned(self) -> int:
        """How many meetings are planned."""
        return sum(one.planned for one in self.lines)

    @property
    def taught(self) -> int:
        """How many of the planned meetings were; one more on a covered topic is none of them."""
        return sum(min(one.planned, one.taught) for one in self.lines)

    @property
    def topics(self) -> int:
        """How many topics are planned."""
        return sum(one.planned > 0 for one in self.lines)

    @property
    def covered(self) -> int:
        """How many planned topics were taught as often as they are planned."""
        return sum(one.is_covered for one in self.lines)

    def line(self, topic: TaughtTopic) -> CourseLine | None:
        """What stands on a topic; None where it is neither planned nor taught."""
        return next((one for one in self.lines if key(one.topic) == key(topic)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTaken:
    """What one client had of one class during a stay.

    Attributes:
        name: what papers call it.
        curriculum: what it follows, empty where that is not said.
        course: what is planned beside what the client came to.
        sums: meetings, hours and days by topic; a topic without any is left out.
    """

    name: str = field(repr=False)
    curriculum: str = field(default="", repr=False)
    course: Course
    sums: Mapping[TaughtTopic, TopicSum] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Attended at meetings with a topic."""
        return sum(one.minutes for one in self.sums.values())


def key(topic: TaughtTopic) -> tuple[CourseTopic, str]:
    """By what two topics are the same: a name of one's own in small or capital letters."""
    return topic.topic, topic.name.casefold()


def compared(planned: Iterable[PlannedTopic], taught: Mapping[TaughtTopic, int]) -> Course:
    """What is planned beside in how many meetings each topic was taught."""
    had: dict[tuple[CourseTopic, str], tuple[TaughtTopic, int]] = {}
    for topic, count in taught.items():
        named, before = had.get(key(topic), (topic, 0))
        had[key(topic)] = named, before + count
    lines = [
        CourseLine(
            topic=one.taught,
            planned=one.meetings,
            taught=had.pop(key(one.taught), (one.taught, 0))[1],
        )
        for one in planned
    ]
    order = list(CourseTopic)
    rest = sorted(had.values(), key=lambda one: (order.index(one[0].topic), one[0].name))
    lines += [CourseLine(topic=topic, planned=0, taught=count) for topic, count in rest]
    return Course(lines=tuple(lines))

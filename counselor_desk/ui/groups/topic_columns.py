"""The columns of course topics: what a group plans and taught, and what each member had of it."""

from __future__ import annotations

from dataclasses import dataclass

from counselor_desk.records.courses import Course, CourseLine
from counselor_desk.records.ids import Uid
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic
from counselor_desk.ui import session_words
from counselor_desk.ui.delegates import STRETCH, Bar, Cell, Words
from counselor_desk.ui.fact_table import END, OPEN, Column, action_words
from counselor_desk.ui.groups import words
from counselor_desk.ui.groups.lines import MemberLine

UP = "up"
"""The action that moves a planned topic one place up."""

_END_WIDTH, _OPEN_WIDTH, _UP_WIDTH, _BAR_WIDTH = 79.0, 62.0, 46.0, 150.0
_NAME_WIDTH, _TOPIC_WIDTH, _OWN_WIDTH, _COVERED_WIDTH = 200.0, 92.0, 200.0, 92.0
_GAP = 12.0
_ROOM_TO_MOVE = 480.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic of the course; `planned` is None where it was taught and is not planned."""

    line: CourseLine
    planned: PlannedTopic | None
    is_first: bool = False

    @property
    def uid(self) -> Uid:
        """One for each topic."""
        return Uid(f"{self.line.topic.topic}/{self.line.topic.name.casefold()}")

    @property
    def name(self) -> str:
        """What it is about."""
        return named(self.line.topic)


def named(topic: TaughtTopic) -> str:
    """What a topic is called."""
    return topic.name or session_words.course_topic(topic.topic)


def planned() -> tuple[Column[TopicLine], ...]:
    """The columns of what a group plans and taught."""

    def taught(row: TopicLine, _shown: frozenset[str]) -> Cell:
        line = row.line
        if not line.planned:
            return Words(text=words.times_taught(line), ink="text2", is_tabular=True)
        share = min(line.taught / line.planned, 1.0)
        return Bar(text=words.times_taught(line), share=share)

    def up(row: TopicLine, _shown: frozenset[str]) -> Cell:
        can_move = row.planned is not None and not row.is_first
        return action_words(words.translated("Up")) if can_move else None

    def remove(row: TopicLine, _shown: frozenset[str]) -> Cell:
        return None if row.planned is None else action_words(words.translated("Remove"))

    def edit(row: TopicLine, _shown: frozenset[str]) -> Cell:
        text = words.translated("Plan") if row.planned is None else words.translated("Edit")
        return action_words(text, is_main=True)

    return (
        Column(
            key="name",
            width=STRETCH,
            cell=lambda row, _: Words(
                text=row.name, caption=words.topic_caption(row.line), kind="strong"
            ),
            spoken=lambda row: words.joined_by_comma(row.name, words.topic_caption(row.line)),
            title=words.translated("Topic"),
        ),
        Column(
            key="taught",
            width=_BAR_WIDTH,
            cell=taught,
            spoken=lambda row: words.times_taught(row.line),
            title=words.translated("Meetings taught"),
        ),
        Column(key=UP, width=_UP_WIDTH, cell=up, action=UP, room=_ROOM_TO_MOVE),
        Column(key=END, width=_END_WIDTH, cell=remove, action=END),
        Column(key=OPEN, width=_OPEN_WIDTH, cell=edit, action=OPEN),
    )


def attended(course: Course) -> tuple[Column[MemberLine], ...]:
    """The columns of what each member had of a course; one for all own topics together.

    In a narrow page the last topics give way; how many are covered stays.
    """
    usual = [one.topic for one in course.lines if one.topic.topic is not CourseTopic.OWN]
    found: list[Column[MemberLine]] = [
        Column(
            key="name",
            width=STRETCH,
            cell=lambda row, _: Words(text=row.name),
            spoken=lambda row: row.name,
            title=words.translated("Meetings attended on"),
        )
    ]
    room = _NAME_WIDTH + (_COVERED_WIDTH + _GAP if course.topics else 0)
    for topic in usual:
        room += _TOPIC_WIDTH + _GAP
        found.append(_topic(topic, room))
    if len(usual) < len(course.lines):
        room += _OWN_WIDTH + _GAP
        found.append(_own_topics(room))
    if course.topics:
        found.append(_covered())
    return tuple(found)


def _topic(topic: TaughtTopic, room: float) -> Column[MemberLine]:
    def cell(row: MemberLine, _shown: frozenset[str]) -> Cell:
        line = row.course.line(topic)
        has_any = line is not None and line.taught > 0
        text = "–" if line is None else words.times_taught(line)
        return Words(text=text, ink="text" if has_any else "text3", is_tabular=True)

    def say(row: MemberLine) -> str:
        line = row.course.line(topic)
        count = "0" if line is None else words.times_taught(line)
        return f"{session_words.course_topic(topic.topic)} {count}"

    return Column(
        key=topic.topic,
        width=_TOPIC_WIDTH,
        cell=cell,
        spoken=say,
        title=session_words.course_topic_in_short(topic.topic),
        room=room,
    )


def _own_topics(room: float) -> Column[MemberLine]:
    """The topics of the program's own, each with its name."""

    def said(row: MemberLine) -> str:
        own = (one for one in row.course.lines if one.topic.topic is CourseTopic.OWN)
        return words.joined_by_comma(
            *(f"{named(one.topic)} {words.times_taught(one)}" for one in own)
        )

    def cell(row: MemberLine, _shown: frozenset[str]) -> Cell:
        return Words(text=said(row) or "–", ink="text2", is_tabular=True)

    return Column(
        key=CourseTopic.OWN,
        width=_OWN_WIDTH,
        cell=cell,
        spoken=said,
        title=session_words.course_topic_in_short(CourseTopic.OWN),
        room=room,
    )


def _covered() -> Column[MemberLine]:
    return Column(
        key="covered",
        width=_COVERED_WIDTH,
        cell=lambda row, _: Words(text=words.covered(row.course), kind="strong", is_tabular=True),
        spoken=lambda row: words.translated("{covered} topics covered").format(
            covered=words.covered(row.course)
        ),
        title=words.translated("Covered"),
    )

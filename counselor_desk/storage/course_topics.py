"""Courses in the store: the topics a group means to teach, and those its meetings taught."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.hour_reports import TopicSum
from counselor_desk.records.ids import GroupId
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic
from counselor_desk.storage.attendance import CAME_CODES
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counselor_desk.records.ids import ClientId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

PLANNED = Table("planned_topic", PlannedTopic)

_TAUGHT = f"""
SELECT attendance.client_id, meeting.course_topic, meeting.topic, COUNT(*)
FROM session
JOIN meeting ON meeting.session_id = session.id AND meeting.course_topic IS NOT NULL
JOIN attendance ON attendance.session_id = session.id AND attendance.code IN ({CAME_CODES})
WHERE session.group_id = ?
GROUP BY attendance.client_id, meeting.course_topic, meeting.topic
"""
_HELD = f"""
SELECT meeting.course_topic, meeting.topic, COUNT(*)
FROM session
JOIN meeting ON meeting.session_id = session.id AND meeting.course_topic IS NOT NULL
WHERE session.group_id = ?
AND EXISTS (
    SELECT 1
    FROM attendance
    WHERE attendance.session_id = session.id AND attendance.code IN ({CAME_CODES})
)
GROUP BY meeting.course_topic, meeting.topic
"""
_TAKEN = f"""
SELECT session.group_id, meeting.course_topic, meeting.topic, COUNT(*), SUM(attendance.minutes),
    MIN(session.held_on), MAX(session.held_on)
FROM attendance
JOIN session ON session.id = attendance.session_id AND session.group_id IS NOT NULL
JOIN meeting ON meeting.session_id = session.id AND meeting.course_topic IS NOT NULL
WHERE attendance.client_id = ? AND attendance.episode_id = ?
AND attendance.code IN ({CAME_CODES})
GROUP BY session.group_id, meeting.course_topic, meeting.topic
"""


def taught_in(db: Reader, group_id: GroupId) -> list[tuple[ClientId, TaughtTopic, int]]:
    """How many meetings of a group on each topic each client came to, in one or more counts."""
    return [
        (client_id, TaughtTopic.of(CourseTopic(topic), about), count)
        for client_id, topic, about, count in db.rows(_TAUGHT, group_id)
    ]


def held_in(db: Reader, group_id: GroupId) -> list[tuple[TaughtTopic, int]]:
    """How many meetings of a group that somebody came to were on each topic."""
    return [
        (TaughtTopic.of(CourseTopic(topic), about), count)
        for topic, about, count in db.rows(_HELD, group_id)
    ]


def taken(db: Reader, client_id: ClientId, episode_id: EpisodeId) -> list[tuple[GroupId, TopicSum]]:
    """What a client came to in a stay, by group and topic, in one or more sums."""
    return [
        (
            GroupId(group_id),
            TopicSum(
                topic=TaughtTopic.of(CourseTopic(topic), about),
                sessions=count,
                minutes=minutes,
                first_on=date.fromisoformat(first_on),
                last_on=date.fromisoformat(last_on),
            ),
        )
        for group_id, topic, about, count, minutes, first_on, last_on in db.rows(
            _TAKEN, client_id, episode_id
        )
    ]


def planned(db: Reader, group_id: GroupId) -> list[PlannedTopic]:
    """What a group means to teach, in its order."""
    return PLANNED.where(db, "WHERE care_group_id = ? ORDER BY position, id", group_id)


def every_planned(db: Reader) -> list[PlannedTopic]:
    """What every group means to teach, each group's in its order."""
    return PLANNED.where(db, "ORDER BY care_group_id, position, id")


def plan(db: Writer, group_id: GroupId, topics: Iterable[PlannedTopic]) -> None:
    """Keep what a group means to teach, in place of what was planned before."""
    db.execute("DELETE FROM planned_topic WHERE care_group_id = ?", group_id)
    for place, topic in enumerate(topics):
        PLANNED.insert(db, replace(topic, care_group_id=group_id, position=place))

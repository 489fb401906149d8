"""Courses in the store: which topics the meetings taught that a client came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.hours import CAME
from counselor_desk.records.schedule import CourseTopic, TaughtTopic

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, GroupId
    from counselor_desk.storage.database import Reader

_CAME = ", ".join(f"'{code.value}'" for code in sorted(CAME))
_TAUGHT = f"""
SELECT attendance.client_id, meeting.course_topic, meeting.topic, COUNT(*)
FROM session
JOIN meeting ON meeting.session_id = session.id AND meeting.course_topic IS NOT NULL
JOIN attendance ON attendance.session_id = session.id AND attendance.code IN ({_CAME})
WHERE session.group_id = ?
GROUP BY attendance.client_id, meeting.course_topic, meeting.topic
"""


def taught_in(db: Reader, group_id: GroupId) -> list[tuple[ClientId, TaughtTopic, int]]:
    """How many meetings of a group on each topic each client came to, in one or more counts."""
    return [
        (client_id, TaughtTopic.of(CourseTopic(topic), about), count)
        for client_id, topic, about, count in db.rows(_TAUGHT, group_id)
    ]

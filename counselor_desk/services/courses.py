"""Courses: which topics a group has taught to each of its members so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.records.schedule import CourseTopic
from counselor_desk.services.desk import Desk
from counselor_desk.storage import course_topics as rows

Coverage = Mapping[CourseTopic, int]
"""To how many meetings on a topic somebody came; a topic without any is left out."""


def of_group(desk: Desk, group_id: GroupId) -> Mapping[ClientId, Coverage]:
    """What each client was taught in a group; who came to no meeting with a topic is left out."""
    found: dict[ClientId, dict[CourseTopic, int]] = defaultdict(dict)
    with desk.read() as reader:
        for client_id, topic, count in rows.taught_in(reader, group_id):
            found[client_id][topic] = count
    return dict(found)

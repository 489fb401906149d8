"""Courses: which topics a group has taught to each of its members so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.records.schedule import TaughtTopic
from counselor_desk.services.desk import Desk
from counselor_desk.storage import course_topics as rows

Coverage = Mapping[TaughtTopic, int]
"""To how many meetings on a topic somebody came; a topic without any is left out."""


def of_group(desk: Desk, group_id: GroupId) -> Mapping[ClientId, Coverage]:
    """What each client was taught in a group; who came to no meeting with a topic is left out."""
    found: dict[ClientId, dict[TaughtTopic, int]] = defaultdict(dict)
    with desk.read() as reader:
        for client_id, topic, count in rows.taught_in(reader, group_id):
            told = found[client_id]
            told[topic] = told.get(topic, 0) + count
    return dict(found)

"""Courses: what a group means to teach, and what it has taught to each of its members so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counselor_desk.errors import ImpossibleTopicError, UnknownRecordError
from counselor_desk.records import courses
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.courses import MOST_MEETINGS, ClassTaken
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import Member
from counselor_desk.records.hour_reports import TopicSum
from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import course_topics as rows
from counselor_desk.storage import groups as group_rows

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


def taught(desk: Desk, group_id: GroupId) -> Coverage:
    """In how many meetings that somebody came to a group taught each topic."""
    found: dict[TaughtTopic, int] = {}
    with desk.read() as reader:
        for topic, count in rows.held_in(reader, group_id):
            found[topic] = found.get(topic, 0) + count
    return found


def planned(desk: Desk, group_id: GroupId) -> tuple[PlannedTopic, ...]:
    """What a group means to teach, in its order."""
    with desk.read() as reader:
        return tuple(rows.planned(reader, group_id))


def plan(
    desk: Desk, group_id: GroupId, topics: Sequence[PlannedTopic], *, initiator: object = None
) -> tuple[PlannedTopic, ...]:
    """Keep what a group means to teach, in this order; the earlier topics undo what came since.

    Raises:
        UnknownRecordError: there is no such group.
        ImpossibleTopicError: a topic of one's own has no name, one stands twice, or its meetings
            are not 1 to 99.
        UnusableTextError: a name is too long or has control characters.
    """
    kept = [_checked(one) for one in topics]
    if len({courses.key(one.taught) for one in kept}) < len(kept):
        raise ImpossibleTopicError.planned_already()
    with desk.write() as writer:
        if group_rows.get(writer, group_id) is None:
            raise UnknownRecordError("group")
        rows.plan(writer, group_id, kept)
        found = tuple(rows.planned(writer, group_id))
    desk.announce(Changes.of(Kind.GROUP, initiator=initiator))
    return found


def of_stay(desk: Desk, client_id: ClientId, stay: Episode) -> tuple[ClassTaken, ...]:
    """What a client had in a stay of each class that plans its topics, by the name of the class."""
    with desk.read() as reader:
        taken = rows.taken(reader, client_id, stay.id)
        planned_of: dict[GroupId, list[PlannedTopic]] = defaultdict(list)
        for topic in rows.every_planned(reader):
            planned_of[topic.care_group_id].append(topic)
        memberships = group_rows.of_client(reader, client_id)
        groups = {group.id: group for group in group_rows.every(reader)}
    sums: dict[GroupId, list[TopicSum]] = defaultdict(list)
    for group_id, one in taken:
        sums[group_id].append(one)
    there = {one.care_group_id for one in memberships if _is_within(one, stay)}
    found = [
        _taken(groups[group_id].printed_name, groups[group_id].curriculum, topics, sums[group_id])
        for group_id, topics in planned_of.items()
        if group_id in there or sums[group_id]
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _taken(
    name: str, curriculum: str, topics: Iterable[PlannedTopic], sums: Iterable[TopicSum]
) -> ClassTaken:
    by_key: dict[tuple[CourseTopic, str], TopicSum] = {}
    for one in sums:
        same = courses.key(one.topic)
        by_key[same] = _added(by_key[same], one) if same in by_key else one
    course = courses.compared(topics, {one.topic: one.sessions for one in by_key.values()})
    found = {
        line.topic: by_key[courses.key(line.topic)]
        for line in course.lines
        if courses.key(line.topic) in by_key
    }
    return ClassTaken(name=name, curriculum=curriculum, course=course, sums=found)


def _added(one: TopicSum, other: TopicSum) -> TopicSum:
    return replace(
        one,
        sessions=one.sessions + other.sessions,
        minutes=one.minutes + other.minutes,
        first_on=min(one.first_on, other.first_on),
        last_on=max(one.last_on, other.last_on),
    )


def _is_within(member: Member, stay: Episode) -> bool:
    """Whether a time in a group and a stay have a day in common."""
    began_before_its_end = stay.closed_on is None or member.joined_on <= stay.closed_on
    lasted = (
        member.left_on is None or stay.admitted_on is None or member.left_on >= stay.admitted_on
    )
    return began_before_its_end and lasted


def _checked(one: PlannedTopic) -> PlannedTopic:
    name = clean("The topic’s name", one.name, limit=NAME_LIMIT)
    if one.topic is CourseTopic.OWN and not name:
        raise ImpossibleTopicError.without_name()
    if not 1 <= one.meetings <= MOST_MEETINGS:
        raise ImpossibleTopicError.meetings(MOST_MEETINGS)
    return replace(one, name=name if one.topic is CourseTopic.OWN else "")

"""Course topics: what each member of a group was taught, by the meetings they came to."""

from __future__ import annotations

from datetime import date, time

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.schedule import CourseTopic, TaughtTopic
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, courses
from counselor_desk.services.attendance import NewSession
from tests import programme


def met(desk, group, day, topic):
    new = NewSession(
        kind=SessionKind.GROUP,
        held_on=date(2026, 3, day),
        starts=time(9),
        ends=time(10, 30),
        group_id=group.id,
        course_topic=topic,
    )
    return attendance.record(desk, new)


def test_meetings_a_client_came_to_count_by_their_topic(desk, client):
    group = programme.group(desk)
    for day, topic in ((2, CourseTopic.TRAUMA), (4, CourseTopic.TRAUMA), (6, CourseTopic.OWN)):
        session = met(desk, group, day, topic)
        attendance.mark(desk, session.id, client.id, AttendanceCode.LATE, 60)

    assert courses.of_group(desk, group.id) == {
        client.id: {TaughtTopic(topic=CourseTopic.TRAUMA): 2, TaughtTopic(topic=CourseTopic.OWN): 1}
    }


def test_own_topics_count_each_by_its_name(desk, client):
    group = programme.group(desk)
    for day, about in ((2, "Grief"), (4, "Anger"), (6, "Grief ")):
        session = met(desk, group, day, None)
        attendance.set_topic(desk, session.id, about, CourseTopic.OWN)
        attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)

    taught = courses.of_group(desk, group.id)[client.id]
    assert {one.name: count for one, count in taught.items()} == {"Grief": 2, "Anger": 1}


def test_who_did_not_come_was_taught_nothing(desk, client):
    group = programme.group(desk)
    session = met(desk, group, 2, CourseTopic.TRAUMA)
    attendance.mark(desk, session.id, client.id, AttendanceCode.NO_SHOW)

    assert courses.of_group(desk, group.id) == {}


def test_another_group_teaches_for_itself(desk, client):
    session = met(desk, programme.group(desk), 2, CourseTopic.TRAUMA)
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)

    assert courses.of_group(desk, programme.group(desk, "Evening").id) == {}

"""Course topics: what each member of a group was taught, by the meetings they came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.errors import ImpossibleTopicError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, clients, courses, episodes, groups
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
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


def planned(topic, meetings=1, name=""):
    return PlannedTopic(
        id=0, care_group_id=0, position=0, topic=topic, name=name, meetings=meetings
    )


def test_a_class_plans_its_topics_in_their_order(desk):
    group = programme.group(desk)

    kept = courses.plan(
        desk,
        group.id,
        [planned(CourseTopic.OWN, 3, " Money "), planned(CourseTopic.TRAUMA, name="left out")],
    )

    assert courses.planned(desk, group.id) == kept
    assert [(one.topic, one.name, one.meetings) for one in kept] == [
        (CourseTopic.OWN, "Money", 3),
        (CourseTopic.TRAUMA, "", 1),
    ]


def test_the_topics_of_before_take_a_change_back(desk):
    group = programme.group(desk)
    before = courses.plan(desk, group.id, [planned(CourseTopic.TRAUMA, 2)])
    courses.plan(desk, group.id, [])

    courses.plan(desk, group.id, before)

    assert [one.meetings for one in courses.planned(desk, group.id)] == [2]


@pytest.mark.parametrize(
    ("topics", "sentence"),
    [
        ([planned(CourseTopic.OWN)], "needs a name"),
        ([planned(CourseTopic.TRAUMA, 0)], "no number of meetings"),
        ([planned(CourseTopic.TRAUMA, 100)], "no number of meetings"),
        ([planned(CourseTopic.TRAUMA), planned(CourseTopic.TRAUMA, 2)], "planned already"),
        (
            [planned(CourseTopic.OWN, 1, "Money"), planned(CourseTopic.OWN, 1, "money")],
            "planned already",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(desk, topics, sentence):
    group = programme.group(desk)
    courses.plan(desk, group.id, [planned(CourseTopic.SELF_DISCOVERY)])

    with pytest.raises(ImpossibleTopicError, match=sentence):
        courses.plan(desk, group.id, topics)

    assert [one.topic for one in courses.planned(desk, group.id)] == [CourseTopic.SELF_DISCOVERY]


def test_planning_is_announced(desk):
    group = programme.group(desk)
    heard = []
    desk.listen(heard.append)

    courses.plan(desk, group.id, [planned(CourseTopic.TRAUMA)])

    assert [one.kinds for one in heard] == [{Kind.GROUP}]


def test_a_meeting_that_nobody_came_to_taught_nothing(desk, client):
    group = programme.group(desk)
    session = met(desk, group, 2, CourseTopic.TRAUMA)
    attendance.mark(desk, session.id, client.id, AttendanceCode.NO_SHOW)
    before = courses.taught(desk, group.id)
    attendance.mark(desk, session.id, client.id, AttendanceCode.LATE, 60)

    assert before == {}
    assert courses.taught(desk, group.id) == {TaughtTopic(topic=CourseTopic.TRAUMA): 1}


def test_a_meeting_counts_once_however_many_came(desk, client):
    other = clients.add(
        desk, NewClient(given_name="Ada", family_name="B", admitted_on=date(2026, 2, 5))
    )
    group = programme.group(desk)
    session = met(desk, group, 2, CourseTopic.TRAUMA)
    for one in (client, other):
        attendance.mark(desk, session.id, one.id, AttendanceCode.PRESENT)

    assert courses.taught(desk, group.id) == {TaughtTopic(topic=CourseTopic.TRAUMA): 1}


def test_a_stay_tells_of_the_classes_the_client_was_in(desk, client):
    there, elsewhere, unplanned = (programme.group(desk, name) for name in ("A", "B", "C"))
    for group in (there, elsewhere):
        courses.plan(
            desk, group.id, [planned(CourseTopic.TRAUMA, 2), planned(CourseTopic.OWN, 1, "Rent")]
        )
    for group in (there, unplanned):
        groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 5))
    for day, topic, about in (
        (2, CourseTopic.TRAUMA, ""),
        (4, CourseTopic.OWN, "rent"),
        (6, CourseTopic.OWN, "Rent"),
        (9, CourseTopic.RELATIONSHIPS, ""),
    ):
        session = met(desk, there, day, None)
        attendance.set_topic(desk, session.id, about, topic)
        attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)

    (told,) = courses.of_stay(desk, client.id, episodes.open_of(desk, client.id))

    course = told.course
    assert (told.name, told.minutes) == ("A", 4 * 90)
    assert [(one.planned, one.taught) for one in course.lines] == [(2, 1), (1, 2), (0, 1)]
    assert (course.taught, course.planned, course.covered, course.topics) == (2, 3, 1, 2)
    assert told.sums[course.lines[1].topic].first_on == date(2026, 3, 4)


def test_a_class_that_was_left_before_the_stay_is_not_told(desk, client):
    group = programme.group(desk)
    courses.plan(desk, group.id, [planned(CourseTopic.TRAUMA)])
    member = groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 5))
    stay = episodes.open_of(desk, client.id)
    assert courses.of_stay(desk, client.id, stay)

    groups.leave(desk, member, left_on=date(2026, 2, 6))
    later = replace(stay, admitted_on=date(2026, 2, 7))

    assert courses.of_stay(desk, client.id, later) == ()

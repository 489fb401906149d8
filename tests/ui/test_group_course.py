"""The course topic of a group session: what the group plans comes first and counts."""

from __future__ import annotations

from datetime import date, time

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.courses import compared
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, courses, groups
from counselor_desk.services.attendance import NewSession
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.group_session.page import GroupSessionPage
from counselor_desk.ui.navigation import Navigator, Page, Place
from tests import programme

PLANNED = ((CourseTopic.OWN, "Money and rent"), (CourseTopic.TRAUMA, ""))


def plan(desk, group, *topics):
    return courses.plan(
        desk,
        group.id,
        [
            PlannedTopic(id=0, care_group_id=group.id, position=0, topic=topic, name=name)
            for topic, name in topics
        ],
    )


@pytest.fixture
def group(desk, client):
    found = programme.group(desk)
    groups.join(desk, found.id, client.id, joined_on=date(2026, 2, 9))
    plan(desk, found, *PLANNED)
    return found


@pytest.fixture
def session(desk, group, client):
    new = NewSession(
        kind=SessionKind.GROUP,
        held_on=date(2026, 3, 11),
        starts=time(10, 30),
        ends=time(12),
        group_id=group.id,
    )
    made = attendance.record(desk, new)
    attendance.mark(desk, made.id, client.id, AttendanceCode.PRESENT)
    return made


@pytest.fixture
def page(qtbot, desk, session):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = GroupSessionPage(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.show_place(Place(page=Page.GROUP_SESSION, session_id=session.id))
    yield made
    made.flush()
    bulletin.leave()


def choose(page, said):
    combo = page.shared.group_course_choice
    combo.setCurrentIndex(combo.findText(said))
    combo.activated.emit(combo.currentIndex())


def test_what_is_planned_for_the_group_is_offered_first(page):
    combo = page.shared.group_course_choice
    said = [combo.itemText(place) for place in range(combo.count())]

    assert said[:3] == ["None", "Money and rent", "Trauma"]
    assert (len(said), said.count("Trauma")) == (len(CourseTopic) + 2, 1)


def test_a_planned_own_topic_is_what_the_meeting_is_about(page):
    choose(page, "Money and rent")

    shared = page.edit().shared
    assert (shared.course_topic, shared.topic) == (CourseTopic.OWN, "Money and rent")


def test_a_meeting_typed_alike_counts_for_the_planned_topic(page, desk, group, session):
    choose(page, "Money and rent")
    shared = page.edit().shared
    attendance.set_topic(desk, session.id, "money and RENT", shared.course_topic)

    course = compared(courses.planned(desk, group.id), courses.taught(desk, group.id))

    assert (course.lines[0].topic.name, course.lines[0].taught) == ("Money and rent", 1)


def test_the_topic_that_was_typed_comes_back_by_undo(page, qtbot):
    qtbot.keyClicks(page.shared.group_topic_text, "Rents")
    choose(page, "Money and rent")

    page.shared.group_topic_text.undo()

    assert page.shared.group_topic_text.value() == "Rents"


def test_an_own_topic_typed_alike_is_the_planned_one(page, qtbot):
    choose(page, "Another topic")
    qtbot.keyClicks(page.shared.group_topic_text, "money and rent")
    assert page.shared.group_course_choice.currentText() == "Money and rent"

    qtbot.keyClicks(page.shared.group_topic_text, "s")
    assert page.shared.group_course_choice.value() == TaughtTopic(topic=CourseTopic.OWN)


def test_a_topic_planned_no_more_stays_the_topic_of_the_meeting(page):
    choose(page, "Money and rent")

    page.shared.offer_course(())

    shared = page.edit().shared
    assert (shared.course_topic, shared.topic) == (CourseTopic.OWN, "Money and rent")

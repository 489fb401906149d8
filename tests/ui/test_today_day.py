"""Beside what is owed: the sessions of the day and the hours of the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.services import attendance, groups, notes, schedule, settings
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.today.dues import Dues
from counselor_desk.ui.today.page import TodayPage
from tests import programme

MONDAY = date(2026, 3, 9)


@pytest.fixture
def group(desk, plan, client):
    """A group at two on Thursdays and Mondays, of which Monday was attended."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.THURSDAY):
        programme.weekly(
            desk,
            of_group=found,
            weekday=weekday,
            starts=time(14),
            ends=time(17),
            begins_on=MONDAY,
        )
    groups.join(desk, found.id, client.id, joined_on=MONDAY)
    monday = schedule.book(desk, MONDAY, MONDAY).occurrences[0]
    attendance.mark(desk, attendance.hold(desk, monday).id, client.id, AttendanceCode.PRESENT)
    return found


@pytest.fixture
def individual(desk, client):
    """A session at eight on Thursdays."""
    return programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.THURSDAY,
        starts=time(8),
        ends=time(8, 50),
        begins_on=MONDAY,
    )


@pytest.fixture
def navigator(qapp):
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(desk, navigator, qtbot):
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 768)):
        page = TodayPage(navigator)
        page.follow(desk, Dues(desk, bulletin, page))
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(Place(page=Page.TODAY))
        return page

    yield show
    bulletin.leave()


def said(view):
    model = view.model()
    return [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]


def test_the_day_lists_what_is_over_and_what_comes_next(open_page, group, individual):
    page = open_page()

    assert said(page.sessions_card.session_list) == [
        "8:00 am, 50 min, Marcus R., Individual, Write note",
        "2:00 pm, 180 min, Relapse prevention, Group · 1 member",
    ]
    assert page.date_label.text() == "Thursday, March 12 · 2 sessions · next at 2:00 pm"


def test_the_hours_say_who_stays_below(open_page, group):
    page = open_page()

    assert said(page.hours_card.hours_list) == [
        "Marcus R., 3.0 / 9 h, will not reach the hours of the week"
    ]
    assert page.hours_card.goal_label.text() == "goal 9–20 h"
    assert page.stats.below_card.accessibleName() == "Below 9 hours: 1, this week"


def test_nobody_is_named_while_names_are_hidden(open_page, desk, client, group):
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.THURSDAY,
        starts=time(7),
        ends=time(7, 50),
        begins_on=MONDAY,
        with_whom="Rosa Reyes",
    )
    settings.change(desk, hides_names=True)
    page = open_page()

    assert "Rosa" not in " ".join(said(page.sessions_card.session_list))
    assert "Marcus" not in " ".join(said(page.hours_card.hours_list))


def test_without_sessions_and_hours_the_list_has_the_room(open_page, plan):
    page = open_page()

    assert not page.sessions_card.isVisible()
    assert not page.hours_card.isVisible()
    assert not page.stats.below_card.isVisible()


def test_enter_on_a_session_that_is_over_begins_its_note(
    open_page, navigator, desk, group, individual
):
    page = open_page()
    page.sessions_card.session_list.setFocus()
    QTest.keyClick(page.sessions_card.session_list, Qt.Key.Key_Return)

    (place,) = navigator.places
    note = notes.open_edit(desk, place.note_id).note
    assert (place.page, note.starts, note.ends) == (Page.NOTE, time(8), time(8, 50))


def test_a_group_that_is_to_come_leads_to_the_group(open_page, navigator, group):
    page = open_page()
    page.sessions_card.session_list.setFocus()
    QTest.keyClick(page.sessions_card.session_list, Qt.Key.Key_Return)

    assert navigator.places == [Place(page=Page.GROUPS, group_id=group.id)]


def test_a_group_that_is_over_leads_to_its_session(open_page, navigator, clock, group):
    clock.go_on(hours=9)
    page = open_page()
    page.sessions_card.session_list.setFocus()
    QTest.keyClick(page.sessions_card.session_list, Qt.Key.Key_Return)

    assert [one.page for one in navigator.places] == [Page.GROUP_SESSION]
    assert navigator.places[0].session_id is not None


def test_a_client_s_hours_lead_to_the_attendance(open_page, navigator, client, group):
    page = open_page()
    page.hours_card.hours_list.setFocus()
    QTest.keyClick(page.hours_card.hours_list, Qt.Key.Key_Return)

    assert navigator.places == [Place(page=Page.CHART, client_id=client.id, tab=Tab.ATTENDANCE)]


@pytest.mark.parametrize("size", [(1154, 768), (1224, 720), (968, 640)])
def test_nothing_is_clipped_from_the_first_picture_on(
    open_page, group, individual, size, assert_nothing_clipped
):
    page = open_page(size)

    assert page.sessions_card.isVisible()
    assert_nothing_clipped(page)


def test_below_the_list_where_it_is_narrow(open_page, group, individual):
    page = open_page((968, 640))

    assert page.sessions_card.mapTo(page, page.sessions_card.rect().topLeft()).y() > 400


def test_in_a_low_and_narrow_window_one_scrolls_to_the_day(
    qapp, open_page, look, group, assert_nothing_clipped
):
    look.wear(Theme(scale=1.5))
    page = open_page((968, 640))
    qapp.processEvents()
    assert page.owed_rows.isVisible()
    card = page.sessions_card
    below = card.mapTo(page, card.rect().topLeft()).y()

    card.session_list.setFocus(Qt.FocusReason.TabFocusReason)
    page._scroll.ensureWidgetVisible(card.session_list)

    assert below > card.mapTo(page, card.rect().topLeft()).y()
    assert not card.session_list.visibleRegion().isEmpty()
    assert_nothing_clipped(page)


def test_the_arrows_turn_to_the_sessions_of_other_days(open_page, group, individual):
    page = open_page()
    card = page.sessions_card

    card.earlier_button.click()
    before = card.day_label.text(), card._model.rowCount(), card.none_label.isVisible()
    for _ in range(5):
        card.later_button.click()
    after = card.day_label.text(), said(card.session_list)

    assert before == ("Wed, Mar 11", 0, True)
    assert after == ("Mon, Mar 16", ["2:00 pm, 180 min, Relapse prevention, Group · 1 member"])


def test_left_and_right_turn_the_day_by_keyboard_and_keep_the_focus(open_page, individual):
    page = open_page()
    rows = page.sessions_card.session_list
    rows.setFocus()

    QTest.keyClick(rows, Qt.Key.Key_Right)

    assert page.sessions_card.day_label.text() == "Fri, Mar 13"
    assert page.focusWidget() is page.sessions_card.later_button


def test_coming_back_it_is_today_again(open_page, individual):
    page = open_page()
    page.sessions_card.later_button.click()

    page.show_place(Place(page=Page.TODAY))

    assert page.sessions_card.day_label.text() == "Sessions"
    assert page.sessions_card.session_list.isVisible()


def test_a_change_leaves_the_day_one_turned_to(open_page, desk, individual, qtbot):
    page = open_page()
    page.sessions_card.later_button.click()

    added = replace(individual, weekday=Weekday.FRIDAY)
    schedule.plan(desk, added)
    qtbot.waitUntil(page.sessions_card.session_list.isVisible)

    assert page.sessions_card.day_label.text() == "Fri, Mar 13"


def test_every_control_has_a_name(open_page, group, individual, assert_accessible):
    assert_accessible(open_page())

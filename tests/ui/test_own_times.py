"""A client's own planned times in the Schedule segment: changed and ended, a group's are not."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.program import Weekday
from counselor_desk.records.times import TimeRange
from counselor_desk.services import groups, hour_reports, schedule
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.chart_attendance.page import SCHEDULE, AttendancePage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from tests import programme

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)
TITLE = "Tuesday 2:00 – 2:50 pm"


@pytest.fixture
def planned(desk, client):
    """A group on Monday, and a time of the client alone on Tuesday."""
    group = programme.group(desk)
    programme.weekly(desk, of_group=group, weekday=Weekday.MONDAY, begins_on=MONDAY)
    groups.join(desk, group.id, client.id, joined_on=MONDAY)
    return programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.TUESDAY,
        starts=time(14),
        ends=time(14, 50),
        begins_on=MONDAY,
    )


@pytest.fixture
def page(qtbot, desk, client, planned):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = AttendancePage(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 654)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.ATTENDANCE, part=SCHEDULE))
    yield made
    bulletin.leave()


def own(desk, client):
    (series,) = schedule.of_client(desk, client.id)
    return series


def own_days(desk, client):
    """On which days of this week the client is alone with somebody."""
    book = schedule.book(desk, MONDAY, MONDAY + timedelta(days=6))
    return [one.held_on for one in book.occurrences if one.series.client_id == client.id]


def press(page, qtbot, key, weekday):
    rows = page.weekly_table.rows.rows
    row = next(one for one in rows if one.line.weekday == weekday)
    page.weekly_table.setFocus()
    page.weekly_table.choose(row.uid)
    qtbot.keyClick(page.weekly_table.list, key)


def test_a_time_is_changed_by_keyboard(page, qtbot, desk, client, dialogs):
    def answer(dialog):
        dialog.fields["weekday"].field.set_value(Weekday.THURSDAY)
        dialog.fields["times"].field.set_value(TimeRange(start=time(15), end=time(16)))
        dialog.fields["every_weeks"].field.set_value(2)
        dialog.save()

    dialogs.expect(TITLE, answer)
    press(page, qtbot, Qt.Key.Key_Return, Weekday.TUESDAY)

    kept = next(one for one in schedule.of_client(desk, client.id) if one.ends_on is None)
    assert (kept.weekday, kept.starts, kept.every_weeks) == (Weekday.THURSDAY, time(15), 2)
    assert [one.line.weekday for one in page.weekly_table.rows.rows] == [0, 3]


def test_a_changed_time_is_as_it_was_by_undo(page, qtbot, desk, client, dialogs):
    before = own(desk, client)

    def answer(dialog):
        dialog.fields["weekday"].field.set_value(Weekday.THURSDAY)
        dialog.save()

    dialogs.expect(TITLE, answer)
    press(page, qtbot, Qt.Key.Key_Return, Weekday.TUESDAY)
    assert own_days(desk, client) == [MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)]
    toast.of_window(page).action_button.click()

    assert own(desk, client) == before


def test_a_time_is_ended_by_keyboard(page, qtbot, desk, client, dialogs):
    last_on = desk.today() + WEEK

    def answer(dialog):
        dialog.fields["last_on"].field.set_value(last_on)
        dialog.save()

    dialogs.expect(f"End {TITLE}?", answer)
    press(page, qtbot, Qt.Key.Key_Delete, Weekday.TUESDAY)

    assert own(desk, client).ends_on == last_on


def test_a_last_day_before_the_first_is_said_at_its_field(page, qtbot, desk, client, dialogs):
    def answer(dialog):
        dialog.fields["last_on"].field.set_value(MONDAY - WEEK)
        dialog.save()
        assert "last day" in dialog.fields["last_on"].error()
        dialog.reject()

    dialogs.expect(f"End {TITLE}?", answer)
    press(page, qtbot, Qt.Key.Key_Delete, Weekday.TUESDAY)

    assert own(desk, client).ends_on is None


def test_times_that_cannot_be_read_are_said_at_their_field(page, qtbot, desk, client, dialogs):
    before = own(desk, client)

    def answer(dialog):
        dialog.fields["times"].field.set_value(None, "soon")
        dialog.save()
        assert dialog.fields["times"].error()
        dialog.reject()

    dialogs.expect(TITLE, answer)
    press(page, qtbot, Qt.Key.Key_Return, Weekday.TUESDAY)

    assert own(desk, client) == before


def test_the_time_of_a_group_is_changed_with_the_group_alone(page, qtbot):
    press(page, qtbot, Qt.Key.Key_Return, Weekday.MONDAY)
    press(page, qtbot, Qt.Key.Key_Delete, Weekday.MONDAY)

    assert [one.line.weekday for one in page.weekly_table.rows.rows] == [0, 1]


def test_a_time_that_comes_seldom_is_listed_until_it_has_ended(desk, client, planned, clock):
    series = own(desk, client)
    schedule.end(desk, series.id, desk.today())
    assert [one.own_series for one in hour_reports.of_client(desk, client.id).weekly][-1]

    clock.moment += timedelta(days=1)

    lines = hour_reports.of_client(desk, client.id).weekly
    assert [one.own_series for one in lines] == [None]

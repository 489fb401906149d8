"""The card of findings on the Attendance tab: what it says, and the reasons given from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.today import HoursRule, OwedHours
from counselor_desk.services import attendance, groups, hour_reports, hours, schedule, today
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chart_attendance.layout import SESSIONS
from counselor_desk.ui.chart_attendance.page import FINDINGS, AttendancePage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.toast import of_window
from counselor_desk.ui.today import steps
from tests import programme

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)


@pytest.fixture
def attended(desk, client):
    """Four weeks of three hours on Monday and Wednesday, and none of one's own or the family's."""
    group = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY):
        programme.weekly(desk, of_group=group, weekday=weekday, begins_on=MONDAY - 4 * WEEK)
    groups.join(desk, group.id, client.id, joined_on=MONDAY - 4 * WEEK)
    for one in schedule.book(desk, MONDAY - 4 * WEEK, MONDAY - WEEK).occurrences:
        attendance.mark(desk, attendance.hold(desk, one).id, client.id, AttendanceCode.PRESENT)
    return client


@pytest.fixture
def page(qtbot, desk):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    made = AttendancePage(desk, navigator, bulletin)
    made.places = []
    navigator.place_requested.connect(made.places.append)
    qtbot.addWidget(made)
    made.resize(1154, 654)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    bulletin.leave()


def show(page, client, part=FINDINGS):
    page.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.ATTENDANCE, part=part))


def row(page, rule):
    return next(one for one in page.findings_card.table.rows.rows if one.uid == rule)


def rules(page):
    return [one.uid for one in page.findings_card.table.rows.rows]


def settle(page, rule):
    page.findings_card.table.acted.emit("open", row(page, rule))


def reasons(desk, client):
    report = hour_reports.of_client(desk, client.id)
    return {one.rule: one.code for one in report.reasons}


def answer(code):
    def give(dialog):
        dialog.fields["code"].field.set_value(code)
        dialog.save()

    return give


def test_what_is_owed_stands_before_the_hints(page, attended):
    show(page, attended)

    asked = [rule for rule in rules(page) if rule in {"H8", "H1", "I1"}]
    assert rules(page)[: len(asked)] == asked
    assert {"H4", "H5"} <= set(rules(page))


def test_a_finding_says_its_sentence_its_source_and_how_many_weeks(page, attended):
    show(page, attended)
    said = page.findings_card.table.rows.index(rules(page).index("H4"), 0)

    spoken = said.data(Qt.ItemDataRole.DisplayRole)
    assert "days of service, not 3." in spoken
    assert "H4 · NC 8A-12" in spoken
    assert "more week" in spoken


def test_the_card_is_away_where_nothing_is_found(page, client):
    show(page, client)

    assert page.findings_card.isHidden()


def test_today_leads_to_the_findings(page, desk, attended):
    item = next(one for one in today.owed(desk) if isinstance(one, OwedHours))
    place = steps.take(desk, item)

    page.show_place(place)

    assert page.findings_card.table.list.hasFocus()


@pytest.mark.parametrize(
    ("rule", "question"),
    [("H4", "Why was the week of"), ("I1", "Why no individual session since")],
)
def test_a_reason_settles_a_finding(page, desk, attended, dialogs, rule, question):
    show(page, attended)
    told = row(page, rule).told
    day = f"{told.reasoned[1]:%b} {told.reasoned[1].day}"
    title = f"{question} {day} short?" if rule == "H4" else f"{question} {day}?"
    dialogs.expect(title, answer(ReasonCode.CLIENT_REFUSED))

    settle(page, rule)

    assert reasons(desk, attended)[told.reasoned[0]] is ReasonCode.CLIENT_REFUSED
    assert rule not in rules(page) or row(page, rule).told.message != told.message


def test_a_refused_family_session_is_no_longer_owed(page, desk, attended, dialogs, clock):
    clock.moment += 5 * WEEK
    show(page, attended)
    owed = [one.rule for one in today.owed(desk) if isinstance(one, OwedHours)]
    assert HoursRule.FAMILY in owed
    since = row(page, "I2").told.reasoned[1]
    title = f"Why no family session since {since:%b} {since.day}?"
    dialogs.expect(title, lambda dialog: dialog.save())

    settle(page, "I2")

    owed = [one.rule for one in today.owed(desk) if isinstance(one, OwedHours)]
    assert HoursRule.FAMILY not in owed
    assert reasons(desk, attended)[ReasonedRule.NO_FAMILY] is ReasonCode.CLIENT_REFUSED


def test_a_given_reason_stays_to_be_changed(page, desk, attended, dialogs):
    show(page, attended)
    rule, since = row(page, "I1").told.reasoned
    report = hour_reports.of_client(desk, attended.id)
    hours.give_reason(desk, report.episode.id, rule, since, ReasonCode.ILLNESS)
    assert "I1" not in rules(page)
    title = f"Why no individual session since {since:%b} {since.day}?"
    dialogs.expect(title, answer(ReasonCode.WORK))

    settle(page, f"I1/{since}")

    assert reasons(desk, attended)[ReasonedRule.NO_INDIVIDUAL] is ReasonCode.WORK


def test_a_given_reason_is_taken_back_and_undo_gives_it_again(page, desk, attended, dialogs):
    show(page, attended)
    rule, since = row(page, "I1").told.reasoned
    report = hour_reports.of_client(desk, attended.id)
    hours.give_reason(desk, report.episode.id, rule, since, ReasonCode.WORK, remark="Night shift")
    title = f"Why no individual session since {since:%b} {since.day}?"
    dialogs.expect(title, lambda dialog: take_back_button(dialog).click())

    settle(page, f"I1/{since}")
    after = reasons(desk, attended)
    of_window(page).act()

    assert after == {}
    given = hour_reports.of_client(desk, attended.id).reasons
    assert [(one.code, one.remark) for one in given] == [(ReasonCode.WORK, "Night shift")]


def test_a_reason_that_is_not_given_yet_cannot_be_taken_back(page, desk, attended, dialogs):
    show(page, attended)
    seen = []
    since = row(page, "I1").told.reasoned[1]
    title = f"Why no individual session since {since:%b} {since.day}?"

    def look(dialog):
        seen.append(take_back_button(dialog))
        dialog.reject()

    dialogs.expect(title, look)

    settle(page, "I1")

    assert seen == [None]


def take_back_button(dialog):
    return dialog.findChild(Button, "reason_take_back_button")


def test_a_gap_leads_to_the_sessions(page, attended):
    show(page, attended)

    settle(page, "H5")

    assert page.attendance_segments.value() == SESSIONS

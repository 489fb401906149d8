"""The Attendance tab: weeks walked by keys, reasons, sessions, schedule, mutual help, numbers."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.hour_reports import HourReport
from counselor_desk.records.hours import Standing
from counselor_desk.records.mutual_help import Fellowship
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.records.sessions import Modality
from counselor_desk.records.times import TimeRange
from counselor_desk.services import (
    attendance,
    attendance_weeks,
    clients,
    groups,
    hour_reports,
    mutual_help,
    profiles,
    schedule,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.mutual_help import NewMeeting
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.chart_attendance.layout import MEETINGS, SCHEDULE, SESSIONS
from counselor_desk.ui.chart_attendance.page import AttendancePage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.theme import Theme
from tests import programme

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)
SIZES = ((1366 - 212, 654), (1024 - 56, 526))


@pytest.fixture
def attended(desk, client):
    """Three hours on Monday, Wednesday and Friday; Friday of the week before was missed."""
    group = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=group, weekday=weekday, begins_on=MONDAY - WEEK)
    groups.join(desk, group.id, client.id, joined_on=MONDAY - WEEK)
    for one in schedule.book(desk, MONDAY - WEEK, MONDAY).occurrences:
        is_missed = one.held_on == MONDAY - timedelta(days=3)
        code = AttendanceCode.EXCUSED if is_missed else AttendanceCode.PRESENT
        attendance.mark(desk, attendance.hold(desk, one).id, client.id, code)
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
    made.resize(*SIZES[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    bulletin.leave()


def show(page, client, part=""):
    page.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.ATTENDANCE, part=part))


def go_to(page, qtbot, begins_on):
    """Walk to a week by arrow keys."""
    page.hours_chart.setFocus()
    qtbot.keyClick(page.hours_chart, Qt.Key.Key_Home)
    while page.hours_chart.current().begins_on != begins_on:
        before = page.hours_chart.current()
        qtbot.keyClick(page.hours_chart, Qt.Key.Key_Right)
        assert page.hours_chart.current() is not before


def report(desk, client):
    return hour_reports.of_client(desk, client.id)


def test_the_chart_opens_on_the_week_that_goes_on(page, attended):
    show(page, attended)

    assert page.hours_chart.current().standing is Standing.RUNNING
    assert "ends at" in page.hours_chart.accessibleDescription()


def test_the_forecast_names_the_day_of_the_last_session(page, attended):
    show(page, attended)

    assert page.forecast_card.week_chip.text.endswith("short on Friday")


def test_arrows_walk_the_weeks_and_say_each(page, qtbot, attended):
    show(page, attended)
    go_to(page, qtbot, MONDAY - WEEK)

    said = page.hours_chart.accessibleDescription()
    assert said.startswith("Week 4, Mar 2, 6.0 h attended, 3.0 h short.")


def test_a_reason_is_given_by_keyboard(page, qtbot, desk, attended, dialogs):
    show(page, attended)
    go_to(page, qtbot, MONDAY - WEEK)

    def answer(dialog):
        dialog.fields["code"].field.set_value(ReasonCode.COURT)
        dialog.fields["remark"].field.set_value("Hearing")
        qtbot.keyClick(dialog.form_save_button, Qt.Key.Key_Space)

    dialogs.expect("Why was the week of Mar 2 short?", answer)
    qtbot.keyClick(page.hours_chart, Qt.Key.Key_R)

    week = next(one for one in report(desk, attended).weeks if one.begins_on == MONDAY - WEEK)
    given = report(desk, attended).reason(week)
    assert (given.code, given.remark) == (ReasonCode.COURT, "Hearing")
    assert page.short_card.table.rows.rows[-1].week.begins_on == MONDAY - WEEK


def test_a_week_ahead_asks_for_no_reason(page, qtbot, attended):
    show(page, attended)
    page.hours_chart.setFocus()
    qtbot.keyClick(page.hours_chart, Qt.Key.Key_End)

    qtbot.keyClick(page.hours_chart, Qt.Key.Key_R)

    assert page.hours_chart.current().standing is Standing.AHEAD


def test_planned_and_delivered_stand_by_kind_and_in_sum(page, attended):
    show(page, attended)

    shown = page.kinds_card.table.rows.rows
    assert [(one.planned, one.delivered) for one in shown] == [(900, 540), (900, 540)]
    assert shown[-1].kind is None


def test_attendance_is_corrected_from_the_list(page, desk, qtbot, attended, dialogs):
    show(page, attended, SESSIONS)

    def answer(dialog):
        dialog.fields["code"].field.set_value(AttendanceCode.LATE)
        dialog.fields["minutes"].field.set_value("160")
        dialog.save()

    dialogs.expect("Relapse prevention, Mar 9", answer)
    page.sessions_table.setFocus()
    qtbot.keyClick(page.sessions_table.list, Qt.Key.Key_Return)

    line = report(desk, attended).sessions[0]
    assert (line.code, line.minutes) == (AttendanceCode.LATE, 160)
    assert page.sessions_table.rows.rows[0].line == line


@pytest.mark.parametrize("typed", ["abc", "181", "-5", "12345"])
def test_minutes_that_cannot_be_are_said_at_the_field(page, desk, attended, dialogs, typed):
    show(page, attended, SESSIONS)
    before = report(desk, attended).sessions

    def answer(dialog):
        dialog.fields["code"].field.set_value(AttendanceCode.LATE)
        dialog.fields["minutes"].field.set_value(typed)
        dialog.save()
        assert "0 to 180" in dialog.fields["minutes"].error()
        assert dialog.fields["minutes"].field.value() == typed
        dialog.reject()

    dialogs.expect("Relapse prevention, Mar 9", answer)
    page._act_on_session("open", page.sessions_table.rows.rows[0])

    assert report(desk, attended).sessions == before


def test_an_attendance_entered_in_error_is_taken_back(page, desk, attended, dialogs):
    show(page, attended, SESSIONS)
    count = len(report(desk, attended).sessions)
    dialogs.expect("Relapse prevention, Mar 9", lambda dialog: dialog.mistake_button.click())
    dialogs.expect("Take this attendance back?", lambda dialog: dialog.accept())

    page._act_on_session("open", page.sessions_table.rows.rows[0])

    assert len(report(desk, attended).sessions) == count - 1


def record(dialog, **told):
    for name, value in told.items():
        dialog.fields[name].field.set_value(value)
    dialog.save()


def test_a_session_is_recorded(page, desk, attended, dialogs):
    show(page, attended)

    def answer(dialog):
        span = TimeRange(start=time(14), end=time(14, 50))
        record(dialog, held_on=MONDAY, times=span, led_by="P. Osei, LPC")

    dialogs.expect("Record session", answer)
    page.attendance_record_button.click()

    line = report(desk, attended).sessions[0]
    assert (line.starts, line.minutes, line.led_by) == (time(14), 50, "P. Osei, LPC")


def test_a_session_over_midnight_is_recorded_once_that_is_confirmed(page, desk, client, dialogs):
    show(page, client)

    def answer(dialog):
        dialog.fields["times"].field.set_value(None, "11 pm - 12:30 am")
        record(dialog, held_on=MONDAY)
        assert dialog.fields["times"].error()
        dialog.fields["is_overnight"].field.click()
        dialog.save()

    dialogs.expect("Record session", answer)
    page.attendance_record_button.click()

    line = report(desk, client).sessions[0]
    assert (line.held_on, line.starts, line.minutes) == (MONDAY, time(23), 90)


def test_a_session_of_the_night_of_the_clock_change_is_an_hour_shorter(page, desk, client, dialogs):
    """On March 8, 2026 clocks went from 2 to 3 in the United States."""
    show(page, client)

    def answer(dialog):
        record(dialog, held_on=date(2026, 3, 8), times=TimeRange(start=time(1), end=time(4)))

    dialogs.expect("Record session", answer)
    page.attendance_record_button.click()

    assert [one.minutes for one in report(desk, client).sessions] == [120]


def test_a_session_at_the_time_of_another_is_refused_whole(page, desk, attended, dialogs):
    show(page, attended)
    before = report(desk, attended).sessions

    def answer(dialog):
        record(dialog, held_on=MONDAY, times=TimeRange(start=time(10), end=time(11)))
        assert "another session at 9:00 am" in dialog.fields["times"].error()
        dialog.reject()

    dialogs.expect("Record session", answer)
    page.attendance_record_button.click()

    assert report(desk, attended).sessions == before


def test_a_session_needs_its_times(page, attended, dialogs):
    show(page, attended)

    def answer(dialog):
        dialog.save()
        assert "not times yet" in dialog.fields["times"].error()
        dialog.reject()

    dialogs.expect("Record session", answer)
    page.attendance_record_button.click()


def test_the_schedule_lists_the_weekly_times(page, attended):
    show(page, attended, SCHEDULE)

    assert [one.line.weekday for one in page.weekly_table.rows.rows] == [0, 2, 4]
    assert page.coming_table.rows.rows[0].line.held_on >= date(2026, 3, 12)


def test_a_meeting_is_added_and_never_counts(page, desk, attended, dialogs):
    show(page, attended, MEETINGS)
    hours = report(desk, attended).delivered

    def answer(dialog):
        record(dialog, fellowship=Fellowship.NA, meeting="Noon", is_verified=True)

    dialogs.expect("Add meeting", answer)
    page.meeting_add_button.click()

    (kept,) = mutual_help.of_client(desk, attended.id).meetings
    assert (kept.fellowship, kept.meeting, kept.is_verified) == (Fellowship.NA, "Noon", True)
    assert report(desk, attended).delivered == hours
    assert page.count_label.text() == "week of Mar 9: 1"


def test_a_meeting_to_come_is_refused_at_its_field(page, desk, attended, dialogs):
    show(page, attended, MEETINGS)

    def answer(dialog):
        record(dialog, held_on=desk.today() + timedelta(days=1))
        assert "still to come" in dialog.fields["held_on"].error()
        dialog.reject()

    dialogs.expect("Add meeting", answer)
    page.meeting_add_button.click()

    assert mutual_help.of_client(desk, attended.id).meetings == ()


def test_a_meeting_is_removed_after_a_question(page, desk, qtbot, attended, dialogs):
    mutual_help.add(desk, attended.id, NewMeeting(held_on=MONDAY))
    show(page, attended, MEETINGS)
    dialogs.expect("Remove this meeting?", lambda dialog: dialog.accept())

    page.meetings_table.setFocus()
    qtbot.keyClick(page.meetings_table.list, Qt.Key.Key_Delete)

    assert mutual_help.of_client(desk, attended.id).meetings == ()
    assert not page.list_empty.isHidden()


def test_sponsor_and_step_are_told(page, desk, attended, dialogs):
    show(page, attended, MEETINGS)

    def answer(dialog):
        record(dialog, has_sponsor=True, sponsor="Ray", step="thirteen")
        assert "1 to 12" in dialog.fields["step"].error()
        record(dialog, step="3")

    dialogs.expect("Sponsor and step", answer)
    page.standing_button.click()

    assert page.standing_button.text().startswith("Sponsor: Ray · step 3")


def test_a_number_of_the_client_is_set_with_a_reason_and_ended(page, desk, attended, dialogs):
    show(page, attended)

    def answer(dialog):
        record(dialog, value="nine")
        assert "whole one from 1 to 40" in dialog.fields["value"].error()
        record(dialog, value="6")
        assert "needs its reason" in dialog.fields["reason"].error()
        record(dialog, reason="Medical advice")

    dialogs.expect("Another number for Marcus R.", answer)
    page.numbers_card.numbers_set_button.click()

    (row,) = page.numbers_card.table.rows.rows
    assert (row.number.value, row.usual, row.number.reason) == (6, 9, "Medical advice")
    assert report(desk, attended).limits.week_least == 6 * 60

    page.numbers_card.table.acted.emit("end", row)
    assert page.numbers_card.table.rows.rows == ()
    assert profiles.for_client(desk, attended.id).week_hours_least == 9


def test_before_the_first_session_the_chart_says_when_hours_appear(page, client):
    show(page, client)

    assert page.chart_empty.text_label.text() == "Hours appear after the first session."
    assert page.print_request() is None


def test_before_an_admission_nothing_can_be_recorded(page, desk):
    asked = clients.add(desk, NewClient(given_name="Ana", family_name="Ruiz"))

    show(page, asked)

    assert "after the admission" in page.chart_empty.text_label.text()
    assert page.attendance_record_button.isHidden()


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("weeks", DocumentKind.HOURS_REPORT),
        (SESSIONS, DocumentKind.ATTENDANCE_REPORT),
        (SCHEDULE, DocumentKind.CLIENT_SCHEDULE),
    ],
)
def test_print_takes_the_paper_of_the_segment(page, attended, part, kind):
    show(page, attended, part)

    assert page.print_request().kind is kind


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_letters_are_offered_in_a_menu(page, qtbot, attended):
    show(page, attended)
    page.attendance_letter_button.click()
    letter, *_ = page._menu.actions()

    with qtbot.waitSignal(page.print_requested) as asked:
        letter.trigger()
    page._menu.close()

    assert asked.args[0].kind is DocumentKind.ATTENDANCE_LETTER


def test_what_is_marked_elsewhere_appears(page, desk, attended):
    show(page, attended, SESSIONS)
    line = page.sessions_table.rows.rows[0].line

    attendance.mark(desk, line.session_id, attended.id, AttendanceCode.NO_SHOW)

    assert page.sessions_table.rows.rows[0].line.code is AttendanceCode.NO_SHOW


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", ["weeks", SESSIONS, SCHEDULE, MEETINGS])
def test_nothing_is_clipped_and_all_is_named(
    qtbot, page, desk, attended, size, part, assert_accessible, assert_nothing_clipped
):
    mutual_help.add(desk, attended.id, NewMeeting(held_on=MONDAY, meeting="Tuesday noon"))
    page.resize(*size)
    show(page, attended, part)
    card = page.findings_card
    qtbot.wait(0)
    qtbot.waitUntil(lambda: card.isHidden() or card.height() >= card.sizeHint().height())

    assert_accessible(page)
    assert_nothing_clipped(page)


def test_painting_the_weeks_works_none_of_them_out_again(page, attended, monkeypatch):
    show(page, attended)
    worked_out = []
    real = HourReport.shown_weeks.fget
    monkeypatch.setattr(
        HourReport,
        "shown_weeks",
        property(lambda report: worked_out.append(report) or real(report)),
    )

    page.hours_chart.grab()
    assert worked_out == []

    show(page, attended)
    assert worked_out


def test_enter_on_a_bar_opens_that_week_of_everybody(page, qtbot, attended):
    show(page, attended)
    go_to(page, qtbot, MONDAY - WEEK)

    qtbot.keyClick(page.hours_chart, Qt.Key.Key_Return)

    assert page.places == [Place(page=Page.ATTENDANCE, client_id=attended.id, part="2026-03-02")]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize(("typed", "name"), [("nine", "value"), ("400", "value"), ("6", "reason")])
def test_what_is_wrong_with_a_number_is_said_in_full(
    page, qtbot, look, attended, dialogs, assert_nothing_clipped, scale, typed, name
):
    look.wear(Theme(scale=scale))
    show(page, attended)
    seen = []

    def act(dialog):
        dialog.show()
        dialog.place()
        dialog.fields["value"].field.setText(typed)
        dialog.save()
        qtbot.wait(1)
        seen.append((dialog.fields[name].error(), dialog.fields["value"].field.text()))
        assert_nothing_clipped(dialog)
        dialog.reject()

    dialogs.expect("Another number for Marcus R.", act)
    page._writing().set_number("Marcus R.")

    assert seen[0][0]
    assert seen[0][1] == typed


def test_planned_sessions_nobody_marked_are_told_and_lead_to_their_week(
    page, qtbot, desk, attended
):
    show(page, attended)
    card = page.kinds_card
    (wednesday,) = report(desk, attended).unmarked

    assert card.unmarked_button.text() == "1 planned session is not marked"
    assert card.table.rows.rows[-1].planned == 5 * 180
    qtbot.keyClick(card.unmarked_button, Qt.Key.Key_Space)
    (place,) = page.places
    assert (place.page, place.client_id) == (Page.ATTENDANCE, attended.id)
    assert place.part == MONDAY.isoformat()

    held = schedule.book(desk, wednesday.held_on, wednesday.held_on).occurrences[0]
    attendance.mark(desk, attendance.hold(desk, held).id, attended.id, AttendanceCode.PRESENT)
    assert not card.unmarked_button.isVisible()
    assert card.table.rows.rows[-1].delivered == 4 * 180


def test_the_share_by_video_or_phone_is_told_where_there_is_any(page, desk, attended):
    show(page, attended)
    assert not page.kinds_card.remote_label.isVisible()

    (line,) = attendance_weeks.of_week(desk, MONDAY).lines
    part = next(part for day in line.days for part in day.parts if part.attendance is not None)
    attendance_weeks.set_modality(desk, attended.id, part, Modality.VIDEO)

    assert page.kinds_card.remote_label.isVisible()
    assert page.kinds_card.remote_label.text() == "3.0 h of 9.0 h were by video or phone, 33 %"

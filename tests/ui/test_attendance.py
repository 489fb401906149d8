"""The attendance page: keys that set, what is said when they cannot, reasons, dialog and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import AttendanceSheet
from counselor_desk.records.clients import Caseload
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import (
    attendance_weeks,
    clients,
    dialog_drafts,
    episodes,
    groups,
    hours,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.attendance.head import Filter
from counselor_desk.ui.attendance.model import FIRST_DAY
from counselor_desk.ui.attendance.page import AttendancePage
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.toast import of_window
from tests import programme

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

MONDAY, THURSDAY = date(2026, 3, 9), date(2026, 3, 12)
KEY = Qt.Key


@pytest.fixture
def navigator():
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def group(desk, client):
    """Nine hours a week: Monday, Wednesday and Friday from nine to twelve."""
    made = programme.group(desk)
    groups.join(desk, made.id, client.id, joined_on=date(2026, 2, 9))
    for day in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=made, weekday=day)
    return made


@pytest.fixture
def jolene(desk, group):
    """Another member, a little later in the order of names."""
    made = clients.add(
        desk,
        NewClient(
            given_name="Jolene",
            family_name="Tran",
            born_on=date(1988, 1, 2),
            admitted_on=date(2026, 2, 9),
        ),
    )
    groups.join(desk, group.id, made.id, joined_on=date(2026, 2, 9))
    return made


@pytest.fixture
def open_page(desk, navigator, qtbot):
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 768)):
        page = AttendancePage(desk, navigator, bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(Place(page=Page.ATTENDANCE))
        return page

    yield show
    bulletin.leave()


def at(page, client, day=0):
    page.week_grid.setFocus()
    page.week_grid.go_to(page.week_grid.cells.row_of(client.id), FIRST_DAY + day)


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.week_grid, key, modifier)


def types(page, text):
    """A number over the cell, as one types it."""
    press(page, KEY(ord(text[0])))
    editor = page.week_grid.findChild(type(page.week_grid._editor))
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, KEY.Key_Return)
    return editor


def cell(desk, client, day=0):
    week = attendance_weeks.of_week(desk, THURSDAY)
    return next(one for one in week.lines if one.client_id == client.id).days[day]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (KEY.Key_P, AttendanceCode.PRESENT),
        (KEY.Key_L, AttendanceCode.LATE),
        (KEY.Key_A, AttendanceCode.NO_SHOW),
        (KEY.Key_E, AttendanceCode.EXCUSED),
    ],
)
def test_a_letter_sets_the_session_of_the_day(open_page, desk, client, group, key, code):
    page = open_page()
    at(page, client)
    press(page, key)

    assert cell(desk, client).code is code


@pytest.mark.parametrize(("typed", "minutes"), [("75", 75), ("1.5", 90), ("0", 0)])
def test_a_number_sets_the_minutes(open_page, desk, client, group, typed, minutes):
    page = open_page()
    at(page, client)
    editor = types(page, typed)

    assert cell(desk, client).minutes == minutes
    assert not editor.isVisible()
    assert page.week_grid.hasFocus()


def test_too_many_minutes_are_said_and_what_was_typed_stays(open_page, desk, client, group):
    page = open_page()
    at(page, client)
    editor = types(page, "500")

    assert "The session had 180 minutes" in page.cell_bar.problem_label.text()
    assert (editor.isVisible(), editor.text()) == (True, "500")
    assert not cell(desk, client).is_recorded


def test_a_number_half_typed_over_a_cell_outlives_a_lock(open_page, desk, client, group, jolene):
    page = open_page()
    page.turn(-1)
    at(page, jolene, 2)
    press(page, KEY.Key_7)
    page.flush()

    again = open_page()

    assert again.week_grid.text() == "7"
    assert again.week_grid.current_line().client_id == jolene.id
    assert again.week_grid.current_cell().day == MONDAY - timedelta(days=5)


@pytest.mark.parametrize("end", ["set", "given up", "left"])
def test_a_number_that_was_set_or_given_up_is_not_typed_again(open_page, client, group, end):
    page = open_page()
    at(page, client)
    press(page, KEY.Key_2)
    page.flush()
    editor = page.week_grid.findChild(type(page.week_grid._editor))
    if end == "left":
        page.week_grid.go_to(0, FIRST_DAY + 1)
    else:
        QTest.keyClick(editor, KEY.Key_Return if end == "set" else KEY.Key_Escape)

    assert open_page().week_grid.text() == ""


def test_esc_gives_a_number_up(open_page, desk, client, group):
    page = open_page()
    at(page, client)
    editor = types(page, "500")
    QTest.keyClick(editor, KEY.Key_Escape)

    assert not editor.isVisible()
    assert page.week_grid.hasFocus()
    assert not cell(desk, client).is_recorded


def test_the_meaning_of_a_number_is_said_while_it_is_typed(open_page, client, group):
    page = open_page()
    at(page, client)
    page.week_grid.type_number("1.5")

    assert page.cell_bar.hint_label.text() == "90 min, Enter sets it"


def test_a_session_to_come_is_said_in_the_bar(open_page, desk, client, group):
    page = open_page()
    at(page, client, day=4)
    press(page, KEY.Key_P)

    assert "still to come" in page.cell_bar.problem_label.text()
    press(page, KEY.Key_Left)
    assert not page.cell_bar.problem_label.isVisible()


def test_a_day_without_a_session_says_how_one_is_added(open_page, client, group):
    page = open_page()
    at(page, client, day=1)
    press(page, KEY.Key_P)

    assert "Press Record session" in page.cell_bar.problem_label.text()


def test_ctrl_d_copies_down_and_moves_on(open_page, desk, client, group, jolene):
    page = open_page()
    _first, second = page.week_grid.cells.lines
    page.week_grid.setFocus()
    page.week_grid.go_to(0, FIRST_DAY)
    press(page, KEY.Key_L)
    press(page, KEY.Key_D, Qt.KeyboardModifier.ControlModifier)

    week = attendance_weeks.of_week(desk, THURSDAY)
    assert {line.days[0].code for line in week.lines} == {AttendanceCode.LATE}
    assert page.week_grid.current_line().client_id == second.client_id


def test_del_clears_and_undo_sets_it_again(open_page, desk, client, group):
    page = open_page()
    at(page, client)
    types(page, "75")
    press(page, KEY.Key_Delete)
    assert not cell(desk, client).is_recorded

    of_window(page).act()
    assert cell(desk, client).minutes == 75


def test_lines_stay_where_they_are_while_one_works(open_page, desk, client, group, jolene):
    page = open_page()
    before = [line.client_id for line in page.week_grid.cells.lines]
    for day in (0, 2):
        page.week_grid.setFocus()
        page.week_grid.go_to(0, FIRST_DAY + day)
        press(page, KEY.Key_P)

    assert [line.client_id for line in page.week_grid.cells.lines] == before
    page.turn(0)
    assert [line.client_id for line in page.week_grid.cells.lines] == before[::-1]


def test_keys_act_on_the_chosen_one_of_several_sessions(open_page, desk, client, group):
    programme.weekly(desk, of_client=client, weekday=Weekday.MONDAY, starts=time(13), ends=time(14))
    page = open_page()
    at(page, client)
    press(page, KEY.Key_Space)
    press(page, KEY.Key_L)

    first, second = cell(desk, client).parts
    assert (first.code, second.code) == (None, AttendanceCode.LATE)
    assert page.cell_bar.chosen().starts == time(13)


def test_the_menu_sets_what_has_no_letter(open_page, desk, client, group):
    page = open_page()
    at(page, client)
    press(page, KEY.Key_Menu)
    menu = page.findChild(QMenu)
    left = next(one for one in menu.actions() if one.text().startswith("Left early"))
    left.trigger()
    menu.close()

    assert cell(desk, client).code is AttendanceCode.LEFT_EARLY


def test_the_menu_says_how_the_session_was_held(open_page, desk, client, group):
    page = open_page()
    at(page, client)
    press(page, KEY.Key_Menu)
    menu = page.findChild(QMenu)
    next(one for one in menu.actions() if one.text() == "By video").trigger()
    menu.close()

    assert cell(desk, client).parts[0].modality is Modality.VIDEO


def test_alt_and_arrows_turn_the_week(open_page, client, group):
    page = open_page()
    at(page, client)
    press(page, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.head.week_label.text() == "Mar 2 – 8"
    assert page.head.week_now_button.isVisible()

    page.head.week_now_button.click()
    assert page.head.week_label.text() == "Mar 9 – 15"


def test_arrows_stay_in_the_days(open_page, client, group):
    page = open_page()
    at(page, client)
    press(page, KEY.Key_Left)
    assert page.week_grid.day_place() == 0
    for _ in range(9):
        press(page, KEY.Key_Right)

    assert page.week_grid.day_place() == 6


def test_one_reason_is_asked_for_after_the_other(open_page, desk, client, group, jolene):
    for one in (client, jolene):
        for day in (0, 2):
            told = cell(desk, one, day).parts[0]
            attendance_weeks.mark(desk, one.id, told, AttendanceCode.EXCUSED)
    page = open_page()
    banner = page.shortfall_banner
    first = banner.shortfall_label.text()
    assert "cannot reach 9 hours this week" in first
    assert not banner.shortfall_save_button.isEnabled()
    for _ in range(2):
        banner.shortfall_reason_combo.set_value(ReasonCode.COURT)
        banner.shortfall_reason_combo.edited.emit(ReasonCode.COURT)
        banner.shortfall_save_button.click()

    assert not banner.isVisible()
    week = attendance_weeks.of_week(desk, THURSDAY)
    assert [line.reason.code for line in week.lines] == [ReasonCode.COURT] * 2
    assert all(hours.of_episode(desk, line.episode_id).reasons for line in week.lines)


@pytest.fixture
def short_week(desk, client, group):
    """Two of the three days were missed, so the week cannot reach its hours."""
    for day in (0, 2):
        told = cell(desk, client, day).parts[0]
        attendance_weeks.mark(desk, client.id, told, AttendanceCode.EXCUSED)


def choose_in_menu(page, client, text, day=0):
    """A reason from the menu of the week; those that are ticked."""
    at(page, client, day)
    press(page, KEY.Key_Menu)
    menu = page.findChild(QMenu)
    title = next(one for one in menu.actions() if one.text() == "Reason of the short week")
    every = title.menu().actions()
    ticked = [one.text() for one in every if one.isChecked()]
    next(one for one in every if one.text() == text).trigger()
    menu.close()
    return ticked


def reason_of(desk, client):
    lines = attendance_weeks.of_week(desk, THURSDAY).lines
    return next(one.reason for one in lines if one.client_id == client.id)


def test_a_saved_reason_is_undone_from_the_toast(open_page, desk, client, short_week):
    page = open_page()
    page.shortfall_banner.reason_saved.emit(page.week_grid.cells.line(0), ReasonCode.COURT)
    saved = reason_of(desk, client)
    of_window(page).act()

    assert saved.code is ReasonCode.COURT
    assert reason_of(desk, client) is None
    assert page.shortfall_banner.isVisible()


@pytest.mark.parametrize("day", [0, 1])
def test_the_menu_changes_the_reason_of_a_short_week(open_page, desk, client, short_week, day):
    page = open_page()
    assert choose_in_menu(page, client, "Illness", day) == []
    line = page.week_grid.cells.line(0)
    hours.restore_reason(desk, replace(line.reason, remark="Influenza"))

    assert choose_in_menu(page, client, "Work", day) == ["Illness"]
    changed = reason_of(desk, client)
    assert (changed.code, changed.remark) == (ReasonCode.WORK, "Influenza")
    of_window(page).act()
    assert reason_of(desk, client).code is ReasonCode.ILLNESS


def test_the_menu_takes_a_reason_back_and_undo_gives_it_again(open_page, desk, client, short_week):
    page = open_page()
    choose_in_menu(page, client, "Court")
    choose_in_menu(page, client, "Take back")
    taken = reason_of(desk, client)
    of_window(page).act()

    assert taken is None
    assert reason_of(desk, client).code is ReasonCode.COURT


def test_a_day_off_of_a_week_that_is_on_its_way_has_no_menu(open_page, desk, client, group):
    for day in (0, 2):
        told = cell(desk, client, day).parts[0]
        attendance_weeks.mark(desk, client.id, told, AttendanceCode.PRESENT)
    page = open_page()
    at(page, client, 1)
    press(page, KEY.Key_Menu)

    assert not page.findChild(QMenu).isVisible()


def test_below_shows_who_is_below_and_all_shows_guests(open_page, desk, client, group):
    guest = clients.add(
        desk,
        NewClient(
            given_name="Ada",
            family_name="Moss",
            born_on=date(1990, 1, 2),
            admitted_on=date(2026, 2, 9),
            caseload=Caseload.GUEST,
        ),
    )
    page = open_page()

    def shown(wanted):
        page.head.filter_segments.set_value(wanted)
        page.head.filter_segments.edited.emit(wanted)
        return {line.client_id for line in page.week_grid.cells.lines}

    assert shown(Filter.MINE) == {client.id}
    assert shown(Filter.BELOW) == {client.id}
    assert shown(Filter.ALL) == {client.id, guest.id}


def test_an_empty_week_offers_to_record_a_session(open_page, client):
    page = open_page()

    assert page.empty_record_button.isVisible()


def test_a_session_is_recorded_with_everybody_who_was_there(
    open_page, desk, client, group, jolene, dialogs
):
    page = open_page()

    def fill(dialog):
        dialog.fields["held_on"].field.setText("3/10")
        dialog.times_field.setText("9-1030")
        dialog.fields["led_by"].field.set_value("A. Moss")
        dialog.save()

    dialogs.expect("Record a session", fill)
    page.head.session_record_button.click()

    told = cell(desk, client, day=1).parts[0]
    assert (told.minutes, told.led_by, told.group) == (90, "A. Moss", "Relapse prevention")
    assert cell(desk, jolene, day=1).is_recorded


def test_a_session_of_nobody_is_refused_and_stays_typed(open_page, desk, client, group, dialogs):
    page = open_page()

    def fill(dialog):
        dialog.fields["what"].field.set_value(SessionKind.FAMILY)
        dialog.fields["what"].field.edited.emit(SessionKind.FAMILY)
        dialog.times_field.setText("9-1030")
        dialog.save()
        assert "Choose who was there" in dialog.problem_banner.accessibleName()
        assert dialog.times_field.text() == "9:00 – 10:30 am"
        dialog.reject()

    dialogs.expect("Record a session", fill)
    page.head.session_record_button.click()


def test_a_session_being_recorded_outlives_a_lock(open_page, desk, client, group, jolene, dialogs):
    page = open_page()
    seen = []

    def is_interrupted(dialog):
        dialog.fields["what"].field.set_value(SessionKind.FAMILY)
        dialog.fields["what"].field.edited.emit(SessionKind.FAMILY)
        dialog.fields["held_on"].field.setText("3/10")
        dialog.times_field.setText("11p-1a")
        dialog.fields["is_overnight"].field.click()
        dialog.client_boxes[jolene.id].click()
        dialog.close()

    def goes_on(dialog):
        seen.append((dialog.times_field.text(), dialog.present()))
        assert dialog.fields["is_overnight"].isVisibleTo(dialog)
        dialog.save()

    dialogs.expect("Record a session", is_interrupted)
    page.head.session_record_button.click()
    dialogs.expect("Record a session", goes_on)
    page.head.session_record_button.click()

    assert seen == [("11:00 pm – 1:00 am", [jolene.id])]
    assert cell(desk, jolene, day=1).parts[0].minutes == 120
    assert not cell(desk, client, day=1).parts
    assert dialog_drafts.find(desk, None, "recorded_session") is None


def test_a_session_that_is_not_recorded_after_all_is_forgotten(
    open_page, desk, client, group, dialogs
):
    page = open_page()

    def turns_back(dialog):
        dialog.client_boxes[client.id].click()
        dialog.reject()

    dialogs.expect("Record a session", turns_back)
    page.head.session_record_button.click()

    assert dialog_drafts.find(desk, None, "recorded_session") is None


def record_alone(page, dialogs, times, held_on="03/11/2026"):
    """Try to record a session of the one client; gives what is said at each field."""
    said = {}

    def fill(dialog):
        dialog.fields["what"].field.set_value(SessionKind.FAMILY)
        dialog.fields["what"].field.edited.emit(SessionKind.FAMILY)
        dialog.fields["held_on"].field.setText(held_on)
        dialog.times_field.setText(times)
        for box in dialog.client_boxes.values():
            box.setChecked(True)
        dialog.save()
        said.update({name: field.error() for name, field in dialog.fields.items()})
        said["typed"] = dialog.times_field.text()
        dialog.reject()

    dialogs.expect("Record a session", fill)
    page.head.session_record_button.click()
    return said


def test_a_session_after_the_discharge_is_refused_at_its_day(
    open_page, desk, client, group, dialogs
):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=date(2026, 3, 10)))
    page = open_page()

    said = record_alone(page, dialogs, "1-150")

    assert "not in treatment on that day" in said["held_on"]
    assert said["typed"] == "1:00 – 1:50 pm"


def test_a_session_at_the_time_of_another_is_refused_at_its_times(
    open_page, desk, client, group, dialogs
):
    new = NewSession(
        kind=SessionKind.INDIVIDUAL, held_on=date(2026, 3, 11), starts=time(13), ends=time(14)
    )
    attendance_weeks.record(desk, new, [client.id])
    page = open_page()

    said = record_alone(page, dialogs, "1:30-2:30p")

    assert "another session at 1:00 pm" in said["times"]


def test_an_end_before_its_start_asks_for_the_next_day(open_page, client, group, dialogs):
    page = open_page()

    def fill(dialog):
        dialog.times_field.setText("11:30p 1a")
        dialog.save()
        assert dialog.fields["is_overnight"].isVisible()
        assert dialog.fields["times"].field.problem()
        dialog.fields["is_overnight"].field.click()
        assert not dialog.fields["times"].field.problem()
        dialog.reject()

    dialogs.expect("Record a session", fill)
    page.head.session_record_button.click()


def test_enter_opens_the_group_session(open_page, desk, client, group, navigator):
    page = open_page()
    at(page, client)
    press(page, KEY.Key_P)
    press(page, KEY.Key_Return)

    session = cell(desk, client).parts[0].session
    assert navigator.places[-1] == Place(page=Page.GROUP_SESSION, session_id=session.id)


def test_enter_begins_the_note_of_an_individual_session(open_page, desk, client, navigator):
    new = NewSession(kind=SessionKind.INDIVIDUAL, held_on=MONDAY, starts=time(9), ends=time(9, 50))
    attendance_weeks.record(desk, new, [client.id])
    page = open_page()
    at(page, client)
    press(page, KEY.Key_Return)

    assert navigator.places[-1] == Place(page=Page.NOTE, client_id=client.id)


def test_what_others_led_has_no_note_to_open(open_page, desk, client):
    new = NewSession(
        kind=SessionKind.FAMILY, held_on=MONDAY, starts=time(9), ends=time(10), led_by="A. Moss"
    )
    attendance_weeks.record(desk, new, [client.id])
    page = open_page()
    at(page, client)

    assert not page.cell_bar.session_open_button.isVisible()


def test_the_sheet_holds_the_lines_that_are_shown(open_page, client, group):
    page = open_page()
    asked = []
    page.print_requested.connect(asked.append)
    press(page, KEY.Key_P, Qt.KeyboardModifier.ControlModifier)

    (request,) = asked
    assert isinstance(request.report, AttendanceSheet)
    assert [line.client_id for line in request.report.lines] == [client.id]


def test_marks_made_elsewhere_are_shown(open_page, desk, client, group):
    page = open_page()
    attendance_weeks.mark(desk, client.id, cell(desk, client).parts[0], AttendanceCode.PRESENT)

    assert page.week_grid.cells.lines[0].days[0].code is AttendanceCode.PRESENT


@pytest.mark.parametrize("size", [(1154, 768), (968, 640)])
def test_nothing_is_clipped_and_everything_has_a_name(
    open_page, client, group, jolene, size, assert_accessible, assert_nothing_clipped
):
    page = open_page(size)
    at(page, client)
    press(page, KEY.Key_P)

    assert_accessible(page)
    assert_nothing_clipped(page)


def test_a_week_over_tells_who_was_below(open_page, client, group):
    page = open_page()
    page.turn(-1)

    assert "1 below 9 hours" in page.head.summary_label.text()
    assert "so far" not in page.head.summary_label.text()
    assert "had 0.0 hours in this week" in page.shortfall_banner.shortfall_label.text()


def test_a_week_ahead_asks_for_nothing(open_page, client, group):
    page = open_page()
    page.turn(1)

    assert not page.shortfall_banner.isVisible()
    assert page.head.week_label.text() == "Mar 16 – 22"
    assert timedelta(days=7) == page._day - THURSDAY


def test_a_place_names_the_week_and_the_client(open_page, client, jolene):
    page = open_page()

    place = Place(page=Page.ATTENDANCE, client_id=jolene.id, part="2026-03-02")
    page.show_place(place)

    assert page._week.begins_on == date(2026, 3, 2)
    assert page.week_grid.current_line().client_id == jolene.id
    assert page.week_grid.hasFocus()

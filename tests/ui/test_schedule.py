"""The week page: opened, added, moved, left out and taken back by keyboard, and its looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counselor_desk.records.program import Weekday
from counselor_desk.records.tasks import Lane
from counselor_desk.records.times import TimeRange
from counselor_desk.services import attendance, groups, notes, schedule, settings, tasks
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.schedule import geometry
from counselor_desk.ui.schedule.page import WeekPage
from counselor_desk.ui.theme import Theme
from tests import programme

SIZES = ((1366 - 212, 768), (1280 - 56, 720), (1024 - 56, 640))
HERE = Place(page=Page.TODAY, view=View.WEEK)


@pytest.fixture
def navigator(qapp):
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(qtbot, desk, navigator):
    """Shows the week of March 9 and gives the page."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 768)):
        page = WeekPage(desk, navigator, bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.show_place(HERE)
        return page

    yield show
    bulletin.leave()


@pytest.fixture
def group(desk, client):
    made = programme.group(desk)
    groups.join(desk, made.id, client.id, joined_on=date(2026, 2, 9))
    programme.weekly(
        desk, of_group=made, weekday=Weekday.WEDNESDAY, starts=time(10, 30), ends=time(12)
    )
    return made


@pytest.fixture
def individual(desk, client):
    return programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY, ends=time(9, 50))


def typed(qtbot, dialog, **facts):
    for name, text in facts.items():
        field = dialog.fields[name].field
        field.selectAll()
        qtbot.keyClicks(field, text)


def filled(qtbot, **facts):
    """Types into the fields of a dialog, then keeps them."""

    def act(dialog):
        typed(qtbot, dialog, **facts)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    return act


def choose(dialog, name):
    box = dialog.fields["whom"].field
    place = box.findText(name)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def titles(page):
    return [one.title for one in page.week().blocks]


def times(page):
    return [(one.held_on.day, one.starts) for one in page.week().blocks]


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.week_grid, key, modifier)


def test_the_head_says_the_week_and_what_is_next(open_page, group, individual):
    page = open_page()

    assert page.heading_label.text() == (
        "Week of March 9 – 15 · 2 sessions · next Friday at 9:00 am"
    )


def test_a_block_is_read_out_with_everything_it_says(open_page, group):
    page = open_page()

    said = page.week_grid.blocks.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == (
        "Relapse prevention, Group, Wednesday March 11, 10:30 am – 12:00 pm, 1 expected"
    )


def test_an_empty_week_offers_the_first_step(open_page):
    page = open_page()

    assert page.first_add_button.isVisible()
    assert not page.session_add_button.isVisible()


def test_another_year_is_said(open_page):
    page = open_page()

    for _ in range(11):
        page.turn(-1)

    assert page.heading_label.text() == "Week of December 22 – 28, 2025 · 0 sessions"


def test_enter_on_a_meeting_opens_its_session(qtbot, open_page, desk, group, navigator):
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Return)

    place = navigator.places[-1]
    assert place.page is Page.GROUP_SESSION
    assert attendance.get(desk, place.session_id).session.held_on == date(2026, 3, 11)


def test_a_colleagues_meeting_opens_its_group(qtbot, open_page, desk, client, navigator):
    made = programme.group(desk)
    programme.weekly(desk, of_group=made, led_by="J. Ortiz")
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Return)

    assert navigator.places[-1] == Place(page=Page.GROUPS, group_id=made.id)


def test_enter_on_a_planned_hour_begins_its_note(qtbot, open_page, desk, client, navigator):
    programme.weekly(desk, of_client=client, ends=time(9, 50))
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Return)

    place = navigator.places[-1]
    note = notes.open_edit(desk, place.note_id).note
    assert place.page is Page.NOTE
    assert (note.held_on, note.starts, note.ends) == (date(2026, 3, 9), time(9), time(9, 50))


def test_what_is_still_to_come_is_not_written_up(qtbot, open_page, individual, navigator):
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Return)

    assert navigator.places == []
    assert "still to come" in page.problem_banner.accessibleName()


def test_a_quarter_of_an_hour_later_and_back_with_undo(qtbot, open_page, individual):
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    moved = times(page)
    toast.of_window(page).act()

    assert moved == [(13, time(9, 15))]
    assert times(page) == [(13, time(9))]


def test_undo_of_a_second_step_goes_back_to_the_first(qtbot, open_page, individual):
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    toast.of_window(page).act()

    assert times(page) == [(13, time(9, 15))]


def test_what_was_held_is_not_moved(qtbot, open_page, desk, group):
    page = open_page()
    attendance.hold(desk, page.week().blocks[0].planned)

    press(qtbot, page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)

    assert times(page) == [(11, time(10, 30))]
    assert "held and recorded already" in page.problem_banner.accessibleName()


def test_a_session_is_left_out_with_its_reason(qtbot, open_page, individual, dialogs):
    page = open_page()
    dialogs.expect("Leave out Marcus R.?", filled(qtbot, reason="away"))

    press(qtbot, page, Qt.Key.Key_Delete)
    left = titles(page)
    toast.of_window(page).act()

    assert left == []
    assert titles(page) == ["Marcus R."]


def interrupted(qtbot, **facts):
    """Types into the fields of a dialog until a lock closes it."""

    def act(dialog):
        if facts.pop("is_overnight", False):
            dialog.fields["is_overnight"].field.click()
        typed(qtbot, dialog, **facts)
        dialog.close()

    return act


def shown(seen):
    def act(dialog):
        seen.update((name, one.field.value()) for name, one in dialog.fields.items())
        dialog.reject()

    return act


def test_why_a_session_is_left_out_outlives_a_lock(qtbot, open_page, individual, dialogs):
    page, seen = open_page(), {}
    dialogs.expect("Leave out Marcus R.?", interrupted(qtbot, reason="away"))
    press(qtbot, page, Qt.Key.Key_Delete)
    dialogs.expect("Leave out Marcus R.?", shown(seen))
    press(qtbot, page, Qt.Key.Key_Delete)

    assert seen == {"reason": "away"}
    assert titles(page) == ["Marcus R."]


def test_where_a_session_goes_outlives_a_lock(qtbot, open_page, individual, dialogs):
    page, seen = open_page(), {}
    typed_before = {"times": "1130p-1230a", "is_overnight": True}
    dialogs.expect("Move Marcus R.", interrupted(qtbot, **typed_before))
    page._move(page.week().blocks[0])
    dialogs.expect("Move Marcus R.", shown(seen))
    page._move(page.week().blocks[0])

    assert seen["times"] == TimeRange(start=time(23, 30), end=time(0, 30))


def test_a_session_that_was_being_added_is_there_again(qtbot, open_page, individual, dialogs):
    page, seen = open_page(), {}
    dialogs.expect("Add session", interrupted(qtbot, times="2-250", with_whom="her sister"))
    page.session_add_button.click()
    dialogs.expect("Add session", shown(seen))
    page.session_add_button.click()

    assert seen["times"] == TimeRange(start=time(14), end=time(14, 50))
    assert seen["with_whom"] == "her sister"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")
def test_what_was_left_out_can_be_brought_back_later(open_page, desk, individual):
    page = open_page()
    schedule.leave_out(desk, page.week().blocks[0].planned, "away")
    count = page.left_out_button.text()

    page.left_out_button.click()
    menu = QApplication.activePopupWidget()
    (entry,) = menu.actions()
    entry.trigger()
    menu.close()

    assert (count, entry.text()) == ("1 left out", "Bring back Marcus R., Fri 13 9:00 am")
    assert titles(page) == ["Marcus R."]


def test_a_single_session_is_added_with_typed_times(qtbot, open_page, individual, dialogs):
    page = open_page()

    def act(dialog):
        choose(dialog, "Marcus R.")
        typed(qtbot, dialog, held_on="03/12/2026", times="2-250")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Add session", act)
    press(qtbot, page, Qt.Key.Key_Insert)

    assert times(page) == [(12, time(14)), (13, time(9))]


def again(dialog, weeks):
    """Chooses how often a session comes back."""
    box = dialog.fields["every_weeks"].field
    box.set_value(weeks)
    box.edited.emit(weeks)


@pytest.mark.parametrize(
    ("weeks", "until", "ends_on"),
    [
        (0, None, date(2026, 3, 12)),
        (1, "", None),
        (1, "04/16/2026", date(2026, 4, 16)),
        (3, "", None),
        (4, "06/30/2026", date(2026, 6, 30)),
    ],
)
def test_a_session_is_planned_once_or_every_so_many_weeks(
    qtbot, open_page, desk, individual, client, dialogs, weeks, until, ends_on
):
    page = open_page()
    seen = []

    def act(dialog):
        choose(dialog, "Marcus R.")
        typed(qtbot, dialog, held_on="03/12/2026", times="2-250")
        again(dialog, weeks)
        seen.append(dialog.fields["ends_on"].isVisible())
        if until:
            typed(qtbot, dialog, ends_on=until)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Add session", act)
    page.session_add_button.click()

    added = max(schedule.of_client(desk, client.id), key=lambda one: one.id)
    assert seen == [until is not None]
    assert (added.begins_on, added.ends_on) == (date(2026, 3, 12), ends_on)
    assert added.every_weeks == max(weeks, 1)


def test_a_last_day_before_the_first_is_refused_at_its_field(qtbot, open_page, individual, dialogs):
    page = open_page()
    seen = []

    def act(dialog):
        choose(dialog, "Marcus R.")
        typed(qtbot, dialog, held_on="03/12/2026", times="2-250")
        again(dialog, 2)
        typed(qtbot, dialog, ends_on="03/01/2026")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.fields["ends_on"].error())
        dialog.reject()

    dialogs.expect("Add session", act)
    page.session_add_button.click()

    assert "before the first" in seen[0]
    assert len(titles(page)) == 1


def test_how_often_and_until_when_outlive_a_lock(qtbot, open_page, individual, dialogs):
    page, seen = open_page(), {}

    def interrupt(dialog):
        again(dialog, 2)
        typed(qtbot, dialog, ends_on="04/30/2026")
        dialog.close()

    def go_on(dialog):
        seen["is_shown"] = dialog.fields["ends_on"].isVisible()
        shown(seen)(dialog)

    for act in (interrupt, go_on):
        dialogs.expect("Add session", act)
        page.session_add_button.click()

    assert (seen["every_weeks"], seen["ends_on"]) == (2, date(2026, 4, 30))
    assert seen["is_shown"]


def test_an_overlap_is_said_and_kept_once_it_is_meant(qtbot, open_page, individual, dialogs):
    page = open_page()
    seen = []

    def act(dialog):
        choose(dialog, "Marcus R.")
        typed(qtbot, dialog, held_on="03/13/2026", times="930-1020")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.problem_banner.accessibleName())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Add session", act)
    page.session_add_button.click()

    assert "there is already Marcus R. at 9:00 am" in seen[0]
    assert len(titles(page)) == 2


def test_without_anybody_nothing_is_planned(qtbot, open_page, dialogs):
    page = open_page()
    seen = []

    def act(dialog):
        typed(qtbot, dialog, times="9-950")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.fields["whom"].error())
        dialog.reject()

    dialogs.expect("Add session", act)
    page.first_add_button.click()

    assert "Choose the group or the client" in seen[0]


def test_arrows_go_to_the_next_day_and_the_keys_turn_the_week(qtbot, open_page, group, individual):
    page = open_page()
    page.week_grid.setCurrentIndex(page.week_grid.blocks.index(0, 0))

    press(qtbot, page, Qt.Key.Key_Right)
    there = page.week_grid.current().title
    press(qtbot, page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    turned = page.week().first_on
    press(qtbot, page, Qt.Key.Key_T)

    assert (there, turned) == ("Marcus R.", date(2026, 3, 16))
    assert page.week().first_on == date(2026, 3, 9)


def test_a_day_off_is_added_and_taken_away(qtbot, open_page, desk, individual, dialogs):
    page = open_page()

    def add(dialog):
        dialog.day_add_button.click()

    dialogs.expect("Days off", add)
    dialogs.expect("Add a day off", filled(qtbot, day="03/13/2026", name="Founders Day"))
    page.days_off_button.click()
    empty = titles(page)
    dialogs.expect("Days off", lambda dialog: qtbot.keyClick(dialog.table.list, Qt.Key.Key_Delete))
    page.days_off_button.click()

    assert empty == []
    assert titles(page) == ["Marcus R."]


def test_a_day_off_that_was_being_added_is_there_again(qtbot, open_page, individual, dialogs):
    page, seen = open_page(), {}
    for act in (interrupted(qtbot, day="03/13/2026", name="Founders Day"), shown(seen)):
        dialogs.expect("Days off", lambda dialog: dialog.day_add_button.click())
        dialogs.expect("Add a day off", act)
        page.days_off_button.click()

    assert seen == {"day": date(2026, 3, 13), "name": "Founders Day"}


def test_the_day_takes_the_place_of_the_week(open_page, individual, navigator):
    page = open_page()

    page.week_segments.edited.emit(View.DAY)

    assert navigator.places == [Place(page=Page.TODAY)]


def test_hidden_names_are_initials(open_page, desk, individual):
    page = open_page()

    settings.change(desk, hides_names=True)

    assert titles(page) == ["M.R."]


def test_overlapping_blocks_stand_side_by_side(open_page, desk, group, individual):
    programme.weekly(
        desk, of_group=group, weekday=Weekday.FRIDAY, starts=time(9, 30), ends=time(11)
    )
    page = open_page()
    grid = page.week_grid

    first, second = (grid.visualRect(grid.blocks.index(row, 0)) for row in (1, 2))

    assert not first.intersects(second)
    assert abs(first.width() - second.width()) <= 1


def test_a_saturday_session_brings_the_weekend(open_page, desk, client):
    programme.weekly(desk, of_client=client, weekday=Weekday.SATURDAY)
    page = open_page()

    assert len(geometry.shown_days(page.week())) == 7


def test_a_narrow_page_lists_the_days(open_page, group, individual):
    page = open_page((560, 640))
    frame = page.week_grid.frame_of_week()

    assert frame.is_list
    assert list(frame.day_lines) == [date(2026, 3, 11), date(2026, 3, 13)]


def test_a_session_over_midnight_ends_with_its_day(open_page, desk, client):
    late = programme.weekly(
        desk, of_client=client, weekday=Weekday.FRIDAY, starts=time(21), ends=time(22)
    )
    schedule.change(desk, replace(late, ends=time(1)), ends_next_day=True)
    page = open_page()
    grid = page.week_grid

    assert grid.frame_of_week().hours[1] == 24
    assert grid.visualRect(grid.blocks.index(0, 0)).height() > 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(
    qapp,
    open_page,
    group,
    individual,
    look,
    size,
    scale,
    assert_nothing_clipped,
    assert_accessible,
):
    look.wear(Theme(scale=scale))
    page = open_page(size)
    qapp.processEvents()

    assert_nothing_clipped(page)
    assert_accessible(page)
    assert not page.grab().isNull()


@pytest.fixture
def interview(desk, client):
    new = NewTask(
        lane=Lane.JOB,
        text="Warehouse lead at Ozark Foods",
        next_action="Interview 9:30 am",
        next_on=date(2026, 3, 13),
    )
    return tasks.add(desk, client.id, new)


def test_an_appointment_of_a_client_is_read_out_with_what_it_overlaps(
    open_page, individual, interview
):
    page = open_page()

    said = page.week_grid.blocks.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == (
        "Marcus R., client’s own time, Friday March 13, 9:30 – 10:30 am, Interview 9:30 am, "
        "Overlaps with Marcus R. at 9:00 am."
    )
    assert "1 session ·" in page.heading_label.text()


def test_an_appointment_is_hatched_and_a_session_is_not(open_page, individual, interview):
    page = open_page()
    picture = page.week_grid.viewport().grab().toImage()

    def shades(row):
        place = page.week_grid.visualRect(page.week_grid.blocks.index(row, 0))
        y = place.bottom() - 4
        return {picture.pixel(x, y) for x in range(place.left() + 8, place.right() - 8)}

    session, own = shades(0), shades(1)

    assert len(session) == 1
    assert len(own) > 1


def test_enter_on_an_appointment_opens_its_task(qtbot, open_page, interview, navigator):
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Return)

    place = navigator.places[-1]
    assert (place.tab, place.view, place.task_uid) == (Tab.WORK, View.TASKS, interview.uid)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_an_appointment_is_changed_in_its_task_alone(qtbot, open_page, interview, key, modifier):
    page = open_page()

    press(qtbot, page, key, modifier)

    assert "the client’s own time" in page.problem_banner.accessibleName()


def test_a_task_that_gets_an_hour_appears_in_the_week(open_page, desk, client):
    page = open_page()
    assert page.week_grid.blocks.rowCount() == 0

    new = NewTask(lane=Lane.JOB, text="Court at 1 pm", due_on=date(2026, 3, 13))
    tasks.add(desk, client.id, new)

    assert page.week_grid.blocks.rowCount() == 1


def test_last_week_is_copied_and_taken_back(open_page, desk, client):
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.TUESDAY,
        begins_on=date(2026, 3, 3),
        ends_on=date(2026, 3, 3),
    )
    page = open_page()

    page.first_copy_button.click()
    copied = times(page)
    toast.of_window(page).act()

    assert copied == [(10, time(9))]
    assert times(page) == []


def test_a_week_without_anything_to_copy_says_so(open_page, individual):
    page = open_page()

    page.week_copy_button.click()

    assert "Nothing of last week is to be copied" in toast.of_window(page).accessibleName()
    assert times(page) == [(13, time(9))]


def move(page, dialogs, act):
    dialogs.expect("Move Marcus R.", act)
    page._move(page.week().blocks[0])


def test_a_move_onto_another_session_is_asked_about(qtbot, open_page, individual, group, dialogs):
    page = open_page()
    page.week_grid.setCurrentIndex(page.week_grid.blocks.index(1, 0))
    seen = []

    def act(dialog):
        typed(qtbot, dialog, held_on="03/11/2026", times="11-1150")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.problem_banner.accessibleName())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Move Marcus R.", act)
    page._move(page.week().blocks[1])

    assert "there is already Relapse prevention at 10:30 am" in seen[0]
    assert times(page) == [(11, time(10, 30)), (11, time(11))]


def test_a_moved_time_keeps_its_series_and_the_other_weeks(
    qtbot, open_page, desk, individual, dialogs
):
    page = open_page()

    move(page, dialogs, filled(qtbot, held_on="03/12/2026", times="1-150"))
    page.turn(1)

    assert times(page) == [(20, time(9))]
    assert schedule.of_client(desk, individual.client_id) == (individual,)


def test_a_time_is_moved_over_midnight_once_it_is_said(qtbot, open_page, individual, dialogs):
    page = open_page()
    seen = []

    def act(dialog):
        typed(qtbot, dialog, times="11p-1a")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.fields["times"].error())
        dialog.fields["is_overnight"].field.click()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    move(page, dialogs, act)

    assert "not after the start" in seen[0]
    assert [(one.starts, one.ends) for one in page.week().blocks] == [(time(23), time(1))]


def test_a_day_off_is_named_in_the_list_of_a_narrow_page(open_page, desk, individual):
    schedule.add_holiday(desk, date(2026, 3, 11), "Founders Day")
    page = open_page((560, 640))

    assert list(page.week_grid.frame_of_week().day_lines) == [
        date(2026, 3, 11),
        date(2026, 3, 13),
    ]
    assert page.week_grid.day_off(date(2026, 3, 11)) == "Founders Day"


def test_ctrl_z_takes_back_the_last_move_once(qtbot, open_page, individual):
    page = open_page()

    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert times(page) == [(13, time(9))]


def test_a_note_from_the_week_is_offered_for_the_client_of_the_block(
    qtbot, open_page, individual, navigator, dialogs
):
    page = open_page()
    dialogs.expect("New note", lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))

    page.week_new_note_button.click()

    assert navigator.places == [Place(page=Page.NOTE, client_id=individual.client_id)]

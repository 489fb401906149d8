"""What is owed: the list, its steps, its keys, its looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.errors import BusyStoreError
from counselor_desk.records.backups import BackupTry
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.ids import BackupId
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.records.tasks import Lane
from counselor_desk.services import backups, clients, notes, plans, profiles, substances, tasks
from counselor_desk.services.clients import NewClient
from counselor_desk.services.substances import NewReturn
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.today.dues import Dues
from counselor_desk.ui.today.model import Part
from counselor_desk.ui.today.page import TodayPage

SIZES = [(1154, 768), (1224, 720), (968, 640)]


@pytest.fixture
def late_note(desk, client, plan):
    """A note of Monday that was begun and is due since Wednesday."""
    started = notes.start(desk, client.id, held_on=date(2026, 3, 9))
    edit = NoteEdit(note=replace(started, starts=time(9, 0), ends=time(9, 53)))
    notes.keep(desk, edit)
    return edit.note


@pytest.fixture
def task(desk, client):
    """A task for Saturday."""
    new = NewTask(lane=Lane.HOUSING, text="Call the landlord", due_on=date(2026, 3, 14))
    return tasks.add(desk, client.id, new)


@pytest.fixture
def jolene(desk):
    """A client admitted four days ago, without a plan."""
    return clients.add(
        desk,
        NewClient(given_name="Jolene", family_name="Tate", admitted_on=date(2026, 3, 8)),
    )


@pytest.fixture
def navigator(qapp):
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(desk, navigator, qtbot):
    """Shows the page and gives it back."""
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


def backed_up(desk, **how):
    """Note a try to back up, as a job would hand it over."""
    tried = BackupTry(id=BackupId(0), folder="/", file_name="a.cdbk", tried_at=desk.now(), **how)
    backups.note(desk, tried)


def said(page):
    return [
        page.owed_rows.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(page.owed_rows.model().rowCount())
    ]


def press(page, key):
    QTest.keyClick(page.owed_rows, key)


def click_button(page, row):
    index = page.owed_rows.model().index(row, 0)
    place = page.owed_rows.button_place(index).center()
    QTest.mouseClick(
        page.owed_rows.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        place,
    )


def test_the_head_says_which_day_it_is(open_page):
    assert open_page().date_label.text() == "Thursday, March 12"


def test_nothing_owed_is_said(open_page):
    page = open_page()

    assert page._empty.isVisible()
    assert page._empty.title_label.text() == "Nothing owed."


def test_without_a_list_the_focus_is_on_adding_a_client(open_page, navigator):
    page = open_page()
    assert page.focusWidget() is page.today_add_button
    page.today_add_button.click()

    assert navigator.places == [Place(page=Page.CLIENT_FORM)]


def test_each_row_says_who_what_and_how_pressing(open_page, late_note, task, jolene):
    assert said(open_page()) == [
        "Marcus R., Finish individual note, Mon, Mar 9 · 53 min · DAP, 4 things missing, "
        "1 day late. Finish note",
        "Marcus R., Call the landlord, Housing · client, Sat, Mar 14. Open task",
        "Jolene T., Treatment plan, Due 7 days after admission, Sun, Mar 15. Start plan",
    ]


def test_enter_goes_on_writing_the_note(open_page, navigator, late_note):
    press(open_page(), Qt.Key.Key_Return)

    assert navigator.places == [
        Place(page=Page.NOTE, client_id=late_note.client_id, note_id=late_note.id)
    ]


def test_enter_on_a_missing_plan_begins_it(open_page, navigator, desk, jolene):
    press(open_page(), Qt.Key.Key_Return)

    assert plans.draft_of(desk, jolene.id) is not None
    assert navigator.places == [Place(page=Page.CHART, client_id=jolene.id, tab=Tab.PLAN)]


def test_a_review_names_the_days_of_the_client(open_page, desk, plan, clock):
    profiles.set_client_number(desk, plan.client_id, "plan_review_days", 90, "Payer's rule")
    clock.go_on(days=85)
    backed_up(desk)

    assert any("90-day review · 3 goals" in row for row in said(open_page()))


def test_a_review_is_begun_as_the_next_version(open_page, navigator, desk, plan, clock):
    clock.go_on(days=25)
    backed_up(desk)
    page = open_page()
    assert "30-day review · 3 goals, 6 objectives" in said(page)[0]
    press(page, Qt.Key.Key_Return)

    assert plans.draft_of(desk, plan.client_id).plan.version == 2


def test_what_was_begun_is_continued(open_page, desk, jolene):
    plans.start(desk, jolene.id)

    assert said(open_page())[0].endswith("begun, not signed, Sun, Mar 15. Continue")


def test_a_plan_reviewed_without_its_continued_stay_review_leads_to_its_form(
    open_page, navigator, desk, plan
):
    plans.sign(desk, PlanEdit(plan=plans.start(desk, plan.client_id)))
    page = open_page()
    press(page, Qt.Key.Key_3)
    assert said(page) == [
        "Marcus R., Continued-stay review, Plan version 2 of Mar 12 was reviewed without one,"
        " Thu, Mar 19. Review stay"
    ]
    press(page, Qt.Key.Key_Return)

    assert navigator.places == [
        Place(
            page=Page.CHART,
            client_id=plan.client_id,
            tab=Tab.ASSESSMENT,
            view=View.STAY,
            part="new",
        )
    ]


def test_a_discharge_has_a_part_of_its_own_when_there_is_one(open_page, navigator, plan, clock):
    clock.go_on(weeks=11)
    page = open_page()
    press(page, Qt.Key.Key_5)
    assert said(page) == [
        "Marcus R., Discharge summary, Week 16 of 12 · not begun, 24 days late. Discharge",
        "Marcus R., Decide: extend the stay or discharge, Week 16 of 12 · 4 weeks past the plan"
        " without an extension, 24 days late. Extend…",
    ]
    press(page, Qt.Key.Key_Return)

    assert navigator.places == [Place(page=Page.CHART, client_id=plan.client_id, tab=Tab.DISCHARGE)]


def test_enter_on_the_length_of_a_stay_leads_to_its_extension(open_page, navigator, plan, clock):
    clock.go_on(weeks=11)
    page = open_page()
    press(page, Qt.Key.Key_5)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)

    (place,) = navigator.places
    assert (place.tab, place.view, place.part) == (Tab.OVERVIEW, View.FACTS, "extend")


def test_enter_in_week_eight_leads_to_a_review_of_the_stay(open_page, navigator, plan, clock):
    clock.go_on(weeks=3)
    page = open_page()
    press(page, Qt.Key.Key_5)
    assert said(page)[0].startswith("Marcus R., Week 8: decide on extension or discharge, Week 8")
    press(page, Qt.Key.Key_Return)

    (place,) = navigator.places
    assert (place.tab, place.view, place.part) == (Tab.ASSESSMENT, View.STAY, "new")


def test_enter_on_a_task_opens_it(open_page, navigator, plan, task):
    press(open_page(), Qt.Key.Key_Return)

    assert navigator.places == [
        Place(
            page=Page.CHART,
            client_id=task.client_id,
            tab=Tab.WORK,
            view=View.TASKS,
            task_uid=task.uid,
        )
    ]


def test_space_opens_the_chart(open_page, navigator, late_note):
    press(open_page(), Qt.Key.Key_Space)

    assert navigator.places == [Place(page=Page.CHART, client_id=late_note.client_id)]


def test_a_click_on_the_button_acts_and_one_beside_it_does_not(open_page, navigator, late_note):
    page = open_page()
    QTest.mouseClick(page.owed_rows.viewport(), Qt.MouseButton.LeftButton)
    assert navigator.places == []
    click_button(page, 0)

    assert [place.note_id for place in navigator.places] == [late_note.id]


def test_arrows_move_between_the_rows(open_page, navigator, late_note, task):
    page = open_page()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)

    assert navigator.places[0].task_uid == task.uid


@pytest.mark.parametrize(
    ("key", "part", "count"),
    [
        (Qt.Key.Key_1, Part.ALL, 3),
        (Qt.Key.Key_2, Part.NOTES, 1),
        (Qt.Key.Key_3, Part.PLANS, 1),
        (Qt.Key.Key_4, Part.TASKS, 1),
    ],
)
def test_figures_choose_a_part(open_page, late_note, task, jolene, key, part, count):
    page = open_page()
    press(page, key)

    assert page.owed_segments.value() is part
    assert len(said(page)) == count


def test_the_segments_count(open_page, late_note, task, jolene):
    names = [button.accessibleName() for button in open_page().owed_segments._buttons]

    assert names == ["Show: All 3", "Show: Notes 1", "Show: Plans 1", "Show: Tasks 1"]


def test_the_cards_count_and_say_what_presses(open_page, late_note, task, jolene):
    cards = open_page().stats.cards.values()

    assert [card.accessibleName() for card in cards] == [
        "Unsigned notes: 1, 1 late",
        "Plans and reviews: 1, next: Sun, Mar 15",
        "Tasks: 1, next: Sat, Mar 14",
    ]


def test_a_part_with_nothing_in_it_says_so(open_page, late_note):
    page = open_page()
    press(page, Qt.Key.Key_4)

    assert page.none_label.isVisible()
    assert page.none_label.text() == "No task is due within a week."
    QTest.keyClick(page.owed_segments, Qt.Key.Key_1)
    assert len(said(page)) == 1


def test_the_row_one_was_on_stays_after_a_change(open_page, desk, late_note, task, qtbot):
    page = open_page()
    press(page, Qt.Key.Key_Down)
    new = NewTask(lane=Lane.JOB, text="Call the agency", due_on=date(2026, 3, 12))
    tasks.add(desk, late_note.client_id, new)
    qtbot.waitUntil(lambda: len(said(page)) == 3)

    assert page.owed_rows.currentIndex().data(ROW_ROLE).task.id == task.id


def test_a_discarded_note_leaves_the_list(open_page, desk, late_note, qtbot):
    page = open_page()
    notes.discard(desk, late_note)

    qtbot.waitUntil(page._empty.isVisible)


def test_what_is_late_is_read_again_when_one_comes_back(open_page, plan, task, clock):
    page = open_page()
    clock.go_on(days=3)
    page.show_place(Place(page=Page.TODAY))

    assert "1 day late" in said(page)[0]
    assert page.date_label.text() == "Sunday, March 15"


def test_a_list_that_cannot_be_read_offers_to_try_again(open_page, late_note, clock, monkeypatch):
    page = open_page()
    clock.go_on(minutes=2)
    with monkeypatch.context() as broken:
        broken.setattr("counselor_desk.services.today.agenda", _refuse)
        page.show_place(Place(page=Page.TODAY))
        assert page.problem_banner.isVisible()
        assert page.problem_banner.action_button.text() == "Try again"
    page.problem_banner.action_button.click()

    assert not page.problem_banner.isVisible()
    assert len(said(page)) == 1


def _refuse(*_given):
    raise BusyStoreError


def test_a_client_who_left_meanwhile_is_said_in_words(open_page, desk, jolene, monkeypatch):
    page = open_page()
    with monkeypatch.context() as broken:
        broken.setattr("counselor_desk.services.plans.start", lambda *_given: _refuse(desk))
        press(page, Qt.Key.Key_Return)

    assert page.problem_banner.isVisible()


def test_only_a_late_first_row_has_a_filled_button(open_page, look, late_note, task):
    page = open_page()
    first, second = (_button_color(page, row) for row in (0, 1))

    assert first == look.theme.color("accent")
    assert second == look.theme.color("surface")


def _button_color(page, row):
    index = page.owed_rows.model().index(row, 0)
    place = page.owed_rows.button_place(index)
    picture = page.owed_rows.viewport().grab().toImage()
    return picture.pixelColor(place.left() + 4, place.center().y())


def test_the_button_below_the_mouse_lights_up(open_page, look, late_note, task):
    page = open_page()
    index = page.owed_rows.model().index(1, 0)
    QTest.mouseMove(page.owed_rows.viewport(), page.owed_rows.button_place(index).center())

    assert _button_color(page, 1) == look.theme.color("hover")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_clipped(
    open_page, look, late_note, task, size, scale, assert_nothing_clipped, qtbot, clock
):
    clock.go_on(weeks=11)
    look.wear(Theme(scale=scale))
    page = open_page(size)
    qtbot.wait(1)

    assert page.minimumSizeHint().width() <= size[0]
    assert_nothing_clipped(page)


def test_in_the_narrowest_window_the_numbers_go(
    open_page, look, late_note, clock, assert_nothing_clipped
):
    clock.go_on(weeks=11)
    look.wear(Theme(scale=1.6))
    page = open_page((630, 480))

    assert not page.stats.isVisible()
    assert page.minimumSizeHint().width() <= 630
    assert_nothing_clipped(page)


def test_every_control_has_a_name(open_page, late_note, assert_accessible):
    assert_accessible(open_page())


def test_dark_and_light_change_while_it_is_open(open_page, look, late_note):
    page = open_page()
    light = page.grab().toImage().pixelColor(4, 400)
    look.wear(Theme(dark=True))

    assert page.grab().toImage().pixelColor(4, 400) == look.theme.color("window") != light


def test_a_backup_that_is_due_opens_the_page_of_backups(open_page, navigator, clock):
    clock.go_on(days=9)
    page = open_page()
    assert said(page) == [
        "Your records, Back up your records, No backup yet, 2 days late. Open Backup"
    ]
    click_button(page, 0)

    assert navigator.places == [Place(page=Page.BACKUP)]


def test_once_backed_up_the_reminder_goes(open_page, desk, clock, qtbot):
    clock.go_on(days=9)
    page = open_page()
    backed_up(desk)

    qtbot.waitUntil(lambda: said(page) == [])


def test_a_return_to_use_begins_the_review_of_the_plan(open_page, navigator, desk, plan, clock):
    clock.go_on(days=2)
    new = NewReturn(
        used_on=date(2026, 3, 13), learned_on=desk.today(), substance=SubstanceClass.ALCOHOL
    )
    substances.record_return(desk, plan.client_id, new)
    page = open_page()
    assert said(page) == [
        "Marcus R., Review the plan: return to use on Mar 13, Within 7 days of learning of it, "
        "Sat, Mar 21. Start review"
    ]
    press(page, Qt.Key.Key_Return)

    assert plans.draft_of(desk, plan.client_id).plan.version == 2
    assert navigator.places == [Place(page=Page.CHART, client_id=plan.client_id, tab=Tab.PLAN)]


def test_ctrl_n_asks_whose_note_it_is_and_offers_the_one_of_the_row(
    open_page, navigator, jolene, late_note, qtbot, dialogs
):
    page = open_page()
    press(page, Qt.Key.Key_Down)
    seen = []

    def confirm(dialog):
        seen.append(dialog.fields["client_id"].field.currentText())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("New note", confirm)
    page.today_new_note_button.click()

    assert seen == ["Jolene T."]
    assert navigator.places == [Place(page=Page.NOTE, client_id=jolene.id)]


def test_turning_back_from_the_question_opens_nothing(open_page, navigator, late_note, dialogs):
    page = open_page()
    dialogs.expect("New note", lambda dialog: dialog.reject())

    page.today_new_note_button.click()

    assert navigator.places == []


def test_without_a_client_a_note_has_to_wait(open_page, navigator):
    page = open_page()

    page.today_new_note_button.click()

    assert "Add a client first" in toast.of_window(page).accessibleName()
    assert navigator.places == []


def test_two_cards_stand_in_a_row_where_it_is_narrow(open_page, late_note):
    page = open_page((968, 640))

    tops = {card.mapTo(page, card.rect().topLeft()).y() for card in page.stats.cards.values()}

    assert len(tops) == 2

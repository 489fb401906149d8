"""The golden thread page: holes with their repair, the grid with its keys, what leads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import (
    LinkedObjective,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Rating
from counselor_desk.services import notes, plans
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.chart import ChartPage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.thread.model import Mode, Part
from counselor_desk.ui.thread.page import ThreadPage
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def navigator():
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(desk, client, navigator, qtbot):
    """Shows the thread of the client and gives the page back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 654)):
        page = ThreadPage(desk, navigator, bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(thread_of(client))
        return page

    yield show
    bulletin.leave()


def thread_of(client):
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN, view=View.THREAD)


def write(desk, client, plan, *, days_ago=0, hour=9, rating=Rating.BETTER):
    """A signed note on the first objective."""
    objective = next(plan.objectives())
    started = notes.start(desk, client.id)
    note = replace(
        started,
        held_on=desk.today() - timedelta(days=days_ago),
        starts=time(hour - 3),
        ends=time(hour - 3, 50),
        risk=Risk.NONE_REPORTED,
        sections=tuple(
            Section(code=code, text="He named four of five triggers.")
            for code in (SectionCode.DATA, SectionCode.ASSESSMENT, SectionCode.PLAN)
        ),
        objectives=(LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=rating),),
        interventions=(TickedIntervention(node_uid="step", text="Functional analysis"),),
    )
    return notes.sign(desk, NoteEdit(note=note))


def silenced(clock, days=20):
    clock.go_on(days=days)


def said(page, row, column):
    index = page.thread_grid.cells.index(row, column)
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def titles(page):
    cells = page.thread_grid.cells
    return [
        cells.headerData(column, Qt.Orientation.Horizontal) for column in range(cells.columnCount())
    ]


def press(page, key):
    QTest.keyClick(page.thread_grid, key)


def enter_at(page, row, column):
    page.thread_grid.setFocus()
    page.thread_grid.setCurrentIndex(page.thread_grid.cells.index(row, column))


def row_of_objective(page):
    lines = page.shown_thread().lines
    return next(row for row, line in enumerate(lines) if hasattr(line, "objective"))


def last_cell(page):
    return page.thread_grid.cells.window.count


def test_without_a_signed_plan_the_page_leads_to_the_plan(open_page, navigator):
    page = open_page()

    assert page.thread_plan_button.isVisible()
    assert not page.thread_print_button.isVisible()
    page.thread_plan_button.click()
    assert navigator.places[-1].view is View.PLAN


def test_a_thread_without_a_hole_says_so_with_the_time(open_page, desk, client, plan):
    write(desk, client, plan)
    page = open_page()

    assert page.holes_card.checked_label.isVisible()
    assert page.holes_card.checked_label.text() == "No holes. Last checked 10:04 am"


def test_each_cell_says_what_it_shows(open_page, desk, client, plan):
    write(desk, client, plan)
    page = open_page()
    row = row_of_objective(page)
    week = page.shown_thread().weeks[-1]

    assert said(page, row, 0).startswith("Objective 1.1.1: ")
    assert said(page, row, last_cell(page)).startswith(f"1.1.1, week {week.number} · ")
    assert said(page, row, last_cell(page)).endswith(": 1 note, better")
    assert said(page, row, last_cell(page) + 1) == "1.1.1, better, Mar 12"
    assert said(page, row, last_cell(page) + 2) == "1.1.1, Progressing"
    assert said(page, 0, 0).startswith("Problem 1: ")


def test_a_cell_that_should_have_a_note_says_so(open_page, client, plan, clock):
    silenced(clock)
    page = open_page()

    assert said(page, row_of_objective(page), last_cell(page)).endswith("no note, one was due")


def test_the_last_weeks_are_shown_and_the_arrows_bring_earlier_ones(open_page, plan, clock):
    clock.go_on(weeks=10)
    page = open_page()
    last = last_cell(page)
    newest = titles(page)[1 : last + 1]
    page.thread_earlier_button.click()

    assert newest[-1].startswith(f"{page.shown_thread().weeks[-1].number} · ")
    assert titles(page)[last].split(" · ")[0] == str(int(newest[0].split(" · ")[0]) - 1)
    assert page.thread_later_button.isEnabled()


def test_an_arrow_at_the_edge_of_the_cells_brings_earlier_weeks(open_page, plan, clock):
    clock.go_on(weeks=10)
    page = open_page()
    first = titles(page)[1]
    enter_at(page, row_of_objective(page), 1)
    press(page, Qt.Key.Key_Left)

    assert titles(page)[1] != first
    assert page.thread_grid.currentIndex().column() == last_cell(page)


def test_the_first_week_has_nothing_before_it(open_page, plan):
    page = open_page()

    assert not page.thread_grid.page(-1 if len(page.shown_thread().weeks) <= last_cell(page) else 1)


def test_notes_have_a_column_each_the_newest_at_the_right(open_page, desk, client, plan):
    write(desk, client, plan, days_ago=1)
    write(desk, client, plan)
    page = open_page()
    page.thread_segments.set_value(Mode.NOTES)
    page.thread_segments.edited.emit(Mode.NOTES)

    assert titles(page)[1:3] == ["Mar 11", "Mar 12"]


def test_enter_on_a_cell_opens_its_note(open_page, desk, client, plan, navigator):
    note = write(desk, client, plan)
    page = open_page()
    enter_at(page, row_of_objective(page), last_cell(page))
    press(page, Qt.Key.Key_Return)

    assert (navigator.places[-1].page, navigator.places[-1].note_id) == (Page.NOTE, note.id)


def test_enter_on_a_cell_of_several_notes_lets_one_choose(
    open_page, desk, client, plan, navigator, monkeypatch
):
    first = write(desk, client, plan, hour=9)
    write(desk, client, plan, hour=10)
    offered = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: offered.extend(menu.actions()))
    page = open_page()
    enter_at(page, row_of_objective(page), last_cell(page))
    press(page, Qt.Key.Key_Return)
    offered[-1].trigger()

    assert [entry.text() for entry in offered] == ["Mar 12 · individual"] * 2
    assert navigator.places[-1].note_id == first.id


def test_enter_on_the_outcome_opens_the_objective(open_page, client, plan, navigator):
    page = open_page()
    column = page.thread_grid.cells.columnCount() - 1
    assert page.thread_grid.cells.part(column) is Part.OUTCOME
    enter_at(page, row_of_objective(page), column)
    press(page, Qt.Key.Key_Return)

    assert navigator.places[-1].node_uid == next(plan.objectives()).node_uid
    assert navigator.places[-1].view is View.PLAN


def test_a_silent_objective_leads_to_a_note(open_page, client, plan, clock, navigator):
    silenced(clock)
    page = open_page()
    button = next(one for one in page.holes_card.buttons() if one.text() == "Link a note")
    button.click()

    objective = next(plan.objectives())
    assert navigator.places[-1] == Place(
        page=Page.NOTE, client_id=client.id, node_uid=objective.node_uid
    )


def test_a_hole_says_the_source_of_its_rule(open_page, client, plan, clock):
    silenced(clock)
    page = open_page()
    button = next(one for one in page.holes_card.buttons() if one.text() == "Link a note")

    assert button.toolTip().startswith("T2: the golden thread")


def test_a_hole_that_was_put_right_stands_there_as_done(
    open_page, desk, client, plan, clock, navigator
):
    silenced(clock)
    page = open_page()
    next(one for one in page.holes_card.buttons() if one.text() == "Link a note").click()
    write(desk, client, plan)
    page.show_place(thread_of(client))

    shown = page.holes_card.shown()
    assert [one.is_done for one in shown] == [True, *[False] * (len(shown) - 1)]
    assert shown[0].hole.finding.message == "Objective 1.1.1 has no note for 20 days"


def test_only_the_first_button_is_filled(open_page, client, plan, clock):
    silenced(clock, days=90)
    page = open_page()
    kinds = [one.kind for one in page.holes_card.buttons()]

    assert len(kinds) > 1
    assert kinds == ["primary", *["secondary"] * (len(kinds) - 1)]


def test_f8_goes_from_hole_to_hole(open_page, client, plan, clock):
    silenced(clock, days=90)
    page = open_page()
    buttons = page.holes_card.buttons()
    page.thread_grid.setFocus()
    QTest.keyClick(page.thread_grid, Qt.Key.Key_F8)
    QTest.keyClick(page.thread_grid.window().focusWidget(), Qt.Key.Key_F8)

    assert buttons[1].hasFocus()


def test_a_signed_note_is_heard_of(open_page, desk, client, plan, clock):
    silenced(clock)
    page = open_page()
    write(desk, client, plan)

    assert said(page, row_of_objective(page), last_cell(page)).endswith("1 note, better")


def test_print_asks_for_the_golden_thread(open_page, client, plan, qtbot):
    page = open_page()
    with qtbot.waitSignal(page.print_requested) as asked:
        page.thread_print_button.click()

    assert asked.args[0].kind is DocumentKind.GOLDEN_THREAD
    assert asked.args[0].client_id == client.id


@pytest.mark.parametrize(
    ("size", "scale"), [((1154, 654), 1.0), ((968, 526), 1.0), ((940, 526), 1.5)]
)
def test_nothing_is_cut_in_any_window(
    open_page, client, plan, clock, look, size, scale, assert_nothing_clipped, assert_accessible
):
    silenced(clock)
    look.wear(Theme(scale=scale))
    page = open_page(size)

    assert_nothing_clipped(page)
    assert_accessible(page)
    assert last_cell(page) >= 2


@pytest.fixture
def window(desk, client, plan, qtbot):
    """The whole window on the client's plan."""
    made = Workspace(lock_minutes=5)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.use(desk)
    made.start(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    made.show()
    yield made
    made.leave()


def test_the_thread_takes_the_place_of_the_plan_and_gives_it_back(window, client):
    window.navigator.open(thread_of(client))
    thread, plan = window.findChild(ThreadPage), window.findChild(PlanPage)
    assert (thread.isVisible(), plan.isVisible()) == (True, False)
    assert window.findChild(ChartPage).chart_tabs.value() is Tab.PLAN

    thread.thread_back_button.click()

    assert (thread.isVisible(), plan.isVisible()) == (False, True)


def test_the_thread_is_made_without_the_plan(desk, client, plan, window):
    window.navigator.open(Place(page=Page.TODAY))
    window.drop_hidden()
    window.navigator.open(thread_of(client))

    assert window.findChild(ThreadPage).isVisible()
    assert window.findChild(PlanPage) is None


def test_what_is_typed_in_the_plan_is_kept_before_the_thread_is_shown(window, desk, client):
    page = window.findChild(PlanPage)
    page.review_banner.action_button.click()
    page.card.problem_requested.emit()
    window.navigator.open(thread_of(client))

    assert len(plans.draft_of(desk, client.id).plan.problems) == 4

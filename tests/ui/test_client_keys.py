"""Ctrl+N, N, Ctrl+P and the menu key: a note of a client, and the open record on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counselor_desk.services import clients, episodes, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.clients.page import Segment
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def workspace(desk, qtbot):
    made = Workspace(lock_minutes=5)
    made.use(desk)
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    made.leave()


@pytest.mark.parametrize(
    ("key", "said"),
    [(Qt.Key.Key_N, "Add a client first"), (Qt.Key.Key_P, "Open a client first")],
)
def test_without_a_client_a_new_note_and_print_say_what_to_do(workspace, key, said):
    QTest.keyClick(workspace, key, Qt.KeyboardModifier.ControlModifier)

    assert said in workspace.toast.accessibleName()


def test_control_n_begins_another_note_of_the_same_client(workspace, desk, client):
    first = notes.start(desk, client.id)
    place = Place(page=Page.NOTE, client_id=client.id, note_id=first.id)
    workspace.navigator.open(place)
    QTest.keyClick(workspace, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert workspace.place().note_id not in {None, first.id}


def test_control_p_in_a_note_asks_for_its_paper(workspace, desk, client, qtbot):
    note = notes.start(desk, client.id)
    place = Place(page=Page.NOTE, client_id=client.id, note_id=note.id)
    workspace.navigator.open(place)
    page = workspace.pages.leaves[Page.NOTE].page
    page.print_requested.disconnect()  # the preview it opens has tests of its own
    with qtbot.waitSignal(page.print_requested):
        QTest.keyClick(workspace, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def listed(workspace, desk, client):
    """The list of clients, with one more client in it, and the first one chosen."""
    clients.add(desk, NewClient(given_name="Nina", family_name="Kova", admitted_on=desk.today()))
    return opened_list(workspace, client, Segment.MINE)


@pytest.fixture
def listed_discharged(workspace, desk, client):
    """The list of the discharged, with the only one chosen."""
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=desk.today()))
    return opened_list(workspace, client, Segment.DISCHARGED)


def opened_list(workspace, client, segment):
    workspace.navigator.open(Place(page=Page.CLIENTS))
    page = workspace.pages.leaves[Page.CLIENTS].page
    page.clients_status_segments.set_value(segment)
    page.reload()
    page.clients_table.choose(client.id)
    page.clients_table.enter()
    return page


def press_control_n(workspace):
    QTest.keyClick(workspace, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def menu_asked_for(page, reason, at):
    """The menu that would be shown; the screen of the tests has no place for one."""
    asked = []
    page.clients_table.menu_requested.disconnect()
    page.clients_table.menu_requested.connect(lambda row, _at: asked.append(row))
    viewport = page.clients_table.clients_list.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    return page.row_keys.menu(*asked)


def press_menu_key(page):
    """As the keyboard asks for a menu: with a place that says nothing about a row."""
    return menu_asked_for(page, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))


def said_by(menu):
    return [action.text().partition("\t")[0] for action in menu.actions()]


def test_control_n_in_the_list_begins_a_note_of_the_chosen_client(listed, workspace, client):
    press_control_n(workspace)

    assert (workspace.place().page, workspace.place().client_id) == (Page.NOTE, client.id)


def test_control_n_in_the_list_without_a_choice_asks_for_one(listed, workspace):
    listed.clients_filter_edit.setText("nobody of this name")
    press_control_n(workspace)

    assert "Choose a client first" in workspace.toast.accessibleName()
    assert workspace.place().page is Page.CLIENTS


def test_control_n_for_a_discharged_client_says_why_there_is_no_note(listed_discharged, workspace):
    press_control_n(workspace)

    assert workspace.place().page is Page.CLIENTS
    assert "no open episode" in workspace.problem_banner.accessibleName()


def test_control_p_in_the_list_says_what_to_do(listed, workspace):
    QTest.keyClick(workspace, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert "Open a client first" in workspace.toast.accessibleName()


@pytest.mark.parametrize(
    ("words", "page"),
    [("Open chart", Page.CHART), ("New note", Page.NOTE), ("Edit client", Page.CLIENT_FORM)],
)
def test_the_menu_key_offers_what_can_be_done_for_a_row(listed, workspace, client, words, page):
    menu = press_menu_key(listed)
    said = said_by(menu)
    menu.actions()[said.index(words)].trigger()

    assert said == ["Open chart", "New note", "Edit client"]
    assert (workspace.place().page, workspace.place().client_id) == (page, client.id)


def test_the_menu_of_a_discharged_client_has_no_new_note(listed_discharged):
    assert said_by(press_menu_key(listed_discharged)) == ["Open chart", "Edit client"]


def test_a_right_click_is_about_the_row_below_the_mouse(listed, client):
    rows = listed.clients_table.clients_list
    chosen = rows.currentIndex()
    other = rows.model().index(1 - chosen.row(), 0)
    menu_asked_for(listed, QContextMenuEvent.Reason.Mouse, rows.visualRect(other).center())

    assert listed.clients_table.chosen() not in {None, client.id}


def test_n_on_the_overview_begins_a_note(workspace, client):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW))
    QTest.keyClick(workspace, Qt.Key.Key_N)

    assert (workspace.place().page, workspace.place().client_id) == (Page.NOTE, client.id)


def test_n_on_the_overview_of_a_discharged_client_does_nothing(
    listed_discharged, workspace, client
):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW))
    QTest.keyClick(workspace, Qt.Key.Key_N)

    assert workspace.place().page is Page.CHART

"""Ctrl+N and Ctrl+P: a new note of the open client, and the open record on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.services import notes
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def workspace(desk, qtbot):
    made = Workspace(Theme(), lock_minutes=5)
    made.use(desk)
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    made.leave()


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_P])
def test_without_an_open_client_a_new_note_and_print_say_what_to_do(workspace, key):
    QTest.keyClick(workspace, key, Qt.KeyboardModifier.ControlModifier)

    assert "Open a client first" in workspace.toast.accessibleName()


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
    page.print_requested.disconnect()  # its menu has no place on a screen that is not there
    with qtbot.waitSignal(page.print_requested):
        QTest.keyClick(workspace, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

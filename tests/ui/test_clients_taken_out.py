"""Clients who leave the store with the import that brought them, while the window shows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.services import import_files, import_mapping, imports
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.palette import palette as palettes

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def brought(desk):
    """An import of two clients, with their ids."""
    sheet = import_files.parse(b"Given name,Family name\nImani,Abara\nJo,Brandt\n")
    who = imports.acting(desk)
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    made, ids = imports.bring_in(who, trial)
    imports.announce(desk, ids)
    return made, ids


@pytest.fixture
def take_out(desk, brought):
    """Undoes the import."""
    made, _ = brought
    return lambda: imports.announce(desk, imports.take_out(imports.acting(desk), made))


@pytest.fixture
def chart(brought):
    """The chart of the first of them."""
    _, (first, _) = brought
    return Place(page=Page.CHART, client_id=first, tab=Tab.OVERVIEW)


def test_a_chart_on_the_screen_gives_way_to_the_list(workspace, chart, take_out):
    workspace.navigator.open(chart)

    take_out()

    assert workspace.place() == Place(page=Page.CLIENTS)


def test_a_chart_that_was_left_is_no_trouble(workspace, chart, take_out):
    workspace.navigator.open(chart)
    workspace.navigator.open(Place(page=Page.TODAY))

    take_out()

    assert workspace.place() == Place(page=Page.TODAY)


def test_who_was_taken_out_is_recent_no_more(workspace, chart, client, take_out):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW))
    workspace.navigator.open(chart)
    workspace.navigator.open(Place(page=Page.TODAY))
    take_out()

    QTest.keyClick(workspace.focusWidget() or workspace, Qt.Key.Key_K, CONTROL)

    palette = workspace.findChild(palettes.Palette)
    titles = [row.title for row in palette.rows.rows]
    assert "Marcus R." in titles
    assert not any("Imani" in title or "No client" in title for title in titles)

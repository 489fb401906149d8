"""The inspector is docked where there is room, and a drawer over the content elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counselor_desk.ui.cards import Card, Panel
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.inspector import InspectorPane, InspectorSplit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.scrolling import BAR_WIDTH, PageScroll
from counselor_desk.ui.theme import Theme


@pytest.fixture
def split(qtbot):
    field = LineEdit(name="Objective")
    pane = InspectorPane(Panel(Label("Facts"), field, part="clear"), name="Inspector")
    pane.setFocusProxy(field)
    made = InspectorSplit(Card(Label("Content")), pane)
    qtbot.addWidget(made)
    made.pane = pane
    made.resize(1366, 690)
    made.show()
    return made


def test_a_wide_window_docks_it_at_348(split):
    assert split.is_open
    assert (split.pane.x(), split.pane.width()) == (1366 - 348, 348)


def test_a_narrow_window_hides_it(split):
    split.resize(1024, 640)

    assert not split.is_open
    assert split._content.width() == 1024


def test_larger_text_makes_a_window_narrow(split, look):
    look.wear(Theme(scale=1.5))

    assert not split.is_docked


def test_the_drawer_lies_over_the_content(split):
    split.resize(1024, 640)
    split.toggle()

    assert split.is_open
    assert split._content.width() == 1024
    assert split.pane.x() == 1024 - 348


def test_escape_closes_the_drawer(qtbot, split):
    split.resize(1024, 640)
    split.toggle()
    qtbot.keyClick(split.pane, Qt.Key.Key_Escape)

    assert not split.is_open


def test_closing_it_docked_gives_its_room_away(split):
    split.toggle()

    assert split._content.width() == 1366


def test_a_change_is_told_once(qtbot, split):
    told = []
    split.changed.connect(lambda: told.append(split.is_open))
    split.resize(1024, 640)

    assert told == [False]


def test_the_scroll_bar_moves_nothing(qtbot):
    label = Label("tall")
    scroll = PageScroll(Panel(label, part="clear", margins=(0, 0, 0, 0)))
    qtbot.addWidget(scroll)
    scroll.resize(300, 100)
    scroll.show()
    before = label.parentWidget().width()
    label.setMinimumHeight(900)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)

    assert label.parentWidget().width() == before == 300 - BAR_WIDTH

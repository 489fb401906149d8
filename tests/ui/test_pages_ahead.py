"""Pages that are made before they are asked for."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.pages_ahead import QUIET_MS, PagesAhead


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def at_once(ahead):
    """The pause is over."""
    while not ahead.is_done():
        ahead._take_one()


def test_nothing_is_made_before_a_pause(window, qtbot):
    ahead = PagesAhead([QWidget], window)
    ahead.start()
    qtbot.wait(1)

    assert not ahead.is_done()
    assert ahead._timer.isActive()


def test_a_key_puts_it_off(window, qtbot):
    ahead = PagesAhead([QWidget], window)
    ahead._timer.setTimerType(Qt.TimerType.PreciseTimer)
    ahead.start()
    qtbot.wait(30)
    before = ahead._timer.remainingTime()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)

    assert before < ahead._timer.remainingTime() <= QUIET_MS


def test_every_page_is_made_once_and_in_order(window, qtbot):
    made = []

    def make(name):
        made.append(name)
        return QWidget(window)

    ahead = PagesAhead([partial(make, name) for name in "abc"], window)
    ahead._timer.setInterval(0)
    ahead.start()
    qtbot.waitUntil(ahead.is_done)

    assert made == ["a", "b", "c"]


def test_what_was_made_ahead_is_what_opens(workspace, client):
    at_once(workspace._pages_ahead)
    made = workspace.pages.leaves[Page.CHART].page.make_ahead(Tab.NOTES)
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))

    assert made.isVisible()
    assert set(workspace.pages.leaves) == {
        Page.TODAY,
        Page.CHART,
        Page.NOTE,
        Page.CLIENTS,
        Page.GROUP_SESSION,
    }


@pytest.mark.parametrize("kind", Kind)
def test_a_page_without_a_client_bears_any_change(workspace, desk, client, qtbot, kind):
    at_once(workspace._pages_ahead)
    desk.announce(Changes.of(kind, client_id=client.id))
    qtbot.wait(1)

    assert not workspace.problem_banner.isVisible()

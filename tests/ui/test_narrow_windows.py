"""Every page in the real window at the sizes and text sizes that leave it little room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.records.tasks import Lane
from counselor_desk.services import assessments, cvs, discharges, notes, plans, tasks
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui.navigation import Page, Place, Section, Tab, View
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace

ROOMS = [
    (1024, 640, 1.0),
    (1024, 640, 1.5),
    (1280, 720, 1.0),
    (1280, 720, 1.25),
    (1280, 720, 1.5),
]
"""Width and height in pixels, and the text size."""

WIDE = (1800, 900)


@pytest.fixture
def places(desk, client, plan):
    """Every page, tab and view of a client in the middle of treatment."""
    notes.start(desk, client.id)
    note = notes.start(desk, client.id)
    plans.start(desk, client.id)
    discharges.start(desk, client.id)
    assessments.start(desk, client.id)
    cvs.start(desk, client.id, ContactValues(given_name="Marcus", family_name="Reyes"))
    tasks.add(
        desk, client.id, NewTask(lane=Lane.HOUSING, text="Call the housing office before Friday")
    )
    chart = {
        tab.value: Place(page=Page.CHART, client_id=client.id, tab=tab)
        for tab in Tab
        if tab is not Tab.WORK
    }
    work = {
        view.value: Place(page=Page.CHART, client_id=client.id, tab=Tab.WORK, view=view)
        for view in View
    }
    return {
        "today": Place(page=Page.TODAY),
        "clients": Place(page=Page.CLIENTS),
        "new client": Place(page=Page.CLIENT_FORM),
        "client": Place(page=Page.CLIENT_FORM, client_id=client.id),
        **{section.value: Place(page=Page.SETTINGS, section=section) for section in Section},
        "note": Place(page=Page.NOTE, client_id=client.id, note_id=note.id),
        **chart,
        **work,
    }


@pytest.fixture
def window(desk, qtbot, places):
    """The window on an open store; every page was seen in it while it was wide."""
    made = QMainWindow()
    qtbot.addWidget(made)
    workspace = Workspace(Theme(), lock_minutes=5)
    workspace.use(desk)
    made.setCentralWidget(workspace)
    made.resize(*WIDE)
    made.show()
    workspace.start()
    for place in places.values():
        workspace.navigator.open(place)
        settle()
    yield made
    workspace.leave()


def settle():
    for _ in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize(("width", "height", "scale"), ROOMS)
def test_no_page_is_cut(window, look, places, assert_nothing_clipped, width, height, scale):
    faults = {}
    look.wear(Theme(scale=scale))
    for name, place in places.items():
        window.centralWidget().navigator.open(place)
        window.resize(width, height)
        settle()
        try:
            assert_nothing_clipped(window.centralWidget())
        except AssertionError as fault:
            faults[name] = str(fault)

    assert faults == {}


@pytest.mark.parametrize(("width", "height", "scale"), ROOMS)
def test_no_page_needs_a_wider_window(window, look, places, width, height, scale):
    needed = {}
    look.wear(Theme(scale=scale))
    window.resize(width, height)
    for name, place in places.items():
        window.centralWidget().navigator.open(place)
        settle()
        least = max(window.minimumSizeHint().width(), window.width())
        if least > width:
            needed[name] = least

    assert needed == {}

"""Pages in one place: what is on them is measured for themselves, not for the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.services import notes
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.page_stack import PageStack
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def measured(desk, client, plan, qtbot, monkeypatch):
    """How often rows that wrap are measured while the Notes tab of a chart opens."""
    notes.start(desk, client.id)
    asked = []
    measure = FlowRow.heightForWidth

    def counting(row: FlowRow, width: int) -> int:
        asked.append(width)
        return measure(row, width)

    monkeypatch.setattr(FlowRow, "heightForWidth", counting)
    windows = []

    def opened() -> int:
        window = QMainWindow()
        qtbot.addWidget(window)
        workspace = Workspace(lock_minutes=5)
        windows.append(window)
        workspace.use(desk)
        window.setCentralWidget(workspace)
        window.resize(1366, 768)
        window.show()
        workspace.start()
        for tab in (*Tab, Tab.WORK):
            _go(workspace, client, tab)
        asked.clear()
        _go(workspace, client, Tab.NOTES)
        return len(asked)

    yield opened
    for window in windows:
        window.centralWidget().leave()


def test_opening_a_tab_measures_its_rows_a_few_times(measured):
    assert 0 < measured() <= 60


def test_measuring_them_for_every_page_around_would_be_seen(measured, monkeypatch):
    monkeypatch.delattr(PageStack, "hasHeightForWidth")

    assert measured() > 100


def test_words_that_wrap_still_get_the_height_they_need(qtbot):
    flow, below = FlowRow(Label("Signed Mar 12, 10:04 am"), Label("Late entry")), Label("Facts")
    stack = PageStack()
    page = Label()
    page.setLayout(Column(flow, below, "stretch", spacing=0))
    stack.addWidget(page)
    qtbot.addWidget(stack)
    stack.resize(160, 300)
    with qtbot.waitExposed(stack):
        stack.show()

    assert below.y() == flow.heightForWidth(160) > flow.heightForWidth(1000)


def _go(workspace: Workspace, client, tab: Tab) -> None:
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=tab))
    for _ in range(4):
        QApplication.processEvents()

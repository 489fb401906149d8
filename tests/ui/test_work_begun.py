"""The line for a new task that was left: its words stand there again, for that client alone."""

import pytest
from PySide6.QtWidgets import QWidget

from counselor_desk.records.edits import TaskEdit
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.services import clients, form_drafts, tasks
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.work.tasks import TasksView


@pytest.fixture
def opened(qtbot, desk):
    """Call for the tasks of a client, as they are made after a lock."""

    pages = []

    def make(client):
        view = TasksView(desk, Navigator(), Bulletin())
        page = QWidget()
        page.setLayout(Column(view.head, (view, 1)))
        qtbot.addWidget(page)
        pages.append(page)
        page.show()
        view.show_place(place(client))
        return view

    yield make
    pages.clear()


def place(client):
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.WORK, view=View.TASKS)


@pytest.fixture
def view(opened, client, qtbot):
    """A task is being typed into the second lane."""
    made = opened(client)
    made.lanes.add_to(Lane.DOCUMENTS)
    line = made.lanes.adding()
    qtbot.keyClicks(line.task_text_edit, "Replace the state ID")
    qtbot.keyClicks(line.task_due_on_edit, "next we")
    line.task_owner_choice.set_value(TaskOwner.TOGETHER)
    return made


def test_what_was_typed_is_there_after_a_lock(view, opened, client):
    typed = view.lanes.adding().typed()
    view.flush()

    assert typed.lane is Lane.DOCUMENTS
    assert opened(client).lanes.adding().typed() == typed


def test_it_belongs_to_its_client(view, desk, client):
    other = clients.add(desk, NewClient(given_name="Jolene"))
    view.show_place(place(other))
    assert view.lanes.adding() is None
    view.show_place(place(client))

    assert view.lanes.adding().typed().text == "Replace the state ID"


def test_a_task_that_is_added_leaves_nothing(view, desk, client, qtbot):
    view.flush()
    view.lanes.adding().task_due_on_edit.set_value(None)
    view.lanes.adding().task_add_button.click()

    assert [task.text for task in tasks.of_client(desk, client.id)] == ["Replace the state ID"]
    assert form_drafts.find(desk, client.id, TaskEdit) is None


def test_a_line_that_is_closed_is_forgotten(view, desk, client):
    view.flush()
    view.lanes.close_adding()
    view.flush()

    assert form_drafts.find(desk, client.id, TaskEdit) is None

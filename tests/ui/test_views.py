"""Charts and notes that were opened stand in the log; leafing through them waits for no disk."""

from __future__ import annotations

import pytest

from counselor_desk.errors import DiskFullError
from counselor_desk.records.audit import Act
from counselor_desk.services import audits, clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import audit
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.views import Views
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def views(desk, qapp):
    made = Views(desk)
    yield made
    made._pause.stop()


def seen(desk):
    """What was opened, the first one first: table and row."""
    with desk.read() as reader:
        events = audit.events(reader, act=Act.VIEW)
    return [(event.table_name, event.row_id) for event in reversed(events)]


def test_what_was_opened_is_in_the_log_after_a_pause(views, desk, client, qtbot):
    views.saw(client.id)
    assert seen(desk) == []

    qtbot.waitUntil(lambda: seen(desk) == [("client", client.id)])


def test_each_view_keeps_its_moment(views, desk, client, clock):
    note = notes.start(desk, client.id)
    first = clock()
    views.saw(client.id)
    clock.go_on(seconds=20)
    views.saw(client.id, note.id)
    views.flush()

    with desk.read() as reader:
        later, earlier = audit.events(reader, act=Act.VIEW)
    assert (earlier.at, later.at) == (first, clock())


def test_the_same_record_counts_once(views, desk, client):
    for _ in range(3):
        views.saw(client.id)
    views.flush()

    assert len(seen(desk)) == 1


def test_a_failure_is_tried_again(views, desk, client, monkeypatch):
    def full(*_arguments):
        raise DiskFullError("x")

    with monkeypatch.context() as patched:
        patched.setattr(audits, "record_views", full)
        views.saw(client.id)
        views.flush()
    assert views._pause.isActive()

    views.flush()
    assert seen(desk) == [("client", client.id)]


@pytest.fixture
def workspace(qtbot, desk, client):
    made = Workspace(lock_minutes=5)
    qtbot.addWidget(made)
    made.use(desk)
    made.resize(1366, 768)
    made.show()
    made.start()
    yield made
    made.leave()


def test_opening_a_chart_in_the_window_is_in_the_log(workspace, desk, client):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))
    workspace.leave()

    assert seen(desk) == [("client", client.id)]


def test_reading_notes_in_the_window_is_in_the_log(workspace, desk, client):
    first, second = (notes.start(desk, client.id) for _ in range(2))
    for note in (first, second):
        workspace.navigator.open(
            Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES, note_id=note.id)
        )
    workspace.leave()

    assert {("note", first.id), ("note", second.id)} <= set(seen(desk))


def test_a_note_on_its_own_page_is_in_the_log(workspace, desk, client):
    note = notes.start(desk, client.id)
    workspace.navigator.open(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))
    workspace.leave()

    assert seen(desk) == [("note", note.id)]


def test_the_list_of_clients_opens_nobody(workspace, desk):
    clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    workspace.navigator.open(Place(page=Page.CLIENTS))
    workspace.leave()

    assert seen(desk) == []


@pytest.mark.parametrize("page", [Page.AUDIT, Page.AMENDMENTS])
def test_the_pages_of_the_log_and_of_requests_open(workspace, client, page):
    workspace.navigator.open(Place(page=page, client_id=client.id))

    assert workspace.place().page is page
    assert not workspace.problem_banner.isVisible()


def test_the_window_opens_the_log(workspace):
    workspace.open_log()

    assert workspace.place() == Place(page=Page.AUDIT)

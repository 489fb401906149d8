"""Navigation, pages and banners of an open store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.errors import DiskFullError
from counselor_desk.records.program import Program
from counselor_desk.services import clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.navigation import Page, Place, Section, Tab
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.tokens import NAV_WIDTH, RAIL_WIDTH
from counselor_desk.ui.workspace import Workspace

PROGRAM = Place(page=Page.SETTINGS, section=Section.PROGRAM)
SIZES = [(1366, 768), (1280, 720), (1024, 640)]


@pytest.fixture
def open_workspace(desk, qtbot):
    def make(**how):
        made = Workspace(lock_minutes=5)
        made.use(desk, **how)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        made.start()
        return made

    made = []
    yield lambda **how: made.append(make(**how)) or made[-1]
    for workspace in made:
        workspace.leave()


@pytest.fixture
def workspace(open_workspace):
    return open_workspace()


def test_it_starts_with_what_is_owed(workspace):
    assert workspace.place() == Place(page=Page.TODAY)


def test_without_a_name_to_sign_with_that_is_asked_first(desk, open_workspace):
    desk.set_program(Program())

    assert open_workspace().place() == PROGRAM


def test_back_leads_to_the_page_before(workspace, client):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))
    QTest.keyClick(workspace, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert workspace.place() == Place(page=Page.TODAY)


def test_control_1_shows_what_is_owed(workspace):
    workspace.navigator.open(Place(page=Page.CLIENT_FORM))
    QTest.keyClick(workspace, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    assert workspace.place() == Place(page=Page.TODAY)
    assert workspace.sidebar.today_button.property("on") == "1"


def test_control_2_shows_the_clients(workspace, client):
    workspace.navigator.open(Place(page=Page.CLIENT_FORM))
    QTest.keyClick(workspace, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert workspace.place() == Place(page=Page.CLIENTS)


def test_an_opened_client_becomes_a_recent_one(workspace, client):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))

    button = workspace.sidebar.recent_buttons[0]
    assert button.accessibleName() == "Marcus R."
    assert button.isVisible()
    assert button.property("on") == "1"


def test_only_four_clients_are_recent(workspace, desk):
    made = [clients.add(desk, NewClient(given_name=f"Given{at}")) for at in range(5)]
    for one in made:
        workspace.navigator.open(Place(page=Page.CHART, client_id=one.id, tab=Tab.NOTES))

    assert workspace.recent() == [one.id for one in reversed(made[1:])]


def test_the_navigation_counts_clients_in_treatment(workspace, client):
    assert workspace.sidebar.clients_button.accessibleName() == "Clients, 1"


def test_the_navigation_counts_what_is_owed_and_follows(workspace, client, desk, qtbot):
    # The plan was due a week after the admission.
    qtbot.waitUntil(lambda: workspace.sidebar.today_button.accessibleName() == "Today, 1")
    notes.start(desk, client.id)

    qtbot.waitUntil(lambda: workspace.sidebar.today_button.accessibleName() == "Today, 2")


def test_a_client_that_is_gone_leaves_one_where_one_was(workspace):
    workspace.navigator.open(Place(page=Page.CHART, client_id=99))

    assert workspace.place() == Place(page=Page.TODAY)
    assert workspace.navigator.place == Place(page=Page.TODAY)
    assert workspace.problem_banner.isVisible()


def test_a_page_that_cannot_save_is_not_left(workspace, client, monkeypatch):
    workspace.navigator.open(PROGRAM)
    page = workspace.pages.leaves[Page.SETTINGS].page
    page.program.program_counselor_edit.set_value("Dana Whitfield")

    def refuse(*_given, **_how):
        raise DiskFullError

    monkeypatch.setattr("counselor_desk.services.programs.keep", refuse)
    workspace.navigator.open(Place(page=Page.CLIENTS))

    assert workspace.place() == PROGRAM
    assert "disk is full" in workspace.problem_banner.accessibleName()
    assert page.program.program_counselor_edit.value() == "Dana Whitfield"


@pytest.mark.parametrize(("width", "shown"), [(1366, NAV_WIDTH), (1280, RAIL_WIDTH)])
def test_the_navigation_is_a_rail_where_room_is_short(workspace, width, shown, qtbot):
    workspace.resize(width, 720)
    qtbot.wait(1)

    assert workspace.sidebar.width() == shown


def test_larger_text_makes_a_rail(workspace, look, qtbot):
    look.wear(Theme(scale=1.25))
    qtbot.wait(1)

    assert workspace.sidebar.width() == round(RAIL_WIDTH * 1.25)


def test_f6_goes_from_the_page_to_the_navigation_and_back(workspace, qtbot):
    QTest.keyClick(workspace, Qt.Key.Key_F6)
    assert workspace.sidebar.clients_button.hasFocus()

    QTest.keyClick(workspace, Qt.Key.Key_F6)

    assert not workspace.sidebar.isAncestorOf(workspace.focusWidget())


def test_the_warning_before_the_lock_can_be_taken_back(workspace):
    workspace.warn_of_lock(is_near=True)
    assert workspace.idle_banner.isVisible()

    workspace.warn_of_lock(is_near=False)

    assert not workspace.idle_banner.isVisible()


def test_you_and_program_is_kept_on_leaving(workspace, desk):
    workspace.navigator.open(PROGRAM)
    page = workspace.pages.leaves[Page.SETTINGS].page
    page.program.program_credential_edit.set_value("LCSW")
    workspace.navigator.open(Place(page=Page.CLIENTS))

    assert desk.program().credential == "LCSW"


def test_a_number_pattern_without_signs_is_refused_in_words(workspace):
    workspace.navigator.open(PROGRAM)
    page = workspace.pages.leaves[Page.SETTINGS].page
    page.program.program_number_edit.set_value("CD")
    page.save()

    assert "needs one run of # signs" in page.problem_banner.accessibleName()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("page", [Page.TODAY, Page.CLIENTS, Page.SETTINGS])
def test_nothing_is_clipped(workspace, look, size, scale, page, assert_nothing_clipped, qtbot):
    workspace.resize(*size)
    look.wear(Theme(scale=scale))
    workspace.navigator.open(Place(page=page))
    qtbot.wait(10)

    assert workspace.minimumSizeHint().width() <= size[0]
    assert_nothing_clipped(workspace)


@pytest.mark.parametrize("page", [Page.TODAY, Page.CLIENTS, Page.CLIENT_FORM, Page.SETTINGS])
def test_every_control_has_a_name(workspace, page, assert_accessible):
    workspace.navigator.open(Place(page=page))

    assert_accessible(workspace)


def test_dark_and_light_change_while_it_is_open(workspace, look):
    light = workspace.grab().toImage().pixelColor(4, 400)
    look.wear(Theme(dark=True))

    assert workspace.grab().toImage().pixelColor(4, 400) == look.theme.color("sidebar") != light


def test_a_new_look_is_put_on_the_open_page_alone(workspace, client, look):
    workspace.navigator.open(PROGRAM)
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))
    workspace.drop_hidden()
    look.wear(Theme(dark=True))

    assert list(workspace.pages.leaves) == [Page.CHART]
    assert list(workspace.pages.leaves[Page.CHART].page._leaves) == [Tab.NOTES]


def test_a_page_that_was_thrown_away_is_made_anew(workspace, client, desk):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    workspace.navigator.open(Place(page=Page.CLIENTS))
    workspace.drop_hidden()
    clients.change(desk, client)
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))

    assert workspace.pages.leaves[Page.CHART].page.name_label.text() == "Marcus R."

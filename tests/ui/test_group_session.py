"""The group session page: rows, one open at a time, names found, notes signed one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.group_sessions import RowState, SharedPart
from counselor_desk.records.notes import Risk
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem, Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    clients,
    episodes,
    group_sessions,
    groups,
    notes,
    plans,
    settings,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import messages
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.group_session.page import GroupSessionPage
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.theme import Theme
from tests import programme

YESTERDAY = date(2026, 3, 11)
NAMES = ("Aisha", "Brett", "Devon")
SENTENCE = "Named a risky time and one way to meet it."
SHARED = SharedPart(
    topic="High-risk situations",
    text="Role-played refusing a drink in three situations.",
    interventions=("Role-play",),
    next_step="Try one refusal before Friday.",
)


def member_of(desk, group, name):
    client = clients.add(
        desk, NewClient(given_name=name, family_name="Cole", admitted_on=date(2026, 2, 9))
    )
    step = Intervention(node_uid=desk.new_uid(), text="Group", frequency="3 a week")
    steps = tuple(
        Objective(
            node_uid=desk.new_uid(),
            text=text,
            target_on=date(2026, 4, 30),
            interventions=(step,) if place == 0 else (replace(step, node_uid=desk.new_uid()),),
        )
        for place, text in enumerate(("Refuses a drink in 3 situations", "Names 5 triggers"))
    )
    goal = Goal(node_uid=desk.new_uid(), text="Stay sober", client_words="No.", objectives=steps)
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol use", goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    return client


@pytest.fixture
def group(desk):
    return programme.group(desk)


@pytest.fixture
def members(desk, group):
    return [member_of(desk, group, name) for name in NAMES]


@pytest.fixture
def session(desk, group, members):
    return attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=YESTERDAY,
            starts=time(10, 30),
            ends=time(12),
            group_id=group.id,
        ),
    )


@pytest.fixture
def navigator():
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(desk, session, navigator, qtbot):
    """Shows the session and gives the page back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 720)):
        page = GroupSessionPage(desk, Theme(), navigator, bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(Place(page=Page.GROUP_SESSION, session_id=session.id))
        return page

    yield show
    bulletin.leave()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def answer(monkeypatch):
    """What is done in a dialog in place of a person; the titles of those that came up."""
    asked = []

    def expect(act):
        def run(dialog):
            asked.append(dialog.title_label.text())
            return act(dialog)

        monkeypatch.setattr(messages, "run", run)
        return asked

    return expect


def rows_of(page):
    return page.members.group_members_list


def states(page):
    return [row.state for row in page.rows()]


def write_up(page, client_id, text=SENTENCE):
    """One member complete: present, one objective better, no risk."""
    rows_of(page).opened.emit(client_id)
    editor = page.members.editor
    editor.mark(AttendanceCode.PRESENT)
    editor.group_response_text.insertPlainText(text)
    editor.toggle(1)
    line = editor.objectives._lines[0]
    line.rating.set_value(Rating.BETTER)
    line.rating.edited.emit(Rating.BETTER)
    editor.risk.group_risk_segments.set_value(Risk.NONE_REPORTED)
    editor.risk.group_risk_segments.edited.emit(Risk.NONE_REPORTED)
    page.settle()


def fill_shared(page):
    page.shared.show_shared(SHARED)
    page.shared.edited.emit()
    page.settle()


def sign_all(page, answer, qtbot):
    asked = answer(lambda _dialog: True)
    page.sign()
    qtbot.waitUntil(lambda: page._run is None)
    return asked


def test_everybody_has_a_row(page):
    assert [row.name for row in page.rows()] == [f"{name} C." for name in NAMES]
    assert set(states(page)) == {RowState.NOT_STARTED}
    assert page.members.places_label.text() == "3 of 12 places" or "of" in (
        page.members.places_label.text()
    )


def test_a_complete_row_is_ready(page, members):
    fill_shared(page)
    write_up(page, members[0].id)

    assert states(page)[0] is RowState.READY
    assert page.header.progress_chip.text == "1 of 3 complete"
    assert page.footer.sign_button.text() == "Sign 1 ready note…"


def test_ready_notes_are_signed_and_the_rest_stays(page, desk, members, answer, qtbot):
    fill_shared(page)
    for client in members[:2]:
        write_up(page, client.id, f"{SENTENCE} {client.number}")

    asked = sign_all(page, answer, qtbot)

    assert asked == ["Sign 2 notes?"]
    assert states(page) == [RowState.SIGNED, RowState.SIGNED, RowState.NOT_STARTED]
    assert [len(notes.rows(desk, one.id)) for one in members] == [1, 1, 0]

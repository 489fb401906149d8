"""Before the first plan a note names the needs that the assessment found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.edits import NoteEdit
from counselor_desk.services import notes
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.theme import Theme
from tests.assessing import signed as assessed

BEGINS = "Before the first plan: "


@pytest.fixture
def page(qtbot, desk):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = NoteEditorPage(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made._draft.forget()
    bulletin.leave()


@pytest.fixture
def draft(desk, client):
    return notes.start(desk, client.id)


def open_note(page, draft):
    page.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))
    return page.objectives.needs


def reason(page) -> str:
    return page.note().unlinked_reason


@pytest.fixture
def needs(page, desk, client, draft):
    """The needs of an assessment with two domains that ask for a problem."""
    assessed(desk, client.id, 3, 0, 0, 0, 4, 0)
    return open_note(page, draft)


def test_the_needs_of_the_assessment_are_offered(needs):
    assert needs.isVisible()
    assert len(needs.needs()) == 2


def test_a_tick_names_the_need_in_the_reason(page, needs):
    first, second = needs.needs()
    needs.lines()[0].click()
    assert reason(page) == f"{BEGINS}{first}"

    needs.lines()[1].click()
    assert reason(page) == f"{BEGINS}{first}; {second}"


def test_clearing_the_tick_takes_it_back(page, needs):
    needs.lines()[0].click()
    needs.lines()[0].click()

    assert reason(page) == ""


def test_what_was_typed_stays_beside_it(qtbot, page, needs):
    qtbot.keyClicks(page.objectives.note_reason_text, "Intake")
    needs.lines()[1].click()
    assert reason(page) == f"Intake; {needs.needs()[1]}"

    needs.lines()[1].click()
    assert reason(page) == "Intake"


def test_it_answers_the_sign_check_and_is_kept(desk, page, draft, needs):
    page.settle()
    assert "objectives" in {gap.repair for gap in page.footer.gaps()}

    needs.lines()[0].click()
    page.settle()
    page.flush()

    assert "objectives" not in {gap.repair for gap in page.footer.gaps()}
    assert notes.open_edit(desk, draft.id).note.unlinked_reason == f"{BEGINS}{needs.needs()[0]}"


def test_a_kept_reason_ticks_its_needs_again(desk, page, client, draft, needs):
    named = replace(draft, unlinked_reason=f"{BEGINS}{needs.needs()[1]}")
    page._draft.forget()
    other = notes.start(desk, client.id)
    notes.keep(desk, NoteEdit(note=replace(named, id=other.id, uid=other.uid)))

    assert [one.isChecked() for one in open_note(page, other).lines()] == [False, True]


def test_a_need_is_ticked_by_the_keyboard(qtbot, page, needs):
    needs.lines()[0].setFocus()
    qtbot.keyClick(needs.lines()[0], Qt.Key.Key_Space)

    assert reason(page).startswith(BEGINS)


def test_with_a_plan_no_needs_are_offered(page, desk, client, plan, draft):
    assessed(desk, client.id, 3, 0, 0, 0, 4, 0)

    assert not open_note(page, draft).isVisible()


def test_without_an_assessment_there_are_none(page, draft):
    assert not open_note(page, draft).isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(qtbot, page, needs, look, assert_nothing_clipped, scale):
    look.wear(Theme(scale=scale))

    qtbot.waitUntil(lambda: assert_nothing_clipped(page))

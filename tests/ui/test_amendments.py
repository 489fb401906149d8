"""Requests to amend on the screen: taken down, answered, on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.amendments import Decision, DenialBasis
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.services import addenda, amendments, notes
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import messages
from counselor_desk.ui.amendments.page import AmendmentsPage
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.theme import Theme

ASKED = "The meeting was on Sunday, not Saturday."


@pytest.fixture
def note(desk, client):
    begun = notes.start(desk, client.id, held_on=date(2026, 3, 10))
    filled = replace(
        begun,
        starts=time(9),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="Intake, plan not due",
        sections=tuple(
            Section(code=code, text="He attended one meeting on Saturday.")
            for code in (SectionCode.DATA, SectionCode.ASSESSMENT, SectionCode.PLAN)
        ),
    )
    return notes.sign(desk, NoteEdit(note=filled))


@pytest.fixture
def went():
    return []


@pytest.fixture
def page(qtbot, desk, client, note, went):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = AmendmentsPage(desk, navigator, bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 720)
    made.show()
    made.show_place(Place(page=Page.AMENDMENTS, client_id=client.id))
    yield made
    bulletin.leave()


@pytest.fixture
def answer(monkeypatch):
    """Fills the next dialog with words, and a choice, and presses its button."""
    given = {}

    def run(dialog):
        if "choice" in given:
            dialog.words_choice.set_value(given["choice"])
        if "day" in given:
            dialog.words_day_edit.setText(given["day"])
        dialog.words_edit.set_text(given["text"])
        dialog.words_confirm_button.click()
        given["problem"] = not dialog.problem_banner.isHidden()
        return not given["problem"]

    monkeypatch.setattr(messages, "run", run)

    def fill(text, **choice):
        given.clear()
        given.update(text=text, **choice)
        return given

    return fill


@pytest.fixture
def request_(desk, client, page):
    about = amendments.amendable(desk, client.id)[0]
    return amendments.take(desk, client.id, about, ASKED)


def only(desk, client):
    (one,) = amendments.of_client(desk, client.id)
    return one


def step(page, name):
    (card,) = page.cards()
    card.steps[name].click()


def test_a_client_without_requests_sees_what_they_are_for(page):
    assert page.amendment_first_button.isVisible()
    assert not page.amendment_add_button.isVisible()


def test_a_request_is_taken_down(page, desk, client, note, answer):
    answer(ASKED)
    page.amendment_first_button.click()

    assert only(desk, client).record_uid == note.uid
    (card,) = page.cards()
    assert card.state_chip.text == "Answer by May 11"


def test_the_sixty_days_count_from_when_a_request_came(page, desk, client, answer):
    answer(ASKED, day="3/2")
    page.amendment_first_button.click()

    assert only(desk, client).due_on == date(2026, 5, 1)


def test_a_day_that_is_none_keeps_the_dialog_open(page, desk, client, answer):
    answer(ASKED, day="soon")
    page.amendment_first_button.click()

    assert amendments.of_client(desk, client.id) == ()


def test_an_empty_request_stays_in_its_dialog(page, desk, client, answer):
    given = answer(" ")
    page.amendment_first_button.click()

    assert given["problem"]
    assert amendments.of_client(desk, client.id) == ()


def test_a_request_about_a_note_needs_an_addendum_first(page, request_, answer):
    answer("Done.")
    step(page, "accept")

    assert page.problem_banner.isVisible()
    assert page.cards()[0].amendment.is_open


def test_the_note_of_a_request_is_one_click_away(page, request_, note, client, went):
    step(page, "addendum")

    assert went == [Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES, note_id=note.id)]


def test_an_addendum_carries_a_request_out(page, desk, client, request_, note, answer):
    signed = addenda.sign(desk, replace(addenda.start(desk, note.id), text="It was a Sunday."))
    answer("", choice=signed.uid)
    step(page, "accept")

    assert only(desk, client).addendum_uid == signed.uid
    assert page.cards()[0].state_chip.text == "Granted"


def test_a_request_is_denied_on_a_basis(page, desk, client, request_, answer):
    answer("The sheet is of Saturday.", choice=DenialBasis.ACCURATE_AND_COMPLETE)
    step(page, "deny")

    one = only(desk, client)
    assert (one.decision, one.denial_basis) == (
        Decision.DENIED,
        DenialBasis.ACCURATE_AND_COMPLETE,
    )


def test_a_statement_and_its_answer_are_kept(page, desk, client, request_, answer):
    amendments.deny(desk, request_, DenialBasis.NOT_OUR_RECORD, "The hospital wrote it.")
    answer("I was there.")
    step(page, "disagree")
    answer("We asked the hospital.")
    step(page, "rebut")

    one = only(desk, client)
    assert (one.disagreement, one.rebuttal) == ("I was there.", "We asked the hospital.")
    assert list(page.cards()[0].steps) == ["print"]


def test_an_answer_is_put_off_once(page, desk, client, request_, answer):
    answer("The former counselor is asked.")
    step(page, "extend")

    assert only(desk, client).due_on == date(2026, 6, 10)
    assert "extend" not in page.cards()[0].steps


def test_an_answer_is_printed(page, desk, request_, qtbot):
    amendments.deny(desk, request_, DenialBasis.NOT_OUR_RECORD, "The hospital wrote it.")
    with qtbot.waitSignal(page.print_requested) as asked:
        step(page, "print")

    (wanted,) = asked.args
    assert (wanted.kind, wanted.uid) == (DocumentKind.AMENDMENT_ANSWER, request_.uid)


def test_an_open_request_has_no_answer_to_print(page, request_):
    assert "print" not in page.cards()[0].steps


@pytest.mark.parametrize("size", [(1154, 720), (968, 570)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(
    page, request_, qtbot, look, assert_nothing_clipped, assert_accessible, size, scale
):
    look.wear(Theme(scale=scale))
    page.resize(*size)

    qtbot.waitUntil(lambda: assert_nothing_clipped(page))
    assert_accessible(page)

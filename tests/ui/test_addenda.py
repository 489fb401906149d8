"""Addenda below a note: written in the reader, kept as they are typed, signed by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from counselor_desk.errors import DiskFullError, RescuedError, UnsavedError
from counselor_desk.records.amendments import DenialBasis
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import AddendumReason, Risk, Section, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import addenda, amendments, notes, rescues
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import rescues as rescue_files
from counselor_desk.ui import messages
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes import model, words
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.notes.page import NotesPage
from counselor_desk.ui.sign_dialog import SignDialog

TEXT = "The meeting took place on Sunday."


def signed_note(desk, client, day: int):
    begun = notes.start(desk, client.id, held_on=date(2026, 3, day))
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
def older(desk, client):
    return signed_note(desk, client, 9)


@pytest.fixture
def note(desk, client, older):
    return signed_note(desk, client, 10)


@pytest.fixture
def page(qtbot, desk, client, note):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = NotesPage(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 576)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_place(Place(page=Page.CHART, client_id=client.id))
    yield made
    bulletin.leave()


@pytest.fixture
def agree(monkeypatch):
    """Presses the filled button of every dialog."""

    def run(dialog):
        if isinstance(dialog, SignDialog):
            dialog.sign_confirm_button.click()
            return dialog.result() == SignDialog.DialogCode.Accepted
        return True

    monkeypatch.setattr(messages, "run", run)


def write(qtbot, page, text=TEXT):
    page.reader.add_addendum()
    qtbot.keyClicks(page.reader.addendum_form.addendum_text_edit, text)
    return page.reader.addendum_form


def kept(desk, note):
    return addenda.of_note(desk, note.id)


def test_a_draft_of_a_note_takes_no_addendum(page, desk, client):
    begun = notes.start(desk, client.id)
    page.show_place(Place(page=Page.CHART, client_id=client.id, note_id=begun.id))

    assert not page.reader.note_addendum_button.isVisible()
    page.reader.add_addendum()
    assert page.reader.addendum_form is None


def test_the_form_below_a_long_note_comes_into_sight(page, qtbot):
    page.resize(1154, 340)
    qtbot.wait(0)

    qtbot.mouseClick(page.reader.note_addendum_button, Qt.MouseButton.LeftButton)

    button = page.reader.addendum_form.addendum_sign_button
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect(), timeout=1000)


def test_the_button_opens_the_form_with_the_caret_in_it(page, qtbot):
    qtbot.mouseClick(page.reader.note_addendum_button, Qt.MouseButton.LeftButton)

    form = page.reader.addendum_form
    assert form.isVisible()
    assert form.addendum_text_edit.hasFocus()
    assert not page.reader.note_addendum_button.isVisible()


def test_a_in_the_list_opens_the_form(page, qtbot):
    qtbot.keyClick(page.notes_list, Qt.Key.Key_A)

    assert page.reader.addendum_form.isVisible()


def test_opening_the_form_begins_nothing_in_the_store(page, desk, note):
    page.reader.add_addendum()
    page.flush()

    assert kept(desk, note) == ()


def test_what_is_typed_is_kept(page, desk, note, qtbot):
    write(qtbot, page)
    page.flush()

    (draft,) = kept(desk, note)
    assert (draft.text, draft.is_signed) == (TEXT, False)


def test_typing_goes_on_while_it_is_kept(page, qtbot):
    form = write(qtbot, page, "The meeting")
    page.flush()
    qtbot.keyClicks(form.addendum_text_edit, " was on Sunday.")

    assert form.addendum_text_edit.text() == "The meeting was on Sunday."


def test_another_note_shows_its_own_addenda(page, desk, note, older, client, qtbot):
    write(qtbot, page)
    page.show_place(Place(page=Page.CHART, client_id=client.id, note_id=older.id))

    assert not page.reader.addendum_form.isVisible()
    assert kept(desk, note)[0].text == TEXT
    assert kept(desk, older) == ()


def test_a_begun_addendum_is_there_when_one_comes_back(page, older, note, client, qtbot):
    write(qtbot, page)
    for each in (older, note):
        page.show_place(Place(page=Page.CHART, client_id=client.id, note_id=each.id))

    assert page.reader.addendum_form.isVisible()
    assert page.reader.addendum_form.addendum_text_edit.text() == TEXT


def test_signing_shows_the_addendum_below_the_note(page, desk, note, qtbot, agree):
    write(qtbot, page).addendum_sign_button.click()

    (signed,) = kept(desk, note)
    assert signed.is_signed
    (block,) = page.reader.blocks()
    assert block.text_editor.text() == TEXT
    assert block.facts_label.text() == "entered Mar 12, 10:04 am · late information"
    assert not page.reader.addendum_form.isVisible()
    assert page.reader.note_addendum_button.isVisible()
    assert page.reader.shown().note == note


def test_control_enter_signs(page, desk, note, qtbot, agree):
    form = write(qtbot, page)
    qtbot.keyClick(form.addendum_text_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert kept(desk, note)[0].is_signed


def test_an_empty_addendum_is_not_offered_to_be_signed(page, desk, note, agree):
    page.reader.add_addendum()
    page.reader.addendum_form.addendum_sign_button.click()

    assert kept(desk, note) == ()
    assert page.reader.addendum_form.problem_banner.isVisible()


def test_entered_in_error_marks_the_note_in_the_list_and_above_its_text(
    page, desk, note, qtbot, agree
):
    form = write(qtbot, page)
    form.addendum_reason_choice.set_value(AddendumReason.ENTERED_IN_ERROR)
    form.addendum_reason_choice.edited.emit(AddendumReason.ENTERED_IN_ERROR)
    form.addendum_sign_button.click()

    assert model.state_words(page.rows()[0])[0] == "Entered in error"
    assert page.reader.error_chip.isVisible()
    assert len(page.rows()) == 2


def test_entered_in_error_says_what_it_does_before_it_is_signed(page, qtbot):
    form = write(qtbot, page)
    assert not form.effect_label.isVisible()

    form.addendum_reason_choice.set_value(AddendumReason.ENTERED_IN_ERROR)
    form.addendum_reason_choice.edited.emit(AddendumReason.ENTERED_IN_ERROR)

    assert form.effect_label.isVisible()
    assert "hours of care" in form.effect_label.text()


def test_only_of_a_group_it_says_that_attendance_stays():
    assert "group" not in words.effect_of_error(SessionKind.INDIVIDUAL)
    assert "group" in words.effect_of_error(SessionKind.GROUP)


def test_a_discarded_addendum_leaves_the_note(page, desk, note, qtbot, agree):
    form = write(qtbot, page)
    page.flush()
    form.addendum_discard_button.click()

    assert kept(desk, note) == ()
    assert page.reader.note_addendum_button.isVisible()


def test_a_full_disk_keeps_the_words_on_the_screen(page, desk, note, qtbot, monkeypatch):
    def full(*_arguments):
        raise DiskFullError("x")

    form = write(qtbot, page)
    monkeypatch.setattr(draft_rows, "keep", full)
    with pytest.raises(RescuedError):
        page.flush()

    assert form.addendum_text_edit.text() == TEXT
    assert form.problem_banner.isVisible()
    assert form.problem_banner.action_button.text() == "Try again"
    assert form.problem_banner.other_button.isHidden()
    assert form.state_label.text() == "Kept in a rescue file"


@pytest.fixture
def unsaved(page, qtbot, clock, monkeypatch, tmp_path):
    """An addendum that was begun, whose last words neither the records nor a rescue file take.

    Gives the form, the file in which a copy is saved, and what ends the trouble.
    """

    def full(*_arguments):
        raise DiskFullError

    path = tmp_path / "last words.cdrescue"
    monkeypatch.setattr(messages, "choose_save_path", lambda *_given: path)
    form = write(qtbot, page, "The meeting")
    page.flush()
    clock.go_on(seconds=5)
    with monkeypatch.context() as trouble:
        trouble.setattr(draft_rows, "keep", full)
        trouble.setattr(rescue_files, "put", lambda *_given: False)
        qtbot.keyClicks(form.addendum_text_edit, " took place on Sunday.")
        with pytest.raises(UnsavedError):
            page.flush()
        yield form, path, trouble.undo
    form.leave()


def test_words_that_have_no_place_are_saved_as_a_copy_and_brought_back(desk, note, unsaved):
    form, path, end_trouble = unsaved
    assert form.problem_banner.other_button.text() == "Save a copy…"

    form.problem_banner.other_button.click()
    assert path.name in form.problem_banner.accessibleName()
    assert TEXT.encode() not in path.read_bytes()
    assert kept(desk, note)[0].text == "The meeting"

    end_trouble()
    form.leave()
    back = rescues.bring_copy_back(desk, path)
    assert back is not None
    assert kept(desk, note)[0].text == TEXT


def test_trying_again_saves_the_addendum(desk, note, unsaved):
    form, path, end_trouble = unsaved
    end_trouble()
    form.problem_banner.action_button.click()

    assert kept(desk, note)[0].text == TEXT
    assert form.problem_banner.isHidden()
    assert not path.exists()


def test_signing_what_cannot_be_saved_keeps_the_way_to_a_copy(desk, note, unsaved):
    form, _, _ = unsaved
    form.sign()

    assert form.problem_banner.other_button.text() == "Save a copy…"
    assert not kept(desk, note)[0].is_signed


def test_a_signed_note_on_its_own_page_takes_an_addendum(qtbot, desk, client, note, agree):
    bulletin = Bulletin()
    bulletin.follow(desk)
    editor = NoteEditorPage(desk, Navigator(), bulletin)
    qtbot.addWidget(editor)
    editor.resize(1154, 576)
    editor.show()
    editor.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))

    write(qtbot, editor).addendum_sign_button.click()

    assert kept(desk, note)[0].is_signed
    assert [block.text_editor.text() for block in editor.reader.blocks()] == [TEXT]
    bulletin.leave()


def test_a_request_to_amend_is_shown_with_its_note(page, desk, note, client):
    about = next(one for one in amendments.amendable(desk, client.id) if one.uid == note.uid)
    asked = amendments.take(desk, client.id, about, "It was a Sunday.")
    said = page.reader.requests_label.text
    assert said() == "The client asked on Mar 12 to amend this; answer by May 11"

    denied = amendments.deny(desk, asked, DenialBasis.ACCURATE_AND_COMPLETE, "The sheet says so.")
    amendments.disagree(desk, denied, "I was there.")
    assert said() == "Request to amend of Mar 12: denied; the client disagrees"


@pytest.mark.parametrize("width", [1154, 912])
def test_the_form_can_be_used_by_everybody(
    page, qtbot, width, assert_accessible, assert_nothing_clipped
):
    page.resize(width, 576)
    write(qtbot, page)

    assert_accessible(page)
    qtbot.waitUntil(lambda: assert_nothing_clipped(page))

"""Phrases and templates in the note editor: from the shortcut to a note that can be signed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from counselor_desk.records.notes import SectionCode
from counselor_desk.records.phrases import Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import notes, phrases, starter_phrases, templates
from counselor_desk.services.phrases import NewPhrase
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes.editor_page import NoteEditorPage

Key = Qt.Key


@pytest.fixture
def page(qtbot, desk):
    bulletin = Bulletin()
    bulletin.follow(desk)
    page = NoteEditorPage(desk, Navigator(), bulletin)
    qtbot.addWidget(page)
    page.resize(1154, 720)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    page._draft.forget()
    bulletin.leave()


@pytest.fixture
def opened(page, desk, client, plan):
    return open_note(page, notes.start(desk, client.id))


@pytest.fixture
def starter():
    return next(one for one in templates.starters() if one.kind is SessionKind.INDIVIDUAL)


def open_note(page, note):
    page.show_place(Place(page=Page.NOTE, client_id=note.client_id, note_id=note.id))
    return page


def editor(page, code=SectionCode.DATA):
    return page.sheet.block(code).editor


def begin(page, client):
    """What New note does: a place without a note, and then the one it leads to."""
    went = []
    page._navigator.place_requested.connect(went.append)
    page.show_place(Place(page=Page.NOTE, client_id=client.id))
    page.show_place(went[-1])
    return page


def blanks_told(page):
    return [gap.message for gap in page.footer.gaps() if gap.rule == "N9"]


def test_a_shortcut_is_filled_from_the_client(qtbot, desk, opened):
    phrases.add(desk, NewPhrase(shortcut="hello", text="{first} came."))
    qtbot.keyClicks(editor(opened), ";hel")
    QTest.keyClick(editor(opened), Key.Key_Return)

    assert editor(opened).text() == "Marcus came."
    assert phrases.every(desk)[0].uses == 1


def test_control_j_opens_the_list_and_enter_inserts(qtbot, desk, opened):
    phrases.switch_on(desk, [one for one in starter_phrases.phrases() if one.shortcut == "denies"])
    QTest.keyClick(editor(opened), Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor(opened), Key.Key_Return)

    assert editor(opened).text().startswith("Marcus denied")


def test_the_button_opens_the_list_too(opened):
    opened.header.note_phrases_button.click()

    assert opened._phrases.typing().is_open()


def test_a_linked_objective_fills_its_field(qtbot, desk, opened):
    phrases.switch_on(desk, [one for one in starter_phrases.phrases() if one.shortcut == "worked"])
    opened.toggle_objective(1)
    editor(opened).setFocus()
    qtbot.keyClicks(editor(opened), ";wor")
    QTest.keyClick(editor(opened), Key.Key_Return)

    assert "{objective}" not in editor(opened).text()
    assert opened.objectives.links()


def test_a_blank_keeps_the_note_from_being_signed_and_the_repair_goes_there(qtbot, desk, opened):
    editor(opened).setFocus()
    qtbot.keyClicks(editor(opened), "He was {?mood: calm|tense}.")
    opened.flush()
    opened._check()
    assert blanks_told(opened) == ["1 blank left in Data."]

    gap = next(one for one in opened.footer.gaps() if one.rule == "N9")
    assert opened.footer.gap_words(gap) == "1 blank left in Data"
    opened.footer.gap_requested.emit(gap)
    assert editor(opened).textCursor().selectedText() == "{?mood: calm|tense}"

    QTest.keyClick(editor(opened), Key.Key_2)
    opened._check()
    assert editor(opened).text() == "He was tense."
    assert blanks_told(opened) == []


def test_a_template_fills_the_note_and_leads_to_its_first_blank(desk, opened, starter):
    opened.header.template_chosen.emit(starter)

    assert editor(opened).text().startswith("Marcus arrived {?arrival")
    assert editor(opened).textCursor().selectedText() == "{?arrival: on time|late}"


def test_a_template_leaves_written_sections_alone(qtbot, opened, starter):
    qtbot.keyClicks(editor(opened), "My words.")
    opened.header.template_chosen.emit(starter)

    assert editor(opened).text() == "My words."
    assert editor(opened, SectionCode.PLAN).text()


def test_beginning_with_a_template_can_be_undone(opened, starter):
    opened.header.template_chosen.emit(starter)
    toast.of_window(opened).act()

    assert opened.sheet.is_empty()


def test_the_next_note_of_the_client_begins_as_the_last(desk, client, opened, starter):
    opened.header.template_chosen.emit(starter)
    begin(opened, client)

    assert editor(opened).text().startswith("Marcus arrived")


def test_what_the_template_brought_is_saved_at_once(desk, client, opened, starter):
    opened.header.template_chosen.emit(starter)
    begin(opened, client)
    newest = notes.rows(desk, client.id)[0]

    assert notes.open_edit(desk, newest.id).note.text_of(SectionCode.DATA).startswith("Marcus")


def test_a_forgotten_choice_begins_empty(client, opened, starter):
    opened.header.template_chosen.emit(starter)
    opened.header.template_chosen.emit(None)
    begin(opened, client)

    assert opened.sheet.is_empty()


def test_an_empty_note_of_another_kind_begins_as_the_last_of_that_kind(desk, client, opened):
    family = next(one for one in templates.starters() if one.kind is SessionKind.FAMILY)
    templates.choose(desk, replace(opened.note(), kind=SessionKind.FAMILY), family)
    opened.frame.note_service_choice.set_value(SessionKind.FAMILY)
    opened.frame._choose_kind(None)

    assert "spoke about" in editor(opened).text()


def test_a_written_note_keeps_its_words_when_its_kind_changes(qtbot, desk, client, opened):
    family = next(one for one in templates.starters() if one.kind is SessionKind.FAMILY)
    templates.choose(desk, replace(opened.note(), kind=SessionKind.FAMILY), family)
    qtbot.keyClicks(editor(opened), "My words.")
    opened.frame.note_service_choice.set_value(SessionKind.FAMILY)
    opened.frame._choose_kind(None)

    assert editor(opened).text() == "My words."
    assert editor(opened, SectionCode.PLAN).text() == ""


def test_the_template_button_is_there_while_the_note_is_empty(qtbot, opened):
    assert opened.header.note_template_button.isVisible()

    qtbot.keyClicks(editor(opened), "Words.")
    opened._check()
    assert not opened.header.note_template_button.isVisible()


def test_the_menu_lists_the_templates_of_the_kind_and_marks_the_last_choice(desk, opened, starter):
    opened.header.template_chosen.emit(starter)
    menu = QMenu(opened)
    opened.header._fill_templates(menu)
    actions = [one for one in menu.actions() if one.text()]

    assert [one.text() for one in actions] == ["Individual session", "Begin the next one empty"]
    assert actions[0].isChecked()


def test_a_phrase_made_elsewhere_is_offered_at_once(qtbot, desk, opened):
    qtbot.keyClicks(editor(opened), ";ne")
    phrases.add(desk, NewPhrase(shortcut="news", text="News.", subject=Subject.LIFE))
    qtbot.keyClicks(editor(opened), "w")

    assert [one.title for one in opened._phrases.typing().offers()] == [";news"]


def test_without_a_draft_no_list_opens(page):
    page.open_phrases()

    assert not page._phrases.typing().is_open()

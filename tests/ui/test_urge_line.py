"""The urge line of a note: chosen with one key, taken back, told again, and left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.records.cravings import Urge
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import cravings, notes
from counselor_desk.services.cravings import NewCraving
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes import shown
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.urges import UrgeLine

URGE = Urge(score=6, trigger="Payday", skill="Called his brother")


@pytest.fixture
def line(qtbot):
    made = UrgeLine()
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    made.show_urge(Urge(), 3)
    return made


@pytest.fixture
def page(qtbot, desk, client):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = NoteEditorPage(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    note = notes.start(desk, client.id)
    made.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))
    yield made
    made._draft.forget()
    bulletin.leave()


def press(line, *keys):
    for key in keys:
        QTest.keyClick(line.urge_scale, key)


def test_the_line_asks_for_nothing_but_a_score(line):
    assert line.urge_scale.isVisible()
    assert not line.urge_trigger_edit.isVisible()
    assert not line.alert_chip.isVisible()


def test_a_figure_chooses_and_opens_the_words(line, qtbot):
    with qtbot.waitSignal(line.edited):
        press(line, Qt.Key.Key_4)

    assert line.urge_trigger_edit.isVisible()
    assert line.collected() == Urge(score=4)


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ((Qt.Key.Key_7,), "Strong urge"),
        ((Qt.Key.Key_1, Qt.Key.Key_0), "Strong urge"),
        ((Qt.Key.Key_6,), "Up by 3"),
    ],
)
def test_a_strong_or_risen_urge_is_pointed_out(line, keys, word):
    press(line, *keys)

    assert line.alert_chip.isVisible()
    assert line.alert_chip.text == word


def test_a_small_rise_is_not(line):
    press(line, Qt.Key.Key_5)

    assert not line.alert_chip.isVisible()


def test_a_score_is_taken_back_with_delete_or_a_second_click(line, qtbot):
    press(line, Qt.Key.Key_4, Qt.Key.Key_Delete)
    assert line.collected().score is None
    place = line.urge_scale.place(5).center()
    for _ in range(2):
        qtbot.mouseClick(line.urge_scale, Qt.MouseButton.LeftButton, pos=place)

    assert line.collected() == Urge()
    assert not line.urge_trigger_edit.isVisible()


def test_words_stay_in_sight_without_a_score(line):
    press(line, Qt.Key.Key_4)
    line.urge_trigger_edit.setText("Payday")
    press(line, Qt.Key.Key_Delete)

    assert line.urge_trigger_edit.isVisible()


def test_the_editor_keeps_what_is_told_with_the_draft(page, desk):
    line = page.sheet.urge
    press(line, Qt.Key.Key_6)
    line.urge_trigger_edit.setText("Payday")
    line.urge_skill_edit.setText("Called his brother")
    page.flush()

    assert notes.open_edit(desk, page.note().id).urge == URGE


def test_the_editor_shows_what_was_told(page, desk, client):
    note = notes.start(desk, client.id)
    notes.keep(desk, NoteEdit(note=note, urge=URGE))
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 9), score=2))
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))

    assert page.sheet.urge.collected() == URGE
    assert page.sheet.urge.alert_chip.text == "Up by 4"


def test_another_note_does_not_begin_with_it(page, desk, client):
    press(page.sheet.urge, Qt.Key.Key_6)
    page.show_place(Place(page=Page.NOTE, client_id=client.id))
    other = notes.start(desk, client.id)
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=other.id))

    assert page.sheet.urge.collected() == Urge()


@pytest.mark.parametrize(
    ("kind", "is_asked"),
    [
        (SessionKind.INDIVIDUAL, True),
        (SessionKind.GROUP, True),
        (SessionKind.CRISIS, True),
        (SessionKind.COLLATERAL_CONTACT, False),
        (SessionKind.NO_SHOW, False),
    ],
)
def test_only_a_client_who_is_there_is_asked(page, desk, client, kind, is_asked):
    note = notes.start(desk, client.id, kind=kind)
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))

    assert page.sheet.urge.isVisible() is is_asked


def test_the_gap_leads_to_the_scale(page):
    line = page.sheet.urge
    press(line, Qt.Key.Key_4)
    line.urge_trigger_edit.setText("Payday")
    press(line, Qt.Key.Key_Delete)
    page._check()
    (gap,) = (one for one in page._findings if one.repair == "urge")
    page._lead_to(gap)

    assert line.error() == gap.message
    press(line, Qt.Key.Key_4)
    assert not line.error()


def test_the_reader_tells_it(page, desk, client):
    note = notes.start(desk, client.id)
    notes.keep(desk, NoteEdit(note=replace(note, topic="Sleep"), urge=URGE))
    page.reader.show_note(shown.load(desk, note.id))

    assert "6 of 10. Set off by: Payday. Skill used: Called his brother." in (
        page.reader._urge._words.text()
    )

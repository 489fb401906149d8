"""The banner over the pages tells what was brought back from a rescue file, and leads there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import DiskFullError, RescuedError, UnsavedError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.services import notes, rescues
from counselor_desk.storage import files
from counselor_desk.storage.database import Database
from counselor_desk.ui import messages
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.store_banners import RescueBanner
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def went():
    return []


@pytest.fixture
def banner(qtbot, went):
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = RescueBanner(navigator)
    made.kept_navigator = navigator
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rescued(desk, client, monkeypatch):
    """A note whose last words are in a rescue file of an earlier sitting."""
    note = notes.start(desk, client.id)

    def refuse(*_given, **_how):
        raise DiskFullError

    with monkeypatch.context() as full:
        full.setattr(Database, "write", refuse)
        with pytest.raises(RescuedError):
            notes.keep(desk, NoteEdit(note=note))
    desk.session_uid = Uid("the next sitting")
    return note


def test_without_a_rescue_there_is_no_banner(desk, banner):
    banner.follow(desk)

    assert banner.isHidden()


def test_what_was_brought_back_is_told_with_its_time(desk, banner, rescued):
    banner.follow(desk)

    assert not banner.isHidden()
    assert "What you typed on March 12, 2026 at 10:04 am" in banner.accessibleName()


def test_its_button_opens_the_note(desk, banner, rescued, went):
    banner.follow(desk)
    banner.action_button.click()

    assert went == [Place(page=Page.NOTE, client_id=rescued.client_id, note_id=rescued.id)]
    assert banner.isHidden()


@pytest.fixture
def copy(desk, client, tmp_path, monkeypatch):
    """A saved copy of a note's last words, which the person chooses."""
    note = notes.start(desk, client.id)
    told = Section(code=SectionCode.DATA, text="He named five triggers.")

    def refuse(*_given, **_how):
        raise DiskFullError

    with monkeypatch.context() as full:
        full.setattr(Database, "write", refuse)
        full.setattr(files, "write_atomic", refuse)
        with pytest.raises(UnsavedError) as unsaved:
            notes.keep(desk, NoteEdit(note=replace(note, sections=(told,))))
    path = tmp_path / "copy.cdrescue"
    rescues.save_copy(unsaved.value, path)
    monkeypatch.setattr(messages, "choose_open_path", lambda *_given: path)
    return note, path


def test_a_saved_copy_is_brought_back_and_leads_to_its_note(desk, banner, copy, went):
    note, _ = copy
    banner.follow(desk)
    banner.ask_for_copy()
    banner.action_button.click()

    assert notes.open_edit(desk, note.id).note.text_of(SectionCode.DATA)
    assert went[-1].note_id == note.id


def test_a_copy_whose_words_are_all_there_says_so(desk, banner, copy):
    banner.follow(desk)
    banner.ask_for_copy()
    banner.ask_for_copy()

    assert "in its draft already" in banner.accessibleName()
    assert banner.action_button.isHidden()


def test_a_file_that_is_no_copy_is_said(desk, banner, copy):
    _, path = copy
    path.write_bytes(b"something else")
    banner.follow(desk)
    banner.ask_for_copy()

    assert "Nothing was brought back" in banner.accessibleName()


def test_the_open_note_is_read_anew_after_a_copy_was_brought_back(desk, client, copy, qtbot):
    note, _ = copy
    window = Workspace(lock_minutes=5)
    qtbot.addWidget(window)
    window.use(desk)
    place = Place(page=Page.NOTE, client_id=client.id, note_id=note.id)
    window.start(place)
    window.show()
    window.rescue_banner.ask_for_copy()
    window.rescue_banner.action_button.click()
    page = window.findChild(NoteEditorPage)

    assert page.isVisible()
    assert page.note().text_of(SectionCode.DATA) == "He named five triggers."
    window.leave()

"""The banner over the pages tells what was brought back from a rescue file, and leads there."""

from __future__ import annotations

import pytest

from counselor_desk.errors import DiskFullError, RescuedError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import Uid
from counselor_desk.services import notes
from counselor_desk.storage.database import Database
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.store_banners import RescueBanner


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

"""What one process hands to the next: positions and ids, read once, bounded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counselor_desk.records.ids import ClientId, NoteId
from counselor_desk.ui import relaunch, whereabouts
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.spots import Spot
from counselor_desk.ui.whereabouts import Whereabouts

LEFT = Whereabouts(
    folder=Path("Records.cdesk"),
    place=Place(page=Page.CHART, client_id=ClientId(7), tab=Tab.NOTES, note_id=NoteId(3)),
    recent=(ClientId(7), ClientId(2)),
    spot=Spot(scrolls=((120, 0), (0, 8)), control="NoteText", focus=1, caret=(12, 9)),
    geometry="AdnQywAD",
    is_minimized=True,
    asks_folder=True,
)


def test_what_was_open_comes_through_whole():
    assert whereabouts.from_json(LEFT.to_json()) == LEFT


@pytest.mark.parametrize(
    "message", [b"", b"{}", b"[1]", b"\xff", b'{"folder": 1}', b"[" * 9999, LEFT.to_json()[:-9]]
)
def test_what_makes_no_sense_is_nothing(message):
    assert whereabouts.from_json(message) is None


def test_a_page_with_very_many_positions_still_fits_into_the_pipe():
    long = Whereabouts(folder=LEFT.folder, spot=Spot(scrolls=((1, 1),) * 9999))

    assert whereabouts.from_json(long.to_json()) == Whereabouts(folder=LEFT.folder)


def test_the_message_is_read_once():
    read, write = os.pipe()
    os.write(write, b"here")
    os.close(write)
    environment = {relaunch.VARIABLE: str(read), "HOME": "there"}

    assert relaunch.handed_over(environment) == b"here"
    assert environment == {"HOME": "there"}
    assert relaunch.handed_over(environment) is None


@pytest.mark.parametrize("number", ["", "x", "-1", "99999", "9" * 40])
def test_a_number_of_no_open_file_is_a_usual_start(number):
    assert relaunch.handed_over({relaunch.VARIABLE: number}) is None


def test_a_program_that_cannot_start_anew_says_so(monkeypatch):
    monkeypatch.setattr(relaunch.sys, "executable", "/nonexistent/python")

    with pytest.raises(OSError, match="nonexistent"):
        relaunch.replace_process(b"here", {})

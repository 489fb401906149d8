"""Five hundred clients come in by keyboard alone, twenty of them known; then all leave again."""

from __future__ import annotations

from pathlib import Path

import pytest

from counselor_desk.services import clients
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import messages
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

COUNT, KNOWN = 500, 20
MOST_STOPS = 40


def row(number: int) -> str:
    return f"Abara {number},Imani,{1950 + number % 50}-04-03,(555) 010-{number:04},2026-02-09\n"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, as the system's own dialog would give it."""
    path = tmp_path / "clients.csv"
    head = "Last name,First name,DOB,Phone,Admit date\n"
    path.write_text(head + "".join(map(row, range(COUNT))), encoding="utf-16")
    monkeypatch.setattr(messages, "choose_open_path", lambda *_: path)
    return path


@pytest.fixture
def person(start, store, reopened) -> Person:
    """Somebody whose store has a client and twenty of those in the file."""
    desk = reopened(store)
    with desk.write():
        for number in range(KNOWN):
            clients.add(desk, NewClient(given_name="Imani", family_name=f"Abara {number}"))
    desk.close()
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


def tabs_to(person: Person, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        if person.focus() == name:
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach {name!r}; it is at {person.focus()!r}")


def test_five_hundred_clients_are_imported_and_taken_back_by_keyboard(
    person, source, answers, store, reopened
):
    person.presses("Ctrl+2")
    tabs_to(person, "Import")
    person.presses("Space")
    person.waits(lambda: person.focus() == "Choose a file…", "the page")
    person.presses("Space")
    person.waits_to_see("clients.csv · 500 rows · UTF-16, commas")
    person.presses("Ctrl+Return")
    person.waits_to_see("480 clients will be imported")
    assert person.sees("20 clients may be there already and will be left out.")
    assert person.focus() == "Rows of the file"
    # One of them is somebody else of the same name.
    person.presses("Down", "Space")
    person.waits_to_see("481 clients will be imported")
    person.presses("Ctrl+Return")
    person.waits_to_see("481 clients imported")
    person.presses("Ctrl+2")
    person.waits_to_see("502")

    tabs_to(person, "Import")
    person.presses("Space")
    person.waits_to_see("Last import: 481 clients")
    tabs_to(person, "Undo import")
    answers.expect("Undo this import?", lambda: person.presses("Tab", "Return"))
    person.presses("Space")
    person.waits_to_see("Import undone")
    person.window.close()

    desk = reopened(store)
    assert len(clients.rows(desk)) == KNOWN + 1

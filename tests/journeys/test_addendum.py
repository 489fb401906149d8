"""Something is added to a signed note: signed by itself, below the note, which stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.services import addenda, clients, notes
from tests.desks import PASSPHRASE

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

SAID = "She told of a quiet week."
ADDED = "Her sister called later and confirmed the ride for Monday."


@pytest.fixture
def signed(store, reopened):
    """A note of the only client, signed before."""
    desk = reopened(store)
    (client,) = clients.rows(desk)
    note = replace(
        notes.start(desk, client.id),
        starts=time(9),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="Intake, plan not due",
        sections=(
            Section(code=SectionCode.DATA, text=SAID),
            Section(code=SectionCode.PLAN, text="Write the plan."),
        ),
    )
    note = notes.sign(desk, NoteEdit(note=note))
    desk.close()
    return note


def test_addendum(signed, store, start, answers, reopened):
    person = start(store)
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("Notes")
    person.waits_to_see(SAID)
    person.clicks("Add addendum")
    person.types(ADDED)
    answers.expect("Sign this addendum?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")

    person.waits_to_see("Signed + 1")
    assert person.sees(SAID)
    assert person.sees(ADDED)
    person.window.close()
    desk = reopened(store)
    assert notes.get(desk, signed.id) == signed
    assert notes.proof(desk, signed)
    (added,) = addenda.of_note(desk, signed.id)
    assert (added.text, added.is_signed) == (ADDED, True)
    assert addenda.proof(desk, added)

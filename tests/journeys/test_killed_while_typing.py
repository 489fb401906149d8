"""The program is killed while somebody types: the next window offers the draft."""

from __future__ import annotations

import pytest

from counselor_desk.records.notes import SectionCode
from counselor_desk.services import clients, notes
from tests.desks import PASSPHRASE
from tests.faults.typing_kills import kill_while_typing

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

TYPED_S = 4.0
"""Long enough for the first save, which comes at least every three seconds."""


def test_note_interrupted_by_a_kill_restored_signed(store, start, answers, clock):
    killed = kill_while_typing(store, TYPED_S)
    assert killed.kept

    clock.pass_by(minutes=5)
    person = start(store)
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("Notes")
    person.waits_to_see("Draft")
    person.clicks("Continue")
    person.waits(lambda: person.focus() == "Assessment", "the caret in Assessment")
    assert person.sees(killed.kept.strip())

    person.types("Making progress.")
    person.presses("Alt+Down")
    person.types("Write the plan.")
    person.presses("Ctrl+Return")
    person.types("9")
    person.presses("Ctrl+Return")
    person.types("Intake, plan not due")
    person.presses("Ctrl+Return", "N")
    answers.expect("Sign this note?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")

    person.waits_to_see("Note signed")
    desk = person.window.desk
    (client,) = clients.rows(desk)
    (row,) = notes.rows(desk, client.id)
    signed = notes.get(desk, row.id)
    assert signed.is_signed
    assert signed.text_of(SectionCode.DATA) == killed.kept

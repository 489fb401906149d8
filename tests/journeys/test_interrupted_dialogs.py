"""A dialog that a lock interrupts: its words are there when it is opened again."""

from __future__ import annotations

import pytest

from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients, dialog_drafts, medications
from tests.desks import PASSPHRASE

DRUG, DOSE, HALF_A_DAY = "Naltrexone", "50 mg", "3/1x"

# What the offscreen platform says of windows that were locked.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")


def the_client(desk) -> ClientId:
    (row,) = clients.rows(desk)
    return row.id


def open_list(person) -> None:
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("Medications")


def test_a_medication_that_was_being_typed_is_there_after_the_lock(person, answers):
    def is_interrupted() -> None:
        person.fills("Name", DRUG)
        person.fills("Dose", DOSE)
        person.fills("Since", HALF_A_DAY)
        person.locks()

    def goes_on() -> None:
        seen.append((person.finds("Name").text(), person.finds("Since").text()))
        person.fills("Since", "3/1")
        person.clicks("Add")

    seen: list[tuple[str, str]] = []
    open_list(person)
    answers.expect("Add medication", is_interrupted)
    person.clicks("Add medication")
    person.waits(lambda: person.window.desk is None, "the lock")

    # Every desktop gives the focus back when a dialog closes; the offscreen one does not.
    person.window.activateWindow()
    person.unlocks(PASSPHRASE)
    desk = person.window.desk
    assert medications.of_client(desk, the_client(desk)).medications == ()
    open_list(person)
    answers.expect("Add medication", goes_on)
    person.clicks("Add medication")

    assert seen == [(DRUG, HALF_A_DAY)]
    (kept,) = medications.of_client(desk, the_client(desk)).medications
    assert (kept.name, kept.dose) == (DRUG, DOSE)
    assert dialog_drafts.find(desk, the_client(desk), "new_medication") is None

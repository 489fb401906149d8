"""The individual note: how many keys it costs beyond its words, and that no key has to wait."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem
from counselor_desk.services import clients, notes, plans
from counselor_desk.services.desk import Desk
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person
from tests.journeys.watchdog import Watchdog

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

MOST_TO_THE_FIRST_LETTER = 2
MOST_BEYOND_PROSE = 12
DATA = "He came on time and named four of his triggers; payday stays the hardest."
ASSESSMENT = "Notices urges sooner than last month."
PLAN = "Practice urge surfing daily; call his sponsor on Thursday."


@dataclass
class Counted:
    """A person whose keys and clicks are counted; words of the note are not."""

    person: Person
    actions: int = 0

    def presses(self, *keys: str) -> None:
        """Keys that are no prose."""
        self.actions += len(keys)
        self.person.presses(*keys)

    def enters(self, text: str) -> None:
        """Letters that are no prose: a time."""
        self.actions += len(text)
        self.person.types(text)

    def clicks(self, what: object) -> None:
        """One click."""
        self.actions += 1
        self.person.clicks(what)


@pytest.fixture
def person(start, store, reopened) -> Person:
    """Somebody on Today, with a client who has a signed plan."""
    desk = reopened(store)
    sign_a_plan(desk)
    desk.close()
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


def sign_a_plan(desk: Desk) -> None:
    (client,) = clients.rows(desk)
    step = Intervention(node_uid=desk.new_uid(), text="Functional analysis", frequency="weekly")
    objective = Objective(node_uid=desk.new_uid(), text="Name five triggers", interventions=(step,))
    goal = Goal(node_uid=desk.new_uid(), text="Stay sober", objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol", goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))


def the_note(desk: Desk):
    (client,) = clients.rows(desk)
    (row,) = notes.rows(desk, client.id)
    return notes.get(desk, row.id)


def begin_note(person: Person) -> None:
    """A recent client, then a new note."""
    person.presses("Ctrl+2")
    person.types("rey")
    person.presses("Down", "Ctrl+N")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")


def go_to_today(person: Person) -> None:
    """Ctrl+1 ticks an objective in a note, so one goes back first."""
    person.presses("Alt+Left", "Ctrl+1")
    person.waits_to_see("What you owe")


def test_from_today_a_new_note_of_a_recent_client_is_two_actions_away(person):
    begin_note(person)
    person.types("Yesterday.")
    go_to_today(person)
    counted = Counted(person)

    counted.clicks("Marcus R.")
    person.waits_to_see("At a glance")
    counted.presses("Ctrl+N")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")
    person.types("T")

    assert person.sees("T")
    assert counted.actions <= MOST_TO_THE_FIRST_LETTER


def test_from_today_an_owed_note_is_one_action_away(person):
    begin_note(person)
    person.types(DATA)
    go_to_today(person)
    counted = Counted(person)

    counted.presses("Return")
    person.waits(lambda: person.focus() == "Data", "the caret where one was")
    person.types("T")

    assert person.sees(f"{DATA}T")
    assert counted.actions < MOST_TO_THE_FIRST_LETTER


def test_individual_note_by_keyboard_only(person, answers):
    """Signing leads from gap to gap; a choice it led to leads on by itself."""
    begin_note(person)
    counted = Counted(person)
    person.types(DATA)
    counted.presses("Alt+Down")
    person.types(ASSESSMENT)
    counted.presses("Alt+Down")
    person.types(PLAN)
    counted.presses("Ctrl+1", "Ctrl+Return")
    assert person.focus() == "Start – end"
    counted.enters("9")
    counted.presses("Ctrl+Return")
    assert person.focus() == "Progress on 1.1.1: Worse"
    counted.presses("B")
    assert person.focus() == "Functional analysis"
    counted.presses("Space", "Ctrl+Return")
    assert person.focus() == "Risk today: None reported"
    counted.presses("N")
    assert person.focus() == "Sign and lock…"
    answers.expect("Sign this note?", lambda: counted.presses("Return"))
    counted.presses("Ctrl+Return")

    person.waits_to_see("Note signed")
    signed = the_note(person.window.desk)
    assert (signed.is_signed, signed.minutes) == (True, 50)
    assert counted.actions <= MOST_BEYOND_PROSE


def test_individual_note_by_keyboard_and_mouse(person, answers):
    begin_note(person)
    counted = Counted(person)
    person.types(DATA)
    counted.presses("Tab")
    person.types(ASSESSMENT)
    counted.presses("Tab")
    person.types(PLAN)
    counted.clicks("Risk today: None reported")
    counted.clicks("Start – end")
    counted.enters("9")
    counted.clicks("1.1.1 Name five triggers")
    counted.clicks("Progress on 1.1.1: Better")
    counted.clicks("Functional analysis")
    answers.expect("Sign this note?", lambda: counted.presses("Return"))
    counted.clicks("Sign and lock…")

    person.waits_to_see("Note signed")
    assert the_note(person.window.desk).is_signed
    assert counted.actions <= MOST_BEYOND_PROSE


def test_no_key_of_a_note_waits(person):
    begin_note(person)
    watch = Watchdog()
    watch.types(person, DATA)
    watch.presses(person, "Alt+Down")
    watch.types(person, ASSESSMENT)
    watch.waits(lambda: person.sees("Saved "), "the note to be saved")
    watch.presses(person, "Alt+Down", "Ctrl+1", "Ctrl+1")
    watch.types(person, PLAN)

    assert watch.stalls == []

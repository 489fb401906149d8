"""Everything a note needs, from the list of clients to its signature, without a mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem
from counselor_desk.services import clients, plans
from counselor_desk.services.desk import Desk
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

MOST_STOPS = 40


@pytest.fixture
def person(start, store, reopened) -> Person:
    """Somebody who begins the day, with a client who has a signed plan."""
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


def tabs_to(person: Person, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        if person.focus() == name:
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach {name!r}; it is at {person.focus()!r}")


def open_note(person: Person) -> None:
    """From the list, by its filter, to a new note."""
    person.presses("Ctrl+2")
    person.types("rey")
    person.presses("Down", "Return")
    person.waits_to_see("At a glance")
    tabs_to(person, "New note")
    person.presses("Space")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")


def test_a_note_is_written_and_signed_by_keyboard(person, answers):
    open_note(person)
    person.types("He came on time and named four triggers.")
    person.presses("Alt+Down")
    person.types("Growing insight.")
    person.presses("Alt+Down")
    person.types("Practice urge surfing.")
    person.presses("Alt+Down", "Space")
    assert person.focus() == "Risk today: None reported"
    # Signing leads from gap to gap.
    person.presses("Ctrl+Return")
    assert person.focus() == "Start – end"
    person.types("9-950")
    person.presses("Return", "Ctrl+Return")
    assert person.focus() == "1.1.1 Name five triggers"
    person.presses("Ctrl+1", "Ctrl+Return")
    assert person.focus() == "Progress on 1.1.1: Worse"
    # A choice that signing led to leads on.
    person.presses("Right", "Right", "Space")
    assert person.focus() == "Functional analysis"
    person.presses("Space")
    answers.expect("Sign this note?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")

    person.waits_to_see("Note signed")
    assert person.sees("Better")


def test_f6_goes_through_the_panes_and_back_to_the_caret(person):
    open_note(person)
    reached = []
    for _ in range(4):
        person.presses("F6")
        reached.append(person.focus())

    first_gap = "Enter when the session started and ended."
    assert reached == ["1.1.1 Name five triggers", first_gap, "Clients, 1", "Data"]
    person.presses("Shift+F6")
    assert person.focus() == "Clients, 1"


def test_a_page_without_inspector_has_two_panes(person):
    person.presses("Ctrl+2", "F6")
    assert person.focus() == "Clients, 1"
    person.presses("F6")

    assert person.focus() == "Filter by name or number"


@pytest.mark.parametrize("times", [1, 3])
def test_escape_never_takes_what_was_typed_in_a_note(person, times):
    open_note(person)
    person.types("Typed with care")
    person.presses(*["Esc"] * times)

    assert person.sees("Typed with care")
    person.types(".")
    assert person.sees("Typed with care.")


def test_escape_never_takes_what_was_typed_in_a_form(person):
    person.presses("Ctrl+Shift+N")
    person.types("Imani")
    person.presses("Esc")

    assert person.finds("Given name").text() == "Imani"


def test_escape_in_the_sign_dialog_signs_nothing(person, answers):
    open_note(person)
    person.types("He came on time.")
    person.presses("Alt+Down", "Alt+Down")
    person.types("Go on.")
    person.presses("Alt+Down", "Space", "Ctrl+Return")
    person.types("9-950")
    person.presses("Return", "Ctrl+1", "Ctrl+Return", "Space", "Ctrl+Return", "Space")
    answers.expect("Sign this note?", lambda: person.presses("Esc"))
    person.presses("Ctrl+Return")

    assert person.sees("He came on time.")
    assert person.sees("Ready to sign")


def test_a_plan_row_keeps_its_words_through_escape(person):
    """Esc gives up the new words of a row that is open; those it had stay."""
    person.presses("Ctrl+2")
    person.types("rey")
    person.presses("Down", "Return")
    person.waits_to_see("At a glance")
    person.presses("Ctrl+Tab", "Ctrl+Tab")
    person.waits_to_see("Active · signed")
    tabs_to(person, "Start review")
    person.presses("Space")
    tabs_to(person, "Treatment plan")
    person.presses("Down", "F2", "Ctrl+A")
    person.types("Alcohol use disorder")
    person.presses("Return", "F2", "Esc")

    assert person.sees("Alcohol use disorder")

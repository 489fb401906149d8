"""An intake in one sitting, by keyboard: person, home, care, papers, code, use, plan and more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.records.circumstances import CareLevel, LivingKind
from counselor_desk.records.clients import ContactKind
from counselor_desk.services import (
    assessments,
    circumstances,
    clients,
    diagnoses,
    episodes,
    intakes,
    medications,
    people,
    plans,
    substances,
)
from counselor_desk.services.desk import Desk
from tests.journeys.conftest import Answers
from tests.journeys.persons import Person

GIVEN, FAMILY = "Imani", "Brooks"
PHONE, ADDRESS = "918-555-0140", "12 Elm Street, Tulsa"
SISTER, HER_PHONE = "Naomi Brooks", "918-555-0141"
DETOX, OUTCOME = "Riverbend", "completed"
DRINK, HOW_OFTEN = "Vodka", "daily, a pint"
BASIS = "Says so, and the referral agrees."
DIAGNOSIS = "F10.20"
MEDICATION, DOSE = "Naltrexone", "50 mg"
PROBLEM, GOAL, OBJECTIVE = "Alcohol use disorder", "Stay sober", "Name five triggers"
STEP = "Functional analysis"
MOST_STOPS = 60
PAPERS = (
    "Consent to treatment",
    "Telehealth consent",
    "Rights and program rules",
    "Notice of privacy practices",
    "Notice of confidentiality (42 CFR 2.22)",
)

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")


def test_an_intake_in_one_sitting_by_keyboard(
    person: Person, answers: Answers, reopened: Callable[[Path], Desk], store: Path
) -> None:
    add_the_client(person)
    tell_who_is_around(person, answers)
    tell_where_she_lives(person, answers)
    tell_of_earlier_care(person, answers)
    sign_the_papers(person, answers)
    assess(person, answers)
    pick_a_diagnosis(person, answers)
    tell_what_was_used(person)
    list_a_medication(person, answers)
    write_the_plan(person, answers)

    person.window.close()
    check_records(reopened(store))


def add_the_client(person: Person) -> None:
    """The form, from its first field to Ctrl+Enter."""
    person.presses("Ctrl+Shift+N")
    person.waits(lambda: person.focus() == "Given name", "the caret in the form")
    person.types(GIVEN)
    tabs_to(person, "Family name")
    person.types(FAMILY)
    tabs_to(person, "Birth date")
    person.types("5/2/1991")
    tabs_to(person, "Admitted on")
    person.types("3/12")
    tell_how_to_reach_her(person)
    person.presses("Ctrl+Return")
    person.waits_to_see("Client added")


def tell_how_to_reach_her(person: Person) -> None:
    """A telephone number stands ready to be typed; an address is one kind further."""
    tabs_to(person, "Contact")
    person.types(PHONE)
    tabs_to(person, "Add contact")
    person.presses("Space", "Shift+Tab")
    assert person.focus() == "Kind of contact"
    person.presses("Down", "Down", "Tab")
    person.types(ADDRESS)


def tell_who_is_around(person: Person, answers: Answers) -> None:
    """Somebody to call in an emergency."""
    turn_to(person, "View: Overview", "View: Person")
    tabs_to(person, "Add, People around the client")

    def fill() -> None:
        tabs_to(person, "Name")
        person.types(SISTER)
        tabs_to(person, "Phone")
        person.types(HER_PHONE)
        tabs_to(person, "Call in an emergency")
        person.presses("Space", "Return")

    answers.expect("Add a person", fill)
    person.presses("Space")
    comes_back(person)
    person.waits_to_see(SISTER)


def tell_where_she_lives(person: Person, answers: Answers) -> None:
    """With family, since before the program."""
    tabs_to(person, "Moved, Living and work")

    def fill() -> None:
        tabs_to(person, "Lives")
        person.presses("Down")
        tabs_to(person, "With whom")
        person.types(SISTER)
        person.presses("Return")

    answers.expect("Where the client lives now", fill)
    person.presses("Space")
    comes_back(person)
    person.waits_to_see("With family")


def tell_of_earlier_care(person: Person, answers: Answers) -> None:
    """Detox until two days ago, which the chart's head tells from now on."""
    tabs_to(person, "Add, Earlier care")

    def fill() -> None:
        tabs_to(person, "Facility")
        person.types(DETOX)
        tabs_to(person, "From")
        person.types("3/3")
        tabs_to(person, "Until")
        person.types("3/10")
        tabs_to(person, "How it ended")
        person.types(OUTCOME)
        person.presses("Return")

    answers.expect("Add earlier care", fill)
    person.presses("Space")
    comes_back(person)
    person.waits_to_see("2 days after detox")


def sign_the_papers(person: Person, answers: Answers) -> None:
    """Each paper of the intake opens with today's date; Enter keeps it."""
    tabs_to(person, "Intake papers")
    for number, title in enumerate(PAPERS):
        if number:
            person.presses("Down")
        answers.expect(title, lambda: person.presses("Return"))
        person.presses("Return")
        comes_back(person)


def assess(person: Person, answers: Answers) -> None:
    """Digits rate, Enter writes, Alt+Down goes on; signing leads from gap to gap."""
    turn_to(person, "View: Diagnoses", "View: Assessment")
    tabs_to(person, "Start the assessment")
    person.presses("Space")
    person.waits(lambda: person.focus().startswith("Rating"), "the first rating")
    for rating in "213232":
        person.presses(rating, "Return")
        person.types(BASIS)
        person.presses("Alt+Down")
    for answer in ("Risk of harm to self: None", "Risk of harm to others: None"):
        tabs_to(person, answer)
        person.presses("Space")
    tabs_to(person, "Active withdrawal: No")
    person.presses("Space")
    answers.expect("Sign this assessment?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see("Assessment signed")
    comes_back(person)


def pick_a_diagnosis(person: Person, answers: Answers) -> None:
    """A code is typed, its words are offered, and the first one is the principal one."""
    turn_to(person, "View: Diagnoses", "View: Diagnoses")
    tabs_to(person, "Add diagnosis")

    def pick() -> None:
        person.types(DIAGNOSIS)
        person.waits_to_see("uncomplicated")
        person.presses("Return")

    answers.expect("Find a diagnosis", pick)
    answers.expect(DIAGNOSIS, lambda: person.presses("Return"))
    person.presses("Space")
    comes_back(person)
    person.waits_to_see("Principal")


def tell_what_was_used(person: Person) -> None:
    """What was used, how often, and when last; the whole form by Tab."""
    turn_to(person, "View: Use and cravings", "View: Use and cravings")
    tabs_to(person, "Add substance")
    person.presses("Space")
    person.waits(lambda: person.focus() == "Class", "the form of a substance")
    person.presses("Down")
    tabs_to(person, "Name")
    person.types(DRINK)
    tabs_to(person, "How often")
    person.types(HOW_OFTEN)
    tabs_to(person, "Last use")
    person.types("3/2")
    tabs_to(person, "Treatment is mainly about it")
    person.presses("Space", "Ctrl+S")
    person.waits_to_see(DRINK)


def list_a_medication(person: Person, answers: Answers) -> None:
    """A start after today is refused beside its field; what was typed stays."""
    turn_to(person, "None taken")
    tabs_to(person, "Add medication")

    def fill() -> None:
        person.types(MEDICATION)
        person.presses("Tab")
        person.types(DOSE)
        tabs_to(person, "Medication for addiction")
        person.presses("Down", "Down", "Down")
        tabs_to(person, "Since")
        person.types("3/13")
        person.presses("Return")
        person.waits_to_see("This day is after today.")
        assert person.sees(DOSE)
        assert person.focus() == "Since"
        person.presses("Ctrl+A")
        person.types("3/12")
        person.presses("Return")

    answers.expect("Add medication", fill)
    person.presses("Space")
    comes_back(person)
    person.waits_to_see(f"{MEDICATION} {DOSE}")
    assert person.sees("For addiction")
    tabs_to(person, "None known")
    answers.expect("No known allergies?", lambda: person.presses("Return"))
    person.presses("Space")
    comes_back(person)
    person.waits_to_see("No known allergies, said on Mar 12.")


def write_the_plan(person: Person, answers: Answers) -> None:
    """Problem, goal, objective and a step; then the signature."""
    turn_to(person, "Start the plan")
    tabs_to(person, "Start the plan")
    person.presses("Space", "Space")
    person.types(PROBLEM)
    person.presses("Return", "Return")
    person.types(GOAL)
    person.presses("Tab", "Return")
    person.types(OBJECTIVE)
    # In the tree Tab moves a row in; F6 leads on to what stands beside it.
    person.presses("Tab", "F6")
    tabs_to(person, "Target date")
    person.types("4/30")
    tabs_to(person, "Add intervention")
    person.presses("Space")
    person.types(STEP)
    tabs_to(person, "How often")
    person.types("weekly")
    # Without a chosen row the plan as a whole stands beside the tree.
    person.presses("Shift+F6", "Esc", "F6")
    tabs_to(person, "In the client’s own words")
    person.types(GOAL)
    person.waits_to_see("Ready to sign")
    answers.expect("Sign this plan?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see("Plan signed")


def turn_to(person: Person, *controls: str) -> None:
    """Go to the tab that has a control; a further one is a view of that tab."""
    tab, *views = controls
    for _ in range(MOST_STOPS):
        if person.has(tab):
            break
        person.presses("Ctrl+Tab")
    else:
        raise AssertionError(f"no tab has {tab!r}")
    for view in views:
        turn_view(person, view)


def turn_view(person: Person, view: str) -> None:
    """Walk the segments of the tab to a view."""
    tabs_to(person, "View: ")
    for _ in range(MOST_STOPS):
        if person.focus() == view:
            person.presses("Space")
            return
        person.presses("Right")
    raise AssertionError(f"Right does not reach {view!r}; it is at {person.focus()!r}")


def tabs_to(person: Person, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(MOST_STOPS):
        if person.focus() == name or (name.endswith(": ") and person.focus().startswith(name)):
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach {name!r}; it is at {person.focus()!r}")


def comes_back(person: Person) -> None:
    """Every desktop gives the focus back when a dialog closes; the offscreen one does not."""
    person.window.activateWindow()
    person.waits(lambda: bool(person.focus()), "the focus to come back")


def check_records(desk: Desk) -> None:
    """Everything that was said stands in the chart."""
    row = next(row for row in clients.rows(desk) if row.full_name == f"{GIVEN} {FAMILY}")
    assert [(one.kind, one.value) for one in clients.contacts(desk, row.id)] == [
        (ContactKind.PHONE, PHONE),
        (ContactKind.ADDRESS, ADDRESS),
    ]
    (sister,) = people.of_client(desk, row.id)
    assert (sister.name, sister.phone, sister.is_emergency) == (SISTER, HER_PHONE, True)
    (home,) = circumstances.living(desk, row.id)
    assert (home.kind, home.with_whom) == (LivingKind.WITH_FAMILY, SISTER)
    (care,) = circumstances.prior_care(desk, row.id)
    assert (care.level, care.facility, care.outcome) == (CareLevel.DETOX, DETOX, OUTCOME)
    assert (care.started_on, care.ended_on) == (date(2026, 3, 3), date(2026, 3, 10))
    (used,) = substances.of_client(desk, row.id)
    assert (used.name, used.frequency, used.is_primary) == (DRINK, HOW_OFTEN, True)
    assert used.last_used_on == date(2026, 3, 2)
    episode = episodes.open_of(desk, row.id)
    assert episode is not None
    assert all(item.done_on == date(2026, 3, 12) for item in intakes.of_episode(desk, episode))
    assert assessments.in_force(desk, row.id) is not None
    (diagnosis,) = diagnoses.of_client(desk, row.id)
    assert (diagnosis.code, diagnosis.is_principal) == (DIAGNOSIS, True)
    listed = medications.of_client(desk, row.id)
    (kept,) = listed.for_addiction
    assert (kept.title, kept.started_on) == (f"{MEDICATION} {DOSE}", date(2026, 3, 12))
    assert listed.allergies_denied_on == date(2026, 3, 12)
    plan = plans.in_force(desk, row.id)
    assert plan is not None
    assert [one.text for one in plan.objectives()] == [OBJECTIVE]

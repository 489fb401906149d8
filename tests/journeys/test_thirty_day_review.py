"""The 30-day review: due on Today, written, signed; both versions stay to be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem, Rating
from counselor_desk.services import clients, plans
from counselor_desk.services.desk import Desk
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

OLD, NEW = "Name five triggers", "Name seven triggers and one skill for each"


@pytest.fixture
def reviewer(person, clock) -> Person:
    """Somebody who comes back thirty days after the plan was signed."""
    sign_a_plan(person.window.desk)
    person.locks()
    clock.pass_by(days=30)
    person.unlocks(PASSPHRASE)
    return person


def sign_a_plan(desk: Desk) -> None:
    (client,) = clients.rows(desk)
    step = Intervention(node_uid=desk.new_uid(), text="Functional analysis", frequency="weekly")
    objective = Objective(node_uid=desk.new_uid(), text=OLD, interventions=(step,))
    goal = Goal(node_uid=desk.new_uid(), text="Stay sober", objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol", goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))


def test_a_review_that_is_due_becomes_the_next_version(reviewer, answers):
    person = reviewer
    begin_from_today(person)
    change_the_objective(person)
    say_how_it_went(person)

    answers.expect("Sign this plan?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see("Plan signed")
    check_the_record(person.window.desk)
    read_both_versions(person)

    person.presses("Ctrl+1")
    person.waits_to_see("Today")
    assert not person.sees("Start review")


def begin_from_today(person: Person) -> None:
    """What is due on Today begins the review."""
    person.presses("Ctrl+1")
    person.waits_to_see("Start review")
    person.finds("What you owe").setFocus()
    person.presses("Home", "Return")
    person.waits_to_see("Review draft v2")
    assert person.sees("Progress since version 1")


def change_the_objective(person: Person) -> None:
    """To the third row, and other words in it."""
    person.finds("Treatment plan").setFocus()
    person.presses("Home", "Down", "Down")
    person.waits_to_see("Objective 1.1.1")
    person.fills("Objective", NEW)
    person.clicks("Treatment plan")
    person.presses("Esc")
    person.waits_to_see(f"Changed: Objective 1.1.1: {NEW}")
    assert person.sees(f"Was: {OLD}")


def say_how_it_went(person: Person) -> None:
    """Who took part, and how the objective of the version before stands."""
    person.clicks("Did the client take part?: Yes")
    person.waits(lambda: not person.sees("Say whether the client took part"), "one question less")
    person.fills("Who else took part, and in which role", "Gloria Reyes, mother")
    person.clicks(f"1.1.1 {OLD}: Better")
    person.waits_to_see("Ready to sign")


def check_the_record(desk: Desk) -> None:
    (client,) = clients.rows(desk)
    newest, first = plans.versions(desk, client.id)
    (before,), (now,) = list(first.objectives()), list(newest.objectives())
    assert (newest.version, first.version) == (2, 1)
    assert (before.node_uid, before.text, now.text) == (now.node_uid, OLD, NEW)
    assert (newest.client_took_part, newest.took_part) == (True, "Gloria Reyes, mother")
    (progress,) = plans.progress(desk, client.id)
    assert (progress.rating, progress.plan_id) == (Rating.BETTER, newest.id)
    seals = {plans.proof(desk, one).seal.short for one in (newest, first)}
    assert len(seals) == 2


def read_both_versions(person: Person) -> None:
    """Each with its own words and its own signature; neither can be written."""
    versions = person.finds("Version")
    assert isinstance(versions, QComboBox)
    assert person.sees(NEW)
    seal = sealed(person)
    # Every desktop gives the focus back when a dialog closes; the offscreen one does not.
    person.window.activateWindow()
    person.waits(lambda: QApplication.activeWindow() is not None, "the window")
    versions.setFocus()
    person.presses("Down")
    person.waits_to_see("Version 2 is in force.")
    assert person.sees(OLD)
    assert sealed(person) != seal
    assert not person.has("Sign and lock…")


def sealed(person: Person) -> str:
    """The line of the seal, as it is on the screen."""
    return next(line for line in person.reads().splitlines() if line.startswith("Sealed "))

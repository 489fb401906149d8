"""A return to use is recorded, the plan is reviewed and signed, and Today is content again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.services import clients, plans, stores, substances, today
from counselor_desk.services.desk import Desk
from tests.desks import PASSPHRASE, ZONE, Clock
from tests.journeys.conftest import Answers
from tests.journeys.persons import Person

CIRCUMSTANCES = "Payday evening, alone; called his sponsor the next day"
REVIEW = "Review the plan: return to use on Mar 10"
MOST_STOPS = 40

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")


@pytest.fixture
def person(start: Callable[..., Person], store: Path, clock: Clock) -> Person:
    """Somebody on Today; one client, whose plan was signed eight days ago."""
    clock.pass_by(days=-8)
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE, clock=clock)
    step = Intervention(node_uid=desk.new_uid(), text="Functional analysis", frequency="weekly")
    objective = Objective(node_uid=desk.new_uid(), text="Name five triggers", interventions=(step,))
    goal = Goal(node_uid=desk.new_uid(), text="Stay sober", objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol", goals=(goal,))
    draft = replace(plans.start(desk, the_client(desk)), problems=(problem,))
    plans.sign(desk, PlanEdit(plan=draft))
    stores.lock(desk)
    clock.pass_by(days=8)
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


def the_client(desk: Desk) -> int:
    """The only client."""
    (row,) = clients.rows(desk)
    return row.id


def test_from_a_return_to_use_to_the_reviewed_plan_by_keyboard(person, answers, reopened, store):
    desk = person.window.desk
    assert owed(desk) == []
    open_use(person)
    record_a_return(person)
    assert owed(desk) == ["OwedReview"]

    # Leave it for now: Today remembers.
    person.presses("Ctrl+1")
    person.waits_to_see(REVIEW)
    person.presses("Return")
    person.waits_to_see("Review draft v2")
    sign_the_review(person, answers)

    person.presses("Ctrl+1")
    person.waits(lambda: not person.sees(REVIEW), "the review to be gone")
    assert owed(desk) == ["OwedStayReview"]
    person.window.close()
    check_records(reopened(store))


def owed(desk: Desk) -> list[str]:
    """What Today lists, by kind, apart from backups."""
    return [type(one).__name__ for one in today.owed(desk) if hasattr(one, "client_id")]


def open_use(person: Person) -> None:
    """From the list of clients to the view, by keys alone."""
    person.presses("Ctrl+2")
    person.types("rey")
    person.presses("Down", "Return")
    person.waits_to_see("CD-0001")
    for _ in range(MOST_STOPS):
        if person.has("View: Use and cravings"):
            break
        person.presses("Ctrl+Tab")
    tabs_to(person, lambda: person.focus().startswith("View: "))
    for _ in range(MOST_STOPS):
        if person.focus() == "View: Use and cravings":
            break
        person.presses("Right")
    person.presses("Space")
    person.waits_to_see("Returns to use")


def record_a_return(person: Person) -> None:
    """A day ahead is refused beside its field; what was typed stays."""
    tabs_to(person, lambda: person.focus() == "Record a return")
    person.presses("Space")
    person.waits(lambda: person.focus() == "Day of use", "the caret in the day")
    person.presses("Ctrl+A")
    person.types("3/14")
    tabs_to(person, lambda: person.focus() == "Substance")
    person.presses("Down")
    tabs_to(person, lambda: person.focus() == "Circumstances")
    person.types(CIRCUMSTANCES)
    person.presses("Ctrl+S")
    person.waits_to_see("The day of use is after today.")
    assert person.sees(CIRCUMSTANCES)
    assert person.focus() == "Day of use"
    person.presses("Ctrl+A")
    person.types("3/10")
    person.presses("Return")
    person.waits_to_see("Return to use recorded")
    assert person.focus() == "Review the plan now"


def sign_the_review(person: Person, answers: Answers) -> None:
    """The review begins as a copy of the plan, ready to be signed."""
    assert person.sees("Name five triggers")
    answers.expect("Sign this plan?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see("Plan signed")
    # Every desktop gives the focus back when a dialog closes; the offscreen one does not.
    person.window.activateWindow()
    person.waits(lambda: QApplication.focusWidget() is not None, "the focus to come back")


def tabs_to(person: Person, is_there: Callable[[], bool]) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        if is_there():
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach it; it is at {person.focus()!r}")


def check_records(desk: Desk) -> None:
    """The return is kept for good, and a second version of the plan is in force."""
    client_id = the_client(desk)
    (kept,) = substances.returns_of(desk, client_id)
    assert (kept.used_on, kept.learned_on) == (date(2026, 3, 10), date(2026, 3, 12))
    assert (kept.substance, kept.circumstances) == (SubstanceClass.ALCOHOL, CIRCUMSTANCES)
    plan = plans.in_force(desk, client_id)
    assert plan is not None
    assert plan.version == 2

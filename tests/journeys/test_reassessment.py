"""A client is assessed again after a month: what was, stays, and what changed is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.records.assessments import (
    AssessmentKind,
    CriterionAnswer,
    CriterionCode,
    DomainCode,
    Harm,
    changes,
)
from counselor_desk.services import assessments, clients, stores
from counselor_desk.services.desk import Desk
from tests.assessing import NARRATIVES, signed
from tests.desks import PASSPHRASE, ZONE, Clock
from tests.journeys.conftest import Answers
from tests.journeys.persons import Person

MOST_STOPS = 60

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")


@pytest.fixture
def person(start: Callable[..., Person], store: Path, clock: Clock) -> Person:
    """Somebody on Today; one client, who was assessed 30 days ago."""
    clock.pass_by(days=-30)
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE, clock=clock)
    signed(desk, the_client(desk))
    stores.lock(desk)
    clock.pass_by(days=30)
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


def the_client(desk: Desk) -> int:
    """The only client."""
    (row,) = clients.rows(desk)
    return row.id


def test_from_the_first_assessment_to_a_signed_second_by_keyboard(person, answers, reopened, store):
    open_assessment(person)
    rate(person)
    answer_risk(person)
    explain_the_home(person)
    sign(person, answers)

    assert person.sees("was 2, moderate")
    assert person.sees("mild at admission")
    person.window.close()
    check_records(reopened(store))


def open_assessment(person: Person) -> None:
    """From the list of clients to a second assessment, by keys alone."""
    person.presses("Ctrl+2")
    person.types("rey")
    person.presses("Down", "Return")
    person.waits_to_see("CD-0001")
    for _ in range(MOST_STOPS):
        if person.has("Reassess"):
            break
        person.presses("Ctrl+Tab")
    tabs_to(person, "Reassess")
    person.presses("Space")
    person.waits_to_see("Draft")
    assert person.focus() == "Rating of Withdrawal and intoxication: 2"


def rate(person: Person) -> None:
    """Digits rate, Alt+Down goes on, Enter leads to the words of last time."""
    person.presses("0", "Alt+Down", "Alt+Down", "2", "Return")
    assert person.focus() == "Basis of Mood, thinking and behavior"
    person.types(" None since.")
    person.presses("Alt+Down", "1", "Alt+Down", "2", "Alt+Down", "Alt+Down")
    assert person.focus() == "Risk of harm to self: None"


def answer_risk(person: Person) -> None:
    """A present risk asks what was done: signing leads there."""
    person.presses("Right", "Space")
    tabs_to(person, "Risk of harm to others: None")
    person.presses("Space", "Ctrl+Return")
    person.waits(lambda: person.focus() == "What you did about it", "the caret in the action")
    person.types("Safety plan reviewed")
    tabs_to(person, "Active withdrawal: No")
    person.presses("Space")


def explain_the_home(person: Person) -> None:
    """Five lines are met by one key each, the home is not, with a reason."""
    for code in CriterionCode:
        person.presses("Tab")
        assert person.focus().endswith(": Open")
        person.presses("N" if code is CriterionCode.HOME else "M")
        if code is CriterionCode.HOME:
            person.presses("Tab")
            assert person.focus() == "Reason: Supportive home"
            person.types("The roommate drinks")


def sign(person: Person, answers: Answers) -> None:
    """What is not met is said once more, and does not stand in the way."""
    answers.expect("Sign this assessment?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see("Assessment signed")


def tabs_to(person: Person, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        if person.focus() == name:
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach {name!r}; it is at {person.focus()!r}")


def check_records(desk: Desk) -> None:
    """Both are kept, sealed as they were signed, and the second tells what changed."""
    now, first = assessments.of_client(desk, the_client(desk))
    assert assessments.proof(desk, first).signatures
    assert assessments.proof(desk, now).signatures
    assert first.domain(DomainCode.D3).narrative == NARRATIVES[DomainCode.D3]
    assert now.kind is AssessmentKind.REASSESSMENT
    assert now.assessed_on == date(2026, 3, 12)
    assert now.domain(DomainCode.D3).narrative == f"{NARRATIVES[DomainCode.D3]} None since."
    assert [one.step for one in changes(now, first).values()] == [-2, 0, -1, -1, -2, 0]
    assert (now.harm_to_self, now.harm_to_others) == (Harm.PRESENT, Harm.NONE)
    assert now.action == "Safety plan reviewed"
    home = now.criterion(CriterionCode.HOME)
    assert (home.answer, home.reason) == (CriterionAnswer.NOT_MET, "The roommate drinks")

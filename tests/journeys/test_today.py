"""Today by keyboard: through the lines, one put off and taken back, one done, another day."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.program import Weekday
from counselor_desk.records.tasks import Lane
from counselor_desk.services import clients, tasks
from counselor_desk.services.tasks import NewTask
from tests import programme
from tests.journeys.persons import Person

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

OWED = ("Call the landlord", "Renew the card")
MOST_STOPS = 12


@pytest.fixture
def at_today(person) -> Person:
    """Somebody on Today with two tasks, and a session today and tomorrow."""
    desk = person.window.desk
    (client,) = clients.rows(desk)
    for day, text in ((13, OWED[0]), (14, OWED[1])):
        new = NewTask(lane=Lane.HOUSING, text=text, due_on=date(2026, 3, day))
        tasks.add(desk, client.id, new)
    for day in (Weekday.THURSDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_client=client, weekday=day, starts=time(15), ends=time(15, 50))
    person.presses("Ctrl+1")
    person.waits(lambda: person.focus() == "What you owe", "the list")
    return person


def row(person: Person) -> str:
    """The line the keys are on."""
    return str(QApplication.focusWidget().currentIndex().data())


def goes_to(person: Person, line: str) -> None:
    for _ in range(MOST_STOPS):
        if line in row(person):
            return
        person.presses("Down")
    raise AssertionError(f"no line has {line!r}")


def tabs_to(person: Person, name: str) -> None:
    for _ in range(MOST_STOPS):
        if person.focus() == name:
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach {name!r}")


def test_a_line_is_put_off_and_comes_back_by_keyboard(at_today):
    person = at_today
    goes_to(person, OWED[0])
    person.presses("S")
    person.waits_to_see("Put off until tomorrow")
    assert not person.sees(OWED[0])
    assert OWED[1] in row(person)

    person.presses("Ctrl+Z")

    person.waits_to_see(OWED[0])
    assert OWED[0] in row(person)
    assert not person.sees("Put off until tomorrow")


def test_enter_does_what_the_line_says(at_today):
    person = at_today
    goes_to(person, OWED[1])
    person.presses("Return")

    person.waits(lambda: not person.sees("What you owe"), "the task")
    person.waits_to_see(OWED[1])


def test_the_day_after_is_looked_at_and_left_by_keyboard(at_today):
    person = at_today
    tabs_to(person, "Sessions today")
    person.presses("Right")
    person.waits_to_see("Fri, Mar 13")
    assert person.sees("3:00 pm, 50 min, Marcus R., Individual")

    person.presses("Left")
    person.waits(partial(person.has, "Sessions today"), "today")


def test_a_note_is_begun_for_the_client_of_the_line(at_today, answers):
    person = at_today
    goes_to(person, OWED[0])
    answers.expect("New note", lambda: person.presses("Return"))

    person.presses("Ctrl+N")

    person.waits(lambda: not person.sees("What you owe"), "the note")
    person.waits_to_see("Marcus R.")

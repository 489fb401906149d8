"""A group from nothing to its first meeting in the week, by keyboard alone."""

from __future__ import annotations

from datetime import date, time

import pytest

from counselor_desk.services import attendance, groups, schedule, weeks
from tests.journeys.persons import Person

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

NAME = "Morning coping skills"
MOST_STOPS = 8


def test_a_group_is_made_filled_planned_and_opened_from_the_week(person, answers):
    make_the_group(person, answers)
    add_a_member(person, answers)
    plan_its_time(person, answers)
    open_it_from_the_week(person)
    check_the_record(person.window.desk)


def make_the_group(person: Person, answers) -> None:
    def name_it() -> None:
        person.types(NAME)
        person.presses("Return")

    person.presses("Ctrl+3")
    person.waits_to_see("No groups yet")
    answers.expect("New group", name_it)
    person.presses("Space")
    person.waits_to_see("Nobody is in the group.")
    comes_back(person)


def comes_back(person: Person) -> None:
    """Every desktop gives the focus back when a dialog closes; the offscreen one does not."""
    person.window.activateWindow()
    person.waits(lambda: bool(person.focus()), "the focus to come back")


def add_a_member(person: Person, answers) -> None:
    answers.expect("Add a member", lambda: person.presses("Return"))
    person.presses("Space")
    comes_back(person)
    person.waits(lambda: person.has("Members shown: Now 1"), "the member")


def plan_its_time(person: Person, answers) -> None:
    def say_when() -> None:
        person.presses("Tab")
        person.types("9-1030")
        person.presses("Return")

    answers.expect("Add weekly time", say_when)
    person.finds("Add time").setFocus()
    person.presses("Space")
    comes_back(person)
    person.waits_to_see("Thursday 9:00 – 10:30 am")


def open_it_from_the_week(person: Person) -> None:
    person.presses("Ctrl+1")
    person.waits(lambda: person.has("Day or week: Day"), "the day")
    person.finds("Day or week: Day").setFocus()
    person.presses("Right")
    person.waits_to_see("Week of March 9 – 15 · 1 session")
    assert person.sees(f"{NAME}, Group, Thursday March 12, 9:00 – 10:30 am, 1 expected")
    for _ in range(MOST_STOPS):
        if person.focus() == "Sessions of the week":
            break
        person.presses("Tab")
    assert person.focus() == "Sessions of the week"

    person.presses("Return")
    person.waits(lambda: not person.sees("Week of March"), "the group session")
    person.waits_to_see(NAME)


def check_the_record(desk) -> None:
    (now,) = groups.every(desk)
    (series,) = schedule.of_group(desk, now.group.id)
    (block,) = weeks.of_week(desk, date(2026, 3, 9)).blocks

    assert (now.group.name, len(now.members)) == (NAME, 1)
    assert (series.starts, series.ends) == (time(9), time(10, 30))
    assert attendance.get(desk, block.session_id).session.held_on == date(2026, 3, 12)

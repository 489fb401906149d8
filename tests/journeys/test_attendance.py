"""A day of attendance by keyboard: set, corrected, refused, taken back and set again."""

from __future__ import annotations

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.services import attendance_weeks, clients, groups
from tests import programme
from tests.journeys.persons import Person

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")


def plan_a_group(desk) -> None:
    (client,) = clients.rows(desk)
    group = programme.group(desk)
    since = desk.today().replace(day=1)
    groups.join(desk, group.id, client.id)
    for day in Weekday:
        programme.weekly(desk, of_group=group, weekday=day, begins_on=since)


def days_of(desk):
    (line,) = attendance_weeks.of_week(desk, desk.today()).lines
    return line.days


def test_a_day_is_set_corrected_and_taken_back_by_keyboard(person: Person) -> None:
    desk = person.window.desk
    plan_a_group(desk)
    person.presses("Ctrl+4")
    person.waits_to_see("Attendance")
    person.waits(lambda: person.focus() == "Attendance of the week", "the grid")
    today = days_of(desk)
    place = next(at for at, day in enumerate(today) if day.day == desk.today())

    person.presses("L")
    assert days_of(desk)[place].code is AttendanceCode.LATE
    person.types("75")
    person.presses("Return")
    assert days_of(desk)[place].minutes == 75
    person.types("999")
    person.presses("Return")
    person.waits_to_see("The session had 180 minutes.")
    person.presses("Esc", "Delete")
    person.waits_to_see("Attendance cleared")
    assert not days_of(desk)[place].is_recorded
    person.clicks("Undo")
    assert days_of(desk)[place].minutes == 75
    person.presses("Alt+Left")
    person.waits_to_see("This week")

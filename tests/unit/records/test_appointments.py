"""Appointments of a client: which words of a task name an hour, and which do not."""

from __future__ import annotations

from datetime import date, time

import pytest

from counselor_desk.records.appointments import hours_in, of_task
from counselor_desk.records.tasks import Lane, Task, TaskStatus

DAY = date(2026, 3, 13)


def task(**fields):
    facts = {"text": "Find work", "made_on": date(2026, 3, 2)} | fields
    return Task(id=1, uid="t", client_id=7, lane=Lane.JOB, **facts)


@pytest.mark.parametrize(
    ("said", "starts", "ends"),
    [
        ("Interview at Ozark Foods 2 pm", time(14), time(15)),
        ("Court 9:30 a.m., bring the papers", time(9, 30), time(10, 30)),
        ("Shift 7-11 am", time(7), time(11)),
        ("Class 6:00 – 8:00 pm", time(18), time(20)),
        ("Night shift 10 pm to 6 am", time(22), time(6)),
        ("Call the agency at noon", time(12), time(13)),
        ("Bus at 14:05", time(14, 5), time(15, 5)),
    ],
)
def test_an_hour_in_words_is_read_with_its_end(said, starts, ends):
    found = hours_in(said)

    assert (found.start, found.end) == (starts, ends)


@pytest.mark.parametrize(
    "said",
    [
        "Call 5 employers",
        "Ask about the 9 to 5 job",
        "Pay $5.30",
        "Call 555-1234",
        "Name 5 amazing things",
        "2 pm to 2 pm",
        "",
    ],
)
def test_other_numbers_are_no_hours(said):
    assert hours_in(said) is None


def test_the_next_action_counts_on_its_own_day():
    (found,) = of_task(task(next_action="Interview 2 pm", next_on=DAY, due_on=date(2026, 4, 1)))

    assert (found.held_on, found.text) == (DAY, "Interview 2 pm")


def test_the_words_of_the_task_count_on_the_day_it_is_due():
    (found,) = of_task(task(text="Court at 9 am", due_on=DAY))

    assert (found.held_on, found.starts, found.client_id) == (DAY, time(9), 7)


@pytest.mark.parametrize(
    "facts", [{"due_on": None}, {"due_on": DAY, "status": TaskStatus.DONE, "closed_on": DAY}]
)
def test_without_a_day_or_once_it_is_done_there_is_no_appointment(facts):
    assert list(of_task(task(text="Court at 9 am", **facts))) == []

"""Appointments of a client outside the program: tasks whose words name an hour of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from counselor_desk.errors import EndBeforeStartError, UnreadableTimeError
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.tasks import Task
from counselor_desk.records.times import TimeRange, parse_range

USUAL_MINUTES = 60
"""How long one lasts whose words name no end."""

_LONGEST_MINUTES = 12 * 60
_CLOCK = r"(?:\d{1,2}:[0-5]\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|noon\b)"
_UNTIL = r"\s?(?:[-–—]|\bto\b|\buntil\b)\s?"
_HOURS = re.compile(
    rf"(?<![\w:.$])(?:(?P<span>(?:{_CLOCK}|\d{{1,2}}){_UNTIL}{_CLOCK})|(?P<start>{_CLOCK}))(?![\w:])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Where a client has to be: an interview, a court date, a shift, a class.

    `text` is what the task says of it. An end that is not after the start is the next day's.
    """

    client_id: ClientId
    task_uid: Uid
    held_on: date
    starts: time
    ends: time
    text: str = field(repr=False)


def of_task(task: Task) -> Iterator[Appointment]:
    """What an open task says of hours: its next action on that day, its words on the due day."""
    if not task.is_open:
        return
    said = ((task.next_on, task.next_action), (task.due_on, task.text))
    for day, text in dict.fromkeys(said):
        hours = hours_in(text) if day is not None else None
        if day is not None and hours is not None:
            yield Appointment(
                client_id=task.client_id,
                task_uid=task.uid,
                held_on=day,
                starts=hours.start,
                ends=hours.end,
                text=text,
            )


def hours_in(text: str) -> TimeRange | None:
    """The first hour a sentence names, "interview at 2 pm", "shift 7-11 am"; None without one.

    A number counts as an hour when it has minutes, am or pm; an hour with no end lasts 60 minutes.
    """
    for found in _HOURS.finditer(text):
        try:
            hours = parse_range(
                found[0].replace(".", ""), usual_minutes=USUAL_MINUTES, may_be_overnight=True
            )
        except (EndBeforeStartError, UnreadableTimeError):
            continue
        if hours.minutes <= _LONGEST_MINUTES:
            return hours
    return None

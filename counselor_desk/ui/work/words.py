"""The words, icons and tones for lanes, owners, states and days of a task on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.plans import Goal
from counselor_desk.records.tasks import Lane, Task, TaskOwner, TaskStatus

SOON_DAYS = 7
"""From how many days ahead a due date is near."""

_LANES: dict[Lane, tuple[object, str]] = {
    Lane.CV: (QT_TRANSLATE_NOOP("work", "CV"), "file-user"),
    Lane.JOB: (QT_TRANSLATE_NOOP("work", "Job"), "briefcase-business"),
    Lane.SCHOOL: (QT_TRANSLATE_NOOP("work", "School and training"), "graduation-cap"),
    Lane.GOVERNMENT_AID: (QT_TRANSLATE_NOOP("work", "Government aid"), "wallet"),
    Lane.HOUSING: (QT_TRANSLATE_NOOP("work", "Housing"), "house"),
    Lane.DOCUMENTS: (QT_TRANSLATE_NOOP("work", "Documents"), "id-card"),
}
_OWNERS: dict[TaskOwner, object] = {
    TaskOwner.CLIENT: QT_TRANSLATE_NOOP("work", "Client"),
    TaskOwner.COUNSELOR: QT_TRANSLATE_NOOP("work", "Counselor"),
    TaskOwner.TOGETHER: QT_TRANSLATE_NOOP("work", "Together"),
    TaskOwner.OTHER: QT_TRANSLATE_NOOP("work", "Somebody else"),
}
_STATUSES: dict[TaskStatus, object] = {
    TaskStatus.OPEN: QT_TRANSLATE_NOOP("work", "Open"),
    TaskStatus.WAITING: QT_TRANSLATE_NOOP("work", "Waiting"),
    TaskStatus.DONE: QT_TRANSLATE_NOOP("work", "Done"),
    TaskStatus.DROPPED: QT_TRANSLATE_NOOP("work", "Dropped"),
}
_TICKS: dict[TaskStatus, tuple[str, str]] = {
    TaskStatus.OPEN: ("circle", "text2"),
    TaskStatus.WAITING: ("circle", "draft"),
    TaskStatus.DONE: ("circle-check", "signed"),
    TaskStatus.DROPPED: ("ban", "text3"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A word with its tone and icon."""

    text: str
    tone: str = "neutral"
    icon: str = ""


def translated(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("work", cast("str", text))


def lane(one: Lane) -> str:
    """The name of a lane."""
    return translated(_LANES[one][0])


def lane_icon(one: Lane) -> str:
    """The icon of a lane."""
    return _LANES[one][1]


def lanes() -> tuple[tuple[Lane, str], ...]:
    """Every lane with its name, in their order."""
    return tuple((one, lane(one)) for one in Lane)


def owners() -> tuple[tuple[TaskOwner, str], ...]:
    """Who can do a task."""
    return tuple((one, translated(words)) for one, words in _OWNERS.items())


def owner(task: Task) -> str:
    """Who does a task; somebody else by name, where there is one."""
    is_named = task.owner is TaskOwner.OTHER and task.owner_name
    return task.owner_name if is_named else translated(_OWNERS[task.owner])


def statuses() -> tuple[tuple[TaskStatus, str], ...]:
    """Where a task can stand."""
    return tuple((one, status(one)) for one in TaskStatus)


def status(one: TaskStatus) -> str:
    """Where a task stands, in a word."""
    return translated(_STATUSES[one])


def tick(task: Task) -> tuple[str, str]:
    """The icon before a task, and its ink."""
    return _TICKS[task.status]


def goal(one: Goal) -> str:
    """A goal with its number."""
    return f"{one.number} {one.text}".strip()


def when(task: Task, today: date) -> Said:
    """The chip of a task: how late, when due, or how it ended; an empty text without a date."""
    if not task.is_open:
        ended = status(task.status)
        if task.closed_on is not None:
            ended = f"{ended} {dates.write_short(task.closed_on, today)}"
        return Said(ended)
    if task.due_on is None:
        return Said("")
    ahead = (task.due_on - today).days
    if ahead < 0:
        late = translated("1 day late") if ahead == -1 else translated("{days} days late")
        return Said(late.format(days=-ahead), "risk", "circle-alert")
    if ahead == 0:
        return Said(translated("Due today"), "overdue", "clock")
    day = dates.write_short(task.due_on, today)
    if ahead <= SOON_DAYS:
        return Said(translated("Due {day}").format(day=day), "overdue", "clock")
    return Said(day)


def next_step(task: Task, today: date) -> str:
    """The line below a task: what comes next and when, or what came of it."""
    if not task.is_open:
        return task.outcome
    day = dates.write_short(task.next_on, today) if task.next_on is not None else ""
    said = " · ".join(part for part in (task.next_action, day) if part)
    return translated("Next: {said}").format(said=said) if said else ""


def counts(tasks: tuple[Task, ...], today: date) -> str:
    """How many are open and how many of them late: "5 open · 1 late"; else how many are closed."""
    is_open = sum(task.is_open for task in tasks)
    late = sum(task.is_overdue(today) for task in tasks)
    if not is_open:
        return translated("{count} closed").format(count=len(tasks)) if tasks else ""
    said = translated("{count} open").format(count=is_open)
    return f"{said} · {translated('{count} late').format(count=late)}" if late else said

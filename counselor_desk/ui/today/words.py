"""The words, icons and tones of what is owed: who, what, how pressing, and the one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.dates import MONTHS, WEEKDAYS
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.records.today import (
    Due,
    OwedAnswer,
    OwedBackup,
    OwedDischarge,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedTask,
)
from counselor_desk.ui.delegates import ChipWords

SOON = timedelta(days=3)
"""A due date this near is shown in the tone of a warning."""

_NOTES: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("today", "individual note"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("today", "family note"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("today", "group note"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("today", "case management note"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("today", "medication note"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("today", "vocational note"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("today", "crisis note"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("today", "phone contact note"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("today", "collateral contact note"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("today", "case conference note"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("today", "no-show note"),
}
_LANES: dict[Lane, object] = {
    Lane.CV: QT_TRANSLATE_NOOP("today", "CV"),
    Lane.JOB: QT_TRANSLATE_NOOP("today", "Job"),
    Lane.SCHOOL: QT_TRANSLATE_NOOP("today", "School and training"),
    Lane.GOVERNMENT_AID: QT_TRANSLATE_NOOP("today", "Government aid"),
    Lane.HOUSING: QT_TRANSLATE_NOOP("today", "Housing"),
    Lane.DOCUMENTS: QT_TRANSLATE_NOOP("today", "Documents"),
}
_OWNERS: dict[TaskOwner, object] = {
    TaskOwner.CLIENT: QT_TRANSLATE_NOOP("today", "client"),
    TaskOwner.COUNSELOR: QT_TRANSLATE_NOOP("today", "counselor"),
    TaskOwner.TOGETHER: QT_TRANSLATE_NOOP("today", "together"),
    TaskOwner.OTHER: QT_TRANSLATE_NOOP("today", "somebody else"),
}

_STEPS: dict[type[Due], object] = {
    OwedTask: QT_TRANSLATE_NOOP("today", "Open task"),
    OwedBackup: QT_TRANSLATE_NOOP("today", "Open Backup"),
    OwedAnswer: QT_TRANSLATE_NOOP("today", "Answer"),
}


def who(item: Due) -> str:
    """Whose it is; what belongs to no client is about all of them."""
    return say("Your records") if isinstance(item, OwedBackup) else item.name


def what(item: Due, today: date) -> str:
    """What is to be done: "Finish individual note"."""
    match item:
        case OwedNote():
            text = say("Finish {note}") if item.gaps else say("Sign {note}")
            return text.format(note=_translated(_NOTES[item.kind]))
        case OwedPlan() | OwedReview():
            return _plan(item, today)
        case OwedDischarge():
            return say("Discharge summary")
        case OwedTask():
            return item.task.text
        case OwedBackup():
            return say("Back up your records")
        case OwedAnswer():
            return say("Answer a request to amend")


def caption(item: Due, today: date) -> str:
    """What one wants to know before starting, in one line."""
    match item:
        case OwedNote():
            return _joined(_note_facts(item, today))
        case OwedPlan() | OwedReview():
            return _joined(_plan_facts(item))
        case OwedDischarge():
            return _joined(_discharge_facts(item))
        case OwedTask():
            return _joined(_task_facts(item))
        case OwedBackup():
            return _joined(_backup_facts(item, today))
        case OwedAnswer():
            return _joined(_answer_facts(item, today))


def step(item: Due) -> str:
    """What the button says."""
    match item:
        case OwedNote():
            return say("Finish note") if item.gaps else say("Review & sign")
        case (
            OwedPlan(is_started=True) | OwedReview(is_started=True) | OwedDischarge(is_started=True)
        ):
            return say("Continue")
        case OwedDischarge():
            return say("Discharge")
        case OwedPlan():
            return say("Start review") if item.is_review else say("Start plan")
        case OwedReview():
            return say("Start review") if item.has_plan else say("Start plan")
        case OwedTask() | OwedBackup() | OwedAnswer():
            return _translated(_STEPS[type(item)])


def icon(item: Due) -> str:
    """The picture at the start of the row."""
    match item:
        case OwedNote():
            return "file-pen"
        case OwedPlan() | OwedReview():
            return "target"
        case OwedDischarge():
            return "door-open"
        case OwedTask():
            return "list-checks"
        case OwedBackup():
            return "archive-restore"
        case OwedAnswer():
            return "mail"


def due(item: Due, today: date) -> ChipWords:
    """How pressing it is: days late, today, or the day; the nearer, the warmer the tone."""
    late = (today - item.due_on).days
    if item.is_late:
        return ChipWords(text=_late(late), tone="risk", icon="circle-alert")
    if late == 0:
        return ChipWords(text=say("Due today"), tone="overdue", icon="clock")
    text = short_day(item.due_on, today)
    if item.due_on - today <= SOON:
        return ChipWords(text=text, tone="overdue", icon="clock")
    return ChipWords(text=text, tone="neutral", icon="calendar-clock")


def described(item: Due, today: date) -> str:
    """A row as a screen reader says it, with what Enter does."""
    parts = (who(item), what(item, today), caption(item, today), due(item, today).text)
    return f"{', '.join(part for part in parts if part)}. {step(item)}"


def tone(items: Sequence[Due], today: date) -> str:
    """The tone of a number of things: risk when one is late, overdue when one is near."""
    if any(item.is_late for item in items):
        return "risk"
    is_near = any(item.due_on - today <= SOON for item in items)
    return "overdue" if is_near else ""


def pressing(items: Sequence[Due], today: date) -> str:
    """The most pressing thing about some items in the order of the list, in a few words."""
    late = sum(item.is_late for item in items)
    due_today = sum(item.due_on == today for item in items)
    if late:
        return say("{n:,} late").format(n=late)
    if due_today:
        return say("{n:,} due today").format(n=due_today)
    return (
        say("next: {day}").format(day=short_day(items[0].due_on, today)) if items else say("none")
    )


def long_day(day: date) -> str:
    """The day for the head of the page: "Thursday, March 12"."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"


def short_day(day: date, today: date) -> str:
    """The day in a row: "Mon, Mar 16", with the year when it is not this year's."""
    text = f"{WEEKDAYS[day.weekday()][:3]}, {MONTHS[day.month - 1][:3]} {day.day}"
    return text if day.year == today.year else f"{text}, {day.year}"


def say(text: str) -> str:
    """A text of this package in the language of the window."""
    return QCoreApplication.translate("today", text)


def _translated(text: object) -> str:
    # Qt's marker is typed as `object`; what it gives is the text.
    return say(cast("str", text))


def _late(days: int) -> str:
    if days <= 0:
        return say("Late today")
    return say("1 day late") if days == 1 else say("{n:,} days late").format(n=days)


def _note_facts(item: OwedNote, today: date) -> tuple[str, ...]:
    day = say("No date") if item.held_on is None else short_day(item.held_on, today)
    minutes = "" if item.minutes is None else say("{n} min").format(n=item.minutes)
    return day, minutes, f"{item.format.value.upper()}, {_missing(item.gaps)}"


def _missing(gaps: Sequence[str]) -> str:
    if not gaps:
        return say("complete, ready to sign")
    return (
        say("1 thing missing") if len(gaps) == 1 else say("{n} things missing").format(n=len(gaps))
    )


def _plan(item: OwedPlan | OwedReview, today: date) -> str:
    if isinstance(item, OwedPlan):
        return say("Treatment plan review") if item.is_review else say("Treatment plan")
    text = (
        say("Review the plan: return to use on {day}")
        if item.has_plan
        else say("Make the plan: return to use on {day}")
    )
    return text.format(day=dates.write_short(item.used_on, today))


def _plan_facts(item: OwedPlan | OwedReview) -> tuple[str, ...]:
    begun = say("begun, not signed") if item.is_started else ""
    if isinstance(item, OwedReview):
        more = say("{n} returns to use").format(n=item.returns) if item.returns > 1 else ""
        return say("Within 7 days of learning of it"), more, begun
    if not item.is_review:
        return say("Due 7 days after admission"), begun
    goals = say("1 goal") if item.goals == 1 else say("{n} goals").format(n=item.goals)
    objectives = (
        say("1 objective")
        if item.objectives == 1
        else say("{n} objectives").format(n=item.objectives)
    )
    return say("30-day review"), f"{goals}, {objectives}", begun


def _discharge_facts(item: OwedDischarge) -> tuple[str, ...]:
    week = say("Week {week} of {target}").format(week=item.week, target=item.target_weeks)
    return week, say("begun, not signed") if item.is_started else say("not begun")


def _task_facts(item: OwedTask) -> tuple[str, ...]:
    task = item.task
    is_named = task.owner is TaskOwner.OTHER and task.owner_name
    owner = task.owner_name if is_named else _translated(_OWNERS[task.owner])
    coming = say("next: {action}").format(action=task.next_action) if task.next_action else ""
    return _translated(_LANES[task.lane]), owner, coming


def _answer_facts(item: OwedAnswer, today: date) -> tuple[str, ...]:
    asked = say("asked {day}").format(day=short_day(item.requested_on, today))
    return asked, say("can be put off once by 30 days") if item.can_extend else ""


def _backup_facts(item: OwedBackup, today: date) -> tuple[str, ...]:
    last = (
        say("No backup yet")
        if item.last_on is None
        else say("Last verified backup {day}").format(day=short_day(item.last_on, today))
    )
    return (say("The last try failed") if item.has_failed else ""), last


def _joined(facts: Sequence[str]) -> str:
    return " · ".join(fact for fact in facts if fact)

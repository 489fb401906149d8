"""The words, icons and tones of what is owed: who, what, how pressing, and the one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.dates import MONTHS, WEEKDAYS
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.review_causes import CauseKind
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.records.today import (
    Due,
    HoursRule,
    OwedAnswer,
    OwedBackup,
    OwedDischarge,
    OwedGroupNotes,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedRoster,
    OwedSession,
    OwedStayReview,
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
    OwedSession: QT_TRANSLATE_NOOP("today", "Write note"),
    OwedRoster: QT_TRANSLATE_NOOP("today", "Open group"),
    OwedAnswer: QT_TRANSLATE_NOOP("today", "Answer"),
    OwedStayReview: QT_TRANSLATE_NOOP("today", "Review stay"),
}


def who(item: Due) -> str:
    """Whose it is: a client, a group, or all of them."""
    if isinstance(item, OwedGroupNotes | OwedRoster):
        return item.group
    return say("Your records") if isinstance(item, OwedBackup) else item.name


def what(item: Due, today: date) -> str:
    """What is to be done: "Finish individual note"."""
    match item:
        case OwedNote():
            text = say("Finish {note}") if item.gaps else say("Sign {note}")
            found = text.format(note=_translated(_NOTES[item.kind]))
        case OwedPlan() | OwedReview():
            found = _plan(item, today)
        case OwedStayReview():
            found = say("Continued-stay review")
        case OwedLength():
            found = _length(item)
        case OwedDischarge():
            found = say("Discharge summary")
        case OwedTask():
            found = item.task.text
        case OwedSession():
            found = say("Write {note}").format(note=_translated(_NOTES[item.kind]))
        case OwedHours():
            found = _hours(item)
        case OwedGroupNotes():
            found = _group_notes(item)
        case OwedRoster():
            found = say("More members than it should have")
        case OwedBackup():
            found = say("Back up your records")
        case OwedAnswer():
            found = say("Answer a request to amend")
    return found


def caption(item: Due, today: date) -> str:
    """What one wants to know before starting, in one line."""
    match item:
        case OwedNote():
            found = _joined(_note_facts(item, today))
        case OwedPlan() | OwedReview():
            found = _joined(_plan_facts(item))
        case OwedStayReview():
            found = _stay_review_fact(item, today)
        case OwedLength():
            found = _joined(_length_facts(item))
        case OwedDischarge():
            found = _joined(_discharge_facts(item))
        case OwedTask():
            found = _joined(_task_facts(item))
        case OwedSession() | OwedGroupNotes():
            found = _joined(_session_facts(item, today))
        case OwedHours():
            found = _joined(_hours_facts(item))
        case OwedRoster():
            found = item.message
        case OwedBackup():
            found = _joined(_backup_facts(item, today))
        case OwedAnswer():
            found = _joined(_answer_facts(item, today))
    return found


def step(item: Due) -> str:
    """What the button says."""
    match item:
        case OwedNote():
            found = say("Finish note") if item.gaps else say("Review & sign")
        case (
            OwedPlan(is_started=True) | OwedReview(is_started=True) | OwedDischarge(is_started=True)
        ):
            found = say("Continue")
        case OwedDischarge():
            found = say("Discharge")
        case OwedPlan():
            found = say("Start review") if item.is_review else say("Start plan")
        case OwedReview():
            found = say("Start review") if item.has_plan else say("Start plan")
        case OwedGroupNotes():
            found = say("Continue") if item.is_begun else say("Write notes")
        case OwedHours():
            found = say("Give reason") if item.rule in _REASONED else say("See hours")
        case OwedLength():
            found = say("Review stay") if item.asks is FlagKind.WEEK_EIGHT else say("Extend…")
        case (
            OwedTask()
            | OwedBackup()
            | OwedAnswer()
            | OwedSession()
            | OwedRoster()
            | OwedStayReview()
        ):
            found = _translated(_STEPS[type(item)])
    return found


def icon(item: Due) -> str:
    """The picture at the start of the row."""
    match item:
        case OwedNote() | OwedSession():
            found = "file-pen"
        case OwedGroupNotes() | OwedRoster():
            found = "users"
        case OwedHours():
            found = "timer"
        case OwedLength() | OwedStayReview():
            found = "waypoints"
        case OwedPlan() | OwedReview():
            found = "target"
        case OwedDischarge():
            found = "door-open"
        case OwedTask():
            found = "list-checks"
        case OwedBackup():
            found = "archive-restore"
        case OwedAnswer():
            found = "mail"
    return found


def due(item: Due, today: date) -> ChipWords:
    """How pressing it is: days late, today, or the day; the nearer, the warmer the tone."""
    late = (today - item.due_on).days
    if isinstance(item, OwedHours) and item.rule is HoursRule.FORECAST:
        return ChipWords(text=say("This week"), tone="overdue", icon="calendar-clock")
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


_REASONED = frozenset({HoursRule.SHORT_WEEK, HoursRule.SILENCE})


def _hours(item: OwedHours) -> str:
    match item.rule:
        case HoursRule.FORECAST:
            return say("Below {hours} this week").format(hours=least_hours(item.least))
        case HoursRule.SHORT_WEEK:
            text = say("A short week needs a reason")
            many = say("{n} short weeks need a reason")
            return text if item.weeks == 1 else many.format(n=item.weeks)
        case HoursRule.SILENCE:
            return say("No contact for {n} days").format(n=item.days)
        case HoursRule.INDIVIDUAL:
            return say("No individual session for {n} days").format(n=item.days)
        case HoursRule.FAMILY:
            return say("No family session for {n} days").format(n=item.days)


def least_hours(minutes: int) -> str:
    """The least of a week in words: "9 hours"."""
    return say("{n:g} hours").format(n=minutes / 60)


def _hours_facts(item: OwedHours) -> tuple[str, ...]:
    return (item.message,)


def _group_notes(item: OwedGroupNotes) -> str:
    if item.is_begun and item.left < item.members:
        return say("{n} of {all} notes left").format(n=item.left, all=item.members)
    return say("Write up the group")


def _session_facts(item: OwedSession | OwedGroupNotes, today: date) -> tuple[str, ...]:
    day, minutes = short_day(item.held_on, today), say("{n} min").format(n=item.minutes)
    if isinstance(item, OwedSession):
        return day, times.write_time(item.starts), minutes, say("no note yet")
    count = item.members
    members = say("1 member") if count == 1 else say("{n} members").format(n=count)
    return day, times.write_time(item.starts), minutes, members


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
    match item.cause:
        case CauseKind.LEVEL:
            text = say("Review the plan: level of care changed on {day}")
        case CauseKind.RISK:
            text = say("Review the plan: risk of harm found on {day}")
        case CauseKind.RETURN if item.has_plan:
            text = say("Review the plan: return to use on {day}")
        case CauseKind.RETURN:
            text = say("Make the plan: return to use on {day}")
    return text.format(day=dates.write_short(item.happened_on, today))


def _plan_facts(item: OwedPlan | OwedReview) -> tuple[str, ...]:
    begun = say("begun, not signed") if item.is_started else ""
    if isinstance(item, OwedReview):
        is_more = item.causes > 1 and item.cause is CauseKind.RETURN
        more = say("{n} returns to use").format(n=item.causes) if is_more else ""
        return say("Within {n} days of learning of it").format(n=item.days), more, begun
    if not item.is_review:
        return say("Due {n} days after admission").format(n=item.days), begun
    goals = say("1 goal") if item.goals == 1 else say("{n} goals").format(n=item.goals)
    objectives = (
        say("1 objective")
        if item.objectives == 1
        else say("{n} objectives").format(n=item.objectives)
    )
    return say("{n}-day review").format(n=item.days), f"{goals}, {objectives}", begun


def _stay_review_fact(item: OwedStayReview, today: date) -> str:
    text = say("Plan version {number} of {day} was reviewed without one")
    return text.format(number=item.version, day=dates.write_short(item.planned_on, today))


def _length(item: OwedLength) -> str:
    if item.asks is FlagKind.WEEK_EIGHT:
        return say("Week {n}: decide on extension or discharge").format(n=item.week)
    return say("Decide: extend the stay or discharge")


def _length_facts(item: OwedLength) -> tuple[str, ...]:
    week = say("Week {week} of {target}").format(week=item.week, target=item.target_weeks)
    match item.asks:
        case FlagKind.WEEK_EIGHT:
            return week, say("no continued-stay review yet")
        case FlagKind.PAST_TARGET:
            many = say("{n} weeks past the plan without an extension").format(n=item.past)
            once = say("past the planned weeks without an extension")
            return week, once if item.past == 1 else many
        case FlagKind.PAST_TWELVE:
            return week, say("past 12 weeks without a reason")
        case _:
            return week, say("the last planned week")


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

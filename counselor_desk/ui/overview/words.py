"""The words of the overview for days, goals, notes, people, medications and what comes next."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.assessments import Severity
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.medications import Adherence, Medication
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.people import Person, Relation
from counselor_desk.records.plans import ObjectiveStatus
from counselor_desk.records.review_causes import CauseKind
from counselor_desk.records.schedule import Service
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordState
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
from counselor_desk.rules.flags import AFTER_DISCHARGE
from counselor_desk.services.overviews import GoalStanding, HoursSoFar, NextSession, Overview
from counselor_desk.ui.delegates import ChipWords

_KINDS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("overview", "Individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("overview", "Family"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("overview", "Group"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("overview", "Case"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("overview", "Medication"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("overview", "Vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("overview", "Crisis"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("overview", "Phone"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("overview", "Collateral"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("overview", "Conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("overview", "No-show"),
}
_SERVICES: dict[Service, object] = {
    Service.INDIVIDUAL: QT_TRANSLATE_NOOP("overview", "individual session"),
    Service.GROUP: QT_TRANSLATE_NOOP("overview", "group"),
    Service.FAMILY: QT_TRANSLATE_NOOP("overview", "family session"),
    Service.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("overview", "medication session"),
    Service.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("overview", "case management"),
    Service.VOCATIONAL: QT_TRANSLATE_NOOP("overview", "vocational session"),
    Service.LIFE_SKILLS: QT_TRANSLATE_NOOP("overview", "life-skills class"),
    Service.COMPLEMENTARY: QT_TRANSLATE_NOOP("overview", "complementary session"),
    Service.OTHER: QT_TRANSLATE_NOOP("overview", "session"),
}
_RELATIONS: dict[Relation, object] = {
    Relation.FAMILY: QT_TRANSLATE_NOOP("overview", "family"),
    Relation.PARTNER: QT_TRANSLATE_NOOP("overview", "partner"),
    Relation.PARENT: QT_TRANSLATE_NOOP("overview", "parent"),
    Relation.GUARDIAN: QT_TRANSLATE_NOOP("overview", "guardian"),
    Relation.FRIEND: QT_TRANSLATE_NOOP("overview", "friend"),
    Relation.SPONSOR: QT_TRANSLATE_NOOP("overview", "sponsor"),
    Relation.PHYSICIAN: QT_TRANSLATE_NOOP("overview", "physician"),
    Relation.THERAPIST: QT_TRANSLATE_NOOP("overview", "therapist"),
    Relation.PROBATION_OFFICER: QT_TRANSLATE_NOOP("overview", "probation officer"),
    Relation.ATTORNEY: QT_TRANSLATE_NOOP("overview", "attorney"),
    Relation.REFERRAL_SOURCE: QT_TRANSLATE_NOOP("overview", "referral source"),
    Relation.EMPLOYER: QT_TRANSLATE_NOOP("overview", "employer"),
    Relation.OTHER: QT_TRANSLATE_NOOP("overview", "other contact"),
}
_ADHERENCE: dict[Adherence, object] = {
    Adherence.EVERY_DAY: QT_TRANSLATE_NOOP("overview", "taken every day"),
    Adherence.MOST_DAYS: QT_TRANSLATE_NOOP("overview", "taken most days"),
    Adherence.SOME_DAYS: QT_TRANSLATE_NOOP("overview", "taken some days"),
    Adherence.NOT_TAKEN: QT_TRANSLATE_NOOP("overview", "not taken"),
    Adherence.AS_NEEDED: QT_TRANSLATE_NOOP("overview", "taken as needed"),
}
_CARE: dict[CareLevel, object] = {
    CareLevel.DETOX: QT_TRANSLATE_NOOP("overview", "detox"),
    CareLevel.INPATIENT: QT_TRANSLATE_NOOP("overview", "inpatient care"),
    CareLevel.RESIDENTIAL: QT_TRANSLATE_NOOP("overview", "residential care"),
    CareLevel.PHP: QT_TRANSLATE_NOOP("overview", "PHP"),
}
_SEVERITIES: dict[Severity, object] = {
    Severity.MILD: QT_TRANSLATE_NOOP("overview", "mild"),
    Severity.MODERATE: QT_TRANSLATE_NOOP("overview", "moderate"),
    Severity.SEVERE: QT_TRANSLATE_NOOP("overview", "severe"),
}
_GOALS: dict[ObjectiveStatus, tuple[object, str, str]] = {
    ObjectiveStatus.NEW: (QT_TRANSLATE_NOOP("overview", "Not rated yet"), "neutral", "circle"),
    ObjectiveStatus.PROGRESSING: (
        QT_TRANSLATE_NOOP("overview", "Progressing"),
        "signed",
        "trending-up",
    ),
    ObjectiveStatus.NO_CHANGE: (QT_TRANSLATE_NOOP("overview", "No change"), "neutral", "minus"),
    ObjectiveStatus.WORSE: (QT_TRANSLATE_NOOP("overview", "{n} worse"), "overdue", "trending-down"),
    ObjectiveStatus.MET: (QT_TRANSLATE_NOOP("overview", "Met"), "signed", "circle-check"),
    ObjectiveStatus.OVERDUE: (QT_TRANSLATE_NOOP("overview", "{n} overdue"), "risk", "circle-alert"),
}


def say(text: str) -> str:
    """A text of this package in the language of the window."""
    return QCoreApplication.translate("overview", text)


def day(one: date, today: date) -> str:
    """The day in a row: "Mon, Mar 16", with the year when it is not this year's."""
    return f"{dates.WEEKDAYS[one.weekday()][:3]}, {dates.write_short(one, today)}"


def reason(overview: Overview, today: date) -> str:
    """Why the client is here: diagnosis and severity, where from, since when."""
    stayed = "; ".join(part for part in (_came_from(overview), _stayed(overview, today)) if part)
    sentences = (_diagnosis(overview), stayed[:1].upper() + stayed[1:])
    return " ".join(f"{one}." for one in sentences if one)


def goal_chip(standing: GoalStanding) -> ChipWords:
    """What is to be said about a goal: its worst objective, or how far it is."""
    text, tone, icon = _GOALS[standing.status]
    return ChipWords(text=_translated(text).format(n=standing.alike), tone=tone, icon=icon)


def on_track(standing: GoalStanding) -> str:
    """The measured words beside the bar: "2 of 3 on track"."""
    if not standing.count:
        return say("no objective")
    return say("{n} of {count} on track").format(n=standing.on_track, count=standing.count)


def kind(one: SessionKind) -> str:
    """The kind of a session in a word."""
    return _translated(_KINDS[one])


def note_chip(row: NoteRow) -> ChipWords:
    """Whether a note is signed."""
    if row.state is RecordState.DRAFT:
        return ChipWords(text=say("Draft"), tone="draft", icon="square-pen")
    if row.is_in_error:
        return ChipWords(text=say("In error"), tone="overdue", icon="circle-alert")
    return ChipWords(text=say("Signed"), tone="signed", icon="lock")


def who(person: Person, name: str) -> str:
    """Somebody with what they are to the client: "Daniel R., brother"."""
    relation = person.relation_remark or _translated(_RELATIONS[person.relation])
    return ", ".join(part for part in (name, relation) if part)


def medicine(one: Medication) -> str:
    """What is taken: "Naltrexone 50 mg, once a day"."""
    dosed = f"{one.name} {one.dose}".strip()
    return ", ".join(part for part in (dosed, one.schedule) if part)


def medicine_facts(one: Medication, today: date) -> str:
    """Who prescribes it, since when, and how it is taken."""
    since = (
        say("since {day}").format(day=dates.write_short(one.started_on, today))
        if (one.started_on)
        else ""
    )
    taken = _translated(_ADHERENCE[one.adherence]) if one.adherence in _ADHERENCE else ""
    return " · ".join(part for part in (one.prescriber, since, taken) if part)


def due(item: Due) -> tuple[str, str]:
    """What is to be done and its icon."""
    match item:
        case OwedNote():
            found = say("{kind} note").format(kind=kind(item.kind)), "file-pen"
        case OwedPlan():
            found = (say("Plan review") if item.is_review else say("Treatment plan")), "target"
        case OwedReview():
            found = _review(item.cause), "rotate-ccw"
        case OwedStayReview():
            found = say("Continued-stay review"), "waypoints"
        case OwedLength():
            found = say("Extension or discharge"), "waypoints"
        case OwedDischarge():
            found = say("Discharge summary"), "door-open"
        case OwedTask():
            found = item.task.text, "list-checks"
        case OwedAnswer():
            found = say("Answer a request to amend"), "mail"
        case OwedHours():
            found = _hours_owed(item), "timer"
        case OwedSession():
            found = say("{kind} note").format(kind=kind(item.kind)), "file-pen"
        case OwedGroupNotes() | OwedRoster():
            found = item.group, "users"
        case OwedBackup():
            found = say("Back up your records"), "archive-restore"
    return found


def _review(cause: CauseKind) -> str:
    match cause:
        case CauseKind.LEVEL:
            return say("Review after a change of level")
        case CauseKind.RISK:
            return say("Review after a risk of harm")
        case CauseKind.RETURN:
            return say("Review after return to use")


def _hours_owed(item: OwedHours) -> str:
    match item.rule:
        case HoursRule.FORECAST:
            return say("Below {n:g} h this week").format(n=item.least / 60)
        case HoursRule.SHORT_WEEK:
            return say("Reason for a short week")
        case HoursRule.SILENCE:
            return say("No contact for {n} days").format(n=item.days)
        case HoursRule.INDIVIDUAL:
            return say("Individual session")
        case HoursRule.FAMILY:
            return say("Family session")


def next_session(one: NextSession) -> str:
    """When in the day and what: "9:00 am, individual session", a group by its name."""
    what = one.group or _translated(_SERVICES[one.service])
    return f"{times.write_time(one.starts)}, {what}"


def shares(hours: HoursSoFar) -> str:
    """How the hours since admission are shared: "Groups 82 %, individual 14 %, other 4 %"."""
    total = sum(hours.shares)
    if not total:
        return ""
    grouped, alone, other = (round(100 * one / total) for one in hours.shares)
    parts = [
        say("Groups {n} %").format(n=grouped),
        say("individual sessions {n} %").format(n=alone),
    ]
    if other:
        parts.append(say("other care {n} %").format(n=other))
    return ", ".join(parts)


def _diagnosis(overview: Overview) -> str:
    found = overview.principal
    if found is None:
        return overview.episode.reason.strip().rstrip(".") if overview.episode else ""
    severity = _SEVERITIES.get(overview.severity)
    named = f"{found.words} ({found.code})"
    # The words of a code may tell the severity themselves.
    is_told = severity is None or _translated(severity) in found.words.lower()
    return named if is_told else f"{named}, {_translated(severity)}"


def _came_from(overview: Overview) -> str:
    stay = overview.stay
    care = stay.stepped_down_from if stay else None
    if stay is None or care is None:
        return ""
    level = _translated(_CARE.get(care.level, _CARE[CareLevel.INPATIENT]))
    is_long_ago = stay.step_down_days is not None and stay.step_down_days > AFTER_DISCHARGE.days
    if not care.facility:
        told = say("earlier {care}") if is_long_ago else say("step-down from {care}")
        return told.format(care=level)
    told = say("earlier {care} at {place}")
    if not is_long_ago:
        told = say("step-down from {care} at {place}")
    return told.format(care=level, place=care.facility)


def _stayed(overview: Overview, today: date) -> str:
    """Since when the client is here, and until when."""
    stay, episode = overview.stay, overview.episode
    if stay is None or episode is None:
        return say("no episode yet")
    if episode.was_only_asked_for:
        return say("not admitted")
    if episode.admitted_on is None:
        return say("in intake")
    days = stay.step_down_days
    told = say("admitted {day}").format(day=dates.write_short(episode.admitted_on, today))
    if days is not None:
        later = {0: say("the same day"), 1: say("1 day later")}
        told += f", {later.get(days, say('{n} days later').format(n=days))}"
    if episode.closed_on is not None:
        left = dates.write_short(episode.closed_on, today)
        told += f"; {say('discharged {day}').format(day=left)}"
    return told


def _translated(text: object) -> str:
    # Qt's marker is typed as `object`; what it gives is the text.
    return say(cast("str", text))

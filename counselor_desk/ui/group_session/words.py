"""The words for attendance, participation and the state of a row in a group session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import Participation, RowState
from counselor_desk.records.notes import Risk, SectionCode
from counselor_desk.records.plans import Rating
from counselor_desk.records.schedule import CourseTopic
from counselor_desk.records.sessions import Session

Value = TypeVar("Value", bound=StrEnum)

ROW_CODES = (
    AttendanceCode.PRESENT,
    AttendanceCode.LATE,
    AttendanceCode.NO_SHOW,
    AttendanceCode.EXCUSED,
)
"""What a row offers at once, on the keys P, L, N and E; the rest is in its menu."""

_CODES: dict[AttendanceCode, tuple[object, str, str]] = {
    AttendanceCode.PRESENT: (QT_TRANSLATE_NOOP("group_session", "Present"), "signed", "check"),
    AttendanceCode.LATE: (QT_TRANSLATE_NOOP("group_session", "Late"), "overdue", "clock"),
    AttendanceCode.LEFT_EARLY: (
        QT_TRANSLATE_NOOP("group_session", "Left early"),
        "overdue",
        "log-out",
    ),
    AttendanceCode.EXCUSED: (QT_TRANSLATE_NOOP("group_session", "Excused"), "neutral", "minus"),
    AttendanceCode.NO_SHOW: (QT_TRANSLATE_NOOP("group_session", "No-show"), "risk", "x"),
    AttendanceCode.CANCELLED_CLIENT: (
        QT_TRANSLATE_NOOP("group_session", "Cancelled by client"),
        "neutral",
        "ban",
    ),
    AttendanceCode.CANCELLED_PROGRAM: (
        QT_TRANSLATE_NOOP("group_session", "Cancelled by program"),
        "neutral",
        "ban",
    ),
}
_PARTICIPATIONS: dict[Participation, object] = {
    Participation.LOW: QT_TRANSLATE_NOOP("group_session", "Low"),
    Participation.SOME: QT_TRANSLATE_NOOP("group_session", "Some"),
    Participation.GOOD: QT_TRANSLATE_NOOP("group_session", "Good"),
    Participation.FULL: QT_TRANSLATE_NOOP("group_session", "Full"),
}
_STATES: dict[RowState, tuple[object, str, str]] = {
    RowState.NOT_STARTED: (
        QT_TRANSLATE_NOOP("group_session", "Not started"),
        "neutral",
        "circle",
    ),
    RowState.STARTED: (QT_TRANSLATE_NOOP("group_session", "Started"), "draft", "square-pen"),
    RowState.READY: (QT_TRANSLATE_NOOP("group_session", "Ready"), "signed", "circle-check"),
    RowState.ABSENCE: (
        QT_TRANSLATE_NOOP("group_session", "Absence note"),
        "neutral",
        "file-text",
    ),
    RowState.SIGNED: (QT_TRANSLATE_NOOP("group_session", "Signed"), "signed", "lock"),
    RowState.STOPPED: (QT_TRANSLATE_NOOP("group_session", "Not possible"), "risk", "ban"),
}
_RISKS: dict[Risk, object] = {
    Risk.NONE_REPORTED: QT_TRANSLATE_NOOP("group_session", "None reported"),
    Risk.PRESENT: QT_TRANSLATE_NOOP("group_session", "Present"),
    Risk.NOT_ASSESSED: QT_TRANSLATE_NOOP("group_session", "Not assessed"),
}
_RATINGS: dict[Rating, object] = {
    Rating.WORSE: QT_TRANSLATE_NOOP("group_session", "Worse"),
    Rating.SAME: QT_TRANSLATE_NOOP("group_session", "Same"),
    Rating.BETTER: QT_TRANSLATE_NOOP("group_session", "Better"),
    Rating.MET: QT_TRANSLATE_NOOP("group_session", "Met"),
}
_COURSES: dict[CourseTopic, object] = {
    CourseTopic.VOCATIONAL_SKILLS: QT_TRANSLATE_NOOP("group_session", "Vocational skills"),
    CourseTopic.TRAUMA: QT_TRANSLATE_NOOP("group_session", "Trauma"),
    CourseTopic.RELAPSE_PREVENTION: QT_TRANSLATE_NOOP(
        "group_session", "Relapse-prevention strategies"
    ),
    CourseTopic.SELF_DISCOVERY: QT_TRANSLATE_NOOP("group_session", "Self-discovery"),
    CourseTopic.RELATIONSHIPS: QT_TRANSLATE_NOOP(
        "group_session", "Family and friend relationships"
    ),
    CourseTopic.OWN: QT_TRANSLATE_NOOP("group_session", "Another topic"),
}
_SECTIONS: dict[SectionCode, object] = {
    SectionCode.DATA: QT_TRANSLATE_NOOP("group_session", "What is known"),
    SectionCode.GOAL: QT_TRANSLATE_NOOP("group_session", "Goal"),
    SectionCode.INTERVENTION: QT_TRANSLATE_NOOP("group_session", "Intervention"),
    SectionCode.RESPONSE: QT_TRANSLATE_NOOP("group_session", "Response"),
    SectionCode.PLAN: QT_TRANSLATE_NOOP("group_session", "Plan"),
}
_USUAL = (
    QT_TRANSLATE_NOOP("group_session", "Psychoeducation"),
    QT_TRANSLATE_NOOP("group_session", "Role-play"),
    QT_TRANSLATE_NOOP("group_session", "Skills practice"),
    QT_TRANSLATE_NOOP("group_session", "Work in pairs"),
    QT_TRANSLATE_NOOP("group_session", "Group discussion"),
    QT_TRANSLATE_NOOP("group_session", "Motivational interviewing"),
    QT_TRANSLATE_NOOP("group_session", "Cognitive restructuring"),
    QT_TRANSLATE_NOOP("group_session", "Mindfulness practice"),
    QT_TRANSLATE_NOOP("group_session", "Worksheet"),
)


def options(kind: type[Value], say: Callable[[Value], str]) -> tuple[tuple[object, str], ...]:
    """Every value with its word, for a control."""
    return tuple((one, say(one)) for one in kind)


def attendance(code: AttendanceCode) -> str:
    """How somebody attended."""
    return tr(_CODES[code][0])


def attendance_look(code: AttendanceCode) -> tuple[str, str]:
    """Tone and icon of an attendance."""
    return _CODES[code][1:]


def participation(one: Participation) -> str:
    """How much somebody took part."""
    return tr(_PARTICIPATIONS[one])


def state(one: RowState) -> tuple[str, str, str]:
    """Word, tone and icon of the state of a row."""
    said, tone, icon = _STATES[one]
    return tr(said), tone, icon


def risk(one: Risk) -> str:
    """The answer on the risk line."""
    return tr(_RISKS[one])


def rating(one: Rating) -> str:
    """How an objective moved."""
    return tr(_RATINGS[one])


def course(one: CourseTopic) -> str:
    """A topic of the course."""
    return tr(_COURSES[one])


def section(code: SectionCode) -> str:
    """The heading of a part of a note."""
    return tr(_SECTIONS[code]) if code in _SECTIONS else code.value.title()


def usual_interventions() -> Iterable[str]:
    """What groups often do, in few words."""
    return [tr(one) for one in _USUAL]


def discarded(taken_back: int) -> str:
    """What is said of a draft that was thrown away, with whose attendance went back."""
    if not taken_back:
        return tr(QT_TRANSLATE_NOOP("group_session", "Draft discarded"))
    if taken_back == 1:
        one = QT_TRANSLATE_NOOP("group_session", "Draft discarded, with the attendance of 1 member")
        return tr(one)
    text = QT_TRANSLATE_NOOP(
        "group_session", "Draft discarded, with the attendance of {count} members"
    )
    return tr(text).format(count=taken_back)


def when(session: Session) -> str:
    """Day, times and length: "Wednesday, March 11 · 10:30 am – 12:00 pm · 90 min"."""
    day = session.held_on
    count = tr(QT_TRANSLATE_NOOP("group_session", "{count} min")).format(count=session.minutes)
    weekday = dates.WEEKDAYS[day.weekday()]
    span = f"{times.write_time(session.starts)} – {times.write_time(session.ends)}"
    return " · ".join((f"{weekday}, {dates.write_in_words(day)}", span, count))


def tr(text: object) -> str:
    """A text of this page in the person's language."""
    return QCoreApplication.translate("group_session", str(text))

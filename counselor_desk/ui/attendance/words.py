"""The words, letters and tones of attendance on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import (
    AttendanceWeek,
    ClientWeek,
    DayCell,
    Outlook,
    Part,
)
from counselor_desk.records.hours import Standing
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.records.schedule import Service
from counselor_desk.records.sessions import Modality
from counselor_desk.records.times import TimeRange

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Look:
    """How a code looks in a cell: its letter, a small second one, the tone, and the word."""

    letter: str
    second: str
    tone: str
    word: object


_LOOKS: dict[AttendanceCode, Look] = {
    AttendanceCode.PRESENT: Look("P", "", "signed", QT_TRANSLATE_NOOP("attendance", "present")),
    AttendanceCode.LATE: Look("L", "", "overdue", QT_TRANSLATE_NOOP("attendance", "late")),
    AttendanceCode.LEFT_EARLY: Look(
        "L", "e", "overdue", QT_TRANSLATE_NOOP("attendance", "left early")
    ),
    AttendanceCode.NO_SHOW: Look("A", "", "risk", QT_TRANSLATE_NOOP("attendance", "absent")),
    AttendanceCode.EXCUSED: Look("E", "", "neutral", QT_TRANSLATE_NOOP("attendance", "excused")),
    AttendanceCode.CANCELLED_CLIENT: Look(
        "C", "c", "neutral", QT_TRANSLATE_NOOP("attendance", "cancelled by the client")
    ),
    AttendanceCode.CANCELLED_PROGRAM: Look(
        "C", "p", "neutral", QT_TRANSLATE_NOOP("attendance", "cancelled by the program")
    ),
}
LEGEND = (
    AttendanceCode.PRESENT,
    AttendanceCode.LATE,
    AttendanceCode.NO_SHOW,
    AttendanceCode.EXCUSED,
)
"""The codes that have a key of their own, in the order of the legend."""

REMOTE = "r"
"""The second letter of a session by video or phone."""

_REASONS: dict[ReasonCode, object] = {
    ReasonCode.ILLNESS: QT_TRANSLATE_NOOP("attendance", "Illness"),
    ReasonCode.COURT: QT_TRANSLATE_NOOP("attendance", "Court"),
    ReasonCode.WORK: QT_TRANSLATE_NOOP("attendance", "Work"),
    ReasonCode.CHILDCARE: QT_TRANSLATE_NOOP("attendance", "Childcare"),
    ReasonCode.HOLIDAY: QT_TRANSLATE_NOOP("attendance", "Holiday"),
    ReasonCode.LAPSE: QT_TRANSLATE_NOOP("attendance", "Lapse"),
    ReasonCode.NO_SHOW: QT_TRANSLATE_NOOP("attendance", "No-show"),
    ReasonCode.PROGRAM_CLOSED: QT_TRANSLATE_NOOP("attendance", "Program closed"),
    ReasonCode.SESSION_MOVED: QT_TRANSLATE_NOOP("attendance", "Session moved"),
    ReasonCode.CLIENT_REFUSED: QT_TRANSLATE_NOOP("attendance", "Client refused"),
    ReasonCode.OTHER: QT_TRANSLATE_NOOP("attendance", "Another reason"),
}
_SERVICES: dict[Service, object] = {
    Service.INDIVIDUAL: QT_TRANSLATE_NOOP("attendance", "Individual"),
    Service.GROUP: QT_TRANSLATE_NOOP("attendance", "Group"),
    Service.FAMILY: QT_TRANSLATE_NOOP("attendance", "Family"),
    Service.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("attendance", "Medication management"),
    Service.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("attendance", "Case management"),
    Service.VOCATIONAL: QT_TRANSLATE_NOOP("attendance", "Vocational"),
    Service.LIFE_SKILLS: QT_TRANSLATE_NOOP("attendance", "Life skills"),
    Service.COMPLEMENTARY: QT_TRANSLATE_NOOP("attendance", "Complementary"),
    Service.OTHER: QT_TRANSLATE_NOOP("attendance", "Contact"),
}
_MODALITIES: dict[Modality, object] = {
    Modality.IN_PERSON: QT_TRANSLATE_NOOP("attendance", "in person"),
    Modality.VIDEO: QT_TRANSLATE_NOOP("attendance", "by video"),
    Modality.PHONE: QT_TRANSLATE_NOOP("attendance", "by phone"),
}


def translated(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("attendance", cast("str", text))


def look(code: AttendanceCode) -> Look:
    """How a code looks."""
    return _LOOKS[code]


def code(value: AttendanceCode) -> str:
    """What a code says."""
    return translated(_LOOKS[value].word)


def modality(value: Modality) -> str:
    """How a session was held."""
    return translated(_MODALITIES[value])


def reason_options() -> tuple[tuple[ReasonCode, str], ...]:
    """Why a week was short, to choose from."""
    return tuple((value, translated(text)) for value, text in _REASONS.items())


def hours(minutes: int) -> str:
    """Minutes as hours with one decimal; half a tenth is rounded up."""
    tenths = (minutes * 10 + _MINUTES // 2) // _MINUTES
    return f"{tenths // 10}.{tenths % 10}"


def goal(minutes: int) -> str:
    """The hours to reach, without a decimal where there is none."""
    told = hours(minutes)
    return told.removesuffix(".0")


def span(week: AttendanceWeek, *, is_short: bool = False) -> str:
    """The days of a week: "March 9 – 15", or "Mar 30 – Apr 5" in short."""
    begins, ends = week.begins_on, week.last_on
    cut = 3 if is_short else None
    first = f"{dates.MONTHS[begins.month - 1][:cut]} {begins.day}"
    second = f"{dates.MONTHS[ends.month - 1][:cut]} " if ends.month != begins.month else ""
    year = f", {ends.year}" if ends.year != week.today.year else ""
    return f"{first} – {second}{ends.day}{year}"


def day_title(day: date) -> str:
    """A day above its column: "Mon 9"."""
    return f"{dates.WEEKDAYS[day.weekday()][:3]} {day.day}"


def day_in_words(day: date) -> str:
    """A day in the bar: "Thu, March 12"."""
    return f"{dates.WEEKDAYS[day.weekday()][:3]}, {dates.MONTHS[day.month - 1]} {day.day}"


def total(line: ClientWeek) -> str:
    """What was attended, with the goal while that is not reached: "4.5 of 9 h"."""
    told = hours(line.week.minutes)
    if line.week.minutes >= line.least or line.outlook is Outlook.PARTIAL:
        return f"{told} h"
    text = translated(QT_TRANSLATE_NOOP("attendance", "{hours} of {goal} h"))
    return text.format(hours=told, goal=goal(line.least))


def rest(line: ClientWeek) -> tuple[str, str, str]:
    """Where the week goes, with tone and icon; no tone is plain text."""
    match line.outlook:
        case Outlook.SHORT:
            said = _lacking(line.week.short_by(line.least))
            if line.reason is not None:
                return f"{said} · {reason(line.reason.code)}", "neutral", "circle-check"
            return said, "overdue", "circle-alert"
        case Outlook.ON_THE_WAY:
            text = translated(QT_TRANSLATE_NOOP("attendance", "Ends at {hours} h"))
            return text.format(hours=hours(line.week.expected)), "neutral", "calendar-clock"
        case Outlook.PARTIAL:
            return translated(QT_TRANSLATE_NOOP("attendance", "part of a week")), "", ""
        case Outlook.REACHED:
            return translated(QT_TRANSLATE_NOOP("attendance", "reached")), "", "circle-check"


def _lacking(minutes: int) -> str:
    """What is missing, in minutes where it would read as nothing."""
    if hours(minutes) == hours(0):
        return translated(QT_TRANSLATE_NOOP("attendance", "{count} min short")).format(
            count=minutes
        )
    return translated(QT_TRANSLATE_NOOP("attendance", "{hours} h short")).format(
        hours=hours(minutes)
    )


def reason(value: ReasonCode) -> str:
    """Why a week was short."""
    return translated(_REASONS[value])


def shortfall(line: ClientWeek) -> str:
    """What the banner says of a client who cannot reach the hours."""
    if line.week.standing is Standing.FULL:
        text = QT_TRANSLATE_NOOP(
            "attendance",
            "{name} had {hours} hours in this week, less than {goal}. "
            "Choose a reason: the week report needs one.",
        )
    else:
        text = QT_TRANSLATE_NOOP(
            "attendance",
            "{name} cannot reach {goal} hours this week. "
            "Choose a reason: the week report needs one.",
        )
    return translated(text).format(
        name=line.name, goal=goal(line.least), hours=hours(line.week.minutes)
    )


def service(part: Part) -> str:
    """What a session is, with its hours: "Individual 0.8 h"."""
    return f"{part.group or translated(_SERVICES[part.service])} {hours(part.minutes)} h"


def start(one: Part) -> str:
    """A session among several of a day, by its start: "9:00 am, 1.5 h"."""
    return f"{times.write_time(one.starts)}, {hours(one.minutes)} h"


def part_of_several(one: Part) -> str:
    """What one of several sessions is, and the rest of `part`."""
    name = one.group or translated(_SERVICES[one.service])
    return f"{name}, {part(one)}"


def part(one: Part) -> str:
    """When a session was, how the client took part, and who led it."""
    told = [times.write_range(TimeRange(start=one.starts, end=one.ends))]
    if one.code is not None:
        told.append(code(one.code))
        if one.minutes != one.planned:
            text = translated(QT_TRANSLATE_NOOP("attendance", "{count} of {all} min"))
            told.append(text.format(count=one.minutes, all=one.planned))
    else:
        told.append(translated(QT_TRANSLATE_NOOP("attendance", "not recorded")))
    if one.modality is not Modality.IN_PERSON:
        told.append(modality(one.modality))
    if one.led_by:
        told.append(
            translated(QT_TRANSLATE_NOOP("attendance", "led by {who}")).format(who=one.led_by)
        )
    return ", ".join(told)


def cell_spoken(line: ClientWeek, cell: DayCell) -> str:
    """What a screen reader says of a cell."""
    where = f"{line.name}, {dates.WEEKDAYS[cell.day.weekday()]} {cell.day.day}"
    if not cell.parts:
        said = translated(QT_TRANSLATE_NOOP("attendance", "nothing planned"))
    elif cell.code is None:
        text = translated(QT_TRANSLATE_NOOP("attendance", "{hours} hours planned"))
        said = text.format(hours=hours(cell.minutes))
    else:
        text = translated(QT_TRANSLATE_NOOP("attendance", "{hours} hours, {code}"))
        said = text.format(hours=hours(cell.minutes), code=code(cell.code))
        if cell.is_remote:
            remote = translated(QT_TRANSLATE_NOOP("attendance", "remote"))
            said = f"{said}, {remote}"
    return f"{where}: {said}"

"""The words, icons and tones of hours, sessions and mutual help on the Attendance tab."""

from __future__ import annotations

from datetime import date, time
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.hour_reports import (
    HourFinding,
    HourReport,
    PlannedLine,
    SessionLine,
)
from counselor_desk.records.hours import Standing, Week, written
from counselor_desk.records.mutual_help import Fellowship, MutualHelpStanding
from counselor_desk.records.reasons import GivenReason, ReasonCode, ReasonedRule
from counselor_desk.records.schedule import Service
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.times import TimeRange

_SERVICES: dict[Service, tuple[object, str]] = {
    Service.INDIVIDUAL: (QT_TRANSLATE_NOOP("hours", "Individual"), "user"),
    Service.GROUP: (QT_TRANSLATE_NOOP("hours", "Group"), "users"),
    Service.FAMILY: (QT_TRANSLATE_NOOP("hours", "Family"), "house"),
    Service.MEDICATION_MANAGEMENT: (QT_TRANSLATE_NOOP("hours", "Medication management"), "pill"),
    Service.CASE_MANAGEMENT: (QT_TRANSLATE_NOOP("hours", "Case management"), "clipboard-list"),
    Service.VOCATIONAL: (QT_TRANSLATE_NOOP("hours", "Vocational"), "briefcase-business"),
    Service.LIFE_SKILLS: (QT_TRANSLATE_NOOP("hours", "Life-skills class"), "graduation-cap"),
    Service.COMPLEMENTARY: (QT_TRANSLATE_NOOP("hours", "Complementary"), "sparkles"),
    Service.OTHER: (QT_TRANSLATE_NOOP("hours", "Other"), "circle"),
}
_CODES: dict[AttendanceCode, tuple[object, str, str]] = {
    AttendanceCode.PRESENT: (QT_TRANSLATE_NOOP("hours", "Present"), "signed", "circle-check"),
    AttendanceCode.LATE: (QT_TRANSLATE_NOOP("hours", "Late"), "neutral", "clock"),
    AttendanceCode.LEFT_EARLY: (QT_TRANSLATE_NOOP("hours", "Left early"), "neutral", "log-out"),
    AttendanceCode.EXCUSED: (QT_TRANSLATE_NOOP("hours", "Excused"), "neutral", "minus"),
    AttendanceCode.NO_SHOW: (QT_TRANSLATE_NOOP("hours", "No-show"), "overdue", "circle-x"),
    AttendanceCode.CANCELLED_CLIENT: (
        QT_TRANSLATE_NOOP("hours", "Cancelled by the client"),
        "neutral",
        "ban",
    ),
    AttendanceCode.CANCELLED_PROGRAM: (
        QT_TRANSLATE_NOOP("hours", "Cancelled by the program"),
        "neutral",
        "ban",
    ),
}
_REASONS: dict[ReasonCode, object] = {
    ReasonCode.ILLNESS: QT_TRANSLATE_NOOP("hours", "Illness"),
    ReasonCode.COURT: QT_TRANSLATE_NOOP("hours", "Court"),
    ReasonCode.WORK: QT_TRANSLATE_NOOP("hours", "Work"),
    ReasonCode.CHILDCARE: QT_TRANSLATE_NOOP("hours", "Childcare"),
    ReasonCode.HOLIDAY: QT_TRANSLATE_NOOP("hours", "Holiday"),
    ReasonCode.LAPSE: QT_TRANSLATE_NOOP("hours", "Lapse"),
    ReasonCode.NO_SHOW: QT_TRANSLATE_NOOP("hours", "Did not come"),
    ReasonCode.PROGRAM_CLOSED: QT_TRANSLATE_NOOP("hours", "Program closed"),
    ReasonCode.SESSION_MOVED: QT_TRANSLATE_NOOP("hours", "Session moved"),
    ReasonCode.CLIENT_REFUSED: QT_TRANSLATE_NOOP("hours", "Client refused"),
    ReasonCode.OTHER: QT_TRANSLATE_NOOP("hours", "Other"),
}
_QUESTIONS: dict[ReasonedRule, object] = {
    ReasonedRule.SHORT_WEEK: QT_TRANSLATE_NOOP("hours", "Why was the week of {day} short?"),
    ReasonedRule.LONG_WEEK: QT_TRANSLATE_NOOP("hours", "Why was the week of {day} so long?"),
    ReasonedRule.SILENCE: QT_TRANSLATE_NOOP("hours", "Why no contact since {day}?"),
    ReasonedRule.NO_INDIVIDUAL: QT_TRANSLATE_NOOP(
        "hours", "Why no individual session since {day}?"
    ),
    ReasonedRule.NO_FAMILY: QT_TRANSLATE_NOOP("hours", "Why no family session since {day}?"),
}
_SETTLED: dict[ReasonedRule, object] = {
    ReasonedRule.SHORT_WEEK: QT_TRANSLATE_NOOP("hours", "Days of service in the week of {day}"),
    ReasonedRule.LONG_WEEK: QT_TRANSLATE_NOOP("hours", "Long week of {day}"),
    ReasonedRule.SILENCE: QT_TRANSLATE_NOOP("hours", "No contact since {day}"),
    ReasonedRule.NO_INDIVIDUAL: QT_TRANSLATE_NOOP("hours", "No individual session since {day}"),
    ReasonedRule.NO_FAMILY: QT_TRANSLATE_NOOP("hours", "No family session since {day}"),
}
_FELLOWSHIPS: dict[Fellowship, object] = {
    Fellowship.AA: QT_TRANSLATE_NOOP("hours", "AA"),
    Fellowship.NA: QT_TRANSLATE_NOOP("hours", "NA"),
    Fellowship.CA: QT_TRANSLATE_NOOP("hours", "CA"),
    Fellowship.SMART: QT_TRANSLATE_NOOP("hours", "SMART Recovery"),
    Fellowship.DHARMA: QT_TRANSLATE_NOOP("hours", "Recovery Dharma"),
    Fellowship.AL_ANON: QT_TRANSLATE_NOOP("hours", "Al-Anon"),
    Fellowship.OTHER: QT_TRANSLATE_NOOP("hours", "Another"),
}
_KINDS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("hours", "Individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("hours", "Family"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("hours", "Case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("hours", "Medication management"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("hours", "Vocational"),
}
"""What is recorded here; a group is recorded for all its members at once."""
_MODALITIES: dict[Modality, object] = {
    Modality.IN_PERSON: QT_TRANSLATE_NOOP("hours", "In person"),
    Modality.VIDEO: QT_TRANSLATE_NOOP("hours", "Video"),
    Modality.PHONE: QT_TRANSLATE_NOOP("hours", "Phone"),
}
_NUMBERS: dict[str, object] = {
    "week_hours_least": QT_TRANSLATE_NOOP("hours", "Hours a week, at least"),
    "week_hours_least_minor": QT_TRANSLATE_NOOP("hours", "Hours a week of a minor, at least"),
    "week_hours_most": QT_TRANSLATE_NOOP("hours", "Hours a week, at most"),
    "day_hours_least": QT_TRANSLATE_NOOP("hours", "Hours a day, at least"),
    "service_days_least": QT_TRANSLATE_NOOP("hours", "Service days a week, at least"),
    "gap_days_most": QT_TRANSLATE_NOOP("hours", "Days between services, at most"),
    "individual_days": QT_TRANSLATE_NOOP("hours", "Days between individual sessions"),
    "individual_first_weeks": QT_TRANSLATE_NOOP("hours", "Weeks with more individual sessions"),
    "individual_first_days": QT_TRANSLATE_NOOP("hours", "Days between them in those weeks"),
    "family_days": QT_TRANSLATE_NOOP("hours", "Days between family sessions"),
}
"""The numbers of a profile that hours are judged by."""
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("hours", "Monday"),
    QT_TRANSLATE_NOOP("hours", "Tuesday"),
    QT_TRANSLATE_NOOP("hours", "Wednesday"),
    QT_TRANSLATE_NOOP("hours", "Thursday"),
    QT_TRANSLATE_NOOP("hours", "Friday"),
    QT_TRANSLATE_NOOP("hours", "Saturday"),
    QT_TRANSLATE_NOOP("hours", "Sunday"),
)


def say(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("hours", cast("str", text))


def service(which: Service) -> str:
    """A kind of care."""
    return say(_SERVICES[which][0])


def service_icon(which: Service) -> str:
    """The icon of a kind of care."""
    return _SERVICES[which][1]


def code(which: AttendanceCode) -> tuple[str, str, str]:
    """How somebody took part, with tone and icon."""
    text, tone, icon = _CODES[which]
    return say(text), tone, icon


def code_options() -> tuple[tuple[object, str], ...]:
    """How somebody can have taken part."""
    return tuple((value, say(text)) for value, (text, _, _) in _CODES.items())


def reason(which: ReasonCode) -> str:
    """Why a week was short."""
    return say(_REASONS[which])


def reason_options() -> tuple[tuple[object, str], ...]:
    """Why a week can be short."""
    return tuple((value, say(text)) for value, text in _REASONS.items())


def reason_question(rule: ReasonedRule, day: str) -> str:
    """What is asked before a reason is given, for the week of a day or what stands since it."""
    return say(_QUESTIONS[rule]).format(day=day)


def settled(given: GivenReason, today: date) -> tuple[str, str]:
    """What a reason is about, and the reason with its remark."""
    about = say(_SETTLED[given.rule]).format(day=short(given.about_on, today))
    return about, " · ".join(part for part in (reason(given.code), given.remark) if part)


def settling(one: HourFinding) -> str:
    """What the button of a finding says."""
    if one.reasoned is not None:
        return say("Give reason")
    return say("Sessions") if one.week is None else say("Open week")


def finding_caption(one: HourFinding) -> str:
    """The source of a finding, and of how many more weeks it is true."""
    parts = [f"{one.rule} · {one.source}"]
    if one.more == 1:
        parts.append(say("and 1 more week"))
    elif one.more:
        parts.append(say("and {count} more weeks").format(count=one.more))
    return " · ".join(parts)


def fellowship(which: Fellowship) -> str:
    """Whose meeting it was."""
    return say(_FELLOWSHIPS[which])


def fellowship_options() -> tuple[tuple[object, str], ...]:
    """Whose meeting it can be."""
    return tuple((value, say(text)) for value, text in _FELLOWSHIPS.items())


def kind_options() -> tuple[tuple[object, str], ...]:
    """The kinds of session that are recorded for one client."""
    return tuple((value, say(text)) for value, text in _KINDS.items())


def modality(which: Modality) -> str:
    """How the client took part."""
    return say(_MODALITIES[which])


def modality_options() -> tuple[tuple[object, str], ...]:
    """How a client can take part."""
    return tuple((value, say(text)) for value, text in _MODALITIES.items())


def number(name: str) -> str:
    """A number of the profile; empty for one that has nothing to do with hours."""
    return say(_NUMBERS[name]) if name in _NUMBERS else ""


def number_options() -> tuple[tuple[object, str], ...]:
    """The numbers that can differ for a client."""
    return tuple((name, say(text)) for name, text in _NUMBERS.items())


def weekday(day: int) -> str:
    """A day of the week, 0 for Monday."""
    return say(_WEEKDAYS[day])


def span(starts: time, ends: time) -> str:
    """From when to when."""
    return times.write_range(TimeRange(start=starts, end=ends))


def short(day: date, today: date) -> str:
    """A day in a list."""
    return dates.write_short(day, today)


def week_title(week: Week, today: date) -> str:
    """A week as a row names it: `2 · Feb 16`."""
    day = short(week.begins_on, today)
    return f"{week.number} · {day}" if week.number else day


def short_on(lacking: int, last_on: date | None) -> str:
    """How much a week will lack, on the day of its last session where one is planned."""
    hours = written(lacking)
    if last_on is None:
        return say("{hours} short").format(hours=hours)
    return say("{hours} short on {day}").format(hours=hours, day=weekday(last_on.weekday()))


def spoken_week(report: HourReport, week: Week) -> str:
    """All of a week, as it is read out."""
    day = short(week.begins_on, report.today)
    parts = [say("Week {number}, {day}").format(number=week.number, day=day)]
    match week.standing:
        case Standing.AHEAD:
            parts.append(say("{hours} planned").format(hours=written(week.expected)))
        case Standing.RUNNING:
            parts.append(say("{hours} so far").format(hours=written(week.minutes)))
            parts.append(say("ends at {hours}").format(hours=written(week.expected)))
        case _:
            parts.append(say("{hours} attended").format(hours=written(week.minutes)))
    if lacking := report.lacks(week):
        parts.append(say("{hours} short").format(hours=written(lacking)))
    given = report.reason(week)
    if given is not None:
        parts.append(reason(given.code))
    return ", ".join(parts)


def unmarked(count: int) -> str:
    """How many planned sessions nobody marked."""
    if count == 1:
        return say("1 planned session is not marked")
    return say("{count} planned sessions are not marked").format(count=count)


def remote(minutes_remote: int, delivered: int) -> str:
    """How much of the treatment hours was by video or phone."""
    told = say("{hours} of {all} were by video or phone, {percent} %")
    percent = round(100 * minutes_remote / delivered) if delivered else 0
    return told.format(hours=written(minutes_remote), all=written(delivered), percent=percent)


def session_title(one: SessionLine) -> str:
    """The group, or the kind of care."""
    return one.name or service(one.service)


def session_caption(one: SessionLine) -> str:
    """What else is told of a session."""
    parts = (
        service(one.service) if one.name else "",
        one.topic,
        say("led by {name}").format(name=one.led_by) if one.led_by else "",
        "" if one.modality is Modality.IN_PERSON else modality(one.modality),
        "" if one.is_counted else say("not treatment hours"),
    )
    return " · ".join(part for part in parts if part)


def minutes(one: SessionLine) -> str:
    """Minutes attended of those there were."""
    if not one.has_come:
        return "–"
    if one.minutes == one.planned:
        return say("{count} min").format(count=one.minutes)
    return say("{count} of {all} min").format(count=one.minutes, all=one.planned)


def planned_title(one: PlannedLine) -> str:
    """The group, or the kind of care."""
    return one.name or service(one.service)


def planned_caption(one: PlannedLine) -> str:
    """What else is told of a planned time."""
    parts = (
        say("every {count} weeks").format(count=one.every_weeks) if one.every_weeks > 1 else "",
        say("led by {name}").format(name=one.led_by) if one.led_by else "",
        "" if one.modality is Modality.IN_PERSON else modality(one.modality),
    )
    return " · ".join(part for part in parts if part)


def standing(told: MutualHelpStanding | None, today: date) -> str:
    """Sponsor and step in one line."""
    if told is None:
        return say("Sponsor and step: not asked yet")
    if told.has_sponsor is None:
        sponsor = say("Sponsor: not asked")
    elif told.has_sponsor:
        sponsor = say("Sponsor: {name}").format(name=told.sponsor or say("yes"))
    else:
        sponsor = say("No sponsor")
    if told.step is None:
        step = say("step not asked")
    elif told.step:
        step = say("step {number}").format(number=told.step)
    else:
        step = say("no step yet")
    on = say("told {day}").format(day=short(told.told_on, today))
    return " · ".join((sponsor, step, on))

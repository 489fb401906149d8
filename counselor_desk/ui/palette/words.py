"""The words of the palette for clients, records and groups."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.episodes import Episode, LevelOfCare
from counselor_desk.records.search import FoundText
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind

_SESSIONS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("palette", "Individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("palette", "Family"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("palette", "Group"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("palette", "Case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("palette", "Medication"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("palette", "Vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("palette", "Crisis"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("palette", "Phone contact"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("palette", "Collateral contact"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("palette", "Case conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("palette", "No-show"),
}
_RECORDS: dict[RecordKind, object] = {
    RecordKind.PLAN: QT_TRANSLATE_NOOP("palette", "Plan, version {version}"),
    RecordKind.NOTE: QT_TRANSLATE_NOOP("palette", "Note"),
    RecordKind.ADDENDUM: QT_TRANSLATE_NOOP("palette", "Addendum"),
    RecordKind.ASSESSMENT: QT_TRANSLATE_NOOP("palette", "Assessment"),
    RecordKind.DISCHARGE: QT_TRANSLATE_NOOP("palette", "Discharge summary"),
}
_LEVELS: dict[LevelOfCare, object] = {
    LevelOfCare.IOP: QT_TRANSLATE_NOOP("palette", "IOP"),
    LevelOfCare.PHP: QT_TRANSLATE_NOOP("palette", "PHP"),
    LevelOfCare.OUTPATIENT: QT_TRANSLATE_NOOP("palette", "Outpatient"),
    LevelOfCare.OTHER: QT_TRANSLATE_NOOP("palette", "In the program"),
}


def translated(text: object) -> str:
    """The words in the language of the window."""
    return QCoreApplication.translate("palette", str(text))


def record(found: FoundText) -> str:
    """What a record is: "Individual", "Plan, version 2", "Individual, addendum"."""
    name = translated(_RECORDS[found.kind]).format(version=found.version or 1)
    if found.session is None:
        return name
    session = translated(_SESSIONS[found.session])
    if found.kind is not RecordKind.ADDENDUM:
        return session
    return translated(QT_TRANSLATE_NOOP("palette", "{session}, addendum")).format(session=session)


def state(found: FoundText) -> str:
    """Whether it is closed, and whether it was right."""
    if found.is_in_error:
        return translated(QT_TRANSLATE_NOOP("palette", "entered in error"))
    if found.is_signed:
        return translated(QT_TRANSLATE_NOOP("palette", "signed"))
    return translated(QT_TRANSLATE_NOOP("palette", "draft"))


def stay(episode: Episode | None, today: date) -> str:
    """Where the stay is: "IOP week 5", "discharged Jan 30"."""
    if episode is None:
        return translated(QT_TRANSLATE_NOOP("palette", "no episode yet"))
    if episode.closed_on is not None:
        text = translated(QT_TRANSLATE_NOOP("palette", "discharged {day}"))
        return text.format(day=day(episode.closed_on, today))
    level, week = translated(_LEVELS[episode.level_of_care]), episode.week_on(today)
    if week is None:
        return translated(QT_TRANSLATE_NOOP("palette", "{level} intake")).format(level=level)
    text = translated(QT_TRANSLATE_NOOP("palette", "{level} week {week}"))
    return text.format(level=level, week=week)


def day(when: date | None, today: date) -> str:
    """`Mar 10`, with the year when it is another one; nothing for an unknown day."""
    if when is None:
        return ""
    short = f"{dates.MONTHS[when.month - 1][:3]} {when.day}"
    return short if when.year == today.year else f"{short}, {when.year}"

"""The words of the Person view for stored codes, days and spans of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.care_steps import CareStep
from counselor_desk.records.circumstances import Answer, CareLevel, Employment, LivingKind
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.episodes import LevelOfCare, Track
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.records.people import Relation

Code = TypeVar("Code")

RELATIONS: dict[Relation, object] = {
    Relation.FAMILY: QT_TRANSLATE_NOOP("facts", "Family"),
    Relation.PARTNER: QT_TRANSLATE_NOOP("facts", "Partner"),
    Relation.PARENT: QT_TRANSLATE_NOOP("facts", "Parent"),
    Relation.GUARDIAN: QT_TRANSLATE_NOOP("facts", "Guardian"),
    Relation.FRIEND: QT_TRANSLATE_NOOP("facts", "Friend"),
    Relation.SPONSOR: QT_TRANSLATE_NOOP("facts", "Sponsor"),
    Relation.PHYSICIAN: QT_TRANSLATE_NOOP("facts", "Physician"),
    Relation.THERAPIST: QT_TRANSLATE_NOOP("facts", "Therapist"),
    Relation.PROBATION_OFFICER: QT_TRANSLATE_NOOP("facts", "Probation"),
    Relation.ATTORNEY: QT_TRANSLATE_NOOP("facts", "Attorney"),
    Relation.REFERRAL_SOURCE: QT_TRANSLATE_NOOP("facts", "Referred by"),
    Relation.EMPLOYER: QT_TRANSLATE_NOOP("facts", "Employer"),
    Relation.OTHER: QT_TRANSLATE_NOOP("facts", "Other"),
}
LIVING: dict[LivingKind, object] = {
    LivingKind.HOME: QT_TRANSLATE_NOOP("facts", "At home"),
    LivingKind.WITH_FAMILY: QT_TRANSLATE_NOOP("facts", "With family"),
    LivingKind.SOBER_LIVING: QT_TRANSLATE_NOOP("facts", "Sober living"),
    LivingKind.PROGRAM_HOUSING: QT_TRANSLATE_NOOP("facts", "Program housing"),
    LivingKind.SHELTER: QT_TRANSLATE_NOOP("facts", "Shelter"),
    LivingKind.NO_FIXED_HOME: QT_TRANSLATE_NOOP("facts", "No fixed home"),
    LivingKind.OTHER: QT_TRANSLATE_NOOP("facts", "Elsewhere"),
}
EMPLOYMENT: dict[Employment, object] = {
    Employment.UNKNOWN: QT_TRANSLATE_NOOP("facts", "Not asked yet"),
    Employment.FULL_TIME: QT_TRANSLATE_NOOP("facts", "Full time"),
    Employment.PART_TIME: QT_TRANSLATE_NOOP("facts", "Part time"),
    Employment.UNEMPLOYED_LOOKING: QT_TRANSLATE_NOOP("facts", "Looking for work"),
    Employment.UNEMPLOYED_NOT_LOOKING: QT_TRANSLATE_NOOP("facts", "Not working, not looking"),
    Employment.STUDENT: QT_TRANSLATE_NOOP("facts", "In school or training"),
    Employment.DISABLED: QT_TRANSLATE_NOOP("facts", "Unable to work"),
    Employment.RETIRED: QT_TRANSLATE_NOOP("facts", "Retired"),
    Employment.OTHER: QT_TRANSLATE_NOOP("facts", "Other"),
}
ANSWERS: dict[Answer, object] = {
    Answer.UNKNOWN: QT_TRANSLATE_NOOP("facts", "Not asked yet"),
    Answer.NO: QT_TRANSLATE_NOOP("facts", "No"),
    Answer.YES: QT_TRANSLATE_NOOP("facts", "Yes"),
}
CARE: dict[CareLevel, object] = {
    CareLevel.DETOX: QT_TRANSLATE_NOOP("facts", "Detox"),
    CareLevel.INPATIENT: QT_TRANSLATE_NOOP("facts", "Inpatient"),
    CareLevel.RESIDENTIAL: QT_TRANSLATE_NOOP("facts", "Residential"),
    CareLevel.PHP: QT_TRANSLATE_NOOP("facts", "PHP"),
    CareLevel.IOP: QT_TRANSLATE_NOOP("facts", "IOP"),
    CareLevel.OUTPATIENT: QT_TRANSLATE_NOOP("facts", "Outpatient"),
    CareLevel.OTHER: QT_TRANSLATE_NOOP("facts", "Other care"),
}
PAPERS: dict[IntakePaper, object] = {
    IntakePaper.CONSENT_TO_TREATMENT: QT_TRANSLATE_NOOP("facts", "Consent to treatment"),
    IntakePaper.TELEHEALTH_CONSENT: QT_TRANSLATE_NOOP("facts", "Telehealth consent"),
    IntakePaper.RIGHTS_AND_RULES: QT_TRANSLATE_NOOP("facts", "Rights and program rules"),
    IntakePaper.PRIVACY_NOTICE: QT_TRANSLATE_NOOP("facts", "Notice of privacy practices"),
    IntakePaper.PART2_NOTICE: QT_TRANSLATE_NOOP("facts", "Notice of confidentiality (42 CFR 2.22)"),
}
CONTACTS: dict[ContactKind, object] = {
    ContactKind.PHONE: QT_TRANSLATE_NOOP("facts", "Phone"),
    ContactKind.EMAIL: QT_TRANSLATE_NOOP("facts", "E-mail"),
    ContactKind.ADDRESS: QT_TRANSLATE_NOOP("facts", "Address"),
}
LEVELS: dict[LevelOfCare, object] = {
    LevelOfCare.IOP: QT_TRANSLATE_NOOP("facts", "Intensive outpatient"),
    LevelOfCare.PHP: QT_TRANSLATE_NOOP("facts", "Partial hospitalization"),
    LevelOfCare.OUTPATIENT: QT_TRANSLATE_NOOP("facts", "Outpatient"),
    LevelOfCare.OTHER: QT_TRANSLATE_NOOP("facts", "Other level"),
}
TRACKS: dict[Track, object] = {
    Track.MORNING: QT_TRANSLATE_NOOP("facts", "mornings"),
    Track.EVENING: QT_TRANSLATE_NOOP("facts", "evenings"),
    Track.OTHER: QT_TRANSLATE_NOOP("facts", "another time of day"),
}


def say(text: object) -> str:
    """A sentence in the language of the screen."""
    return QCoreApplication.translate("facts", str(text))


def days(count: int) -> str:
    """A number of days: "1 day", "12 days"."""
    if count == 1:
        return say(QT_TRANSLATE_NOOP("facts", "1 day"))
    return say(QT_TRANSLATE_NOOP("facts", "{count} days")).format(count=count)


def weeks(count: int) -> str:
    """A number of weeks: "1 week", "12 weeks"."""
    if count == 1:
        return say(QT_TRANSLATE_NOOP("facts", "1 week"))
    return say(QT_TRANSLATE_NOOP("facts", "{count} weeks")).format(count=count)


def day(one: date, today: date) -> str:
    """A date in a line: Mar 12."""
    return dates.write_short(one, today)


def span(start: date | None, end: date | None, today: date) -> str:
    """From when to when, as far as it is known: "Jan 26 – Feb 2", "until Feb 2"."""
    if start and end:
        return f"{day(start, today)} – {day(end, today)}"
    if end:
        until = say(QT_TRANSLATE_NOOP("facts", "until {day}"))
        return until.format(day=day(end, today))
    if start:
        return say(QT_TRANSLATE_NOOP("facts", "since {day}")).format(day=day(start, today))
    return ""


def joined(*parts: str) -> str:
    """What is there of some facts, on one line; a dot stays with what stands before it."""
    return "\u00a0· ".join(part for part in parts if part)


def options(names: Mapping[Code, object]) -> Sequence[tuple[object, str]]:
    """The values of a choice with their words."""
    return tuple((value, say(text)) for value, text in names.items())


_NAMES = frozenset({None, CareLevel.PHP, CareLevel.IOP})
"""Steps whose word is a name, also within a sentence."""


def steps(found: Sequence[CareStep]) -> str:
    """Steps of care in a line: "Detox, 12 days later residential, the same day this program"."""
    first, *rest = found
    told = [_level(first)]
    for one in rest:
        name = _level(one) if one.level in _NAMES else _level(one).lower()
        told.append(_gap(one).format(care=name, days=days(abs(one.days or 0))))
    return ", ".join(told)


def _level(one: CareStep) -> str:
    here = QT_TRANSLATE_NOOP("facts", "this program")
    return say(here if one.level is None else CARE[one.level])


def _gap(one: CareStep) -> str:
    if one.days is None:
        return say(QT_TRANSLATE_NOOP("facts", "then {care}"))
    if one.overlaps:
        return say(QT_TRANSLATE_NOOP("facts", "{days} before its end {care}"))
    same = QT_TRANSLATE_NOOP("facts", "the same day {care}")
    return say(same if not one.days else QT_TRANSLATE_NOOP("facts", "{days} later {care}"))

"""The words for sections, types and moments of a discharge summary on the screen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.discharges import DischargeSection, DischargeType

_SECTIONS: dict[DischargeSection, object] = {
    DischargeSection.ADMISSION: QT_TRANSLATE_NOOP("discharges", "Admission"),
    DischargeSection.TYPE: QT_TRANSLATE_NOOP("discharges", "Type and circumstances"),
    DischargeSection.SERVICES: QT_TRANSLATE_NOOP("discharges", "Services and attendance"),
    DischargeSection.COURSE: QT_TRANSLATE_NOOP("discharges", "Course and response"),
    DischargeSection.GOALS: QT_TRANSLATE_NOOP("discharges", "Goals"),
    DischargeSection.DIAGNOSES: QT_TRANSLATE_NOOP("discharges", "Diagnoses and domains"),
    DischargeSection.MEASURES: QT_TRANSLATE_NOOP("discharges", "Measures"),
    DischargeSection.MEDICATIONS: QT_TRANSLATE_NOOP("discharges", "Medications"),
    DischargeSection.RISK: QT_TRANSLATE_NOOP("discharges", "Risk and crisis contacts"),
    DischargeSection.FAMILY: QT_TRANSLATE_NOOP("discharges", "Family"),
    DischargeSection.CONTINUING_CARE: QT_TRANSLATE_NOOP("discharges", "Continuing care"),
    DischargeSection.STATEMENT: QT_TRANSLATE_NOOP("discharges", "Client statement"),
}
_SHORT: dict[DischargeSection, object] = {
    DischargeSection.TYPE: QT_TRANSLATE_NOOP("discharges", "Type"),
    DischargeSection.SERVICES: QT_TRANSLATE_NOOP("discharges", "Services"),
    DischargeSection.COURSE: QT_TRANSLATE_NOOP("discharges", "Course"),
    DischargeSection.DIAGNOSES: QT_TRANSLATE_NOOP("discharges", "Diagnoses"),
    DischargeSection.RISK: QT_TRANSLATE_NOOP("discharges", "Risk"),
}
_TYPES: dict[DischargeType, object] = {
    DischargeType.COMPLETED: QT_TRANSLATE_NOOP("discharges", "Completed"),
    DischargeType.LEFT: QT_TRANSLATE_NOOP("discharges", "Left against professional advice"),
    DischargeType.TERMINATED: QT_TRANSLATE_NOOP("discharges", "Terminated by facility"),
    DischargeType.TRANSFERRED: QT_TRANSLATE_NOOP("discharges", "Transferred elsewhere"),
    DischargeType.INCARCERATED: QT_TRANSLATE_NOOP("discharges", "Incarcerated"),
    DischargeType.DIED: QT_TRANSLATE_NOOP("discharges", "Death"),
    DischargeType.OTHER: QT_TRANSLATE_NOOP("discharges", "Other"),
}
_FROM_PLAN = frozenset({DischargeSection.GOALS})


def section(code: DischargeSection) -> str:
    """The title of a section."""
    return translated(str(_SECTIONS[code]))


def short_section(code: DischargeSection) -> str:
    """The title of a section in the outline, where there is little room."""
    return translated(str(_SHORT.get(code, _SECTIONS[code])))


def kind(chosen: DischargeType) -> str:
    """A type of discharge with its federal number, such as "1 Completed"."""
    return f"{chosen.code} {translated(str(_TYPES[chosen]))}"


def source(code: DischargeSection) -> str:
    """Where the text of a section comes from while nobody edited it."""
    if code in _FROM_PLAN:
        return translated("from plan")
    return translated("from record")


def full_moment(moment: datetime) -> str:
    """Date and time for reading."""
    return f"{dates.write_in_words(moment.date())}, {times.write_time(moment.time())}"


def translated(text: str) -> str:
    """A text of the discharge pages in the language of the window."""
    return QCoreApplication.translate("discharges", text)

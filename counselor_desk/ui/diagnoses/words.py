"""The words and tones of diagnoses on the screen."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.diagnoses import Diagnosis, DiagnosisStatus
from counselor_desk.services.icd10 import Remission, Severity

_STATUSES: dict[DiagnosisStatus, object] = {
    DiagnosisStatus.ACTIVE: QT_TRANSLATE_NOOP("diagnoses", "Current"),
    DiagnosisStatus.RESOLVED: QT_TRANSLATE_NOOP("diagnoses", "Resolved"),
    DiagnosisStatus.RULED_OUT: QT_TRANSLATE_NOOP("diagnoses", "Ruled out"),
}
_SEVERITIES: dict[Severity | None, object] = {
    None: QT_TRANSLATE_NOOP("diagnoses", "Any"),
    Severity.USE: QT_TRANSLATE_NOOP("diagnoses", "Use"),
    Severity.MILD: QT_TRANSLATE_NOOP("diagnoses", "Mild"),
    Severity.MODERATE: QT_TRANSLATE_NOOP("diagnoses", "Moderate"),
    Severity.SEVERE: QT_TRANSLATE_NOOP("diagnoses", "Severe"),
}
_REMISSIONS: dict[Remission | None, object] = {
    None: QT_TRANSLATE_NOOP("diagnoses", "Any"),
    Remission.NONE: QT_TRANSLATE_NOOP("diagnoses", "None"),
    Remission.EARLY: QT_TRANSLATE_NOOP("diagnoses", "Early"),
    Remission.SUSTAINED: QT_TRANSLATE_NOOP("diagnoses", "Sustained"),
}


def translated(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("diagnoses", cast("str", text))


def statuses() -> tuple[tuple[DiagnosisStatus, str], ...]:
    """What a diagnosis can be."""
    return tuple((one, translated(words)) for one, words in _STATUSES.items())


def severities() -> tuple[tuple[Severity | None, str], ...]:
    """The severities to look for, any of them first."""
    return tuple((one, translated(words)) for one, words in _SEVERITIES.items())


def remissions() -> tuple[tuple[Remission | None, str], ...]:
    """The kinds of remission to look for, any of them first."""
    return tuple((one, translated(words)) for one, words in _REMISSIONS.items())


def state(diagnosis: Diagnosis, today: date) -> tuple[str, str, str]:
    """Word, tone and icon of the chip: that it leads, or how it ended; else nothing."""
    if diagnosis.is_active:
        return (
            (translated("Principal"), "accent", "flag") if diagnosis.is_principal else ("", "", "")
        )
    word = translated(_STATUSES[diagnosis.status])
    if diagnosis.ended_on is not None:
        word = f"{word} {dates.write_short(diagnosis.ended_on, today)}"
    icon = "circle-check" if diagnosis.status is DiagnosisStatus.RESOLVED else "circle-x"
    return word, "neutral", icon


def since(diagnosis: Diagnosis) -> str:
    """When it began: "since 2019"."""
    if not diagnosis.onset:
        return ""
    return translated("since {onset}").format(onset=diagnosis.onset)


def maker(diagnosis: Diagnosis) -> str:
    """Who made it, in a line: "by Dr. Alvarez"."""
    if not diagnosis.made_by:
        return ""
    return translated("by {name}").format(name=diagnosis.made_by)


def release(year: int) -> str:
    """The code set: "ICD-10-CM 2026"."""
    return f"ICD-10-CM {year}"


def release_of(year: int, valid_from: date) -> str:
    """The code set and since when it holds: "ICD-10-CM 2026 of April 1, 2026"."""
    day = dates.write_in_words(valid_from)
    return translated("{release} of {day}").format(release=release(year), day=day)


def joined(*parts: str) -> str:
    """What there is, in one line."""
    return " · ".join(part for part in parts if part)


def spoken(diagnosis: Diagnosis, today: date) -> str:
    """A row as a screen reader says it."""
    parts = (
        diagnosis.code,
        diagnosis.words,
        state(diagnosis, today)[0],
        since(diagnosis),
        maker(diagnosis),
        diagnosis.remark,
        release(diagnosis.release),
    )
    return ", ".join(part for part in parts if part)

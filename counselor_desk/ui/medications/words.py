"""The words, icons and tones of medications, allergies and checks on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.medications import (
    AddictionMedication,
    Adherence,
    Allergy,
    Medication,
    MedicationList,
    Reconciliation,
)
from counselor_desk.ui.mistakes import Told

_ADHERENCE: dict[Adherence, tuple[object, str, str]] = {
    Adherence.UNKNOWN: (QT_TRANSLATE_NOOP("medications", "Not asked"), "neutral", "circle"),
    Adherence.EVERY_DAY: (QT_TRANSLATE_NOOP("medications", "Every day"), "signed", "circle-check"),
    Adherence.MOST_DAYS: (QT_TRANSLATE_NOOP("medications", "Most days"), "neutral", "minus"),
    Adherence.SOME_DAYS: (
        QT_TRANSLATE_NOOP("medications", "Some days"),
        "overdue",
        "triangle-alert",
    ),
    Adherence.NOT_TAKEN: (QT_TRANSLATE_NOOP("medications", "Not taken"), "risk", "circle-x"),
    Adherence.AS_NEEDED: (QT_TRANSLATE_NOOP("medications", "As needed"), "neutral", "clock"),
}
_FOR_ADDICTION: dict[AddictionMedication, object] = {
    AddictionMedication.NONE: QT_TRANSLATE_NOOP("medications", "No"),
    AddictionMedication.BUPRENORPHINE: QT_TRANSLATE_NOOP("medications", "Yes, buprenorphine"),
    AddictionMedication.METHADONE: QT_TRANSLATE_NOOP("medications", "Yes, methadone"),
    AddictionMedication.NALTREXONE: QT_TRANSLATE_NOOP("medications", "Yes, naltrexone"),
    AddictionMedication.ACAMPROSATE: QT_TRANSLATE_NOOP("medications", "Yes, acamprosate"),
    AddictionMedication.DISULFIRAM: QT_TRANSLATE_NOOP("medications", "Yes, disulfiram"),
    AddictionMedication.OTHER: QT_TRANSLATE_NOOP("medications", "Yes, another"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A word with its tone and icon."""

    text: str
    tone: str = "neutral"
    icon: str = ""


def translated(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("medications", cast("str", text))


def adherence_options() -> tuple[tuple[object, str], ...]:
    """How it is taken, to choose from."""
    return tuple((value, translated(text)) for value, (text, _, _) in _ADHERENCE.items())


def addiction_options() -> tuple[tuple[object, str], ...]:
    """Whether it is medication for addiction, and which, to choose from."""
    return tuple((value, translated(text)) for value, text in _FOR_ADDICTION.items())


def adherence(value: Adherence) -> Said:
    """How it is taken."""
    text, tone, icon = _ADHERENCE[value]
    return Said(translated(text), tone, icon)


def taken(medication: Medication, today: date) -> Said:
    """How it is taken, unless its prescription ran out."""
    if medication.has_run_out(today):
        return Said(translated("Ran out"), "overdue", "hourglass")
    return adherence(medication.adherence)


def mark() -> str:
    """What marks a medication for addiction."""
    return translated("For addiction")


def short(day: date | None, today: date) -> str:
    """A day in a list; empty where there is none."""
    return dates.write_short(day, today) if day else ""


def since(day: date | None, today: date) -> str:
    """Since when, within a line of small facts."""
    return translated("since {day}").format(day=short(day, today)) if day else ""


def span(medication: Medication, today: date) -> str:
    """From when to when it was taken: "Feb 3 – Mar 1"."""
    start, end = (short(day, today) for day in (medication.started_on, medication.stopped_on))
    return f"{start} – {end}" if start else translated("until {day}").format(day=end)


def ran_out(medication: Medication, today: date) -> str:
    """Until when there was a prescription, where it ran out."""
    if not medication.has_run_out(today):
        return ""
    return translated("prescribed until {day}").format(day=short(medication.expected_until, today))


def why_stopped(medication: Medication) -> str:
    """The reason of a stop, as the small line below the name."""
    return translated("Stopped: {reason}").format(reason=medication.stop_reason)


def allergy_caption(allergy: Allergy, today: date) -> str:
    """What it does, or when and why it left the list."""
    if allergy.is_current:
        return allergy.reaction
    ended = translated("Ended {day}: {reason}").format(
        day=short(allergy.ended_on, today), reason=allergy.end_reason
    )
    return joined(allergy.reaction, ended)


def checked(listed: MedicationList, client: str, today: date) -> str:
    """With whom and when the list was gone through last; `client` is the name to show."""
    last = listed.last_check
    if last is None:
        return translated("not gone through yet")
    return translated("checked with {who} on {day}").format(
        who=last.checked_with or client, day=short(last.checked_on, today)
    )


def age(listed: MedicationList, today: date) -> str:
    """How long ago that was: "32 days ago"; that it is owed where it never was."""
    last = listed.last_check
    if last is None:
        return translated("Ask the client")
    return translated("{count} days ago").format(count=(today - last.checked_on).days)


def none_taken(listed: MedicationList, today: date) -> str:
    """What stands in place of an empty list."""
    if listed.denied_on is None:
        return translated("Nothing is noted. Ask the client, and add what is taken.")
    return translated("None reported on {day}.").format(day=short(listed.denied_on, today))


def no_allergies(listed: MedicationList, today: date) -> str:
    """What stands in place of allergies."""
    if listed.allergies_denied_on is None:
        return translated("Nothing is noted. Ask the client, and add what there is.")
    return translated("No known allergies, said on {day}.").format(
        day=short(listed.allergies_denied_on, today)
    )


def spoken(medication: Medication, today: date) -> str:
    """A row as it is read out."""
    state = taken(medication, today).text if medication.is_current else why_stopped(medication)
    parts = [
        medication.title,
        medication.purpose,
        mark() if medication.is_for_addiction else "",
        medication.schedule,
        medication.prescriber,
        since(medication.started_on, today) if medication.is_current else span(medication, today),
        state,
        ran_out(medication, today),
    ]
    return ", ".join(filter(None, parts))


def spoken_allergy(allergy: Allergy, today: date) -> str:
    """A row as it is read out."""
    noted = translated("noted {day}").format(day=short(allergy.noted_on, today))
    return ", ".join(filter(None, (allergy.substance, allergy_caption(allergy, today), noted)))


def told_check(check: Reconciliation, client: str, today: date) -> Told:
    """A check that was entered in error; `client` as the name may be shown."""
    return Told(
        name=translated("Check of {day}").format(day=short(check.checked_on, today)),
        details=joined(check.checked_with or client, check.remark),
    )


def joined(*parts: str) -> str:
    """Small facts in one line."""
    return " · ".join(filter(None, parts))

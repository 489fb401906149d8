"""Rules for discharge summaries: D2 to D5 of the catalogue, and what must be signed before.

Sources: D2 OAC 5122-27 and 26 TAC 564.805; D3 26 TAC 564.805; D4 OAC 5122-27; D5 SD 67:61:07:10;
elements in rules.md 3.6. Defaults of the generic profile, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counselor_desk.records import dates
from counselor_desk.records.discharges import Discharge, DischargeSection, DischargeType
from counselor_desk.records.ids import NoteId
from counselor_desk.rules.findings import Finding, Severity

_NAMES = {
    DischargeSection.ADMISSION: "Admission",
    DischargeSection.TYPE: "Type and circumstances",
    DischargeSection.SERVICES: "Services and attendance",
    DischargeSection.COURSE: "Course and response",
    DischargeSection.GOALS: "Goals",
    DischargeSection.DIAGNOSES: "Diagnoses and domains",
    DischargeSection.MEASURES: "Measures",
    DischargeSection.MEDICATIONS: "Medications",
    DischargeSection.RISK: "Risk and crisis contacts",
    DischargeSection.FAMILY: "Family",
    DischargeSection.CONTINUING_CARE: "Continuing care",
}

_CIRCUMSTANCES = {
    DischargeType.LEFT: ("D5", "Tell how the client left and each attempt to reach the client."),
    DischargeType.TERMINATED: (
        "D4",
        "Tell why treatment was ended and that the client was told of the right to appeal.",
    ),
    DischargeType.TRANSFERRED: ("D2", "Tell where the client was transferred to, and why."),
    DischargeType.INCARCERATED: ("D2", "Tell the circumstances of the discharge."),
    DischargeType.DIED: ("D2", "Tell what is known about the client’s death."),
    DischargeType.OTHER: ("D2", "Tell the circumstances of the discharge."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsignedNote:
    """A note of the episode that still waits for its signature."""

    id: NoteId
    held_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the rules need to know of the episode.

    `unknown` are sections about which the record says nothing, so that the counselor has to;
    `level_changed_on` is the day of the last change of the level of care.
    """

    admitted_on: date | None
    last_service_on: date | None
    today: date
    level_changed_on: date | None = None
    unsigned: tuple[UnsignedNote, ...] = ()
    has_plan_draft: bool = False
    has_assessment_draft: bool = False
    unknown: frozenset[DischargeSection] = frozenset()


def check(discharge: Discharge, known: Circumstances) -> tuple[Finding, ...]:
    """Everything that keeps the summary from being signed, then what wants to be read."""
    found = (
        *unsigned_parts(discharge, known),
        *dated(discharge, known),
        *d2_type(discharge),
        *d2_sections(discharge, known),
    )
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARN))


def unsigned_parts(discharge: Discharge, known: Circumstances) -> Iterator[Finding]:
    """The summary stands on signed notes: each open one is named."""
    for note in known.unsigned:
        day = f" of {dates.write_in_words(note.held_on)}" if note.held_on else ""
        yield _block("D2", discharge, f"note/{note.id}", f"Sign the note{day}.")
    if known.has_plan_draft:
        message = "A plan was begun and is not signed; after discharge it stays a draft."
        yield _finding("D2", discharge, "plan", message, Severity.WARN)
    if known.has_assessment_draft:
        message = "An assessment was begun and is not signed; after discharge it stays a draft."
        yield _finding("D2", discharge, "assessment", message, Severity.WARN)


def dated(discharge: Discharge, known: Circumstances) -> Iterator[Finding]:
    """D2: an admission, and a discharge after all that is recorded of the stay, not to come."""
    if known.admitted_on is None:
        yield _block("D2", discharge, "admitted_on", "Enter the date of the admission.")
    day = discharge.discharged_on
    if day is None:
        yield _block("D2", discharge, "discharged_on", "Enter the date of the discharge.")
    elif known.admitted_on is not None and day < known.admitted_on:
        admitted = dates.write_in_words(known.admitted_on)
        message = f"The discharge is before the admission on {admitted}."
        yield _block("D2", discharge, "discharged_on", message)
    elif known.last_service_on is not None and day < known.last_service_on:
        last = dates.write_in_words(known.last_service_on)
        message = f"The discharge is before the last service on {last}."
        yield _block("D2", discharge, "discharged_on", message)
    elif known.level_changed_on is not None and day < known.level_changed_on:
        changed = dates.write_in_words(known.level_changed_on)
        message = f"The discharge is before the change of the level of care on {changed}."
        yield _block("D2", discharge, "discharged_on", message)
    elif day > known.today:
        message = "The discharge is still to come; sign on that day."
        yield _block("D2", discharge, "discharged_on", message)


def d2_type(discharge: Discharge) -> Iterator[Finding]:
    """D2, D4, D5: the type, and in the counselor's words how it came to anything but completion."""
    if discharge.type is None:
        yield _block("D2", discharge, "type", "Choose the type of discharge.")
        return
    part = discharge.part(DischargeSection.TYPE)
    if discharge.type in _CIRCUMSTANCES and not part.is_edited:
        rule, message = _CIRCUMSTANCES[discharge.type]
        yield _block(rule, discharge, DischargeSection.TYPE.value, message)


def d2_sections(discharge: Discharge, known: Circumstances) -> Iterator[Finding]:
    """D2, D3: no section empty, and in the counselor's words what the record cannot say."""
    for code, name in _NAMES.items():
        part = discharge.part(code)
        is_type_missing = code is DischargeSection.TYPE and discharge.type is None
        if not part.text.strip() and not is_type_missing:
            message = f"{name} is empty: write it, or rebuild it from the record."
            yield _block("D2", discharge, code.value, message)
        elif code in known.unknown and not part.is_edited:
            yield from _untold(discharge, code)
    if discharge.type is not DischargeType.DIED:
        yield from _statement(discharge)


def _untold(discharge: Discharge, code: DischargeSection) -> Iterator[Finding]:
    if code is DischargeSection.DIAGNOSES:
        yield _block("D2", discharge, code.value, "Write the diagnoses at admission and discharge.")
    elif code is DischargeSection.RISK:
        yield _block("D2", discharge, code.value, "Write the risk at discharge.")
    elif code is DischargeSection.CONTINUING_CARE:
        message = "Add the first appointment after discharge, or why there is none."
        yield _block("D3", discharge, code.value, message)
    elif code is DischargeSection.MEDICATIONS:
        message = "No medications are recorded: add them with their prescriber, if there are any."
        yield _finding("D2", discharge, code.value, message, Severity.WARN)


def _statement(discharge: Discharge) -> Iterator[Finding]:
    code = DischargeSection.STATEMENT
    if not discharge.part(code).text.strip():
        message = "The client’s own statement is empty."
        yield _finding("D2", discharge, code.value, message, Severity.WARN)


def _block(rule: str, discharge: Discharge, field: str, message: str) -> Finding:
    return _finding(rule, discharge, field, message, Severity.BLOCK)


def _finding(
    rule: str, discharge: Discharge, field: str, message: str, severity: Severity
) -> Finding:
    return Finding(
        rule=rule, subject=discharge.uid, severity=severity, message=message, repair=field
    )

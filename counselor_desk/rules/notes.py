"""Rules for session notes: N1 to N4, N7 and N9 of the catalogue (docs/RULES.md).

Sources: N1 WAC 246-341, OAC 5122-27; N2 OAC 5122-27 and the golden thread; N3 OAC 317:30-5-95.41;
N7 WAC 246-341-0640. Defaults of the generic profile, checked 2026-11-22.
"""

from __future__ import annotations

from counselor_desk.records.notes import SECTIONS, Note, Risk, SectionCode
from counselor_desk.records.phrase_text import blanks
from counselor_desk.records.sessions import Modality, SessionKind, minutes_between
from counselor_desk.rules.findings import Finding, Severity

RESPONSES = (
    SectionCode.DATA,
    SectionCode.SUBJECTIVE,
    SectionCode.BEHAVIOR,
    SectionCode.RESPONSE,
)
"""Sections that tell how the client responded."""

_MINUTES_IN_DAY = 24 * 60


def check(note: Note, *, overlapping: bool = False, can_tick: bool = True) -> tuple[Finding, ...]:
    """Everything that keeps the note from being signed, then what wants to be read.

    Args:
        note: the note as it stands on the screen.
        overlapping: whether another session of this counselor or client is at that time.
        can_tick: whether an objective it links to has an intervention that could be ticked.
    """
    found = (
        *n1_frame(note),
        *n4_times(note, overlapping=overlapping),
        *n2_objectives(note),
        *n3_parts(note, can_tick=can_tick),
        *n7_risk(note),
        *n9_blanks(note),
    )
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARN))


def n1_frame(note: Note) -> tuple[Finding, ...]:
    """N1: date, start, end, place for a remote session, participants for other kinds.

    A group without a topic is pointed out: its members do not tell what it was about.
    """
    gaps = []
    if note.held_on is None:
        gaps.append(("held_on", "Enter the date of the session."))
    if note.starts is None or note.ends is None:
        gaps.append(("times", "Enter when the session started and ended."))
    if note.modality is not Modality.IN_PERSON and not note.location.strip():
        gaps.append(("location", "Say where the client was, since the session was remote."))
    if _needs_participants(note.kind) and not note.participants.strip():
        gaps.append(("participants", "Say who took part."))
    found = [_block("N1", note, field, message) for field, message in gaps]
    if note.kind is SessionKind.GROUP and not note.topic.strip():
        message = "Say what the group was about."
        found.append(_finding("N1", note, "topic", message, Severity.WARN))
    return tuple(found)


def _needs_participants(kind: SessionKind) -> bool:
    return kind in {
        SessionKind.FAMILY,
        SessionKind.COLLATERAL_CONTACT,
        SessionKind.CASE_CONFERENCE,
    }


def n2_objectives(note: Note) -> tuple[Finding, ...]:
    """N2: at least one plan objective, or a reason why none."""
    if note.objectives or note.unlinked_reason.strip():
        return ()
    message = "Tick at least one plan objective, or say why none applies."
    return (_block("N2", note, "objectives", message),)


def n3_parts(note: Note, *, can_tick: bool = True) -> tuple[Finding, ...]:
    """N3: intervention, client response, progress and next step, each filled.

    Where nothing can be ticked and the format has no section for it, as in a DAP note before
    the plan, what was done is told in the section that tells what happened.
    """
    gaps: list[tuple[str, str]] = []
    if note.kind is SessionKind.NO_SHOW:
        if not note.text_of(SectionCode.PLAN).strip():
            gaps.append(("section_plan", "Write the next step in Plan."))
        return tuple(_block("N3", note, field, message) for field, message in gaps)
    if not any(note.text_of(code).strip() for code in RESPONSES):
        gaps.append((_first_response(note), "Write what happened and how the client responded."))
    has_place = can_tick or SectionCode.INTERVENTION in SECTIONS[note.format]
    is_told = note.interventions or note.text_of(SectionCode.INTERVENTION).strip()
    if has_place and not is_told:
        gaps.append(("interventions", "Tick an intervention, or write what you did."))
    if any(linked.rating is None for linked in note.objectives):
        gaps.append(("ratings", "Rate each ticked objective: worse, same, better or met."))
    if not note.text_of(SectionCode.PLAN).strip():
        gaps.append(("section_plan", "Write the next step in Plan."))
    return tuple(_block("N3", note, field, message) for field, message in gaps)


def _first_response(note: Note) -> str:
    code = next((code for code in SECTIONS[note.format] if code in RESPONSES), SectionCode.DATA)
    return f"section_{code.value}"


def n4_times(note: Note, *, overlapping: bool = False) -> tuple[Finding, ...]:
    """N4: the end is after the start; an overlap with another session is pointed out."""
    found = []
    if note.starts is not None and note.starts == note.ends:
        found.append(_block("N4", note, "times", "The session ends when it starts."))
    if note.minutes is not None and not 0 < note.minutes <= _MINUTES_IN_DAY:
        found.append(_block("N4", note, "minutes", "Minutes are between 1 and 1440."))
    elif _is_longer_than_session(note):
        message = "The minutes are more than the session lasted."
        found.append(_block("N4", note, "minutes", message))
    if overlapping:
        message = "Another session overlaps these times."
        found.append(_finding("N4", note, "times", message, Severity.WARN))
    return tuple(found)


def _is_longer_than_session(note: Note) -> bool:
    if note.held_on is None or note.starts is None or note.ends is None or note.minutes is None:
        return False
    return note.minutes > minutes_between(note.held_on, note.starts, note.ends, note.zone)


def n7_risk(note: Note) -> tuple[Finding, ...]:
    """N7: the risk line is answered; a present risk has all four fields."""
    if note.kind is SessionKind.NO_SHOW:
        return ()
    if note.risk is None:
        return (_block("N7", note, "risk", "Answer the risk line."),)
    if note.risk is not Risk.PRESENT:
        return ()
    parts = {
        "risk_ideation": (note.risk_ideation, "Describe the thoughts of harm."),
        "risk_plan": (note.risk_plan, "Say whether there is a plan."),
        "risk_means": (note.risk_means, "Say whether the means are at hand."),
        "risk_action": (note.risk_action, "Say what you did about the risk."),
    }
    return tuple(
        _block("N7", note, field, message)
        for field, (text, message) in parts.items()
        if not text.strip()
    )


def n9_blanks(note: Note) -> tuple[Finding, ...]:
    """N9: no field and no choice of a phrase is left open in the sections of the format."""
    found = []
    for code in SECTIONS[note.format]:
        count = len(blanks(note.text_of(code)))
        if count:
            message = f"{count} blank{'s' if count > 1 else ''} left in {code.value.title()}."
            found.append(_block("N9", note, f"blank_{code.value}", message))
    return tuple(found)


def _block(rule: str, note: Note, field: str, message: str) -> Finding:
    return _finding(rule, note, field, message, Severity.BLOCK)


def _finding(rule: str, note: Note, field: str, message: str, severity: Severity) -> Finding:
    return Finding(rule=rule, subject=note.uid, severity=severity, message=message, repair=field)

"""Rules for session notes: N1 to N5, N7, N9 and C1 of the catalogue (docs/RULES.md).

Sources: N1 WAC 246-341, OAC 5122-27; N2 OAC 5122-27 and the golden thread; N3 OAC 317:30-5-95.41;
N5 WAC 388-877B-0350; N7 WAC 246-341-0640; C1 42 CFR 2.31. Defaults of the generic profile, checked
2026-11-22.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from counselor_desk.records import dates
from counselor_desk.records.cravings import WITHOUT_CLIENT, Urge
from counselor_desk.records.notes import (
    RESPONSES,
    SECTIONS,
    Note,
    NoteFormat,
    Risk,
    SectionCode,
)
from counselor_desk.records.phrase_text import blanks
from counselor_desk.records.sessions import Modality, SessionKind, minutes_between
from counselor_desk.rules.findings import Finding, Severity

WITH_OTHERS = {
    SessionKind.FAMILY: "Say who took part.",
    SessionKind.CASE_CONFERENCE: "Say who took part.",
    SessionKind.PHONE_CONTACT: "Say whom you spoke with.",
    SessionKind.COLLATERAL_CONTACT: "Say whom you spoke with.",
}
"""Kinds of note that name others than the counselor and the client, and how they are asked for."""

WITHOUT_SESSION = WITHOUT_CLIENT | {SessionKind.PHONE_CONTACT}
"""Kinds of note about no session: there was no treatment to be told of, and no place for it."""

_ASKED_IN_SESSION = "Write what happened and how the client responded."
_ASKED: dict[SessionKind, str] = {
    SessionKind.NO_SHOW: "Write how you tried to reach the client.",
    SessionKind.PHONE_CONTACT: "Write what was said.",
    SessionKind.COLLATERAL_CONTACT: "Write what was said.",
    SessionKind.CASE_CONFERENCE: "Write what was said.",
}
OUTSIDE = frozenset(
    {SessionKind.PHONE_CONTACT, SessionKind.COLLATERAL_CONTACT, SessionKind.CASE_CONFERENCE}
)
"""Kinds of note about words with somebody who may be outside of the client's care."""

_CLIENT_ALONE = frozenset({"client", "the client"})
_MINUTES_IN_DAY = 24 * 60
_HOUR = timedelta(hours=1)


def check(
    note: Note, *, overlapping: bool = False, is_busy: bool = False, can_tick: bool = True
) -> tuple[Finding, ...]:
    """Everything that keeps the note from being signed, then what wants to be read.

    Args:
        note: the note as it stands on the screen.
        overlapping: whether another session of this client is at that time.
        is_busy: whether the counselor led another session at that time.
        can_tick: whether an objective it links to has an intervention that could be ticked.
    """
    found = (
        *n1_frame(note),
        *n4_times(note, overlapping=overlapping, is_busy=is_busy),
        *n2_objectives(note),
        *n3_parts(note, can_tick=can_tick),
        *n7_risk(note),
        *n9_blanks(note),
        *c1_consent(note),
    )
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARN))


def n1_frame(note: Note) -> tuple[Finding, ...]:
    """N1: date, start, end, place for a remote session, participants where others took part.

    Each kind is asked only for what it has: a session nobody came to has no times. A group
    without a topic is pointed out: its members do not tell what it was about.
    """
    gaps = []
    is_session = note.kind not in WITHOUT_SESSION
    if note.held_on is None:
        gaps.append(("held_on", "Enter the date of the session."))
    if note.kind is not SessionKind.NO_SHOW and (note.starts is None or note.ends is None):
        noun = "session" if is_session else "contact"
        gaps.append(("times", f"Enter when the {noun} started and ended."))
    if is_session and note.modality is not Modality.IN_PERSON and not note.location.strip():
        gaps.append(("location", "Say where the client was, since the session was remote."))
    if note.kind in WITH_OTHERS and not note.participants.strip():
        gaps.append(("participants", WITH_OTHERS[note.kind]))
    found = [_block("N1", note, field, message) for field, message in gaps]
    if note.kind is SessionKind.GROUP and not note.topic.strip():
        message = "Say what the group was about."
        found.append(_finding("N1", note, "topic", message, Severity.WARN))
    return tuple(found)


def n2_objectives(note: Note) -> tuple[Finding, ...]:
    """N2: at least one plan objective, or a reason why none; nobody worked on one in a no-show."""
    is_asked = note.kind is not SessionKind.NO_SHOW
    if note.objectives or note.unlinked_reason.strip() or not is_asked:
        return ()
    message = "Tick at least one plan objective, or say why none applies."
    return (_block("N2", note, "objectives", message),)


def n3_parts(note: Note, *, can_tick: bool = True) -> tuple[Finding, ...]:
    """N3: intervention, client response, progress and next step, each filled.

    A no-show tells how the counselor tried to reach the client; a contact outside of sessions
    tells what was said, and needs no intervention. Where nothing can be ticked and the format has
    no section for it, as in a DAP note before the plan, what was done is told in the section that
    tells what happened.
    """
    gaps: list[tuple[str, str]] = []
    if not any(note.text_of(code).strip() for code in RESPONSES):
        gaps.append((first_response(note.format), _ASKED.get(note.kind, _ASKED_IN_SESSION)))
    has_place = note.kind not in WITHOUT_SESSION and (
        can_tick or SectionCode.INTERVENTION in SECTIONS[note.format]
    )
    if any(linked.rating is None for linked in note.objectives):
        gaps.append(("ratings", "Rate each ticked objective: worse, same, better or met."))
    is_told = note.interventions or note.text_of(SectionCode.INTERVENTION).strip()
    if has_place and not is_told:
        gaps.append(("interventions", "Tick an intervention, or write what you did."))
    if not note.text_of(SectionCode.PLAN).strip():
        gaps.append(("section_plan", "Write the next step in Plan."))
    return tuple(_block("N3", note, field, message) for field, message in gaps)


def first_response(note_format: NoteFormat) -> str:
    """Where a note of this format tells first what happened, by the name of its field."""
    code = next((code for code in SECTIONS[note_format] if code in RESPONSES), SectionCode.DATA)
    return f"section_{code.value}"


def n4_times(
    note: Note, *, overlapping: bool = False, is_busy: bool = False
) -> tuple[Finding, ...]:
    """N4: the end is after the start; an overlap with another session is pointed out.

    Args:
        note: the note as it stands on the screen.
        overlapping: whether another session of this client is at that time.
        is_busy: whether the counselor led another session at that time.
    """
    found = []
    if note.starts is not None and note.starts == note.ends:
        found.append(_block("N4", note, "times", "The session ends when it starts."))
    if note.minutes is not None and not 0 < note.minutes <= _MINUTES_IN_DAY:
        found.append(_block("N4", note, "minutes", "Minutes are between 1 and 1440."))
    elif _is_longer_than_session(note):
        message = "The minutes are more than the session lasted."
        found.append(_block("N4", note, "minutes", message))
    if overlapping or is_busy:
        message = (
            "Another session of this client overlaps these times."
            if overlapping
            else "You led another session at these times."
        )
        found.append(_finding("N4", note, "times", message, Severity.WARN))
    return tuple(found)


def n4_day(
    note: Note, *, today: date, begun_on: date | None = None, born_on: date | None = None
) -> tuple[Finding, ...]:
    """N4: nothing is signed ahead of its day or before the birth; before the stay is told.

    Args:
        note: the note as it stands on the screen.
        today: the day on which it would be signed.
        begun_on: the inquiry or admission its stay began with, None while unknown.
        born_on: the birth, None while unknown.
    """
    day, noun = note.held_on, "contact" if note.kind in OUTSIDE else "session"
    if day is None:
        return ()
    if day > today:
        message = f"The {noun} is still to come; sign once it was held."
        return (_block("N4", note, "held_on", message),)
    if born_on is not None and day < born_on:
        return (_block("N4", note, "held_on", f"The {noun} is before the birth; check the year."),)
    if begun_on is not None and day < begun_on:
        message = f"The {noun} is before this stay, which began {dates.write_in_words(begun_on)}."
        return (_finding("N4", note, "held_on", message, Severity.WARN),)
    return ()


def _is_longer_than_session(note: Note) -> bool:
    if note.held_on is None or note.starts is None or note.ends is None or note.minutes is None:
        return False
    return note.minutes > minutes_between(note.held_on, note.starts, note.ends, note.zone)


def n5_late(
    note: Note, *, ended: datetime | None, now: datetime, hours: int
) -> tuple[Finding, ...]:
    """N5: a note is signed within so many hours of the end of its session.

    Args:
        note: the note as it stands on the screen.
        ended: when its session ended, None while that is not known.
        now: the moment it would be signed.
        hours: the program's number.
    """
    if ended is None or now <= ended + hours * _HOUR:
        return ()
    since = now - ended
    days = since // timedelta(days=1)
    ago = f"{days} days" if days > 1 else f"{since // _HOUR} hours"
    message = f"Late entry: the session ended {ago} ago, and its note was due within {hours} hours."
    if not note.late_reason.strip():
        message += " Say why it is late."
    return (_finding("N5", note, "late_reason", message, Severity.WARN),)


def n7_risk(note: Note) -> tuple[Finding, ...]:
    """N7: the risk line is answered; a present risk has all four fields.

    Where the client was not there to be asked, the line may stay open.
    """
    if note.risk is None:
        if note.kind in WITHOUT_CLIENT:
            return ()
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


def n1_urge(note: Note, urge: Urge) -> tuple[Finding, ...]:
    """What set off an urge or helped against it, while nobody said how strong it was."""
    if note.kind in WITHOUT_CLIENT or urge.score is not None or not urge.is_told:
        return ()
    message = "Choose how strong the urge was, or empty what is said of it."
    return (_block("N1", note, "urge", message),)


def n9_blanks(note: Note) -> tuple[Finding, ...]:
    """N9: no field and no choice of a phrase is left open in the sections of the format."""
    found = []
    for code in SECTIONS[note.format]:
        count = len(blanks(note.text_of(code)))
        if count:
            message = f"{count} blank{'s' if count > 1 else ''} left in {code.value.title()}."
            found.append(_block("N9", note, f"blank_{code.value}", message))
    return tuple(found)


def c1_consent(note: Note) -> tuple[Finding, ...]:
    """C1: speaking with anybody but the client about the client needs a consent that names them."""
    told = note.participants.strip().rstrip(".").casefold()
    if note.kind not in OUTSIDE or not told or told in _CLIENT_ALONE:
        return ()
    message = "Is there a consent that names whom you spoke with? If not, say why none was needed."
    return (_finding("C1", note, "participants", message, Severity.WARN),)


def _block(rule: str, note: Note, field: str, message: str) -> Finding:
    return _finding(rule, note, field, message, Severity.BLOCK)


def _finding(rule: str, note: Note, field: str, message: str, severity: Severity) -> Finding:
    return Finding(rule=rule, subject=note.uid, severity=severity, message=message, repair=field)

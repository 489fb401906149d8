"""The words for the kinds, formats, sections and answers of a note on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.amendments import Amendment, Decision
from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.notes import AddendumReason, Note, NoteFormat, Risk, SectionCode
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.times import TimeRange

Value = TypeVar("Value", bound=StrEnum)

_SERVICES: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("notes", "Individual therapy"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("notes", "Family session"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("notes", "Group therapy"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("notes", "Case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("notes", "Medication management"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("notes", "Vocational counseling"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("notes", "Crisis session"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("notes", "Phone contact"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("notes", "Collateral contact"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("notes", "Case conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("notes", "No-show"),
}
_KINDS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("notes", "Individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("notes", "Family"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("notes", "Group"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("notes", "Medication"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("notes", "Vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("notes", "Crisis"),
}
_FORMATS: dict[NoteFormat, str] = {
    NoteFormat.DAP: "DAP",
    NoteFormat.SOAP: "SOAP",
    NoteFormat.BIRP: "BIRP",
    NoteFormat.GIRP: "GIRP",
}
_SECTIONS: dict[SectionCode, tuple[object, object]] = {
    SectionCode.DATA: (
        QT_TRANSLATE_NOOP("notes", "Data"),
        QT_TRANSLATE_NOOP("notes", "what happened, what the client said"),
    ),
    SectionCode.SUBJECTIVE: (
        QT_TRANSLATE_NOOP("notes", "Subjective"),
        QT_TRANSLATE_NOOP("notes", "what the client said and felt"),
    ),
    SectionCode.OBJECTIVE: (
        QT_TRANSLATE_NOOP("notes", "Objective"),
        QT_TRANSLATE_NOOP("notes", "what you saw: appearance, mood, facts"),
    ),
    SectionCode.BEHAVIOR: (
        QT_TRANSLATE_NOOP("notes", "Behavior"),
        QT_TRANSLATE_NOOP("notes", "what the client did and said"),
    ),
    SectionCode.GOAL: (
        QT_TRANSLATE_NOOP("notes", "Goal"),
        QT_TRANSLATE_NOOP("notes", "what the session worked toward"),
    ),
    SectionCode.INTERVENTION: (
        QT_TRANSLATE_NOOP("notes", "Intervention"),
        QT_TRANSLATE_NOOP("notes", "what you did"),
    ),
    SectionCode.RESPONSE: (
        QT_TRANSLATE_NOOP("notes", "Response"),
        QT_TRANSLATE_NOOP("notes", "how the client responded, progress"),
    ),
    SectionCode.ASSESSMENT: (
        QT_TRANSLATE_NOOP("notes", "Assessment"),
        QT_TRANSLATE_NOOP("notes", "your clinical reading, progress, risk"),
    ),
    SectionCode.PLAN: (
        QT_TRANSLATE_NOOP("notes", "Plan"),
        QT_TRANSLATE_NOOP("notes", "next steps, homework, next session"),
    ),
}
_RISKS: dict[Risk, object] = {
    Risk.NONE_REPORTED: QT_TRANSLATE_NOOP("notes", "None reported"),
    Risk.PRESENT: QT_TRANSLATE_NOOP("notes", "Present"),
    Risk.NOT_ASSESSED: QT_TRANSLATE_NOOP("notes", "Not assessed"),
}
_MODALITIES: dict[Modality, object] = {
    Modality.IN_PERSON: QT_TRANSLATE_NOOP("notes", "In person"),
    Modality.VIDEO: QT_TRANSLATE_NOOP("notes", "Video"),
    Modality.PHONE: QT_TRANSLATE_NOOP("notes", "Phone"),
}
_RATINGS: dict[Rating, object] = {
    Rating.WORSE: QT_TRANSLATE_NOOP("notes", "Worse"),
    Rating.SAME: QT_TRANSLATE_NOOP("notes", "Same"),
    Rating.BETTER: QT_TRANSLATE_NOOP("notes", "Better"),
    Rating.MET: QT_TRANSLATE_NOOP("notes", "Met"),
}
_RATING_LOOKS: dict[Rating, tuple[str, str]] = {
    Rating.WORSE: ("overdue", "trending-down"),
    Rating.SAME: ("neutral", "minus"),
    Rating.BETTER: ("signed", "trending-up"),
    Rating.MET: ("signed", "circle-check"),
}
_ADDENDUM_REASONS: dict[AddendumReason, object] = {
    AddendumReason.LATE_INFORMATION: QT_TRANSLATE_NOOP("notes", "late information"),
    AddendumReason.CORRECTION: QT_TRANSLATE_NOOP("notes", "correction"),
    AddendumReason.ENTERED_IN_ERROR: QT_TRANSLATE_NOOP("notes", "entered in error"),
    AddendumReason.CLIENT_STATEMENT: QT_TRANSLATE_NOOP("notes", "client’s statement"),
}
_PLACES: dict[str, object] = {
    "held_on": QT_TRANSLATE_NOOP("notes", "date"),
    "times": QT_TRANSLATE_NOOP("notes", "times"),
    "minutes": QT_TRANSLATE_NOOP("notes", "minutes"),
    "location": QT_TRANSLATE_NOOP("notes", "place"),
    "participants": QT_TRANSLATE_NOOP("notes", "participants"),
    "objectives": QT_TRANSLATE_NOOP("notes", "objective"),
    "interventions": QT_TRANSLATE_NOOP("notes", "intervention"),
    "ratings": QT_TRANSLATE_NOOP("notes", "rating"),
    "risk": QT_TRANSLATE_NOOP("notes", "risk line"),
    "risk_ideation": QT_TRANSLATE_NOOP("notes", "thoughts of harm"),
    "risk_plan": QT_TRANSLATE_NOOP("notes", "risk plan"),
    "risk_means": QT_TRANSLATE_NOOP("notes", "means"),
    "risk_action": QT_TRANSLATE_NOOP("notes", "risk action"),
    "urge": QT_TRANSLATE_NOOP("notes", "urge"),
    "topic": QT_TRANSLATE_NOOP("notes", "topic"),
    "late_reason": QT_TRANSLATE_NOOP("notes", "why it is late"),
}
_WARNINGS: dict[str, object] = {
    "C1": QT_TRANSLATE_NOOP("notes", "consent"),
    "N4": QT_TRANSLATE_NOOP("notes", "overlap"),
    "N5": QT_TRANSLATE_NOOP("notes", "late entry"),
    "N6": QT_TRANSLATE_NOOP("notes", "copied text"),
}
_FIRST_HINTS: dict[SessionKind, object] = {
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("notes", "how you tried to reach the client"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("notes", "what was said"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("notes", "what was said"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("notes", "what was said"),
}
"""What belongs into the first section of notes that are about no session."""


def service(kind: SessionKind) -> str:
    """The service that was given: "Individual therapy"."""
    return _translated(_SERVICES[kind])


def kind_name(kind: SessionKind) -> str:
    """The kind in one or two words, for lists and filters: "Individual"."""
    return _translated(_KINDS.get(kind, _SERVICES[kind]))


def note_title(kind: SessionKind) -> str:
    """What a note of this kind is called: "Individual note"."""
    return _translated(QT_TRANSLATE_NOOP("notes", "{kind} note")).format(kind=kind_name(kind))


def format_name(note_format: NoteFormat) -> str:
    """The letters of a format."""
    return _FORMATS[note_format]


def section_title(code: SectionCode) -> str:
    """The heading of a section."""
    return _translated(_SECTIONS[code][0])


def section_hint(code: SectionCode) -> str:
    """What belongs into a section."""
    return _translated(_SECTIONS[code][1])


def first_hint(kind: SessionKind, code: SectionCode) -> str:
    """What belongs into the first section of a note of this kind."""
    return _translated(_FIRST_HINTS[kind]) if kind in _FIRST_HINTS else section_hint(code)


def participants(kind: SessionKind) -> str:
    """How a note of this kind asks who was there."""
    if kind in {SessionKind.PHONE_CONTACT, SessionKind.COLLATERAL_CONTACT}:
        return _translated(QT_TRANSLATE_NOOP("notes", "Whom you spoke with"))
    return _translated(QT_TRANSLATE_NOOP("notes", "Who took part"))


def warning(rule: str, repair: str) -> str:
    """What wants to be read, short enough for a link."""
    return _translated(_WARNINGS[rule]) if rule in _WARNINGS else place(repair)


def copied(percent: int, held_on: date | None, today: date) -> str:
    """How much of a note stands in the one before: "41 % from the note of Mar 10"."""
    text = QT_TRANSLATE_NOOP("notes", "{percent} % from the note of {day}")
    return _translated(text).format(percent=percent, day=day(held_on, today))


def risk(answer: Risk) -> str:
    """An answer on the risk line."""
    return _translated(_RISKS[answer])


def modality(how: Modality) -> str:
    """How the client took part."""
    return _translated(_MODALITIES[how])


def rating(moved: Rating) -> str:
    """How an objective moved."""
    return _translated(_RATINGS[moved])


def rating_look(moved: Rating) -> tuple[str, str]:
    """The tone and the icon of a rating's chip."""
    return _RATING_LOOKS[moved]


def addendum_reason(reason: AddendumReason) -> str:
    """Why something is added to a signed note."""
    return _translated(_ADDENDUM_REASONS[reason])


def addendum_entered(when: str, reason: str) -> str:
    """When an addendum entered the record, and why."""
    text = QT_TRANSLATE_NOOP("notes", "entered {when} · {reason}")
    return _translated(text).format(when=when, reason=reason)


def attended_group(group: AttendedGroup, today: date) -> str:
    """A group session in one line: "Relapse Prevention, Mar 11: high-risk situations"."""
    name = group.name or _translated(QT_TRANSLATE_NOOP("notes", "Group"))
    told = f"{name}, {day(group.held_on, today)}"
    return f"{told}: {group.topic}" if group.topic else told


def in_error() -> str:
    """The state of a signed note that an addendum calls wrong."""
    return _translated(QT_TRANSLATE_NOOP("notes", "Entered in error"))


def effect_of_error(kind: SessionKind) -> str:
    """What an addendum does that calls a note of this kind entered in error."""
    text = QT_TRANSLATE_NOOP(
        "notes",
        "Once this is signed the note counts nowhere: not as progress, hours of care or an urge. "
        "It stays readable and says so.",
    )
    if kind is not SessionKind.GROUP:
        return _translated(text)
    more = QT_TRANSLATE_NOOP(
        "notes", "Who came to the group stays as marked; correct it under Attendance."
    )
    return f"{_translated(text)} {_translated(more)}"


def request(amendment: Amendment, today: date) -> str:
    """A request to amend the note, in one line."""
    asked = day(amendment.requested_on, today)
    if amendment.is_open:
        text = QT_TRANSLATE_NOOP(
            "notes", "The client asked on {asked} to amend this; answer by {due}"
        )
        return _translated(text).format(asked=asked, due=day(amendment.due_on, today))
    texts: dict[Decision, object] = {
        Decision.ACCEPTED: QT_TRANSLATE_NOOP("notes", "Request to amend of {asked}: granted"),
        Decision.DENIED: QT_TRANSLATE_NOOP("notes", "Request to amend of {asked}: denied"),
    }
    said = _translated(texts[amendment.decision]).format(asked=asked)
    if amendment.disagreement:
        return _translated(QT_TRANSLATE_NOOP("notes", "{said}; the client disagrees")).format(
            said=said
        )
    return said


def sealed(names: str, seal: str) -> str:
    """Who signed, and the short form of the seal."""
    return _translated(QT_TRANSLATE_NOOP("notes", "{names} · Sealed {seal}")).format(
        names=names, seal=seal
    )


def draft() -> str:
    """The state of a note that is being written."""
    return _translated(QT_TRANSLATE_NOOP("notes", "Draft"))


def signed() -> str:
    """The state of a note that is closed."""
    return _translated(QT_TRANSLATE_NOOP("notes", "Signed"))


def empty() -> str:
    """What a list shows of a note without text."""
    return _translated(QT_TRANSLATE_NOOP("notes", "Nothing written yet"))


def place(repair: str) -> str:
    """The field that repairs a finding, short enough for a link."""
    if repair.startswith("section_"):
        return section_title(SectionCode(repair.removeprefix("section_")))
    return _translated(_PLACES[repair]) if repair in _PLACES else repair


def day(held_on: date | None, today: date) -> str:
    """A date in a list: "Mar 12", with the year when it is another one."""
    if held_on is None:
        return _translated(QT_TRANSLATE_NOOP("notes", "No date"))
    short = f"{dates.MONTHS[held_on.month - 1][:3]} {held_on.day}"
    return short if held_on.year == today.year else f"{short}, {held_on.year}"


def full_day(held_on: date | None) -> str:
    """A date for reading: "Tuesday, March 10, 2026"."""
    if held_on is None:
        return _translated(QT_TRANSLATE_NOOP("notes", "No date"))
    return f"{dates.WEEKDAYS[held_on.weekday()]}, {dates.write_in_words(held_on)}"


def short_full_day(held_on: date | None) -> str:
    """A date for reading in a narrow place: "Tue, March 10, 2026"."""
    weekday, comma, rest = full_day(held_on).partition(",")
    return f"{weekday[:3]}{comma}{rest}" if comma else weekday


def clock(moment: datetime) -> str:
    """The time of a local moment: "9:58 am"."""
    return times.write_time(moment.time())


def moment(local: datetime, today: date) -> str:
    """A local moment, short: "Mar 12, 10:04 am"."""
    return f"{day(local.date(), today)}, {clock(local)}"


def full_moment(local: datetime) -> str:
    """A local moment for a signature: "March 12, 2026, 10:04 am"."""
    return f"{dates.write_in_words(local.date())}, {clock(local)}"


def session_times(note: Note) -> str:
    """From when to when: "9:00 – 9:50 am"; empty while one of them is missing."""
    if note.starts is None or note.ends is None:
        return ""
    return times.write_range(TimeRange(start=note.starts, end=note.ends))


def options(values: Iterable[Value], word: Callable[[Value], str]) -> tuple[tuple[Value, str], ...]:
    """Values with their words, for a control that offers them."""
    return tuple((value, word(value)) for value in values)


def _translated(text: object) -> str:
    return QCoreApplication.translate("notes", str(text))

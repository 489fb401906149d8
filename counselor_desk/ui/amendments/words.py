"""The words and tones of requests to amend a record."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.amendments import Amendment, Decision, DenialBasis
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind
from counselor_desk.services.amendments import Amendable

_RECORDS: dict[RecordKind, object] = {
    RecordKind.NOTE: QT_TRANSLATE_NOOP("amendments", "Note"),
    RecordKind.ADDENDUM: QT_TRANSLATE_NOOP("amendments", "Addendum"),
    RecordKind.PLAN: QT_TRANSLATE_NOOP("amendments", "Treatment plan"),
    RecordKind.ASSESSMENT: QT_TRANSLATE_NOOP("amendments", "Assessment"),
    RecordKind.DISCHARGE: QT_TRANSLATE_NOOP("amendments", "Discharge summary"),
}
_SESSIONS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("amendments", "Individual note"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("amendments", "Family note"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("amendments", "Group note"),
}
_BASES: dict[DenialBasis, object] = {
    DenialBasis.NOT_OUR_RECORD: QT_TRANSLATE_NOOP("amendments", "We did not create it"),
    DenialBasis.NOT_IN_RECORD_SET: QT_TRANSLATE_NOOP(
        "amendments", "Not part of the record used for decisions"
    ),
    DenialBasis.NOT_OPEN_TO_INSPECTION: QT_TRANSLATE_NOOP("amendments", "Not open to inspection"),
    DenialBasis.ACCURATE_AND_COMPLETE: QT_TRANSLATE_NOOP(
        "amendments", "It is accurate and complete"
    ),
}


def record(about: Amendable | None, kind: RecordKind, today: date) -> str:
    """Which record: "Individual note, Mar 9", "Treatment plan version 2, Feb 12"."""
    name = say(_RECORDS[kind])
    if about is None:
        return name
    if about.session_kind is not None:
        name = say(_SESSIONS.get(about.session_kind, _RECORDS[RecordKind.NOTE]))
    if about.version is not None:
        text = QT_TRANSLATE_NOOP("amendments", "{plan} version {number}")
        name = say(text).format(plan=name, number=about.version)
    return f"{name}, {day(about.day, today)}" if about.day else name


def day(one: date, today: date) -> str:
    """A date in a line."""
    return dates.write_short(one, today)


def state(amendment: Amendment, today: date) -> tuple[str, str, str]:
    """Word, tone and icon of a request's chip."""
    if amendment.decision is Decision.ACCEPTED:
        return say(QT_TRANSLATE_NOOP("amendments", "Granted")), "signed", "circle-check"
    if amendment.decision is Decision.DENIED:
        return say(QT_TRANSLATE_NOOP("amendments", "Denied")), "neutral", "ban"
    due = day(amendment.due_on, today)
    if amendment.due_on < today:
        late = QT_TRANSLATE_NOOP("amendments", "Answer was due {day}")
        return say(late).format(day=due), "risk", "circle-alert"
    return (
        say(QT_TRANSLATE_NOOP("amendments", "Answer by {day}")).format(day=due),
        "overdue",
        "clock",
    )


def basis(one: DenialBasis) -> str:
    """On which ground a request is denied."""
    return say(_BASES[one])


def bases() -> tuple[tuple[DenialBasis, str], ...]:
    """The four grounds, for a control that offers them."""
    return tuple((one, basis(one)) for one in _BASES)


def say(text: object) -> str:
    """A text of this package in the language of the window."""
    return QCoreApplication.translate("amendments", str(text))

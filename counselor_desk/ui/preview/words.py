"""What the print preview calls the documents and their parts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.amendments import Amendment
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.cvs import Cv
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.printing import PaperPart
from counselor_desk.records.program import Paper
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.services.exports import Choice, DocumentKind
from counselor_desk.ui.preview.audiences import Audience

_TITLES = {
    DocumentKind.FACE_SHEET: QT_TRANSLATE_NOOP("preview", "Face sheet"),
    DocumentKind.ASSESSMENT_SUMMARY: QT_TRANSLATE_NOOP("preview", "Assessment"),
    DocumentKind.TREATMENT_PLAN: QT_TRANSLATE_NOOP("preview", "Treatment plan"),
    DocumentKind.GOLDEN_THREAD: QT_TRANSLATE_NOOP("preview", "Golden thread"),
    DocumentKind.SESSION_NOTE: QT_TRANSLATE_NOOP("preview", "Session note"),
    DocumentKind.VOCATIONAL_TASKS: QT_TRANSLATE_NOOP("preview", "Vocational tasks"),
    DocumentKind.CV: QT_TRANSLATE_NOOP("preview", "CV"),
    DocumentKind.MEDICATION_LIST: QT_TRANSLATE_NOOP("preview", "Medication list"),
    DocumentKind.DISCHARGE_SUMMARY: QT_TRANSLATE_NOOP("preview", "Discharge summary"),
    DocumentKind.AMENDMENT_ANSWER: QT_TRANSLATE_NOOP("preview", "Answer to a request"),
    DocumentKind.STAY_REVIEW: QT_TRANSLATE_NOOP("preview", "Continued-stay review"),
    DocumentKind.CLIENT_SCHEDULE: QT_TRANSLATE_NOOP("preview", "Client schedule"),
    DocumentKind.ATTENDANCE_REPORT: QT_TRANSLATE_NOOP("preview", "Attendance report"),
    DocumentKind.HOURS_REPORT: QT_TRANSLATE_NOOP("preview", "Hours report"),
    DocumentKind.COMPLETION_LIST: QT_TRANSLATE_NOOP("preview", "Class completion list"),
    DocumentKind.ATTENDANCE_LETTER: QT_TRANSLATE_NOOP("preview", "Attendance letter"),
    DocumentKind.PROGRESS_LETTER: QT_TRANSLATE_NOOP("preview", "Progress letter"),
}
_PARTS = {
    PaperPart.SIGNING_LINES: QT_TRANSLATE_NOOP("preview", "Signature lines"),
    PaperPart.OBJECTIVES_MET: QT_TRANSLATE_NOOP("preview", "Objectives already met"),
    PaperPart.EVIDENCE: QT_TRANSLATE_NOOP("preview", "Evidence from notes"),
    PaperPart.HOURS_BY_WEEK: QT_TRANSLATE_NOOP("preview", "Attendance by week"),
    PaperPart.KIND_OF_CARE: QT_TRANSLATE_NOOP("preview", "Name the kind of care"),
}
_AUDIENCES = {
    Audience.PROGRAM: (
        QT_TRANSLATE_NOOP("preview", "Inside the program"),
        QT_TRANSLATE_NOOP("preview", "Part 2 line in the footer"),
    ),
    Audience.CLIENT: (
        QT_TRANSLATE_NOOP("preview", "For the client"),
        QT_TRANSLATE_NOOP("preview", "Names no program and no treatment"),
    ),
    Audience.STAYING: (
        QT_TRANSLATE_NOOP("preview", "Stays with the program"),
        QT_TRANSLATE_NOOP("preview", "First names and initials only"),
    ),
}
_PAPERS = {
    Paper.LETTER: QT_TRANSLATE_NOOP("preview", "Letter"),
    Paper.A4: QT_TRANSLATE_NOOP("preview", "A4"),
}


def tr(text: str) -> str:
    """In the language of the window."""
    return QCoreApplication.translate("preview", text)


def title(kind: DocumentKind) -> str:
    """The kind of document."""
    return tr(str(_TITLES[kind]))


def several_notes(count: int) -> str:
    """Notes that are printed together."""
    return tr("{count} session notes").format(count=count)


def part(which: PaperPart) -> str:
    """A part of a paper."""
    return tr(str(_PARTS[which]))


def audience(which: Audience) -> tuple[str, str]:
    """Where a paper may go, and what it does or does not say there."""
    title, caption = _AUDIENCES[which]
    return tr(str(title)), tr(str(caption))


def paper(which: Paper) -> str:
    """A sheet."""
    return tr(str(_PAPERS[which]))


def named(choice: Choice) -> str:
    """One document among others of its kind: `Treatment plan, version 2`."""
    record, name = choice.record, title(choice.kind)
    match record:
        case Plan():
            name = tr("{title}, version {number}").format(title=name, number=record.version)
        case Cv() if record.name.strip():
            name = record.name
        case Note():
            name = _dated(name, record.held_on)
        case Assessment():
            name = _dated(name, record.assessed_on)
        case Discharge():
            name = _dated(name, record.discharged_on)
        case StayReview():
            name = _dated(name, record.reviewed_on)
        case Amendment():
            name = _dated(name, record.requested_on)
    return tr("{title} (draft)").format(title=name) if choice.is_draft else name


def page_of(at: int, count: int) -> str:
    """Where one is; `at` counts from 0."""
    return tr("{page} of {pages}").format(page=at + 1, pages=count)


def _dated(name: str, day: date | None) -> str:
    return f"{name}, {dates.write(day)}" if day else name

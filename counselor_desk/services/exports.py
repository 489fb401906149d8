"""Exports: gather a record, lay it out, write it as PDF, DOCX or text, and log that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import NoSuchExportError, NothingToExportError
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.audit import Act
from counselor_desk.records.clients import FaceSheet
from counselor_desk.records.cvs import Cv
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.hour_reports import HourPaperKind, HourPaperWish
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.medications import MedicationList
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.printing import PrintChoices, PrintWish
from counselor_desk.records.program import Paper
from counselor_desk.records.tasks import TaskList
from counselor_desk.records.threads import Thread
from counselor_desk.services import (
    amendments,
    assessments,
    clients,
    cvs,
    discharges,
    documents,
    drafts,
    face_sheets,
    hour_reports,
    medications,
    paper_wording,
    stay_reviews,
    tasks,
    threads,
)
from counselor_desk.services.desk import Desk
from counselor_desk.services.documents import Exported
from counselor_desk.services.paper_wording import PaperAdvice
from counselor_desk.services.signatures import Signable
from counselor_desk.storage import files
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows

if TYPE_CHECKING:
    from counselor_desk.documents.blocks import Document

_AS_USUAL = PrintWish()
_WITHOUT_ROW = (TaskList, MedicationList, FaceSheet, HourPaperWish)

ALL = "all"
"""As `which`: every record of the kind instead of the newest."""


class DocumentKind(StrEnum):
    """The documents that can be made; the names the command line uses."""

    FACE_SHEET = "face-sheet"
    ASSESSMENT_SUMMARY = "assessment-summary"
    TREATMENT_PLAN = "treatment-plan"
    SESSION_NOTE = "session-note"
    VOCATIONAL_TASKS = "vocational-tasks"
    CV = "cv"
    MEDICATION_LIST = "medication-list"
    DISCHARGE_SUMMARY = "discharge-summary"
    AMENDMENT_ANSWER = "amendment-answer"
    STAY_REVIEW = "continued-stay-review"
    GOLDEN_THREAD = "golden-thread"
    CLIENT_SCHEDULE = "client-schedule"
    ATTENDANCE_REPORT = "attendance-report"
    HOURS_REPORT = "hours-report"
    COMPLETION_LIST = "completion-list"
    ATTENDANCE_LETTER = "attendance-letter"
    PROGRESS_LETTER = "progress-letter"

    @property
    def table(self) -> str:
        """The table its records rest in, for the log."""
        return {
            DocumentKind.FACE_SHEET: "client",
            DocumentKind.ASSESSMENT_SUMMARY: "assessment",
            DocumentKind.TREATMENT_PLAN: "plan",
            DocumentKind.SESSION_NOTE: "note",
            DocumentKind.VOCATIONAL_TASKS: "task",
            DocumentKind.CV: "cv",
            DocumentKind.MEDICATION_LIST: "medication",
            DocumentKind.DISCHARGE_SUMMARY: "discharge",
            DocumentKind.AMENDMENT_ANSWER: "amendment",
            DocumentKind.STAY_REVIEW: "stay_review",
            DocumentKind.GOLDEN_THREAD: "plan",
            DocumentKind.CLIENT_SCHEDULE: "series",
            DocumentKind.ATTENDANCE_REPORT: "attendance",
            DocumentKind.HOURS_REPORT: "attendance",
            DocumentKind.COMPLETION_LIST: "attendance",
            DocumentKind.ATTENDANCE_LETTER: "attendance",
            DocumentKind.PROGRESS_LETTER: "attendance",
        }[self]


CLIENT_FACING = frozenset(
    {
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.VOCATIONAL_TASKS,
        DocumentKind.CV,
        DocumentKind.MEDICATION_LIST,
        DocumentKind.DISCHARGE_SUMMARY,
        DocumentKind.AMENDMENT_ANSWER,
        DocumentKind.CLIENT_SCHEDULE,
        DocumentKind.COMPLETION_LIST,
        DocumentKind.ATTENDANCE_LETTER,
        DocumentKind.PROGRESS_LETTER,
    }
)
"""The papers a client reads, signs or takes along; their wording is looked at before printing."""

_OF_HOURS = {
    DocumentKind.CLIENT_SCHEDULE: HourPaperKind.CLIENT_SCHEDULE,
    DocumentKind.ATTENDANCE_REPORT: HourPaperKind.ATTENDANCE_REPORT,
    DocumentKind.HOURS_REPORT: HourPaperKind.HOURS_REPORT,
    DocumentKind.COMPLETION_LIST: HourPaperKind.COMPLETION_LIST,
    DocumentKind.ATTENDANCE_LETTER: HourPaperKind.ATTENDANCE_LETTER,
    DocumentKind.PROGRESS_LETTER: HourPaperKind.PROGRESS_LETTER,
}


class Format(StrEnum):
    """The kinds of file."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One record that can be made into a document."""

    kind: DocumentKind
    record: Exported = field(repr=False)

    @property
    def client_id(self) -> ClientId:
        """Whose record it is."""
        return self.record.client_id

    @property
    def is_draft(self) -> bool:
        """Whether it is still to be signed; what is never signed is no draft."""
        return isinstance(self.record, Signable) and not self.record.is_signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the log says of a document that leaves: the table, the row, whose it is."""

    table: str
    row_id: int | None = None
    client_id: ClientId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A document that is laid out and waits to be rendered.

    `others` are the traces of further records on the same paper. `stem` is a file name without
    ending that names no person, but for a CV, which names no record number instead. `uid` is that
    of the record, empty for what is none. `paper` is what it is made for; `missing_letters` are
    those no font has, in the order they appear. `choices` is what could be chosen about it.
    `wording` has the words of a paper for a client that could be said better.
    """

    document: Document = field(repr=False)
    stem: str = field(repr=False)
    paper: Paper
    trace: Trace
    others: tuple[Trace, ...] = ()
    uid: str = ""
    choices: PrintChoices = field(default_factory=PrintChoices)
    missing_letters: str = ""
    wording: tuple[PaperAdvice, ...] = field(default=(), repr=False)


def choices(desk: Desk, client_id: ClientId, kind: DocumentKind) -> tuple[Choice, ...]:
    """What can be printed: signed records newest first, then drafts newest first.

    CVs come in the order they were last changed.
    """
    found: list[Exported] = []
    match kind:
        case DocumentKind.FACE_SHEET:
            found += face_sheets.of_client(desk, client_id)
        case DocumentKind.ASSESSMENT_SUMMARY:
            found += _assessments(desk, client_id)
        case DocumentKind.TREATMENT_PLAN:
            found += _plans(desk, client_id)
        case DocumentKind.SESSION_NOTE:
            found += _notes(desk, client_id)
        case DocumentKind.VOCATIONAL_TASKS:
            found += _task_lists(desk, client_id)
        case DocumentKind.CV:
            found += cvs.of_client(desk, client_id)
        case DocumentKind.MEDICATION_LIST:
            found += _medication_lists(desk, client_id)
        case DocumentKind.DISCHARGE_SUMMARY:
            found += _discharges(desk, client_id)
        case DocumentKind.AMENDMENT_ANSWER:
            found += amendments.of_client(desk, client_id)
        case DocumentKind.STAY_REVIEW:
            found += stay_reviews.of_client(desk, client_id)
        case DocumentKind.GOLDEN_THREAD:
            found += _threads(desk, client_id)
        case _:
            found += hour_reports.papers_of(desk, client_id, _OF_HOURS[kind])
    every = [Choice(kind=kind, record=record) for record in found]
    return tuple(sorted(every, key=lambda choice: choice.is_draft))


def choose(
    desk: Desk, client_id: ClientId, kind: DocumentKind, which: str | None = None
) -> tuple[Choice, ...]:
    """The newest signed record, else the newest draft; or the one with a uid; or all.

    Raises:
        NothingToExportError: the client has no such record.
        NoSuchExportError: none of them has this uid.
    """
    found = choices(desk, client_id, kind)
    if not found:
        raise NothingToExportError(kind.value)
    if which is None:
        return found[:1]
    if which == ALL:
        return found
    named = tuple(choice for choice in found if choice.record.uid == which)
    if not named:
        raise NoSuchExportError(which)
    return named


def choice_of(desk: Desk, client_id: ClientId, kind: DocumentKind, uid: Uid) -> Choice:
    """The record with this uid, with everything typed in it so far.

    Raises:
        NothingToExportError, NoSuchExportError: as in `choose`.
    """
    return choose(desk, client_id, kind, uid)[0]


def compose(desk: Desk, choice: Choice, wish: PrintWish = _AS_USUAL) -> Composed:
    """Gather and lay out one record as it is wished; a draft is marked as one.

    Raises:
        BrokenSealError: a signed record is not what was signed.
    """
    from counselor_desk.documents.fonts import missing_letters

    record = choice.record
    made = documents.lay_out(desk, record, wish)
    usual = record.paper if isinstance(record, Cv) else desk.program().paper
    row_id = None if isinstance(record, _WITHOUT_ROW) else record.id
    return Composed(
        document=made.document,
        stem=f"{made.stem} draft" if choice.is_draft else made.stem,
        paper=wish.paper or usual,
        trace=Trace(
            table=choice.kind.table,
            row_id=row_id,
            client_id=record.client_id,
        ),
        uid=record.uid,
        choices=made.choices,
        missing_letters=missing_letters(made.document),
        wording=paper_wording.advice(made.document) if choice.kind in CLIENT_FACING else (),
    )


def letters_to_ask_about(composed: Composed, form: Format | None) -> str:
    """The letters somebody agrees to before a file is written; with None, before it is printed.

    A PDF and a printer put a box for each. Word looks for a font on the computer it runs on, and
    shows a box where there is none. Text has no fonts.
    """
    return "" if form is Format.TXT else composed.missing_letters


def render(document: Document, form: Format, paper: Paper) -> bytes:
    """The file as bytes. Takes values and gives values, so it may run in a task."""
    return _renderer(form)(document, paper)


def write(desk: Desk, composed: Composed, path: Path, content: bytes) -> None:
    """Write the file whole or not at all, and log the export.

    Raises:
        DiskFullError, ReadOnlyError, DiskError: nothing was left at `path`.
    """
    files.make_folder(path.parent)
    files.write_atomic(path, content)
    _log(desk, composed, Act.EXPORT, path.suffix.lstrip("."))


def note_printed(desk: Desk, composed: Composed) -> None:
    """Log that the document went to a printer."""
    _log(desk, composed, Act.PRINT, "printer")


def target(to: Path, composed: Composed, form: str, *, many: bool) -> Path:
    """Where a document goes: `to` itself, or a file in it when it is a folder or for many."""
    if many or to.is_dir():
        uid = f" {composed.uid[:8]}" if many else ""
        return to / f"{composed.stem}{uid}.{form}"
    return to


def _assessments(desk: Desk, client_id: ClientId) -> list[Assessment]:
    """Signed ones as they are, a draft as it was typed."""
    found = assessments.of_client(desk, client_id)
    return [assessments.open_edit(desk, one.id).assessment for one in found]


def _plans(desk: Desk, client_id: ClientId) -> list[Plan]:
    with desk.read() as reader:
        found = plan_rows.of_client(reader, client_id)
        return [drafts.plan_edit(reader, plan).plan for plan in found]


def _notes(desk: Desk, client_id: ClientId) -> list[Note]:
    with desk.read() as reader:
        found = note_rows.of_client(reader, client_id)
        return [drafts.note_edit(reader, note).note for note in found]


def _threads(desk: Desk, client_id: ClientId) -> list[Thread]:
    """The one thread there is, from the first signed plan on."""
    found = threads.of_client(desk, client_id)
    return [] if found is None else [found.thread]


def _task_lists(desk: Desk, client_id: ClientId) -> list[TaskList]:
    """All tasks together, when there are any."""
    found = tasks.of_client(desk, client_id)
    uid = clients.get(desk, client_id).uid
    return [TaskList(uid=uid, client_id=client_id, tasks=found)] if found else []


def _medication_lists(desk: Desk, client_id: ClientId) -> list[MedicationList]:
    """The list, when anything was ever written in it."""
    listed = medications.of_client(desk, client_id)
    return [] if listed.is_empty else [listed]


def _discharges(desk: Desk, client_id: ClientId) -> list[Discharge]:
    """Signed ones as they are, a draft as it is on the screen."""
    found = discharges.of_client(desk, client_id)
    return [discharges.open_edit(desk, discharge.id).discharge for discharge in found]


def _renderer(form: Format) -> Callable[[Document, Paper], bytes]:
    match form:
        case Format.PDF:
            from counselor_desk.documents.pdf import render as renderer
        case Format.DOCX:
            from counselor_desk.documents.docx import render as renderer
        case Format.TXT:
            from counselor_desk.documents.text import render as renderer
    return renderer


def _log(desk: Desk, composed: Composed, act: Act, result: str) -> None:
    with desk.write() as writer:
        for trace in (composed.trace, *composed.others):
            writer.act(
                act,
                table=trace.table,
                row_id=trace.row_id,
                client_id=trace.client_id,
                result=result,
            )

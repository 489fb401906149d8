"""Documents: a record laid out as it is wished, and the name its file has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from counselor_desk.records.amendments import Amendment
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.clients import Client, FaceSheet
from counselor_desk.records.cvs import Cv
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.hour_reports import HourPaperKind, HourPaperWish
from counselor_desk.records.ids import Uid
from counselor_desk.records.medications import MedicationList
from counselor_desk.records.notes import Note
from counselor_desk.records.papers import (
    AmendmentPaper,
    AssessmentPaper,
    DischargePaper,
    FaceSheetPaper,
    HoursPaper,
    MedicationsPaper,
    NotePaper,
    PlanPaper,
    StayReviewPaper,
    TasksPaper,
    ThreadPaper,
)
from counselor_desk.records.plans import Plan
from counselor_desk.records.printing import PaperPart, PrintChoices, PrintWish
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.records.tasks import TaskList
from counselor_desk.records.threads import Thread
from counselor_desk.services import clients, courses, cvs, papers, plans
from counselor_desk.services.desk import Desk

if TYPE_CHECKING:
    from counselor_desk.documents.blocks import Document
    from counselor_desk.documents.parts import WorkedOn

Exported = (
    Assessment
    | Plan
    | Note
    | TaskList
    | Cv
    | Discharge
    | Amendment
    | StayReview
    | MedicationList
    | FaceSheet
    | Thread
    | HourPaperWish
)
"""What a document is made of."""

_Paper = TypeVar(
    "_Paper",
    AmendmentPaper,
    AssessmentPaper,
    DischargePaper,
    FaceSheetPaper,
    HoursPaper,
    MedicationsPaper,
    NotePaper,
    PlanPaper,
    StayReviewPaper,
    TasksPaper,
    ThreadPaper,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A document, the name of its file without ending, and what could be chosen about it."""

    document: Document = field(repr=False)
    stem: str = field(repr=False)
    choices: PrintChoices = field(default_factory=PrintChoices)


def lay_out(desk: Desk, record: Exported, wish: PrintWish) -> LaidOut:
    """Gather what a record's paper says and lay it out; a draft is marked as one.

    Raises:
        BrokenSealError: a signed record is not what was signed.
    """
    client = clients.get(desk, record.client_id)
    match record:
        case Cv():
            from counselor_desk.documents.cvs import build_cv

            made = LaidOut(document=build_cv(record), stem=cvs.file_stem(record))
        case Plan():
            made = _plan(desk, client, record, wish)
        case FaceSheet():
            from counselor_desk.documents.face_sheets import build_face_sheet

            sheet = papers.of_face_sheet(desk, client)
            made = _built(build_face_sheet, sheet, wish, "face sheet")
        case Assessment():
            from counselor_desk.documents.assessments import build_assessment

            assessed = papers.of_assessment(desk, client, record)
            made = _built(build_assessment, assessed, wish, f"assessment {record.assessed_on}")
        case Note():
            from counselor_desk.documents.notes import build_note

            note = papers.of_note(desk, client, record)
            made = _built(build_note, note, wish, f"session note {record.held_on or 'undated'}")
        case TaskList():
            from counselor_desk.documents.tasks import build_tasks

            listed = papers.of_tasks(desk, client, record)
            made = _built(build_tasks, listed, wish, "vocational tasks")
        case MedicationList():
            from counselor_desk.documents.medications import build_medications

            taken = papers.of_medications(desk, client, record)
            made = _built(build_medications, taken, wish, "medication list")
        case Discharge():
            from counselor_desk.documents.discharges import build_discharge

            summary = papers.of_discharge(desk, client, record)
            name = f"discharge summary {record.discharged_on or 'undated'}"
            made = _built(build_discharge, summary, wish, name)
        case Amendment():
            from counselor_desk.documents.amendments import build_answer

            answer = papers.of_amendment(desk, client, record)
            made = _built(build_answer, answer, wish, f"answer to request {record.requested_on}")
        case Thread():
            from counselor_desk.documents.threads import build_thread

            woven = papers.of_thread(desk, client, record)
            made = _built(build_thread, woven, wish, f"golden thread {record.day}")
        case StayReview():
            from counselor_desk.documents.stay_reviews import build_stay_review

            review = papers.of_stay_review(desk, client, record)
            name = f"continued-stay review {record.reviewed_on}"
            made = _built(build_stay_review, review, wish, name)
        case HourPaperWish():
            made = _of_hours(desk, client, record, wish)
    return made


def lay_out_notes(desk: Desk, notes: Sequence[Note], wish: PrintWish) -> LaidOut:
    """Several notes of one client on one paper, in the order they are given; at least one.

    Raises:
        BrokenSealError: a signed one is not what was signed.
    """
    from counselor_desk.documents.notes import build_notes

    client = clients.get(desk, notes[0].client_id)
    told = [papers.of_note(desk, client, one) for one in notes]
    days = sorted(one.held_on for one in notes if one.held_on is not None)
    span = f" {days[0]} to {days[-1]}" if days else ""

    def build(first: NotePaper) -> Document:
        return build_notes([replace(one, frame=first.frame) for one in told])

    return _built(build, told[0], wish, f"{len(notes)} session notes{span}")


def _of_hours(desk: Desk, client: Client, record: HourPaperWish, wish: PrintWish) -> LaidOut:
    from counselor_desk.documents import attendance_letters, class_completion, hours

    told = replace(papers.of_hours(desk, client), parts=wish.parts)
    offered = (PaperPart.HOURS_BY_WEEK, PaperPart.KIND_OF_CARE)
    match record.kind:
        case HourPaperKind.CLIENT_SCHEDULE:
            return _built(hours.build_schedule, told, wish, "schedule")
        case HourPaperKind.ATTENDANCE_REPORT:
            return _built(hours.build_attendance, told, wish, "attendance report")
        case HourPaperKind.HOURS_REPORT:
            return _built(hours.build_hours, told, wish, "hours report")
        case HourPaperKind.COMPLETION_LIST:
            told = replace(told, classes=courses.of_stay(desk, client.id, told.report.episode))
            return _built(class_completion.build_completion, told, wish, "class completion list")
        case HourPaperKind.ATTENDANCE_LETTER:
            build = attendance_letters.build_attendance_letter
            made = _built(build, told, wish, "letter of attendance")
        case HourPaperKind.PROGRESS_LETTER:
            build = attendance_letters.build_progress_letter
            made = _built(build, told, wish, "letter of progress")
    return replace(made, choices=replace(made.choices, parts=(*made.choices.parts, *offered)))


def _plan(desk: Desk, client: Client, plan: Plan, wish: PrintWish) -> LaidOut:
    from counselor_desk.documents import parts
    from counselor_desk.documents.plans import build_plan

    paper = papers.of_plan(desk, client, plan)
    can_leave_met = parts.has_met(paper)
    leaves_met = can_leave_met and PaperPart.OBJECTIVES_MET not in wish.parts

    def build(paper: PlanPaper) -> Document:
        document = build_plan(parts.without_met(paper) if leaves_met else paper)
        if PaperPart.EVIDENCE in wish.parts:
            document = parts.with_evidence(document, plan, _evidence(desk, plan))
        return parts.saying_met_is_left_out(document) if leaves_met else document

    made = _built(build, paper, wish, f"treatment plan v{plan.version}")
    more = (
        *((PaperPart.OBJECTIVES_MET,) if can_leave_met else ()),
        *((PaperPart.EVIDENCE,) if plan.is_signed else ()),
    )
    return replace(made, choices=replace(made.choices, parts=(*made.choices.parts, *more)))


def _evidence(desk: Desk, plan: Plan) -> dict[Uid, tuple[WorkedOn, ...]]:
    from counselor_desk.documents.parts import WorkedOn

    return {
        objective.node_uid: tuple(
            WorkedOn(held_on=one.row.held_on, kind=one.row.kind, rating=one.rating)
            for one in plans.evidence(desk, plan.client_id, objective.node_uid)
        )
        for objective in plan.objectives()
    }


def _built(
    build: Callable[[_Paper], Document], paper: _Paper, wish: PrintWish, name: str
) -> LaidOut:
    from counselor_desk.documents import parts

    frame = paper.frame
    names = wish.names or frame.names
    document = build(replace(paper, frame=replace(frame, names=names)))
    has_lines = parts.has_signing_lines(document)
    if has_lines and PaperPart.SIGNING_LINES not in wish.parts:
        document = parts.without_signing_lines(document)
    offered = (PaperPart.SIGNING_LINES,) if has_lines else ()
    return LaidOut(
        document=document,
        stem=f"{frame.client.number} {name}",
        choices=PrintChoices(names=names, parts=offered),
    )

"""Drafts: keep what is being typed, bring it back, throw it away and undo that."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    BusyStoreError,
    ClientsComingError,
    DiskError,
    DiskFullError,
    MissingRecordsError,
    ReadOnlyError,
    RescuedError,
    UnsavedError,
)
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.drafts import KEPT_DISCARDED_DAYS, Draft
from counselor_desk.records.edits import AssessmentEdit, DischargeEdit, NoteEdit, PlanEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.signing import RecordKind
from counselor_desk.services.desk import Desk
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import rescues as rescue_files
from counselor_desk.storage.database import Reader
from counselor_desk.storage.rescues import Rescue

if TYPE_CHECKING:
    from msgspec.json import Decoder

    from counselor_desk.services.signatures import Signable

Edit = NoteEdit | PlanEdit | AssessmentEdit | DischargeEdit | Addendum
"""What is typed into a record that ends in a signature."""

_OF_THE_DISK = (BusyStoreError, DiskError, DiskFullError, MissingRecordsError, ReadOnlyError)
"""Why records cannot be written although nothing is wrong with what is typed."""


def keep_note(desk: Desk, edit: NoteEdit) -> None:
    """Write the whole edit of a note to disk; returns when it is safe there."""
    _keep(desk, RecordKind.NOTE, edit.note.uid, edit)


def keep_plan(desk: Desk, edit: PlanEdit) -> None:
    """Write the whole edit of a plan to disk; returns when it is safe there."""
    _keep(desk, RecordKind.PLAN, edit.plan.uid, edit)


def keep_discharge(desk: Desk, edit: DischargeEdit) -> None:
    """Write the whole edit of a discharge summary to disk; returns when it is safe there."""
    _keep(desk, RecordKind.DISCHARGE, edit.discharge.uid, edit)


def keep_assessment(desk: Desk, edit: AssessmentEdit) -> None:
    """Write the whole edit of an assessment to disk; returns when it is safe there."""
    _keep(desk, RecordKind.ASSESSMENT, edit.assessment.uid, edit)


def keep_addendum(desk: Desk, addendum: Addendum) -> None:
    """Write an addendum as it is typed to disk; returns when it is safe there."""
    _keep(desk, RecordKind.ADDENDUM, addendum.uid, addendum)


def note_edit(reader: Reader, note: Note) -> NoteEdit:
    """The note with what was typed since; the note itself when nothing was."""
    draft = draft_rows.of_record(reader, RecordKind.NOTE, note.uid)
    if note.is_signed or draft is None:
        return NoteEdit(note=note)
    return decode_note(draft.content)


def plan_edit(reader: Reader, plan: Plan) -> PlanEdit:
    """The plan with what was typed since; the plan itself when nothing was."""
    draft = draft_rows.of_record(reader, RecordKind.PLAN, plan.uid)
    if plan.is_signed or draft is None:
        return PlanEdit(plan=plan)
    return decode_plan(draft.content)


def discharge_edit(reader: Reader, discharge: Discharge) -> DischargeEdit:
    """The summary with what was typed since; the summary itself when nothing was."""
    draft = draft_rows.of_record(reader, RecordKind.DISCHARGE, discharge.uid)
    if discharge.is_signed or draft is None:
        return DischargeEdit(discharge=discharge)
    return decode_discharge(draft.content)


def assessment_edit(reader: Reader, assessment: Assessment) -> AssessmentEdit:
    """The assessment with what was typed since; the assessment itself when nothing was."""
    draft = draft_rows.of_record(reader, RecordKind.ASSESSMENT, assessment.uid)
    if assessment.is_signed or draft is None:
        return AssessmentEdit(assessment=assessment)
    return decode_assessment(draft.content)


def typed_addendum(reader: Reader, addendum: Addendum) -> Addendum:
    """The addendum with what was typed since; itself when nothing was."""
    draft = draft_rows.of_record(reader, RecordKind.ADDENDUM, addendum.uid)
    if addendum.is_signed or draft is None:
        return addendum
    return decode_addendum(draft.content)


def forget_long_discarded(desk: Desk) -> None:
    """Delete drafts that were discarded more than 30 days ago."""
    with desk.write() as writer:
        draft_rows.delete_discarded_before(writer, desk.now() - timedelta(days=KEPT_DISCARDED_DAYS))


def forget_rescue(desk: Desk, kind: RecordKind, uid: Uid) -> None:
    """What was rescued of a record in this sitting is in the store now."""
    rescue_files.forget(desk.vault, kind, uid, desk.session_uid)


def _keep(desk: Desk, kind: RecordKind, uid: Uid, edit: Edit) -> None:
    """Write an edit to the draft, or into a rescue file while the records cannot be written.

    Raises:
        RescuedError: it is in a rescue file.
        ClientsComingError: it is there, too, and can be saved in some seconds.
        UnsavedError: it is on the screen only; it carries the file that found no place.
        DeskError: it is on the screen only.
    """
    content = encode(edit)
    is_within = desk.database.is_writing
    try:
        with desk.write() as writer:
            draft_rows.keep(writer, kind, uid, content, desk.now())
    except _OF_THE_DISK as problem:
        rescue = Rescue(
            kind=kind,
            record_uid=uid,
            session_uid=desk.session_uid,
            content=content,
            kept_at=desk.now(),
        )
        if not rescue_files.put(desk.vault, rescue):
            raise UnsavedError(problem, rescue_files.sealed(desk.vault, rescue)) from problem
        # An import is over in seconds and the screen saves again; the rescue is for a lock before.
        if isinstance(problem, ClientsComingError):
            raise
        raise RescuedError(problem) from problem
    if not is_within:  # else it is not certain yet
        forget_rescue(desk, kind, uid)


def encode(edit: Edit) -> str:
    """An edit as it is kept."""
    import msgspec

    return msgspec.json.encode(edit).decode("utf-8")


def warm_up() -> None:
    """Read what the first page needs to tell what was typed and not signed."""
    _note_decoder()


_making = threading.Lock()
"""Held while a decoder is made: two threads that look at one class at once can end the program."""


def _note_decoder() -> Decoder[NoteEdit]:
    with _making:
        return _made_note_decoder()


@cache
def _made_note_decoder() -> Decoder[NoteEdit]:
    import msgspec

    return msgspec.json.Decoder(NoteEdit)


def decode_note(content: str) -> NoteEdit:
    """The edit of a note as it was kept."""
    return decode_notes([content])[0]


def decode_notes(contents: Iterable[str]) -> list[NoteEdit]:
    """The edits of many notes as they were kept, in the same order."""
    decode = _note_decoder().decode
    return [decode(content) for content in contents]


def decode_plan(content: str) -> PlanEdit:
    """The edit of a plan as it was kept."""
    import msgspec

    return msgspec.json.decode(content, type=PlanEdit)


def decode_assessment(content: str) -> AssessmentEdit:
    """The edit of an assessment as it was kept."""
    import msgspec

    return msgspec.json.decode(content, type=AssessmentEdit)


def decode_discharge(content: str) -> DischargeEdit:
    """The edit of a discharge summary as it was kept."""
    import msgspec

    return msgspec.json.decode(content, type=DischargeEdit)


def decode_addendum(content: str) -> Addendum:
    """The addendum as it was kept."""
    import msgspec

    return msgspec.json.decode(content, type=Addendum)


def decode(draft: Draft) -> Signable:
    """The record of a draft of any kind, as it was typed."""
    match draft.kind:
        case RecordKind.NOTE:
            return decode_note(draft.content).note
        case RecordKind.ADDENDUM:
            return decode_addendum(draft.content)
        case RecordKind.PLAN:
            return decode_plan(draft.content).plan
        case RecordKind.ASSESSMENT:
            return decode_assessment(draft.content).assessment
        case RecordKind.DISCHARGE:
            return decode_discharge(draft.content).discharge

"""The note of one member of a group session, out of the shared part and their own response."""

from __future__ import annotations

from datetime import datetime

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import GroupEdit, MemberEdit, Participation
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import EpisodeId, NoteId, Uid
from counselor_desk.records.notes import Note, NoteFormat, Section, SectionCode
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import Session, SessionKind
from counselor_desk.services.attendance import Held

_ABSENT = {
    AttendanceCode.EXCUSED: "Absent, excused.",
    AttendanceCode.NO_SHOW: "Did not come and did not call.",
    AttendanceCode.CANCELLED_CLIENT: "Cancelled by the client.",
    AttendanceCode.CANCELLED_PROGRAM: "Cancelled by the program.",
}
_TOOK_PART = {
    Participation.LOW: "Took little part.",
    Participation.SOME: "Took some part.",
    Participation.GOOD: "Took good part.",
    Participation.FULL: "Took full part.",
}
_EXPECTED_NEXT = "Expected at the next meeting of the group."


def note_of(
    held: Held, edit: GroupEdit, row: MemberEdit, plan: Plan | None, *, entered_at: datetime
) -> Note:
    """The note of one member as it would be signed; its ids are not set yet."""
    is_there = row.code in CAME
    session = held.session
    return Note(
        id=NoteId(0),
        uid=Uid(""),
        client_id=row.client_id,
        episode_id=EpisodeId(0),
        kind=SessionKind.GROUP if is_there else SessionKind.NO_SHOW,
        format=NoteFormat.GIRP if is_there else NoteFormat.DAP,
        held_on=session.held_on,
        starts=session.starts,
        ends=session.ends,
        zone=session.zone,
        minutes=_minutes(session, row) if is_there else None,
        modality=session.modality,
        location=row.location,
        topic=edit.shared.topic.strip(),
        risk=row.risk if is_there else None,
        risk_ideation=row.risk_ideation,
        risk_plan=row.risk_plan,
        risk_means=row.risk_means,
        risk_action=row.risk_action,
        unlinked_reason=row.unlinked_reason,
        objectives=row.objectives if is_there else (),
        entered_at=entered_at,
        sections=_sections(edit, row, plan),
    )


def _sections(edit: GroupEdit, row: MemberEdit, plan: Plan | None) -> tuple[Section, ...]:
    shared = edit.shared
    if row.code not in CAME:
        absent = _ABSENT.get(row.code, "") if row.code is not None else ""
        return (
            Section(code=SectionCode.DATA, text=_joined(absent, row.text)),
            Section(code=SectionCode.PLAN, text=shared.next_step.strip() or _EXPECTED_NEXT),
        )
    done = ", ".join(shared.interventions)
    took_part = _TOOK_PART[row.participation] if row.participation else ""
    response = _joined(row.text, took_part) if row.text.strip() else ""
    return (
        Section(code=SectionCode.GOAL, text=_goals(row, plan)),
        Section(
            code=SectionCode.INTERVENTION,
            text="\n".join(part for part in (shared.text.strip(), done) if part),
        ),
        Section(code=SectionCode.RESPONSE, text=response),
        Section(code=SectionCode.PLAN, text=shared.next_step.strip()),
    )


def _goals(row: MemberEdit, plan: Plan | None) -> str:
    """The words of the objectives the member works on, one a line."""
    if plan is None:
        return ""
    wanted = {one.node_uid for one in row.objectives}
    return "\n".join(
        f"{one.number} {one.text}" for one in plan.objectives() if one.node_uid in wanted
    )


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def _minutes(session: Session, row: MemberEdit) -> int:
    return session.minutes if row.minutes is None else row.minutes

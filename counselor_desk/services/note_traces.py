"""What a signed note leaves elsewhere: the session and attendance it reports, and progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.ids import AttendanceId, MeetingId, NoteId, ProgressId, SessionId
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Progress
from counselor_desk.records.schedule import Meeting
from counselor_desk.records.sessions import Session, SessionKind
from counselor_desk.services import schedule
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Writer

CONTACTS_WITHOUT_SESSION = frozenset(
    {
        SessionKind.PHONE_CONTACT,
        SessionKind.COLLATERAL_CONTACT,
        SessionKind.CASE_CONFERENCE,
        SessionKind.NO_SHOW,
    }
)
"""Kinds of note that record no attended session, so they count no hours."""


def with_attendance(desk: Desk, writer: Writer, note: Note) -> Note:
    """The note bound to the attendance it reports, which is made when there is none yet."""
    if note.attendance_id is not None or note.kind in CONTACTS_WITHOUT_SESSION:
        return note
    if note.held_on is None or note.starts is None or note.ends is None:
        return note
    session = session_rows.insert(
        writer,
        Session(
            id=SessionId(0),
            uid=desk.new_uid(),
            kind=note.kind,
            held_on=note.held_on,
            starts=note.starts,
            ends=note.ends,
            zone=note.zone,
            modality=note.modality,
        ),
    )
    _bind_to_plan(writer, note, session)
    attendance = attendance_rows.insert(
        writer,
        Attendance(
            id=AttendanceId(0),
            session_id=session.id,
            client_id=note.client_id,
            episode_id=note.episode_id,
            code=AttendanceCode.PRESENT,
            minutes=note.minutes or 0,
        ),
    )
    return replace(note, attendance_id=attendance.id)


def _bind_to_plan(writer: Writer, note: Note, session: Session) -> None:
    """Say that a session was the one planned for the client on that day: it is not ahead now."""
    told = schedule.book_within(writer, session.held_on, session.held_on)
    mine = [
        one
        for one in told.occurrences
        if one.series.client_id == note.client_id
        and one.series.kind is session.kind
        and not told.is_held(one)
    ]
    if mine:
        nearest = min(mine, key=lambda one: abs(_minute(one.starts) - _minute(session.starts)))
        schedule_rows.put_meeting(
            writer,
            Meeting(
                id=MeetingId(0),
                session_id=session.id,
                series_id=nearest.series.id,
                planned_on=nearest.planned_on,
            ),
        )


def free_planned_time(writer: Writer, note_id: NoteId) -> None:
    """Take the session of a note entered in error off the time that was planned for it.

    Another note, or attendance, can then be told of that time. A group was held all the same.
    """
    note = note_rows.get(writer, note_id)
    told = note.attendance_id if note is not None else None
    attendance = None if told is None else attendance_rows.get(writer, told)
    session = None if attendance is None else session_rows.get(writer, attendance.session_id)
    if session is None or session.kind is SessionKind.GROUP:
        return
    meeting = schedule_rows.meeting(writer, session.id)
    if meeting is not None and meeting.series_id is not None:
        schedule_rows.put_meeting(writer, replace(meeting, series_id=None, planned_on=None))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def record_progress(desk: Desk, writer: Writer, note: Note) -> None:
    """Rate the objectives the note worked on, on the day of its session."""
    for linked in note.objectives:
        if linked.rating is None or note.held_on is None:
            continue
        plan_rows.insert_progress(
            writer,
            Progress(
                id=ProgressId(0),
                uid=desk.new_uid(),
                client_id=note.client_id,
                plan_id=linked.plan_id,
                node_uid=linked.node_uid,
                rated_on=note.held_on,
                rating=linked.rating,
                note_id=note.id,
            ),
        )

"""Group sessions that a client came to: what a later note can take up (services.md row 35)."""

from __future__ import annotations

from datetime import date

from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.records.notes import Note
from counselor_desk.services.desk import Desk
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Reader

MOST_OFFERED = 12
"""How many group sessions a note offers: about a month of an intensive program."""


def to_take_up(desk: Desk, note: Note) -> tuple[AttendedGroup, ...]:
    """The last group sessions the client came to, the newest first, and the one that is chosen."""
    with desk.read() as reader:
        offered = recent(reader, note.client_id, desk.today())
        chosen = of_note(reader, note)
    if chosen is None or any(one.session_id == chosen.session_id for one in offered):
        return offered
    return (*offered, chosen)


def taken_up(desk: Desk, note: Note) -> AttendedGroup | None:
    """The group session a note takes up, with the client's own note about it."""
    with desk.read() as reader:
        return of_note(reader, note)


def recent(reader: Reader, client_id: ClientId, last_on: date) -> tuple[AttendedGroup, ...]:
    """The last group sessions up to a day that a client came to, the newest first."""
    found = session_rows.groups_attended(reader, client_id, last_on, limit=MOST_OFFERED)
    groups = {one.id: one for one in group_rows.every(reader)} if found else {}
    told = []
    for session, topic in found:
        group = None if session.group_id is None else groups.get(GroupId(session.group_id))
        told.append(
            AttendedGroup(
                session_id=session.id,
                held_on=session.held_on,
                name=group.name if group else "",
                printed_name=group.printed_name if group else "",
                topic=topic,
            )
        )
    return tuple(told)


def of_note(reader: Reader, note: Note) -> AttendedGroup | None:
    """As `taken_up`, within a reading that goes on; None too where the session was taken back."""
    if note.about_session_id is None:
        return None
    session = session_rows.get(reader, note.about_session_id)
    if session is None:
        return None
    group = None if session.group_id is None else group_rows.get(reader, GroupId(session.group_id))
    meeting = schedule_rows.meeting(reader, session.id)
    return AttendedGroup(
        session_id=session.id,
        held_on=session.held_on,
        name=group.name if group else "",
        printed_name=group.printed_name if group else "",
        topic=meeting.topic if meeting else "",
        note_id=session_rows.note_about(reader, session.id, note.client_id),
    )

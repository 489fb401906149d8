"""Who was at a group session while its notes are still being written: stored, and kept true.

Hours, gaps and forecasts count what is stored, so attendance does not wait for a signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counselor_desk.errors import ImpossibleAttendanceError
from counselor_desk.records.attendance import Attendance
from counselor_desk.records.group_sessions import ASKS_MINUTES, GroupEdit, MemberEdit
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId
from counselor_desk.records.sessions import Session
from counselor_desk.services import attendance, group_drafts
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attendance as rows
from counselor_desk.storage.database import Reader, Writer


def store(
    writer: Writer, session: Session, edit: GroupEdit, kept: GroupEdit | None
) -> frozenset[ClientId]:
    """Store what the rows say of attendance; gives the clients of whom it is another one now.

    What cannot have been, or is told in part only, waits until it is put right. Who was taken out
    since the draft was `kept` was not there; what a note reports stays.
    """
    known = {one.client_id: one for one in rows.of_session(writer, session.id)}
    changed: set[ClientId] = set()
    for row in edit.members:
        if _is_told(row) and not _says_the_same(session, row, known.get(row.client_id)):
            changed.update(_mark(writer, session, row))
    for row in () if kept is None else kept.members:
        left = known.get(row.client_id)
        is_out = edit.member(row.client_id) is None and left is not None
        if is_out and left is not None and not rows.is_reported(writer, left.id):
            rows.delete(writer, left.id)
            changed.add(row.client_id)
    return frozenset(changed)


def newest_within(
    reader: Reader, session: Session, edit: GroupEdit, kept: GroupEdit | None
) -> GroupEdit:
    """The session with what was stored elsewhere since the draft was `kept`, as in the week grid.

    A row whose attendance was changed since then is newer, and stays; so does every row of a
    session that was never kept, for it began with what was stored.
    """
    if kept is None:
        return edit
    for known in rows.of_session(reader, session.id):
        row = edit.member(known.client_id)
        before = kept.member(known.client_id)
        if row is None or row.is_signed or _says_the_same(session, row, known):
            continue
        is_as_kept = before is None or _told(before) == _told(row)
        if is_as_kept and (_is_told(row) or row.code is None or row.code is known.code):
            edit = edit.with_member(
                replace(
                    row, code=known.code, minutes=told_minutes(session, known), typed_minutes=""
                )
            )
    return edit


def newest(desk: Desk, edit: GroupEdit) -> GroupEdit:
    """As `newest_within`, since the draft was kept that is in the store.

    Raises:
        UnknownRecordError: there is no such session.
    """
    with desk.read() as reader:
        session = attendance.get_within(reader, edit.session_id).session
        kept = group_drafts.kept(reader, edit.session_id)
        return newest_within(reader, session, edit, kept)


def told_minutes(session: Session, known: Attendance | None) -> int | None:
    """Minutes that are not simply those of the session."""
    if known is None or known.code not in CAME:
        return None
    is_told = known.code in ASKS_MINUTES or known.minutes != session.minutes
    return known.minutes if is_told else None


def _told(row: MemberEdit) -> tuple[object, ...]:
    return row.code, row.minutes, row.typed_minutes


def _is_told(row: MemberEdit) -> bool:
    """Whether attendance is complete: the code, and the minutes where they are asked for."""
    if row.is_signed or row.code is None or row.typed_minutes:
        return False
    return row.minutes is not None or row.code not in ASKS_MINUTES


def _says_the_same(session: Session, row: MemberEdit, known: Attendance | None) -> bool:
    if known is None or row.code is not known.code:
        return False
    minutes = session.minutes if row.minutes is None else row.minutes
    return known.minutes == (minutes if row.code in CAME else 0) and _is_told(row)


def _mark(writer: Writer, session: Session, row: MemberEdit) -> Iterator[ClientId]:
    if row.code is None:
        return
    try:
        attendance.mark_within(writer, session.id, row.client_id, row.code, row.minutes)
    except ImpossibleAttendanceError:
        # The row says so on the page, and nothing was written.
        return
    yield row.client_id

"""Who was at a group session while its notes are still being written: stored, and kept true.

Hours, gaps and forecasts count what is stored, so attendance does not wait for a signature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counselor_desk.errors import ImpossibleAttendanceError
from counselor_desk.records.attendance import Attendance
from counselor_desk.records.group_drafts import DraftMark, KeptGroup
from counselor_desk.records.group_sessions import ASKS_MINUTES, GroupEdit, MemberEdit
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId
from counselor_desk.records.sessions import Session
from counselor_desk.services import attendance, group_drafts
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attendance as rows
from counselor_desk.storage.database import Reader, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Of whom attendance is another one now, and how everybody's stands in the store."""

    changed: frozenset[ClientId]
    marks: tuple[DraftMark, ...]


def store(writer: Writer, session: Session, edit: GroupEdit, kept: KeptGroup | None) -> Stored:
    """Store what the rows say of attendance.

    What cannot have been, or is told in part only, waits until it is put right. Who was taken out
    since the draft was `kept` was not there; what a note reports stays.
    """
    was = {one.client_id: one for one in rows.of_session(writer, session.id)}
    now = dict(was)
    for row in edit.members:
        if _is_told(row) and not _says_the_same(session, row, was.get(row.client_id)):
            now.update(_mark(writer, session, row))
    for row in () if kept is None else kept.edit.members:
        left = was.get(row.client_id)
        if edit.member(row.client_id) is not None or left is None:
            continue
        if not rows.is_reported(writer, left.id):
            rows.delete(writer, left.id)
            del now[row.client_id]
    earlier = {} if kept is None else kept.marks
    marks = {
        client_id: _mark_of(client_id, was.get(client_id), now.get(client_id), earlier)
        for client_id in sorted({*was, *now, *earlier})
    }
    return Stored(
        changed=frozenset(one for one in marks if not marks[one].says(was.get(one))),
        marks=tuple(one for one in marks.values() if one.code is not None or one.is_own),
    )


def take_back(writer: Writer, session: Session, kept: KeptGroup) -> frozenset[ClientId]:
    """Undo the attendance that the draft itself had stored; gives the clients it was of.

    What stood there before is stored again. What was corrected elsewhere since, and what a note
    reports, stays.
    """
    known = {one.client_id: one for one in rows.of_session(writer, session.id)}
    taken: set[ClientId] = set()
    for mark in kept.marks.values():
        stored = known.get(mark.client_id)
        is_reported = stored is not None and rows.is_reported(writer, stored.id)
        if is_reported or not mark.is_own or not mark.says(stored):
            continue
        if mark.code_before is not None:
            before = MemberEdit(
                client_id=mark.client_id, code=mark.code_before, minutes=mark.minutes_before
            )
            taken.update(_mark(writer, session, before))
        elif stored is not None:
            rows.delete(writer, stored.id)
            taken.add(mark.client_id)
    return frozenset(taken)


def newest_within(
    reader: Reader, session: Session, edit: GroupEdit, kept: KeptGroup | None
) -> GroupEdit:
    """The session with what was stored or taken back elsewhere since the draft was `kept`.

    A row whose attendance was changed since then is newer, and stays; so does every row of a
    session that was never kept, for it began with what was stored.
    """
    if kept is None:
        return edit
    stored = {one.client_id: one for one in rows.of_session(reader, session.id)}
    for row in edit.members:
        known, before = stored.get(row.client_id), kept.edit.member(row.client_id)
        if row.is_signed or not (before is None or _told(before) == _told(row)):
            continue
        if known is None:
            mark = kept.marks.get(row.client_id)
            was_stored = mark is not None and mark.code is not None
            if was_stored and _is_told(row):
                edit = edit.with_member(replace(row, code=None, minutes=None))
        elif not _says_the_same(session, row, known) and (
            _is_told(row) or row.code is None or row.code is known.code
        ):
            edit = edit.with_member(
                replace(
                    row, code=known.code, minutes=told_minutes(session, known), typed_minutes=""
                )
            )
    return edit


def newest(desk: Desk, edit: GroupEdit, opened: GroupEdit | None = None) -> GroupEdit:
    """As `newest_within`, since the draft was kept that is in the store.

    Where none is, since it was `opened`, if that is told.

    Raises:
        UnknownRecordError: there is no such session.
    """
    with desk.read() as reader:
        session = attendance.get_within(reader, edit.session_id).session
        kept = group_drafts.kept(reader, edit.session_id)
        if kept is None and opened is not None:
            kept = _as_opened(opened)
        return newest_within(reader, session, edit, kept)


def _as_opened(opened: GroupEdit) -> KeptGroup:
    """A session of which nothing was kept yet: its attendance is what was stored."""
    marks = {
        row.client_id: DraftMark(client_id=row.client_id, code=row.code, code_before=row.code)
        for row in opened.members
    }
    return KeptGroup(edit=opened, marks=marks)


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


def _mark(writer: Writer, session: Session, row: MemberEdit) -> dict[ClientId, Attendance]:
    """Store what a row says; gives what is stored of its client then."""
    if row.code is None:
        return {}
    try:
        marked = attendance.mark_within(writer, session.id, row.client_id, row.code, row.minutes)
    except ImpossibleAttendanceError:
        # The row says so on the page, and nothing was written.
        return {}
    return {row.client_id: marked}


def _mark_of(
    client_id: ClientId,
    was: Attendance | None,
    now: Attendance | None,
    earlier: Mapping[ClientId, DraftMark],
) -> DraftMark:
    """How a client's attendance stands; what was corrected elsewhere is no longer the draft's."""
    mark = DraftMark.of(client_id, now, was)
    before = earlier.get(client_id)
    if before is None or not before.says(was):
        return mark
    return replace(mark, code_before=before.code_before, minutes_before=before.minutes_before)

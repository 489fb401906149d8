"""Weeks in the store: who was at the sessions of some days, and which notes report it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from counselor_desk.records.attendance import AttendanceCode

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, NoteId, SessionId
    from counselor_desk.storage.database import Reader

_CODES = {code.value: code for code in AttendanceCode}
_THERE = """
SELECT attendance.id, attendance.session_id, attendance.client_id, attendance.code
FROM session
CROSS JOIN attendance ON attendance.session_id = session.id
WHERE session.held_on BETWEEN ? AND ?
"""
# Notes are looked up client by client: among all notes there is no order by day.
_SIGNED = """
SELECT attendance_id, id FROM note
WHERE client_id IN ({marks}) AND held_on BETWEEN ? AND ?
    AND state = 'signed' AND attendance_id IS NOT NULL
"""


class Reported(NamedTuple):
    """One client at one session; `note_id` is the signed note about it, None without one."""

    session_id: SessionId
    client_id: ClientId
    code: AttendanceCode
    note_id: NoteId | None


def reported(db: Reader, first_on: date, last_on: date) -> list[Reported]:
    """Everybody at the sessions held from `first_on` to `last_on`, in the order it was entered."""
    days = first_on.isoformat(), last_on.isoformat()
    there = sorted(db.rows(_THERE, *days))
    clients = {client_id for _, _, client_id, _ in there}
    marks = ", ".join("?" * len(clients))
    signed = dict(db.rows(_SIGNED.format(marks=marks), *clients, *days))
    return [
        Reported(session_id, client_id, _CODES[code], signed.get(attendance_id))
        for attendance_id, session_id, client_id, code in there
    ]

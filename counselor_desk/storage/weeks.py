"""Weeks in the store: who was at the sessions of some days, and which notes report it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counselor_desk.records.attendance import AttendanceCode

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, NoteId, SessionId
    from counselor_desk.storage.database import Reader

_REPORTED = """
SELECT attendance.session_id, attendance.client_id, attendance.code, signed.id
FROM session
JOIN attendance ON attendance.session_id = session.id
LEFT JOIN (
    SELECT id, attendance_id FROM note WHERE state = 'signed' AND held_on BETWEEN ?1 AND ?2
) AS signed ON signed.attendance_id = attendance.id
WHERE session.held_on BETWEEN ?1 AND ?2
ORDER BY attendance.id
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """One client at one session; `note_id` is the signed note about it, None without one."""

    session_id: SessionId
    client_id: ClientId
    code: AttendanceCode
    note_id: NoteId | None


def reported(db: Reader, first_on: date, last_on: date) -> list[Reported]:
    """Everybody at the sessions held from `first_on` to `last_on`."""
    return [
        Reported(session_id, client_id, AttendanceCode(code), note_id)
        for session_id, client_id, code, note_id in db.rows(
            _REPORTED, first_on.isoformat(), last_on.isoformat()
        )
    ]

"""Attendance in the store: one row for each client at each session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.attendance import Attendance
from counselor_desk.records.hours import CAME
from counselor_desk.storage.addenda import SESSIONS_IN_ERROR
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import AttendanceId, ClientId, SessionId
    from counselor_desk.storage.database import Reader, Writer

ATTENDANCE = Table("attendance", Attendance)

CAME_CODES = ", ".join(f"'{code.value}'" for code in sorted(CAME))
"""The codes of who came, for an `IN (...)`."""

_GROUPS = f"""
SELECT count(*) FILTER (WHERE code IN ({CAME_CODES})), count(*)
FROM attendance
CROSS JOIN session ON session.id = session_id
WHERE client_id = ? AND kind = 'group' AND code <> 'cancelled_program'
    AND held_on BETWEEN ? AND ?
"""


def insert(db: Writer, attendance: Attendance) -> Attendance:
    """Keep that a client was, or was not, at a session."""
    return ATTENDANCE.insert(db, attendance)


def update(db: Writer, attendance: Attendance) -> None:
    """Keep a correction."""
    ATTENDANCE.update(db, attendance)


def get(db: Reader, attendance_id: AttendanceId) -> Attendance | None:
    """The attendance of a row id."""
    return ATTENDANCE.get(db, attendance_id)


def of_client(db: Reader, client_id: ClientId) -> list[Attendance]:
    """Every attendance of a client, in the order it was entered.

    That at a session which was told by a note entered in error is left out.
    """
    clause = f"WHERE client_id = ? AND session_id NOT IN ({SESSIONS_IN_ERROR}) ORDER BY id"
    return ATTENDANCE.where(db, clause, client_id)


def of_session(db: Reader, session_id: SessionId) -> list[Attendance]:
    """Everybody who was expected at a session, in the order it was entered."""
    return ATTENDANCE.where(db, "WHERE session_id = ? ORDER BY id", session_id)


def between(db: Reader, first_on: date, last_on: date) -> list[Attendance]:
    """The attendance of every session held from `first_on` to `last_on`.

    That at a session which was told by a note entered in error is left out.
    """
    clause = (
        "WHERE session_id IN (SELECT id FROM session WHERE held_on BETWEEN ? AND ?)"
        f" AND session_id NOT IN ({SESSIONS_IN_ERROR}) ORDER BY id"
    )
    return ATTENDANCE.where(db, clause, first_on.isoformat(), last_on.isoformat())


def groups_between(
    db: Reader, client_id: ClientId, first_on: date, last_on: date
) -> tuple[int, int]:
    """How many groups a client came to, of how many that took place with the client expected."""
    ((attended, expected),) = db.rows(_GROUPS, client_id, first_on.isoformat(), last_on.isoformat())
    return attended, expected


def delete(db: Writer, attendance_id: AttendanceId) -> None:
    """Take back an attendance that no note reports."""
    db.execute("DELETE FROM attendance WHERE id = ?", attendance_id)


def is_reported(db: Reader, attendance_id: AttendanceId) -> bool:
    """Whether a note reports it."""
    sql = "SELECT EXISTS (SELECT 1 FROM note WHERE attendance_id = ?)"
    return bool(db.value(sql, attendance_id))

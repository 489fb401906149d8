"""Attendance in the store: one row for each client at each session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.attendance import Attendance
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import AttendanceId, ClientId
    from counselor_desk.storage.database import Reader, Writer

ATTENDANCE = Table("attendance", Attendance)


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
    """Every attendance of a client, in the order it was entered."""
    return ATTENDANCE.where(db, "WHERE client_id = ? ORDER BY id", client_id)

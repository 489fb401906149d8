"""Attendance: who was at a session, and for how many minutes. Hours are counted from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counselor_desk.records.ids import AttendanceId, ClientId, EpisodeId, SessionId


class AttendanceCode(StrEnum):
    """What became of a planned presence."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    NO_SHOW = "no_show"
    CANCELLED_CLIENT = "cancelled_client"
    CANCELLED_PROGRAM = "cancelled_program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One client at one session; `minutes` are the minutes actually attended, 0 to 1440."""

    id: AttendanceId
    session_id: SessionId
    client_id: ClientId
    episode_id: EpisodeId
    code: AttendanceCode
    minutes: int

"""A week of attendance: the clients, their sessions by day, and whether the hours suffice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.hours import CAME, Standing, Week
from counselor_desk.records.ids import ClientId, EpisodeId
from counselor_desk.records.reasons import GivenReason
from counselor_desk.records.schedule import Occurrence, Service
from counselor_desk.records.sessions import Modality, Session

DAYS = 7

_BY_CONCERN = (
    AttendanceCode.NO_SHOW,
    AttendanceCode.CANCELLED_PROGRAM,
    AttendanceCode.CANCELLED_CLIENT,
    AttendanceCode.EXCUSED,
    AttendanceCode.LATE,
    AttendanceCode.LEFT_EARLY,
    AttendanceCode.PRESENT,
)
"""What a day with several sessions shows: the first of these that any of them has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One session of a client on a day, held or planned.

    `planned` is its length in minutes. `counts` is off where its time is no treatment.
    """

    day: date
    starts: time
    ends: time
    planned: int
    service: Service
    modality: Modality = Modality.IN_PERSON
    counts: bool = True
    group: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    occurrence: Occurrence | None = None
    session: Session | None = None
    attendance: Attendance | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether it is known how the client took part."""
        return self.attendance is not None

    @property
    def minutes(self) -> int:
        """The minutes the client was there; while that is not recorded, those planned."""
        return self.planned if self.attendance is None else self.attendance.minutes

    @property
    def code(self) -> AttendanceCode | None:
        """How the client took part, None while that is not recorded."""
        return None if self.attendance is None else self.attendance.code

    @property
    def is_of_group(self) -> bool:
        """Whether a group meets."""
        if self.session is not None:
            return self.session.group_id is not None
        return self.occurrence is not None and self.occurrence.series.care_group_id is not None

    def is_same(self, other: Part) -> bool:
        """Whether the other is this session, recorded or not."""
        if self.session is not None and other.session is not None:
            return self.session.id == other.session.id
        mine, its = self.occurrence, other.occurrence
        return (
            mine is not None
            and its is not None
            and (mine.series.id, mine.planned_on) == (its.series.id, its.planned_on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """The sessions of a client on one day, in the order of time."""

    day: date
    parts: tuple[Part, ...] = ()

    @property
    def is_recorded(self) -> bool:
        """Whether any of them is recorded."""
        return any(part.is_recorded for part in self.parts)

    @property
    def is_open(self) -> bool:
        """Whether any of them is not recorded."""
        return any(not part.is_recorded for part in self.parts)

    @property
    def minutes(self) -> int:
        """What was attended; while nothing is recorded, what is planned."""
        some = [part for part in self.parts if part.is_recorded] or self.parts
        return sum(part.minutes for part in some)

    @property
    def code(self) -> AttendanceCode | None:
        """How the client took part that day: of several sessions, what concerns most."""
        codes = {part.code for part in self.parts}
        return next((code for code in _BY_CONCERN if code in codes), None)

    @property
    def is_remote(self) -> bool:
        """Whether the client took part in one of them by video or phone."""
        return any(
            part.modality is not Modality.IN_PERSON and part.code in CAME for part in self.parts
        )


class Outlook(StrEnum):
    """Where a client's week goes, in the order of concern."""

    SHORT = "short"
    ON_THE_WAY = "on_the_way"
    PARTIAL = "partial"
    REACHED = "reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientWeek:
    """A client's line: the name to show, the week by its rules, and the seven days.

    `least` are the minutes the week should have.
    """

    client_id: ClientId
    episode_id: EpisodeId
    name: str = field(repr=False)
    is_mine: bool
    week: Week
    least: int
    days: tuple[DayCell, ...]
    reason: GivenReason | None = None

    @property
    def outlook(self) -> Outlook:
        """Whether the least hours are reached, can be, or cannot; a part of a week has none."""
        if self.week.standing is Standing.PARTIAL:
            return Outlook.PARTIAL
        if self.week.minutes >= self.least:
            return Outlook.REACHED
        return Outlook.SHORT if self.week.short_by(self.least) else Outlook.ON_THE_WAY

    @property
    def is_below(self) -> bool:
        """Whether the least hours are not reached so far."""
        return self.outlook in (Outlook.SHORT, Outlook.ON_THE_WAY)

    @property
    def needs_reason(self) -> bool:
        """Whether the week has begun, cannot reach the least hours and nobody said why."""
        has_begun = self.week.standing in (Standing.RUNNING, Standing.FULL)
        return has_begun and self.outlook is Outlook.SHORT and self.reason is None

    @property
    def place(self) -> tuple[int, int, str]:
        """Its place among others: who cannot reach the goal, who is below, then by total."""
        order = tuple(Outlook)
        return (order.index(self.outlook), self.week.minutes, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceWeek:
    """A week of the program, from `begins_on` for seven days; `today` may lie in it.

    `least` are the minutes that hold for most clients.
    """

    begins_on: date
    today: date
    least: int
    lines: tuple[ClientWeek, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.begins_on + timedelta(days=place) for place in range(DAYS))

    @property
    def last_on(self) -> date:
        """Its seventh day."""
        return self.begins_on + timedelta(days=DAYS - 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded or planned for anybody."""
        return not any(cell.parts for line in self.lines for cell in line.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """A week as it goes on paper: some of its lines with the names papers use."""

    week: AttendanceWeek
    lines: tuple[ClientWeek, ...]

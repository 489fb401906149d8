"""The rows of the tables on the Attendance tab, and their columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from counselor_desk.records.hour_reports import HourReport, PlannedLine, ServiceSum, SessionLine
from counselor_desk.records.hours import Week, written
from counselor_desk.records.ids import Uid
from counselor_desk.records.mutual_help import MutualHelpMeeting
from counselor_desk.records.profiles import ClientNumber
from counselor_desk.ui.chart_attendance import words
from counselor_desk.ui.delegates import STRETCH, Bar, Cell, ChipWords, Picture, Words
from counselor_desk.ui.fact_table import END, OPEN, Column, action_words

_DAY, _TIMES = 92.0, 150.0
_ENOUGH = 80
"""A share of planned hours below this is told in the color of what is owed, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortWeek:
    """A week below the least hours, as a row."""

    week: Week
    report: HourReport

    @property
    def uid(self) -> Uid:
        """The day it began."""
        return Uid(self.week.begins_on.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """A kind of care, or all of them together where `kind` is None."""

    kind: ServiceSum | None
    planned: int
    delivered: int

    @property
    def uid(self) -> Uid:
        """The kind."""
        return Uid(self.kind.service.value if self.kind else "all")

    @property
    def percent(self) -> int:
        """How much of what was planned was delivered."""
        return round(100 * self.delivered / self.planned) if self.planned else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A client at one session, as a row."""

    line: SessionLine

    @property
    def uid(self) -> Uid:
        """The attendance."""
        return Uid(str(self.line.attendance_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A planned time, as a row; `place` is where it stands."""

    line: PlannedLine
    place: int

    @property
    def uid(self) -> Uid:
        """Its place."""
        return Uid(str(self.place))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number that differs for the client."""

    number: ClientNumber
    usual: int = field(default=0)

    @property
    def uid(self) -> Uid:
        """Its name."""
        return Uid(self.number.name)


def short_weeks(today: Callable[[], date]) -> tuple[Column[ShortWeek], ...]:
    """Week, hours, reason."""

    def chip(row: ShortWeek, _shown: frozenset[str]) -> Cell:
        given = row.report.reason(row.week)
        if given is None:
            return ChipWords(
                text=words.say("Reason missing"), tone="overdue", icon="triangle-alert"
            )
        return ChipWords(text=words.reason(given.code), icon="file-text")

    def change(row: ShortWeek, _shown: frozenset[str]) -> Cell:
        has_reason = row.report.reason(row.week) is not None
        text = words.say("Change") if has_reason else words.say("Give")
        return action_words(text, is_main=True)

    return (
        Column(
            key="week",
            width=STRETCH,
            cell=lambda row, _: Words(text=words.week_title(row.week, today()), kind="strong"),
            spoken=lambda row: words.spoken_week(row.report, row.week),
        ),
        Column(
            key="hours",
            width=50,
            cell=lambda row, _: Words(text=written(row.week.minutes), ink="text2"),
        ),
        Column(key="reason", width=136, cell=chip),
        Column(key=OPEN, width=62, cell=change, action=OPEN),
    )


def kinds() -> tuple[Column[KindRow], ...]:
    """Kind, planned, delivered, share."""

    def name(row: KindRow, _shown: frozenset[str]) -> Cell:
        if row.kind is None:
            return Words(text=words.say("All treatment hours"), kind="strong")
        caption = words.say("{attended} of {sessions} sessions").format(
            attended=row.kind.attended, sessions=row.kind.sessions
        )
        return Words(text=words.service(row.kind.service), caption=caption)

    def icon(row: KindRow, _shown: frozenset[str]) -> Cell:
        return Picture(icon=words.service_icon(row.kind.service)) if row.kind else None

    def share(row: KindRow, _shown: frozenset[str]) -> Cell:
        if not row.planned:
            return None
        tone = "signed" if row.percent >= _ENOUGH else "overdue"
        return Bar(text=f"{row.percent} %", share=row.percent / 100, tone=tone)

    def spoken(row: KindRow) -> str:
        kind = words.service(row.kind.service) if row.kind else words.say("All treatment hours")
        said = words.say("{kind}: {delivered} of {planned}, {percent} percent")
        return said.format(
            kind=kind,
            delivered=written(row.delivered),
            planned=written(row.planned),
            percent=row.percent,
        )

    return (
        Column(key="icon", width=18, cell=icon, room=420),
        Column(key="kind", width=STRETCH, cell=name, spoken=spoken, title=words.say("Kind")),
        Column(
            key="planned",
            width=66,
            cell=lambda row, _: Words(text=written(row.planned), ink="text2", is_tabular=True),
            title=words.say("Planned"),
        ),
        Column(
            key="delivered",
            width=66,
            cell=lambda row, _: Words(text=written(row.delivered), kind="strong", is_tabular=True),
            title=words.say("Delivered"),
        ),
        Column(key="share", width=96, cell=share, room=380),
    )


def sessions(today: Callable[[], date]) -> tuple[Column[SessionRow], ...]:
    """Day, time, what, how the client took part."""

    def what(row: SessionRow, shown: frozenset[str]) -> Cell:
        line = row.line
        time = "" if "time" in shown else words.span(line.starts, line.ends)
        caption = " · ".join(part for part in (time, words.session_caption(line)) if part)
        return Words(text=words.session_title(line), caption=caption, kind="strong")

    def chip(row: SessionRow, _shown: frozenset[str]) -> Cell:
        text, tone, icon = words.code(row.line.code)
        return ChipWords(text=text, tone=tone, icon=icon)

    def spoken(row: SessionRow) -> str:
        line = row.line
        parts = (
            words.short(line.held_on, today()),
            words.span(line.starts, line.ends),
            words.session_title(line),
            words.session_caption(line),
            words.code(line.code)[0],
            words.minutes(line) if line.has_come else "",
        )
        return ", ".join(part for part in parts if part)

    return (
        Column(
            key="day",
            width=_DAY,
            cell=lambda row, _: Words(text=words.short(row.line.held_on, today())),
            spoken=spoken,
            title=words.say("Day"),
        ),
        Column(
            key="time",
            width=_TIMES,
            cell=lambda row, _: Words(text=words.span(row.line.starts, row.line.ends), ink="text2"),
            title=words.say("Time"),
            room=760,
        ),
        Column(key="what", width=STRETCH, cell=what, title=words.say("Session")),
        Column(key="code", width=180, cell=chip, title=words.say("Attendance")),
        Column(
            key="minutes",
            width=104,
            cell=lambda row, _: Words(text=words.minutes(row.line), ink="text2", is_tabular=True),
            title=words.say("Attended"),
            room=560,
        ),
        Column(
            key=OPEN,
            width=62,
            cell=lambda _row, _: action_words(words.say("Change"), is_main=True),
            action=OPEN,
        ),
    )


def planned(today: Callable[[], date]) -> tuple[Column[PlannedRow], ...]:
    """When, what, with whom."""

    def when(row: PlannedRow, _shown: frozenset[str]) -> Cell:
        line = row.line
        day = words.weekday(line.weekday)
        if line.held_on is None:
            return Words(text=day, kind="strong")
        return Words(text=f"{day[:3]} {words.short(line.held_on, today())}", kind="strong")

    def what(row: PlannedRow, _shown: frozenset[str]) -> Cell:
        return Words(text=words.planned_title(row.line), caption=words.planned_caption(row.line))

    def spoken(row: PlannedRow) -> str:
        line = row.line
        day = words.weekday(line.weekday)
        if line.held_on is not None:
            day = f"{day} {words.short(line.held_on, today())}"
        time = words.span(line.starts, line.ends)
        parts = (day, time, words.planned_title(line), words.planned_caption(line))
        return ", ".join(part for part in parts if part)

    def moved(row: PlannedRow, _shown: frozenset[str]) -> Cell:
        return ChipWords(text=words.say("Moved"), icon="clock") if row.line.is_moved else None

    return (
        Column(key="when", width=120, cell=when, spoken=spoken, title=words.say("Day")),
        Column(
            key="time",
            width=_TIMES,
            cell=lambda row, _: Words(text=words.span(row.line.starts, row.line.ends), ink="text2"),
            title=words.say("Time"),
        ),
        Column(key="what", width=STRETCH, cell=what, title=words.say("What")),
        Column(key="moved", width=90, cell=moved),
    )


def weekly(today: Callable[[], date]) -> tuple[Column[PlannedRow], ...]:
    """As `planned`; the client's own times can be changed and ended."""

    def end(row: PlannedRow, _shown: frozenset[str]) -> Cell:
        return None if row.line.own_series is None else action_words(words.say("End…"))

    def edit(row: PlannedRow, _shown: frozenset[str]) -> Cell:
        is_own = row.line.own_series is not None
        return action_words(words.say("Edit"), is_main=True) if is_own else None

    return (
        *planned(today)[:-1],
        Column(key=END, width=62, cell=end, action=END),
        Column(key=OPEN, width=62, cell=edit, action=OPEN),
    )


def meetings(today: Callable[[], date]) -> tuple[Column[MutualHelpMeeting], ...]:
    """Day, fellowship and meeting, told or verified."""

    def chip(row: MutualHelpMeeting, _shown: frozenset[str]) -> Cell:
        if row.is_verified:
            return ChipWords(text=words.say("Verified"), tone="signed", icon="circle-check")
        return ChipWords(text=words.say("Told"), icon="circle")

    def spoken(row: MutualHelpMeeting) -> str:
        said = words.say("Verified") if row.is_verified else words.say("Told")
        day = words.short(row.held_on, today())
        parts = (day, words.fellowship(row.fellowship), row.meeting, said)
        return ", ".join(part for part in parts if part)

    return (
        Column(
            key="day",
            width=_DAY,
            cell=lambda row, _: Words(text=words.short(row.held_on, today())),
            spoken=spoken,
            title=words.say("Day"),
        ),
        Column(
            key="what",
            width=STRETCH,
            cell=lambda row, _: Words(
                text=words.fellowship(row.fellowship), caption=row.meeting, kind="strong"
            ),
            title=words.say("Meeting"),
        ),
        Column(key="told", width=110, cell=chip, title=words.say("Told or verified")),
        Column(
            key=END,
            width=76,
            cell=lambda _row, _: action_words(words.say("Remove…")),
            action=END,
        ),
        Column(
            key=OPEN,
            width=62,
            cell=lambda _row, _: action_words(words.say("Edit"), is_main=True),
            action=OPEN,
        ),
    )


def numbers(today: Callable[[], date]) -> tuple[Column[NumberRow], ...]:
    """What differs, since when, why."""

    def what(row: NumberRow, _shown: frozenset[str]) -> Cell:
        number = row.number
        text = f"{words.number(number.name)}: {number.value}"
        since = words.say("since {day}").format(day=words.short(number.set_on, today()))
        usual = words.say("instead of {value}").format(value=row.usual)
        return Words(text=text, caption=f"{usual}, {since} · {number.reason}", kind="strong")

    def spoken(row: NumberRow) -> str:
        number = row.number
        usual = words.say("instead of {value}").format(value=row.usual)
        return f"{words.number(number.name)}: {number.value}, {usual}, {number.reason}"

    return (
        Column(key="what", width=STRETCH, cell=what, spoken=spoken),
        Column(
            key=END,
            width=62,
            cell=lambda _row, _: action_words(words.say("End"), is_main=True),
            action=END,
        ),
    )

"""What each cell of the client list says, and the chips for dates that are owed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.dates import MONTHS
from counselor_desk.records.flags import Flag
from counselor_desk.records.hours import written
from counselor_desk.records.today import (
    Due,
    HoursRule,
    OwedAnswer,
    OwedDischarge,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedSession,
    OwedStayReview,
    OwedTask,
)
from counselor_desk.ui import flag_words, models
from counselor_desk.ui.delegates import Bar, Cell, ChipWords, Picture, Words
from counselor_desk.ui.models import RowsModel

if TYPE_CHECKING:
    from counselor_desk.services.today import HoursLine

SOON = timedelta(days=3)
"""A due date this near is shown in the tone of a warning."""

_LEAST_AT = 2 / 3
"""Where the least hours of a week stand on their bar."""


class Column(IntEnum):
    """The columns of the list, left to right."""

    CLIENT = 0
    WEEK = 1
    HOURS = 2
    LAST_NOTE = 3
    DUE = 4
    FLAG = 5
    OPEN = 6


SORT_KEYS = {
    Column.CLIENT: "name",
    Column.WEEK: "week",
    Column.LAST_NOTE: "last_note",
}
"""What the service sorts by when a column's title is pressed; the page sorts by the others."""


class ClientList(RowsModel[ClientRow]):
    """The rows as a service filtered and sorted them, and what their cells say.

    `today` gives the local date, which decides how near a due date is; `due_of` what is owed
    first for a client, `flag_of` the flag of risk that comes first, `asked_of` what law or
    calendar ask where no date is near, `hours_of` the hours of the running week.
    """

    def __init__(
        self,
        today: Callable[[], date],
        parent: QObject | None = None,
        *,
        due_of: Callable[[ClientRow], Due | None] = lambda _row: None,
        flag_of: Callable[[ClientRow], Flag | None] = lambda _row: None,
        asked_of: Callable[[ClientRow], Flag | None] = lambda _row: None,
        hours_of: Callable[[ClientRow], HoursLine | None] = lambda _row: None,
    ) -> None:
        # One column of words: the view shows whole rows, and screen readers say all of it.
        super().__init__([models.Column(self.tr("Client"), self.describe)], parent)
        self._today, self._due_of, self._hours_of = today, due_of, hours_of
        self._flag_of, self._asked_of = flag_of, asked_of
        self.titles = {
            Column.CLIENT: self.tr("Client"),
            Column.WEEK: self.tr("Week"),
            Column.HOURS: self.tr("Hours this week"),
            Column.LAST_NOTE: self.tr("Last note"),
            Column.DUE: self.tr("Next due"),
            Column.FLAG: self.tr("Flag"),
            Column.OPEN: "",
        }

    def describe(self, row: ClientRow) -> str:
        """The whole row in words; it starts with the name, for jumping by letters."""
        due, flag = self.due(row), self.flag(row)
        last = self.last_note(row)
        parts = (
            row.name,
            row.number,
            self.week(row),
            self._spoken_hours(row),
            self.tr("last note {day}").format(day=last) if last else "",
            due.text if due else "",
            flag.text if flag else "",
        )
        return ", ".join(part for part in parts if part)

    def cells(self, row: ClientRow, columns: Sequence[Column]) -> list[Cell]:
        """The row as cells to paint, in the columns that there is room for."""
        makers: dict[Column, Callable[[ClientRow], Cell]] = {
            Column.CLIENT: _client_cell,
            Column.WEEK: self._week_cell,
            Column.HOURS: self._hours_cell,
            Column.LAST_NOTE: lambda row: Words(text=self.last_note(row), ink="text2"),
            Column.DUE: self.due,
            Column.FLAG: self.flag,
            Column.OPEN: lambda _row: Picture(icon="chevron-right"),
        }
        return [makers[column](row) for column in columns]

    def week(self, row: ClientRow) -> str:
        """Where the client stands in the program."""
        match row.status:
            case ClientStatus.INTAKE:
                return self.tr("Intake")
            case ClientStatus.DISCHARGED:
                return self.tr("Discharged") if row.was_admitted else self.tr("Not admitted")
            case ClientStatus.ACTIVE:
                return week_of(row.week, row.target_weeks)

    def last_note(self, row: ClientRow) -> str:
        """The day of the newest note, empty when there is none."""
        return short_date(row.last_note_on, self._today()) if row.last_note_on else ""

    def flag(self, row: ClientRow) -> ChipWords | None:
        """The first flag of risk, None when there is none."""
        return self._chip(self._flag_of(row))

    def hours(self, row: ClientRow) -> str:
        """The hours of the running week beside those wanted; empty where none are kept."""
        line = self._hours_of(row)
        if line is None:
            return ""
        if line.minutes >= line.least:
            return written(line.minutes)
        return self.tr("{hours} of {least:g} h").format(
            hours=written(line.minutes).removesuffix(" h"), least=line.least / 60
        )

    def due(self, row: ClientRow) -> ChipWords | None:
        """What is owed first, what law or calendar ask, or the next date of the plan."""
        asked = self._chip(self._asked_of(row))
        if asked is not None:
            return asked
        due, today = self._due_of(row), self._today()
        if due is not None:
            if isinstance(due, OwedNote) and due.due_on == today:
                return ChipWords(text=self.tr("Sign note today"), tone="overdue", icon="clock")
            if isinstance(due, OwedHours) and due.rule is HoursRule.FORECAST:
                return ChipWords(text=self.tr("Hours short"), tone="neutral", icon="timer")
            return due_chip(self._owed(due), due.due_on, today)
        if row.plan_due_on is None or row.status is ClientStatus.DISCHARGED:
            return None
        what = self.tr("Plan") if row.plan_signed_on is None else self.tr("Review")
        return due_chip(what, row.plan_due_on, today)

    def _owed(self, due: Due) -> str:
        """What is owed, in a word."""
        if isinstance(due, OwedPlan) and not due.is_review:
            return self.tr("Plan")
        if isinstance(due, OwedHours):
            return self._hours_owed(due.rule)
        words = {
            OwedNote: self.tr("Note"),
            OwedSession: self.tr("Note"),
            OwedPlan: self.tr("Review"),
            OwedReview: self.tr("Review"),
            OwedDischarge: self.tr("Discharge"),
            OwedLength: self.tr("Stay"),
            OwedStayReview: self.tr("Stay"),
            OwedTask: self.tr("Task"),
            OwedAnswer: self.tr("Answer"),
        }
        return words.get(type(due), self.tr("Entry"))

    def _hours_owed(self, rule: HoursRule) -> str:
        words = {
            HoursRule.SHORT_WEEK: self.tr("Hours reason"),
            HoursRule.SILENCE: self.tr("Contact"),
            HoursRule.INDIVIDUAL: self.tr("Individual"),
            HoursRule.FAMILY: self.tr("Family"),
        }
        return words.get(rule, self.tr("Hours"))

    def _chip(self, flag: Flag | None) -> ChipWords | None:
        if flag is None:
            return None
        said = flag_words.words(flag, self._today())
        return ChipWords(text=said.text, tone=said.tone, icon=said.icon)

    def _spoken_hours(self, row: ClientRow) -> str:
        text = self.hours(row)
        return self.tr("{hours} this week").format(hours=text) if text else ""

    def _hours_cell(self, row: ClientRow) -> Cell:
        line = self._hours_of(row)
        if line is None:
            return None
        return Bar(
            text=self.hours(row),
            share=line.minutes / max(line.least, 1) * _LEAST_AT,
            tone="overdue" if line.is_short else "signed",
            mark=_LEAST_AT,
        )

    def _week_cell(self, row: ClientRow) -> Cell:
        if row.status is not ClientStatus.ACTIVE or not row.week or not row.target_weeks:
            return Words(text=self.week(row), ink="text3")
        return Bar(text=self.week(row), share=min(row.week / row.target_weeks, 1.0))


def due_chip(what: str, due_on: date, today: date) -> ChipWords:
    """A due date in words: days late, today, or the date; the nearer, the warmer the tone."""
    late = (today - due_on).days
    if late > 0:
        days = "1 day" if late == 1 else f"{late} days"
        return ChipWords(text=f"{what} {days} late", tone="risk", icon="circle-alert")
    if late == 0:
        return ChipWords(text=f"{what} due today", tone="overdue", icon="clock")
    text = f"{what} due {short_date(due_on, today)}"
    if due_on - today <= SOON:
        return ChipWords(text=text, tone="overdue", icon="clock")
    return ChipWords(text=text, tone="neutral", icon="calendar-clock")


def short_date(day: date, today: date) -> str:
    """`Mar 17`, with the year when it is not this year's."""
    text = f"{MONTHS[day.month - 1][:3]} {day.day}"
    return text if day.year == today.year else f"{text}, {day.year}"


def week_of(week: int | None, target: int | None) -> str:
    """`Week 5 of 12`; without a target the week alone."""
    if week is None:
        return ""
    return f"Week {week} of {target}" if target else f"Week {week}"


def _client_cell(row: ClientRow) -> Cell:
    return Words(text=row.name, caption=row.number, kind="strong", avatar=row.name)

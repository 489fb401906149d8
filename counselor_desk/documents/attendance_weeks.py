"""A week of attendance on paper: each client's hours and letters by day, and the total."""

from __future__ import annotations

from datetime import UTC, datetime

from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Furniture,
    Meta,
    Paragraph,
    Run,
    Table,
    cell,
    plain,
)
from counselor_desk.documents.legal import part2_short_notice
from counselor_desk.records import dates, times
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import (
    AttendanceSheet,
    AttendanceWeek,
    ClientWeek,
    DayCell,
    Outlook,
)
from counselor_desk.records.program import Program

TITLE = "Attendance sheet"
LETTERS = {
    AttendanceCode.PRESENT: "P",
    AttendanceCode.LATE: "L",
    AttendanceCode.LEFT_EARLY: "Le",
    AttendanceCode.NO_SHOW: "A",
    AttendanceCode.EXCUSED: "E",
    AttendanceCode.CANCELLED_CLIENT: "Cc",
    AttendanceCode.CANCELLED_PROGRAM: "Cp",
}
_LEGEND = (
    "Hours attended, and P present, L late, Le left early, A absent, E excused, Cc cancelled by "
    "the client, Cp cancelled by the program; r by video or phone. In brackets: planned and not "
    "recorded. The total counts treatment hours."
)
_MINUTES = 60


def build_sheet(
    sheet: AttendanceSheet, program: Program, printed_at: datetime, logo: bytes = b""
) -> Document:
    """The week as a table; `printed_at` is local. Clients stand in the order of the sheet."""
    week = sheet.week
    span = f"{dates.write_in_words(week.begins_on)} to {dates.write_in_words(week.last_on)}"
    below = sum(line.is_below for line in sheet.lines)
    blocks: list[Block] = [
        FieldGrid(
            (
                Field("Clients", str(len(sheet.lines))),
                Field("Below the least hours", str(below)),
                Field("Counselor", program.signing_name),
            )
        )
    ]
    if sheet.lines:
        blocks.append(Table(_columns(week), tuple(_row(line) for line in sheet.lines)))
    else:
        blocks.append(Paragraph((Run("Nobody was in treatment in this week.", muted=True),)))
    blocks.append(Paragraph(plain(_LEGEND), is_detail=True))
    when = f"{dates.write_in_words(printed_at.date())}, {times.write_time(printed_at.time())}"
    by = f" by {program.signing_name}" if program.signing_name else ""
    return Document(
        title=f"{TITLE}, {span}",
        meta=Meta(title=TITLE, author=program.signing_name, made_at=printed_at.astimezone(UTC)),
        furniture=Furniture(
            program=program.program_name,
            header=program.header_lines,
            logo=logo,
            running_head=f"{TITLE} · {span}",
            notice=part2_short_notice(),
            printed=f"Printed {when}{by}",
        ),
        blocks=tuple(blocks),
    )


def _columns(week: AttendanceWeek) -> tuple[Column, ...]:
    days = tuple(
        Column(f"{dates.WEEKDAYS[day.weekday()][:3]} {day.day}", width=45) for day in week.days
    )
    return (Column("Client", share=0.6), *days, Column("Total", width=42), Column("", share=0.4))


def _row(line: ClientWeek) -> tuple[Cell, ...]:
    total = f"{_hours(line.week.minutes)} h"
    return (
        cell(line.name),
        *(cell(_day(day)) for day in line.days),
        cell(total),
        cell(_outlook(line)),
    )


def _day(day: DayCell) -> str:
    if not day.parts:
        return "–"
    told = _hours(day.minutes)
    if day.code is None:
        return f"({told})"
    remote = "r" if day.is_remote else ""
    return f"{told} {LETTERS[day.code]}{remote}"


def _outlook(line: ClientWeek) -> str:
    match line.outlook:
        case Outlook.SHORT:
            lacking = f"{_hours(line.week.short_by(line.least))} h short"
            return f"{lacking}, reason given" if line.reason is not None else lacking
        case Outlook.ON_THE_WAY:
            return f"ends at {_hours(line.week.expected)} h"
        case Outlook.PARTIAL:
            return "part of a week"
        case Outlook.REACHED:
            return "reached"


def _hours(minutes: int) -> str:
    """One decimal; half a tenth is rounded up."""
    tenths = (minutes * 10 + _MINUTES // 2) // _MINUTES
    return f"{tenths // 10}.{tenths % 10}"

"""The attendance sheet of a week: one row a client, hours and letters by day."""

from datetime import UTC, date, datetime, time, timedelta

from counselor_desk.documents.attendance_weeks import LETTERS, build_sheet
from counselor_desk.documents.blocks import Table
from counselor_desk.documents.pdf import render
from counselor_desk.documents.text import render as render_text
from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.attendance_weeks import (
    AttendanceSheet,
    AttendanceWeek,
    ClientWeek,
    DayCell,
    Part,
)
from counselor_desk.records.hours import Standing, Week
from counselor_desk.records.program import Paper, Program
from counselor_desk.records.schedule import Service

MONDAY = date(2026, 3, 9)
AT = datetime(2026, 3, 12, 15, 4, tzinfo=UTC)


def part(day, code=None, minutes=0):
    kept = None
    if code is not None:
        kept = Attendance(id=1, session_id=1, client_id=1, episode_id=1, code=code, minutes=minutes)
    return Part(
        day=day,
        starts=time(9),
        ends=time(12),
        planned=180,
        service=Service.GROUP,
        attendance=kept,
    )


def sheet(code=AttendanceCode.LATE, minutes=150):
    days = [DayCell(day=MONDAY + timedelta(days=place)) for place in range(7)]
    days[0] = DayCell(day=MONDAY, parts=(part(MONDAY, code, minutes),))
    days[4] = DayCell(day=days[4].day, parts=(part(days[4].day),))
    line = ClientWeek(
        client_id=1,
        episode_id=1,
        name="Jolene Tran CD-0002",
        is_mine=True,
        week=Week(
            begins_on=MONDAY, number=5, standing=Standing.RUNNING, minutes=minutes, ahead=180
        ),
        least=540,
        days=tuple(days),
    )
    week = AttendanceWeek(begins_on=MONDAY, today=MONDAY, least=540, lines=(line,))
    return AttendanceSheet(week=week, lines=week.lines)


def text(made):
    return " ".join(render_text(build_sheet(made, Program(), AT), Paper.LETTER).decode().split())


def row(made):
    (table,) = [
        block for block in build_sheet(made, Program(), AT).blocks if isinstance(block, Table)
    ]
    return ["".join(run.text for text in one for run in text) for one in table.rows[0]]


def test_a_row_tells_hours_letter_plan_total_and_what_is_missing():
    planned_on_friday = ["–", "–", "–", "(3.0)", "–", "–"]

    assert row(sheet()) == [
        "Jolene Tran CD-0002",
        "2.5 L",
        *planned_on_friday,
        "2.5 h",
        "3.5 h short",
    ]


def test_every_code_has_a_letter_of_its_own():
    assert set(LETTERS) == set(AttendanceCode)
    assert len(set(LETTERS.values())) == len(AttendanceCode)


def test_a_week_without_clients_says_so():
    empty = AttendanceWeek(begins_on=MONDAY, today=MONDAY, least=540)

    assert "Nobody was in treatment" in text(AttendanceSheet(week=empty, lines=()))


def test_the_sheet_is_a_pdf():
    assert render(build_sheet(sheet(), Program(), AT), Paper.LETTER).startswith(b"%PDF")

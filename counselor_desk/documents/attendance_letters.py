"""Letters about attendance and progress that a client carries, to whom it may concern.

They name no diagnosis, and the kind of care only where the counselor chose that it is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Signer,
    Table,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.hour_reports import HourReport, SessionLine
from counselor_desk.records.hours import Standing, Week, written
from counselor_desk.records.papers import HoursPaper
from counselor_desk.records.plans import ObjectiveStatus
from counselor_desk.records.printing import PaperPart

ATTENDANCE = "Letter of attendance"
PROGRESS = "Letter of progress"

_CARRIED = "For the person it names, and for whomever they choose to show it to."
"""In place of the notice of 42 CFR part 2, which would tell everybody what kind of care it is.

The notice goes with disclosures under a consent (2.32); this is given to the patient (2.23).
"""

_MOVING = (ObjectiveStatus.PROGRESSING, ObjectiveStatus.MET)


def build_attendance_letter(paper: HoursPaper) -> Document:
    """Since when and how often somebody came, and nothing else of the stay."""
    return _letter(paper, ATTENDANCE, ())


def build_progress_letter(paper: HoursPaper) -> Document:
    """The same, and how many of the goals agreed on are met or moving, none of them named."""
    return _letter(paper, PROGRESS, tuple(_progress(paper)))


def _letter(paper: HoursPaper, title: str, more: tuple[Block, ...]) -> Document:
    frame = paper.frame
    client, day = frame.client, frame.printed_at.date()
    subject = f"Re: {frame.client_name}, record number {client.number}"
    born = f", born {papers.written(client.born_on)}" if client.born_on else ""
    blocks: tuple[Block, ...] = (
        Paragraph(plain(dates.write_in_words(day))),
        Paragraph(plain("To whom it may concern")),
        Paragraph((Run(f"{subject}{born}", bold=True),)),
        *_attendance(paper),
        *more,
        *_by_week(paper),
        Paragraph(
            plain(
                "This letter was given to the person it is about, at their request. More is told "
                "only with their written consent."
            )
        ),
        Paragraph(plain("Sincerely,")),
        Signature((Signer(name=frame.program.signing_name, role="Counselor"),)),
    )
    # Where the kind of care is named, the notice tells nothing that the letter does not.
    notice = "" if PaperPart.KIND_OF_CARE in paper.parts else _CARRIED
    head = f"{title} · {dates.write_in_words(day)}"
    return papers.document(frame, blocks, title=title, head=head, is_signed=True, notice=notice)


def _attendance(paper: HoursPaper) -> Iterator[Block]:
    report, frame = paper.report, paper.frame
    began, ended = report.episode.admitted_on, report.episode.closed_on
    since = dates.write_in_words(began) if began else ""
    care = "scheduled appointments"
    if PaperPart.KIND_OF_CARE in paper.parts:
        level = labels.LEVELS_OF_CARE[frame.episode.level_of_care].lower()
        care = f"scheduled appointments of the {level} program"
    where = f" at {frame.program.program_name}" if frame.program.program_name else ""
    if ended is None:
        told = f"{frame.client_name} has been coming to {care}{where} since {since}."
    else:
        until = dates.write_in_words(ended)
        told = f"{frame.client_name} came to {care}{where} from {since} to {until}."
    yield Paragraph(plain(told))
    due = _due(report)
    attended = sum(1 for one in due if one.has_come)
    excused = sum(1 for one in due if one.code is AttendanceCode.EXCUSED)
    to_date = "" if ended else " so far"
    words = f"Of {_many(len(due), 'appointment')}{to_date}, {attended} were attended"
    words = words.replace(" 1 were", " 1 was")
    yield Paragraph(plain(f"{words}{f' and {excused} excused' if excused else ''}."))


def _progress(paper: HoursPaper) -> Iterator[Block]:
    told = paper.objectives
    total = sum(told.values())
    if not total:
        return
    moving, met = sum(told.get(one, 0) for one in _MOVING), told.get(ObjectiveStatus.MET, 0)
    words = (
        f"A plan with {_many(total, 'objective')} was made together. On {moving} of them there "
        f"is progress; {met} {'is' if met == 1 else 'are'} met."
    )
    yield Paragraph(plain(words))


def _by_week(paper: HoursPaper) -> Iterator[Block]:
    if PaperPart.HOURS_BY_WEEK not in paper.parts:
        return
    rows = tuple(
        _week(week, [one for one in _due(paper.report) if _is_in(one, week)])
        for week in paper.report.weeks
        if week.standing is not Standing.AHEAD
    )
    if rows:
        columns = (
            Column("Week of", width=120),
            Column("Appointments", width=96),
            Column("Attended", width=80),
            Column("Hours"),
        )
        yield KeepTogether((Paragraph(plain("Week by week:")), Table(columns, rows)))


def _week(week: Week, sessions: list[SessionLine]) -> tuple[Cell, ...]:
    attended = [one for one in sessions if one.has_come]
    minutes = sum(one.minutes for one in attended if one.is_counted)
    return (
        cell(dates.write(week.begins_on)),
        cell(str(len(sessions))),
        cell(str(len(attended))),
        cell(written(minutes)),
    )


def _due(report: HourReport) -> list[SessionLine]:
    """The appointments a client could come to; those the program cancelled are none."""
    return [one for one in report.sessions if one.code is not AttendanceCode.CANCELLED_PROGRAM]


def _is_in(one: SessionLine, week: Week) -> bool:
    return week.begins_on <= one.held_on <= week.last_on


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

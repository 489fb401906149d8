"""The activity log on paper: whether it is unbroken, what was asked for, and its lines by day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby

from counselor_desk.documents.blocks import (
    Block,
    Callout,
    Column,
    Document,
    Field,
    FieldGrid,
    Furniture,
    Heading,
    Meta,
    Paragraph,
    Run,
    Table,
    cell,
    plain,
)
from counselor_desk.documents.legal import part2_short_notice
from counselor_desk.records import dates, times
from counselor_desk.records.activity import LogCheck, LogLine, LogReport
from counselor_desk.records.program import Program

TITLE = "Activity log"
_COLUMNS = (
    Column("No.", width=44, is_number=True),
    Column("Time", width=52),
    Column("What", share=0.3),
    Column("Client", share=0.18),
    Column("Detail", share=0.36),
    Column("Who", share=0.16),
)
_LIMIT = (
    "The log tells of anything lost, added, moved or edited by somebody without its key. It "
    "cannot prove that the owner of the store did not make it anew."
)


def build_report(
    report: LogReport, program: Program, printed_at: datetime, logo: bytes = b""
) -> Document:
    """The report; `printed_at` is local. Lines are codes in words, never text of a record."""
    blocks: list[Block] = [_standing(report.check), _asked_for(report)]
    for day, lines in groupby(report.lines, key=lambda line: line.at.date()):
        rows = tuple(lines)
        blocks += [Heading(plain(_day(day, len(rows)))), _table(rows)]
    if not report.lines:
        blocks.append(Paragraph((Run("No entry matches.", muted=True),)))
    blocks.append(Paragraph(plain(_LIMIT), is_detail=True))
    when = f"{dates.write_in_words(printed_at.date())}, {times.write_time(printed_at.time())}"
    by = f" by {program.signing_name}" if program.signing_name else ""
    return Document(
        title=TITLE,
        meta=Meta(title=TITLE, author=program.signing_name, made_at=printed_at.astimezone(UTC)),
        furniture=Furniture(
            program=program.program_name,
            header=program.header_lines,
            logo=logo,
            running_head=TITLE,
            notice=part2_short_notice(),
            printed=f"Printed {when}{by}",
        ),
        blocks=tuple(blocks),
    )


def standing(check: LogCheck) -> str:
    """Whether the log is whole, in one sentence."""
    checked = f"{dates.write_in_words(check.checked_at.date())} at "
    checked += times.write_time(check.checked_at.time())
    if check.first_bad_seq is not None:
        return (
            f"Entry {check.first_bad_seq:,} does not fit; everything before it is good. "
            f"Checked {checked}."
        )
    since = f", since {dates.write_in_words(check.since.date())}" if check.since else ""
    return f"Unbroken: all {check.entries:,} entries checked {checked}{since}."


def _standing(check: LogCheck) -> Callout:
    return Callout((Run(standing(check), bold=True),))


def _asked_for(report: LogReport) -> FieldGrid:
    shown = len(report.lines)
    count = f"{shown:,}" if shown == report.total else f"newest {shown:,} of {report.total:,}"
    filters = tuple(Field(label, text) for label, text in report.filters)
    return FieldGrid((*filters, Field("Entries", count)))


def _table(lines: tuple[LogLine, ...]) -> Table:
    return Table(
        _COLUMNS,
        tuple(
            (
                cell(f"{line.event.seq:,}"),
                cell(times.write_time(line.at.time())),
                cell(line.what),
                cell(line.client or "–"),
                cell(line.detail),
                cell(line.who),
            )
            for line in lines
        ),
    )


def _day(day: date, count: int) -> str:
    entries = "1 entry" if count == 1 else f"{count:,} entries"
    return f"{dates.WEEKDAYS[day.weekday()]}, {dates.write_in_words(day)} · {entries}"

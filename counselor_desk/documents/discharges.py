"""The discharge summary on paper, in twelve numbered sections."""

from __future__ import annotations

from counselor_desk.documents import labels, papers, signatures
from counselor_desk.documents.blocks import (
    Block,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Table,
    cell,
    plain,
)
from counselor_desk.documents.markup import parse
from counselor_desk.records import dates
from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.papers import DischargePaper
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.summary_rows import COLUMNS, read_row

TITLE = "Discharge summary"
_STATEMENT = (
    "We talked about this summary and about what comes next, and I was offered a copy of it."
)
_LINE_ROLES = (SignatureRole.CLIENT, SignatureRole.COUNSELOR, SignatureRole.SUPERVISOR)
_EMPTY = {DischargeSection.STATEMENT: "No statement was given."}
_WIDTHS = {
    DischargeSection.SERVICES: (Column("", share=0.46), *(Column("", share=0.18),) * 3),
    DischargeSection.GOALS: (
        Column("", width=32, is_number=True),
        Column("", share=0.62),
        Column("", share=0.38),
        Column("", width=104),
    ),
    DischargeSection.DIAGNOSES: (
        Column("", width=66),
        Column("", share=0.5),
        Column("", share=0.5),
    ),
}


def build_discharge(paper: DischargePaper) -> Document:
    """The summary as it is signed or drafted; goals and hours written as rows become tables."""
    discharge = paper.discharge
    blocks: list[Block] = [FieldGrid((*_client(paper), *_stay(paper)))]
    for number, code in enumerate(DischargeSection, 1):
        heading = Heading(plain(f"{number} · {labels.DISCHARGE_SECTIONS[code]}"))
        first, *rest = _section(code, discharge.part(code).text)
        blocks += [KeepTogether((heading, first)), *rest]
    blocks.append(_signatures(paper))
    day = discharge.discharged_on
    return papers.document(
        paper.frame,
        tuple(blocks),
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(day)}" if day else TITLE,
        is_signed=discharge.is_signed,
    )


def _client(paper: DischargePaper) -> tuple[Field, ...]:
    """The first row of the facts box, with the type of discharge at its end."""
    kind = paper.discharge.type
    label = f"{kind.code} {labels.DISCHARGE_TYPES[kind]}" if kind else "–"
    return (*papers.client_facts(paper.frame)[:3], Field("Discharge type", label))


def _stay(paper: DischargePaper) -> tuple[Field, ...]:
    discharge, episode = paper.discharge, paper.frame.episode
    end = discharge.discharged_on
    weeks = episode.weeks_until(end) if end else None
    return (
        Field("Admitted", papers.written(episode.admitted_on)),
        Field("Last service", papers.written(discharge.last_service_on)),
        Field("Discharged", papers.written(end)),
        Field("Weeks", str(weeks) if weeks else "–"),
    )


def _section(code: DischargeSection, text: str) -> list[Block]:
    """The text of a section: lines with as many cells as it has columns are rows of a table."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    running: list[str] = []

    def close() -> None:
        if rows:
            blocks.append(_table(code, tuple(rows)))
        blocks.extend(parse("\n".join(running)))
        rows.clear()
        running.clear()

    for line in text.replace("\r\n", "\n").split("\n"):
        row = read_row(code, line)
        if (row is None and rows) or (row is not None and running):
            close()
        if row is None:
            running.append(line)
        else:
            rows.append(row)
    close()
    return blocks or [Paragraph((Run(_EMPTY.get(code, "Nothing written yet."), muted=True),))]


def _table(code: DischargeSection, rows: tuple[tuple[str, ...], ...]) -> Table:
    columns = tuple(
        Column(title, width=column.width, share=column.share, is_number=column.is_number)
        for title, column in zip(COLUMNS[code], _WIDTHS[code], strict=True)
    )
    return Table(columns, tuple(tuple(cell(text) for text in row) for row in rows))


def _signatures(paper: DischargePaper) -> Signature:
    is_alive = paper.discharge.type is not DischargeType.DIED
    return signatures.block(
        paper.frame,
        paper.signatures,
        paper.marks,
        lines=_LINE_ROLES if is_alive else _LINE_ROLES[1:],
        statement=_STATEMENT if is_alive else "",
        seal=paper.seal,
    )

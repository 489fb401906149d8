"""What the papers about the hours of a stay share: its facts, headed tables, kinds of cells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from counselor_desk.documents import papers
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Document,
    Field,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.papers import HoursPaper

DATE_WIDTH = 72
"""In points; no date breaks, not even in a font that stands in for Word's own."""
HOURS_WIDTH = 58
"""In points, of a column that tells hours and minutes."""


def document(paper: HoursPaper, blocks: tuple[Block, ...], title: str) -> Document:
    """The paper; the day it is printed stands in its running head."""
    day = dates.write_in_words(printed_on(paper))
    head = f"{title} · {day}"
    return papers.document(paper.frame, blocks, title=title, head=head, is_signed=True)


def printed_on(paper: HoursPaper) -> date:
    """The day of the printing."""
    return paper.frame.printed_at.date()


def stay(paper: HoursPaper) -> tuple[Field, ...]:
    """The days of the admission and of the discharge; of a running stay the day it is told."""
    episode = paper.frame.episode
    ended = (Field("Discharged", papers.written(episode.closed_on)),) if episode.closed_on else ()
    return (
        Field("Admitted", papers.written(episode.admitted_on)),
        *(ended or (Field("As of", dates.write(printed_on(paper))),)),
    )


def part(title: str, table: Table | None) -> Iterable[Block]:
    """A table under its title; nothing where there is none."""
    return [] if table is None else [KeepTogether((Heading(plain(title)), table))]


def strong(text: str) -> Cell:
    """A cell in bold."""
    return ((Run(text, bold=True),),)


def muted(text: str) -> Cell:
    """A cell that stands back."""
    return ((Run(text, muted=True),),)


def quiet(text: str) -> Paragraph:
    """A remark in small print."""
    return Paragraph(plain(text), is_detail=True)

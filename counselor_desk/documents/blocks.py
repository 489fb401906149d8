"""What a printed page is made of: a document, its furniture and a closed set of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. A line feed in it breaks the line."""

    text: str = field(repr=False)
    bold: bool = False
    italic: bool = False
    muted: bool = False


Text = tuple[Run, ...]
"""Inline text: the runs of one paragraph, heading or line."""

Cell = tuple[Text, ...]
"""A table cell: its lines, each a paragraph of its own."""


def plain(text: str) -> Text:
    """Inline text in the look of its block."""
    return (Run(text),)


def cell(*lines: str) -> Cell:
    """A table cell of plain lines."""
    return tuple(plain(line) for line in lines)


def words(text: Text) -> str:
    """The bare letters of inline text."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it never stands alone at the foot of a page.

    Level 1 opens a part of the document, level 2 a part of that part.
    """

    text: Text
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `is_detail` is the small grey kind."""

    text: Text
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class ItemList:
    """Bulleted items."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact with its label."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FieldGrid:
    """The facts box: labels over values, row by row; the last value has the rest of its row."""

    fields: tuple[Field, ...]
    columns: int = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: `width` in points, or 0 for a `share` of what the others leave."""

    title: str
    width: float = 0
    share: float = 1
    is_number: bool = False


def column_widths(columns: tuple[Column, ...], width: float) -> list[float]:
    """The columns' widths in points: fixed ones as they are, the others by their shares."""
    free = max(width - sum(column.width for column in columns), 0)
    shares = sum(column.share for column in columns if not column.width) or 1
    return [column.width or free * column.share / shares for column in columns]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats on each page.

    `row_height`, in points, makes each row at least so high, to write in by hand; 0 for the text
    alone.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    row_height: float = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated entry: what, when at the right, where below, then details.

    `is_line` is the light kind, for a list of certificates: one line that is no heading.
    """

    title: str
    aside: str = ""
    subtitle: str = ""
    items: tuple[Text, ...] = ()
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """Text in a thin frame."""

    text: Text


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signed, or a line for somebody who still will.

    `signed` says how it was signed ("Signed electronically by ..."); empty prints a line to
    sign on. `detail` is the small line below, such as the moment. `picture` is what was drawn, as
    a PNG, above the name.
    """

    name: str = field(repr=False)
    role: str = ""
    signed: str = field(default="", repr=False)
    detail: str = field(default="", repr=False)
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs; it never stands on a page without the end of what it signs.

    `title` and `statement` stand above the signers, `seal` once below them.
    """

    signers: tuple[Signer, ...]
    title: str = ""
    statement: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A PNG or JPEG picture, `width` points wide at most; `alternative` says it in words."""

    image: bytes = field(repr=False)
    width: float
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """No page break falls between these blocks; inside one, after its first row, it may."""

    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | ItemList
    | FieldGrid
    | Table
    | Entry
    | Callout
    | Signature
    | Figure
    | Rule
    | PageBreak
    | KeepTogether
)


def stays_with_signature(parts: tuple[Block, ...], place: int) -> bool:
    """Whether no page may break after this block: the end of what is signed.

    A boxed line above the signature is not enough of it; the text before comes along.
    """
    match parts[place + 1 : place + 3]:
        case (Signature(), *_) | (Callout(), Signature()):
            return True
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the file says about itself; it may be seen by anyone who holds the file.

    `title` of a clinical paper is its kind and the record number, never a name. `made_at` is
    UTC. `maker` is the program that made the file; empty where that would give a client away.
    """

    title: str
    subject: str = ""
    author: str = ""
    language: str = "en-US"
    made_at: datetime
    maker: str = "Counselor Desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What stands around the text on every page; what is empty is not printed.

    `program` stands over the title, with the lines of `header` below it and the picture `logo`,
    a PNG, at the right; `running_head` on top of page 2 and later. `notice`
    (with `confidential` in bold before it) and `printed` are the two lines of the foot.
    `draft_mark` is framed in red beside the title and in the running head. `page_of` stands at
    the right end of the foot.
    """

    program: str = ""
    header: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)
    running_head: str = field(default="", repr=False)
    confidential: str = "Confidential"
    notice: str = ""
    printed: str = ""
    draft_mark: str = ""
    page_of: str = "Page {page} of {pages}"


class Look(StrEnum):
    """The family of styles a document wears."""

    RECORD = "record"
    CV_CLEAR = "cv_clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One printed document, the same for paper, Word and plain text.

    `subtitle` is one line below the title; empty prints none.
    """

    title: str
    subtitle: str = ""
    look: Look = Look.RECORD
    meta: Meta
    furniture: Furniture
    blocks: tuple[Block, ...]


def strings(part: object) -> Iterator[str]:
    """Every piece of text in a document or a part of it, in the order it is held."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for member in part:
            yield from strings(member)
    elif is_dataclass(part):
        for each in fields(part):
            yield from strings(getattr(part, each.name))

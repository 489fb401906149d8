"""Passages of a document: each piece of running text, with the heading or label it stands below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from counselor_desk.documents import blocks as b

_BETWEEN = " · "
_LONGEST_PLACE = 48


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and where it stands: a heading, a label, the title of a list; the document's own."""

    place: str = field(repr=False)
    text: str = field(repr=False)


def passages(document: b.Document) -> Iterator[Passage]:
    """What is written between head and foot, in the order of reading; signatures are left out."""
    place = document.title
    for block in _flat(document.blocks):
        if isinstance(block, b.Heading):
            place = _short(b.words(block.text))
        yield from _of(block, place)


def _flat(blocks: tuple[b.Block, ...]) -> Iterator[b.Block]:
    for block in blocks:
        if isinstance(block, b.KeepTogether):
            yield from _flat(block.blocks)
        else:
            yield block


def _of(block: b.Block, place: str) -> Iterator[Passage]:
    match block:
        case b.Heading(text=text) | b.Callout(text=text):
            yield Passage(place, b.words(text))
        case b.Paragraph(text=text):
            yield Passage(_label(text) or place, b.words(text))
        case b.ItemList(items=items):
            yield from (Passage(place, b.words(item)) for item in items)
        case b.FieldGrid(fields=fields):
            yield from (Passage(one.label, one.value) for one in fields)
        case b.Table(rows=rows):
            lines = (line for row in rows for cell in row for line in cell)
            yield from (Passage(place, b.words(line)) for line in lines)
        case b.Entry(title=title, subtitle=subtitle, items=items):
            own = _short(title) or place
            yield from (Passage(own, text) for text in (title, subtitle))
            yield from (Passage(own, b.words(item)) for item in items)
        case _:
            return


def _label(text: b.Text) -> str:
    """The bold words before a colon with which a paragraph begins."""
    first = text[0] if text else b.Run("")
    said = first.text.strip()
    return said.removesuffix(":") if first.bold and said.endswith(":") else ""


def _short(heading: str) -> str:
    """A heading without what follows its first part, cut where it is long."""
    first = " ".join(heading.split(_BETWEEN, 1)[0].split())
    return first if len(first) <= _LONGEST_PLACE else f"{first[: _LONGEST_PLACE - 1].rstrip()}…"

"""Renders a document as plain text of 80 columns."""

from __future__ import annotations

import textwrap
from typing import assert_never

from counselor_desk.documents import blocks as b
from counselor_desk.documents.letters import printable
from counselor_desk.records.program import Paper

COLUMNS = 80
_GAP = 2
_NARROWEST = 6
_POINTS_PER_LETTER = 5.5
_LINE_TO_SIGN = "_" * 30


def render(document: b.Document, paper: Paper) -> bytes:  # noqa: ARG001 - one call for all formats
    """The document as UTF-8 text with LF line ends; no page breaks, so any paper is alike."""
    furniture = document.furniture
    lines = (furniture.program, *furniture.header, document.title, document.subtitle)
    head = [line for line in lines if line]
    if furniture.draft_mark:
        head.append(f"[{furniture.draft_mark}]")
    opening = "\n".join(_wrapped(line) for line in head)
    parts = [opening, *_parts(document.blocks), _foot(furniture)]
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode()


def _foot(furniture: b.Furniture) -> str:
    notice = " ".join(
        part for part in (furniture.confidential + ".", furniture.notice) if part.strip(". ")
    )
    lines = [notice if furniture.notice else "", furniture.printed]
    kept = [_wrapped(line) for line in lines if line]
    return "\n".join(["-" * COLUMNS, *kept]) if kept else ""


def _wrapped(text: str, width: int = COLUMNS, first: str = "", later: str = "") -> str:
    """Typed lines stay lines; each is broken at spaces to fit."""
    lines: list[str] = []
    for line in printable(text).split("\n"):
        broken = textwrap.wrap(
            line,
            width,
            initial_indent=later if lines else first,
            subsequent_indent=later,
            break_on_hyphens=False,
            drop_whitespace=True,
            replace_whitespace=False,
            expand_tabs=False,
        )
        lines += broken or [""]
    return "\n".join(line.rstrip() for line in lines)


def _parts(blocks: tuple[b.Block, ...]) -> list[str]:
    return [part for block in blocks for part in _part(block)]


def _part(block: b.Block) -> list[str]:  # noqa: PLR0911, PLR0912 - one branch for each type of block
    match block:
        case b.Heading(text=text, level=level):
            return [_heading(b.words(text), "=" if level == 1 else "-")]
        case b.Paragraph(text=text):
            return [_wrapped(b.words(text))]
        case b.ItemList(items=items):
            return [_items(items)]
        case b.FieldGrid(fields=fields):
            return [_facts(fields)]
        case b.Table():
            return [_table(block)]
        case b.Entry():
            return [_entry(block)]
        case b.Callout(text=text):
            return [_wrapped(b.words(text), first="| ", later="| ")]
        case b.Signature():
            return _signature(block)
        case b.Figure(alternative=alternative, caption=caption):
            return [_wrapped(f"[{alternative}]"), *([_wrapped(caption)] if caption else [])]
        case b.Rule():
            return ["-" * COLUMNS]
        case b.PageBreak():
            return []
        case b.KeepTogether(blocks=inside):
            return _parts(inside)
        case _:
            assert_never(block)


def _heading(text: str, underline: str) -> str:
    wrapped = _wrapped(text)
    return f"{wrapped}\n{underline * max(map(len, wrapped.split(chr(10))))}"


def _items(items: tuple[b.Text, ...]) -> str:
    return "\n".join(_wrapped(b.words(item), first="- ", later="  ") for item in items)


def _facts(fields: tuple[b.Field, ...]) -> str:
    label_width = max((len(field.label) for field in fields), default=0) + 1
    return "\n".join(
        _wrapped(
            f"{field.label}:".ljust(label_width + 1) + field.value,
            later=" " * (label_width + 1),
        )
        for field in fields
    )


def _table(block: b.Table) -> str:
    widths = _letter_widths(block.columns)
    rows = [tuple(b.cell(column.title) for column in block.columns), *block.rows]
    lines = [_row(row, widths) for row in rows]
    ruler = "-" * (sum(widths) + _GAP * (len(widths) - 1))
    return "\n".join([lines[0], ruler, *lines[1:]])


def _letter_widths(columns: tuple[b.Column, ...]) -> list[int]:
    """The columns' widths in letters, as on paper, together no more than fits."""
    fixed = [
        max(_NARROWEST, round(column.width / _POINTS_PER_LETTER)) if column.width else 0
        for column in columns
    ]
    free = COLUMNS - sum(fixed) - _GAP * (len(columns) - 1)
    shares = sum(column.share for column in columns if not column.width) or 1
    return [
        width or max(_NARROWEST, int(free * column.share / shares))
        for width, column in zip(fixed, columns, strict=True)
    ]


def _row(row: tuple[b.Cell, ...], widths: list[int]) -> str:
    cells = [
        "\n".join(_wrapped(b.words(line), width) for line in cell).split("\n")
        for cell, width in zip(row, widths, strict=True)
    ]
    height = max(map(len, cells))
    lines = [
        (" " * _GAP)
        .join(
            (cell[at] if at < len(cell) else "").ljust(width)
            for cell, width in zip(cells, widths, strict=True)
        )
        .rstrip()
        for at in range(height)
    ]
    return "\n".join(lines)


def _entry(block: b.Entry) -> str:
    title = printable(block.title)
    room = COLUMNS - len(title) - len(block.aside)
    line = f"{title}{' ' * room}{block.aside}" if room > _GAP else f"{title} ({block.aside})"
    parts = [_wrapped(line) if block.aside else _wrapped(title)]
    if block.subtitle:
        parts.append(_wrapped(block.subtitle))
    if block.items:
        parts.append(_items(block.items))
    return "\n".join(parts)


def _signature(block: b.Signature) -> list[str]:
    parts = [_heading(block.title, "=")] if block.title else []
    if block.statement:
        parts.append(_wrapped(block.statement))
    parts += [_signer(signer) for signer in block.signers]
    if block.seal:
        parts.append(_wrapped(block.seal))
    return parts


def _signer(signer: b.Signer) -> str:
    name = ", ".join(part for part in (signer.name, signer.role) if part)
    if signer.signed:
        lines = [signer.signed, signer.role, signer.detail]
    else:
        lines = [name, _LINE_TO_SIGN, "Date and time: ____________________", signer.detail]
    return "\n".join(_wrapped(line) for line in lines if line)

"""Blocks of a document as Word's XML: headings, facts, tables, pictures, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, assert_never

from docx.shared import Pt

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx_text as t
from counselor_desk.documents import pictures, styles
from counselor_desk.documents.docx_template import BARE, FACTS, FRAME, RULED, twips
from counselor_desk.documents.letters import printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SEAL_GAP = '<w:spacing w:before="120" w:after="0"/>'
_LONGEST_WHOLE_ROW = 3000
"""A row of up to this many letters is not broken across pages."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks as Word's XML. `keep` binds a block's end to what follows."""

    word: WordDocument
    width: float
    picture_ids: Iterator[int] = field(default_factory=lambda: count(1))

    def letterhead(self, furniture: b.Furniture) -> str:
        """The program and its lines, with the logo at the right."""
        has_more = bool(furniture.header or furniture.logo)
        program = (b.Run(furniture.program, bold=has_more),) if furniture.program else ()
        lines = [line for line in (program, *(b.plain(line) for line in furniture.header)) if line]
        if not furniture.logo:
            end = t.paragraph(styles.GAP, "", keep=True) if has_more else ""
            return (
                "".join(
                    t.paragraph(styles.PROGRAM, t.runs_of(line, styles.PROGRAM)) for line in lines
                )
                + end
            )
        wide, high = styles.logo_size(*pictures.size(furniture.logo))
        picture = self._picture(furniture.logo, wide, high, furniture.program)
        room = wide + styles.CELL_GAP
        cells = [
            t.cell_lines(tuple(lines), styles.PROGRAM, keep=True),
            t.paragraph(styles.CELL, picture, keep=True, extra='<w:jc w:val="right"/>'),
        ]
        widths = [self.width - room, room]
        return self._grid(BARE, widths, _row(cells, widths), keep=True)

    def blocks(self, parts: tuple[b.Block, ...], *, keep: bool = False) -> str:
        """All blocks; the last of the text is bound to a signature that follows it."""
        written = []
        for place, block in enumerate(parts):
            is_last = place == len(parts) - 1
            follows = keep if is_last else b.stays_with_signature(parts, place)
            written.append(self.block(block, keep=follows))
        return "".join(written)

    def block(  # noqa: PLR0911, PLR0912 - one branch for each type of block
        self, block: b.Block, *, keep: bool
    ) -> str:
        """One block."""
        match block:
            case b.Heading(text=text, level=level):
                style = styles.SECTION if level == 1 else styles.SUBSECTION
                return t.paragraph(style, t.runs_of(text, style))
            case b.Paragraph(text=text, is_detail=is_detail):
                style = styles.DETAIL if is_detail else styles.BODY
                return t.paragraph(style, t.runs_of(text, style), keep=keep)
            case b.ItemList(items=items):
                return t.item_list(items, keep=keep)
            case b.FieldGrid():
                return self._facts(block, keep=keep)
            case b.Table():
                return self._table(block, keep=keep)
            case b.Entry():
                return self._entry(block, keep=keep)
            case b.Callout(text=text):
                lines = t.paragraph(styles.CELL, t.runs_of(text, styles.CELL), keep=keep)
                framed = self._grid(FRAME, [self.width], _row([lines], [self.width]), keep=keep)
                return t.paragraph(styles.GAP, "", keep=True) + framed
            case b.Signature():
                return self._signature(block)
            case b.Figure():
                return self._figure(block, keep=keep)
            case b.Rule():
                border = t.border("bottom", styles.HAIRLINE, styles.RULE, 1)
                return t.paragraph(styles.GAP, "", keep=keep, extra=border)
            case b.PageBreak():
                return t.paragraph(styles.GAP, '<w:r><w:br w:type="page"/></w:r>')
            case b.KeepTogether(blocks=inside):
                return "".join(
                    self.block(part, keep=keep or place < len(inside) - 1)
                    for place, part in enumerate(inside)
                )
            case _:
                assert_never(block)

    def _grid(self, style: str, widths: list[float], rows: str, *, keep: bool = False) -> str:
        """A table, and the small gap without which Word would join it to the next one."""
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
            f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
            f"{t.paragraph(styles.GAP, '', keep=keep)}"
        )

    def _facts(self, block: b.FieldGrid, *, keep: bool) -> str:
        cells = [
            t.paragraph(styles.LABEL, t.plain(fact.label), keep=True)
            + t.paragraph(styles.VALUE, t.plain(fact.value), keep=keep)
            for fact in block.fields
        ]
        widths = [self.width / block.columns] * block.columns
        rows = _rows_of(cells, block.columns, widths, is_last_wide=True)
        return self._grid(FACTS, widths, rows, keep=keep)

    def _table(self, block: b.Table, *, keep: bool) -> str:
        widths = b.column_widths(block.columns, self.width)
        looks = [styles.NUMBER if column.is_number else styles.CELL for column in block.columns]
        titles = [
            t.paragraph(styles.LABEL, t.plain(column.title), keep=True) for column in block.columns
        ]
        rows = [_row(titles, widths, is_head=True)]
        for number, row in enumerate(block.rows, 1):
            bound = keep and number == len(block.rows)
            cells = [
                t.cell_lines(lines, look, keep=bound)
                for lines, look in zip(row, looks, strict=True)
            ]
            is_whole = sum(map(_length, row)) <= _LONGEST_WHOLE_ROW
            rows.append(_row(cells, widths, is_whole=is_whole, height=block.row_height))
        return self._grid(RULED, widths, "".join(rows), keep=keep)

    def _entry(self, block: b.Entry, *, keep: bool) -> str:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(self.width)}"/></w:tabs>'
        style = styles.LINE if block.is_line else styles.SUBSECTION
        aside = t.TAB + t.run_of(b.Run(block.aside, muted=True), style) if block.aside else ""
        has_more = bool(block.subtitle or block.items)
        head = t.paragraph(
            style,
            t.run_of(b.Run(block.title), style) + aside,
            keep=keep or has_more,
            extra=tab,
        )
        if block.subtitle:
            where = t.run_of(b.Run(block.subtitle, muted=True), styles.LINE)
            head += t.paragraph(styles.LINE, where, keep=keep or bool(block.items))
        return head + t.item_list(block.items, keep=keep)

    def _signature(self, block: b.Signature) -> str:
        xml = ""
        if block.title:
            xml += t.paragraph(styles.SECTION, t.plain(block.title))
        if block.statement:
            xml += t.paragraph(styles.BODY, t.plain(block.statement), keep=True)
        columns = min(len(block.signers), styles.SIGNER_COLUMNS)
        widths = [self.width / columns] * columns
        line_width = self.width / styles.SIGNER_COLUMNS
        room = styles.SIGNING_ROOM if any(not signer.signed for signer in block.signers) else 0
        has_picture = any(signer.picture for signer in block.signers)
        room = styles.DRAWN_HEIGHT if has_picture else room
        cells = [
            self._drawn(signer, room, line_width)
            if signer.picture
            else _signer(signer, room, widths[0], line_width)
            for signer in block.signers
        ]
        rows = _rows_of(cells, columns, widths)
        if block.seal:
            # A row of its own: programs let a line after a table slip to the next page.
            seal = t.paragraph(styles.DETAIL, t.plain(block.seal), extra=_SEAL_GAP)
            rows += _row([seal], [self.width], spans=[columns])
        return xml + self._grid(BARE, widths, rows)

    def _drawn(self, signer: b.Signer, room: float, line_width: float) -> str:
        """Somebody who signed by hand: what was drawn, and the name below it."""
        across, down = pictures.size(signer.picture)
        scale = min((line_width - styles.CELL_GAP) / across, room / down)
        above = f'<w:spacing w:before="{twips(room - down * scale)}"/>'
        drawing = self._picture(signer.picture, across * scale, down * scale, signer.signed)
        return t.paragraph(styles.CELL, drawing, keep=True, extra=above) + _signer(
            signer, 0, line_width, line_width
        )

    def _figure(self, block: b.Figure, *, keep: bool) -> str:
        wide = min(block.width, self.width)
        drawing = self._picture(block.image, wide, None, block.alternative)
        picture = t.paragraph(styles.CELL, drawing, keep=keep or bool(block.caption))
        if not block.caption:
            return picture
        return picture + t.paragraph(styles.DETAIL, t.plain(block.caption), keep=keep)

    def _picture(self, image: bytes, width: float, height: float | None, alternative: str) -> str:
        """The run that holds a picture, in points; without a `height` it keeps its proportions."""
        high = None if height is None else Pt(height)
        inline = self.word.part.new_pic_inline(BytesIO(image), Pt(width), high)
        inline.docPr.set("id", str(next(self.picture_ids)))
        inline.docPr.set("descr", printable(alternative))
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"


def _length(lines: b.Cell) -> int:
    return sum(len(run.text) for line in lines for run in line)


def _row(
    cells: list[str],
    widths: list[float],
    *,
    spans: list[int] | None = None,
    is_head: bool = False,
    is_whole: bool = True,
    height: float = 0,
) -> str:
    """One row; `spans` tells how many columns of the table each cell takes, else one."""
    least = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    whole, head = "<w:cantSplit/>" if is_whole else "", "<w:tblHeader/>" if is_head else ""
    look = f"{whole}{least}{head}"
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{_span(span)}</w:tcPr>'
        f"{cell}</w:tc>"
        for cell, width, span in zip(cells, widths, spans or [1] * len(cells), strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{inside}</w:tr>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


def _rows_of(
    cells: list[str], columns: int, widths: list[float], *, is_last_wide: bool = False
) -> str:
    """Cells row by row; in a short row the last one takes what is left, or empty ones do."""
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    left = columns - len(rows[-1])
    if is_last_wide and left:
        *before, last = rows.pop()
        kept = widths[: len(before)]
        wide = _row(
            [*before, last], [*kept, sum(widths) - sum(kept)], spans=[1] * len(kept) + [left + 1]
        )
        return "".join(_row(row, widths) for row in rows) + wide
    rows[-1] += [t.paragraph(styles.CELL, "")] * left
    return "".join(_row(row, widths) for row in rows)


def _signer(signer: b.Signer, room: float, width: float, line_width: float) -> str:
    name = t.run_of(b.Run(signer.signed or signer.name, bold=True), styles.CELL)
    above = f'<w:spacing w:before="{twips(room)}"/>'
    below = "".join(
        t.paragraph(styles.LABEL, t.plain(line), keep=True)
        for line in (signer.role, signer.detail)
        if line
    )
    if signer.signed:
        return t.paragraph(styles.CELL, name, keep=True, extra=above) + below
    beyond = width - line_width
    line = t.border("top", styles.SIGNING_LINE, styles.INK, 1) + above + t.right_indent(beyond)
    moment = t.paragraph(styles.LABEL, t.plain("Date and time"), keep=True)
    short = t.paragraph(
        styles.LABEL,
        "",
        keep=True,
        extra=t.border("bottom", styles.HAIRLINE, styles.MUTED, 1)
        + t.right_indent(beyond + line_width * 0.5),
    )
    return t.paragraph(styles.CELL, name, keep=True, extra=line) + below + moment + short

"""Renders a document for Word: real styles, head and foot with page fields, clean metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from itertools import count
from string import Formatter
from typing import TYPE_CHECKING, assert_never

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from counselor_desk.documents import blocks as b
from counselor_desk.documents import pictures, scripts, styles
from counselor_desk.documents.docx_template import (
    BARE,
    FACTS,
    FRAME,
    RULED,
    eighths,
    style_id,
    template,
    twips,
)
from counselor_desk.documents.letters import printable
from counselor_desk.documents.styles import Sheet, Style
from counselor_desk.records.program import Paper

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Footer, _Header

_SPACES = nsdecls("w", "r", "wp", "a", "pic")
_KEEP = "<w:keepNext/>"
_TAB = "<w:r><w:tab/></w:r>"
# A font that Word has with Arabic and Hebrew letters; the font of the text has none.
_RIGHT_TO_LEFT_FONT = '<w:rFonts w:cs="Arial"/>'
_SEAL_GAP = '<w:spacing w:before="120" w:after="0"/>'
_NAME_LIMIT = 255
_LONGEST_WHOLE_ROW = 3000
"""A row of up to this many letters is not broken across pages."""


def render(document: b.Document, paper: Paper) -> bytes:
    """The document as a Word file for the given paper; equal documents give equal parts."""
    sheet = styles.SHEETS[paper]
    word = docx.Document(BytesIO(template(document.meta.language, document.look)))
    _describe(word, document.meta)
    _set_up_pages(word, sheet, document.furniture)
    writer = _Writer(word, sheet.text_width)
    xml = writer.letterhead(document.furniture) + _opening(document, sheet)
    xml += writer.blocks(document.blocks)
    # Hung in as one parsed tree: moving its parts one by one takes time by their square.
    root = parse_xml(f"<w:document {_SPACES}><w:body>{xml}</w:body></w:document>")
    body = root[0]
    body.append(word.element.body[-1])
    word.part._element = root
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _elements(tag: str, xml: str) -> list[BaseOxmlElement]:
    return list(parse_xml(f"<w:{tag} {_SPACES}>{xml}</w:{tag}>"))


def _describe(word: WordDocument, meta: b.Meta) -> None:
    facts = word.core_properties
    facts.title = printable(meta.title)[:_NAME_LIMIT]
    facts.subject = printable(meta.subject)[:_NAME_LIMIT]
    facts.author = facts.last_modified_by = printable(meta.author)[:_NAME_LIMIT]
    facts.language = meta.language
    facts.comments = ""
    facts.revision = 1
    facts.created = facts.modified = meta.made_at.replace(tzinfo=None)


def _set_up_pages(word: WordDocument, sheet: Sheet, furniture: b.Furniture) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    section.left_margin = section.right_margin = Pt(sheet.margin)
    section.top_margin, section.bottom_margin = Pt(sheet.top), Pt(sheet.bottom)
    section.header_distance = Pt(styles.HEAD_BASELINE - styles.HEAD.size)
    section.footer_distance = Pt(styles.FOOT_SECOND_BASELINE - styles.FOOT.size / 2)
    section.different_first_page_header_footer = True
    foot = _foot(furniture, sheet)
    _fill(section.first_page_header, _paragraph(styles.HEAD, ""))
    _fill(section.header, _running_head(furniture, sheet))
    _fill(section.first_page_footer, foot)
    _fill(section.footer, foot)


def _fill(part: _Header | _Footer, xml: str) -> None:
    root = part._element
    for child in list(root):
        root.remove(child)
    root.extend(_elements("hdr", xml))


def _opening(document: b.Document, sheet: Sheet) -> str:
    mark = _mark(document.furniture, sheet)
    title = _paragraph(styles.TITLE, _plain(document.title) + mark[1], extra=mark[0])
    if document.subtitle:
        title += _paragraph(styles.SUBTITLE, _plain(document.subtitle))
    return title


def _mark(furniture: b.Furniture, sheet: Sheet) -> tuple[str, str]:
    """The draft mark at the right: what its paragraph needs, and its runs."""
    if not furniture.draft_mark:
        return "", ""
    run = f'<w:r><w:rPr><w:rStyle w:val="{style_id(styles.MARK)}"/></w:rPr>'
    text = f"{_letters(f' {furniture.draft_mark} ')}</w:r>"
    return _right_tab(sheet), _TAB + run + text


def _right_tab(sheet: Sheet) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{twips(sheet.text_width)}"/></w:tabs>'


def _border(side: str, thickness: float, color: str, space: int = 4) -> str:
    line = f'w:val="single" w:sz="{eighths(thickness)}" w:space="{space}" w:color="{color}"'
    return f"<w:pBdr><w:{side} {line}/></w:pBdr>"


def _running_head(furniture: b.Furniture, sheet: Sheet) -> str:
    tab, mark = _mark(furniture, sheet)
    if not furniture.running_head and not mark:
        return _paragraph(styles.HEAD, "")
    border = _border("bottom", styles.HAIRLINE, styles.RULE)
    return _paragraph(styles.HEAD, _plain(furniture.running_head) + mark, extra=border + tab)


def _foot(furniture: b.Furniture, sheet: Sheet) -> str:
    notice = ""
    if furniture.notice:
        notice = _run(b.Run(furniture.confidential, bold=True), styles.FOOT)
        notice += _plain(f"  {furniture.notice}" if furniture.confidential else furniture.notice)
    if not (notice or furniture.page_of or furniture.printed):
        return _paragraph(styles.FOOT, "")
    border = _border("top", styles.HAIRLINE, styles.RULE)
    first = _paragraph(
        styles.FOOT, notice + _TAB + _page_of(furniture), extra=border + _right_tab(sheet)
    )
    return first + (_paragraph(styles.FOOT, _plain(furniture.printed)) if furniture.printed else "")


def _page_of(furniture: b.Furniture) -> str:
    """The words of the page count with Word's own fields in place of the numbers."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    return "".join(
        _plain(words)
        + (f'<w:fldSimple w:instr=" {fields[name]} ">{_plain("1")}</w:fldSimple>' if name else "")
        for words, name, _, _ in Formatter().parse(furniture.page_of)
    )


def _letters(text: str) -> str:
    lines = printable(text).split("\n")
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in lines
    )


def _plain(text: str) -> str:
    return _stretches(text, "") if text else ""


def _stretches(text: str, look: str) -> str:
    """Runs of one look, those read from right to left marked as such."""
    if not scripts.has_right_to_left(text):
        return _one_run(text, look)
    return "".join(
        _one_run(part, _RIGHT_TO_LEFT_FONT + look + _right_to_left(part) if turns else look)
        for part, turns in scripts.stretches(text)
    )


def _one_run(text: str, look: str) -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_letters(text)}</w:r>"


def _right_to_left(text: str) -> str:
    return f'<w:rtl/><w:lang w:bidi="{"ar-SA" if scripts.is_arabic(text) else "he-IL"}"/>'


def _run(run: b.Run, style: Style) -> str:
    look = ""
    if run.bold and not style.bold:
        look += "<w:b/><w:bCs/>"
    if style.bold and run.muted and not run.bold:
        look += '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if run.italic:
        look += "<w:i/><w:iCs/>"
    if run.muted:
        look += f'<w:color w:val="{styles.MUTED}"/>'
    return _stretches(run.text, look)


def _runs(text: b.Text, style: Style) -> str:
    return "".join(_run(run, style) for run in text)


def _paragraph(style: Style, runs: str, *, keep: bool = False, extra: str = "") -> str:
    """One paragraph; `extra` are more properties, in the order that Word's schema asks."""
    name = "" if style is styles.BODY else f'<w:pStyle w:val="{style_id(style)}"/>'
    look = f"{name}{_KEEP if keep else ''}{extra}"
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


@dataclass(frozen=True, slots=True)
class _Writer:
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
            end = _paragraph(styles.GAP, "", keep=True) if has_more else ""
            return (
                "".join(_paragraph(styles.PROGRAM, _runs(line, styles.PROGRAM)) for line in lines)
                + end
            )
        wide, high = styles.logo_size(*pictures.size(furniture.logo))
        picture = self._picture(furniture.logo, wide, high, furniture.program)
        room = wide + styles.CELL_GAP
        cells = [
            _lines(tuple(lines), styles.PROGRAM, keep=True),
            _paragraph(styles.CELL, picture, keep=True, extra='<w:jc w:val="right"/>'),
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
                return _paragraph(style, _runs(text, style))
            case b.Paragraph(text=text, is_detail=is_detail):
                style = styles.DETAIL if is_detail else styles.BODY
                return _paragraph(style, _runs(text, style), keep=keep)
            case b.ItemList(items=items):
                return _items(items, keep=keep)
            case b.FieldGrid():
                return self._facts(block, keep=keep)
            case b.Table():
                return self._table(block, keep=keep)
            case b.Entry():
                return self._entry(block, keep=keep)
            case b.Callout(text=text):
                lines = _paragraph(styles.CELL, _runs(text, styles.CELL), keep=keep)
                framed = self._grid(FRAME, [self.width], _row([lines], [self.width]), keep=keep)
                return _paragraph(styles.GAP, "", keep=True) + framed
            case b.Signature():
                return self._signature(block)
            case b.Figure():
                return self._figure(block, keep=keep)
            case b.Rule():
                border = _border("bottom", styles.HAIRLINE, styles.RULE, 1)
                return _paragraph(styles.GAP, "", keep=keep, extra=border)
            case b.PageBreak():
                return _paragraph(styles.GAP, '<w:r><w:br w:type="page"/></w:r>')
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
            f"{_paragraph(styles.GAP, '', keep=keep)}"
        )

    def _facts(self, block: b.FieldGrid, *, keep: bool) -> str:
        cells = [
            _paragraph(styles.LABEL, _plain(fact.label), keep=True)
            + _paragraph(styles.VALUE, _plain(fact.value), keep=keep)
            for fact in block.fields
        ]
        widths = [self.width / block.columns] * block.columns
        rows = _rows_of(cells, block.columns, widths, is_last_wide=True)
        return self._grid(FACTS, widths, rows, keep=keep)

    def _table(self, block: b.Table, *, keep: bool) -> str:
        widths = b.column_widths(block.columns, self.width)
        looks = [styles.NUMBER if column.is_number else styles.CELL for column in block.columns]
        titles = [
            _paragraph(styles.LABEL, _plain(column.title), keep=True) for column in block.columns
        ]
        rows = [_row(titles, widths, is_head=True)]
        for number, row in enumerate(block.rows, 1):
            bound = keep and number == len(block.rows)
            cells = [
                _lines(lines, look, keep=bound) for lines, look in zip(row, looks, strict=True)
            ]
            is_whole = sum(map(_length, row)) <= _LONGEST_WHOLE_ROW
            rows.append(_row(cells, widths, is_whole=is_whole, height=block.row_height))
        return self._grid(RULED, widths, "".join(rows), keep=keep)

    def _entry(self, block: b.Entry, *, keep: bool) -> str:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(self.width)}"/></w:tabs>'
        style = styles.LINE if block.is_line else styles.SUBSECTION
        aside = _TAB + _run(b.Run(block.aside, muted=True), style) if block.aside else ""
        has_more = bool(block.subtitle or block.items)
        head = _paragraph(
            style,
            _run(b.Run(block.title), style) + aside,
            keep=keep or has_more,
            extra=tab,
        )
        if block.subtitle:
            where = _run(b.Run(block.subtitle, muted=True), styles.LINE)
            head += _paragraph(styles.LINE, where, keep=keep or bool(block.items))
        return head + _items(block.items, keep=keep)

    def _signature(self, block: b.Signature) -> str:
        xml = ""
        if block.title:
            xml += _paragraph(styles.SECTION, _plain(block.title))
        if block.statement:
            xml += _paragraph(styles.BODY, _plain(block.statement), keep=True)
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
            seal = _paragraph(styles.DETAIL, _plain(block.seal), extra=_SEAL_GAP)
            rows += _row([seal], [self.width], spans=[columns])
        return xml + self._grid(BARE, widths, rows)

    def _drawn(self, signer: b.Signer, room: float, line_width: float) -> str:
        """Somebody who signed by hand: what was drawn, and the name below it."""
        across, down = pictures.size(signer.picture)
        scale = min((line_width - styles.CELL_GAP) / across, room / down)
        above = f'<w:spacing w:before="{twips(room - down * scale)}"/>'
        drawing = self._picture(signer.picture, across * scale, down * scale, signer.signed)
        return _paragraph(styles.CELL, drawing, keep=True, extra=above) + _signer(
            signer, 0, line_width, line_width
        )

    def _figure(self, block: b.Figure, *, keep: bool) -> str:
        wide = min(block.width, self.width)
        drawing = self._picture(block.image, wide, None, block.alternative)
        picture = _paragraph(styles.CELL, drawing, keep=keep or bool(block.caption))
        if not block.caption:
            return picture
        return picture + _paragraph(styles.DETAIL, _plain(block.caption), keep=keep)

    def _picture(self, image: bytes, width: float, height: float | None, alternative: str) -> str:
        """The run that holds a picture, in points; without a `height` it keeps its proportions."""
        high = None if height is None else Pt(height)
        inline = self.word.part.new_pic_inline(BytesIO(image), Pt(width), high)
        inline.docPr.set("id", str(next(self.picture_ids)))
        inline.docPr.set("descr", printable(alternative))
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"


def _items(items: tuple[b.Text, ...], *, keep: bool) -> str:
    return "".join(
        _paragraph(styles.ITEM, _runs(item, styles.ITEM), keep=keep and number == len(items))
        for number, item in enumerate(items, 1)
    )


def _length(lines: b.Cell) -> int:
    return sum(len(run.text) for line in lines for run in line)


def _lines(lines: b.Cell, style: Style, *, keep: bool) -> str:
    """A cell's paragraphs; Word asks for at least one."""
    return "".join(_paragraph(style, _runs(line, style), keep=keep) for line in lines or ((),))


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
    rows[-1] += [_paragraph(styles.CELL, "")] * left
    return "".join(_row(row, widths) for row in rows)


def _signer(signer: b.Signer, room: float, width: float, line_width: float) -> str:
    name = _run(b.Run(signer.signed or signer.name, bold=True), styles.CELL)
    above = f'<w:spacing w:before="{twips(room)}"/>'
    below = "".join(
        _paragraph(styles.LABEL, _plain(line), keep=True)
        for line in (signer.role, signer.detail)
        if line
    )
    if signer.signed:
        return _paragraph(styles.CELL, name, keep=True, extra=above) + below
    beyond = width - line_width
    line = _border("top", styles.SIGNING_LINE, styles.INK, 1) + above + _right_indent(beyond)
    moment = _paragraph(styles.LABEL, _plain("Date and time"), keep=True)
    short = _paragraph(
        styles.LABEL,
        "",
        keep=True,
        extra=_border("bottom", styles.HAIRLINE, styles.MUTED, 1)
        + _right_indent(beyond + line_width * 0.5),
    )
    return _paragraph(styles.CELL, name, keep=True, extra=line) + below + moment + short


def _right_indent(width: float) -> str:
    return f'<w:ind w:right="{twips(width)}"/>' if width else ""

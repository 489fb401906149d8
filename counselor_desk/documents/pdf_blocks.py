"""Turns blocks into what the PDF engine lays out, bound where no page may break."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any, assert_never

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, HRFlowable, Image, PageBreak, Spacer

from counselor_desk.documents import blocks as b
from counselor_desk.documents import fonts, pictures, styles
from counselor_desk.documents.pdf_flowables import (
    Joined,
    MarkedTitle,
    Rows,
    SectionHeading,
    TextFlow,
    color,
    fragments,
    line_width,
    paragraph_style,
    text_flow,
)
from counselor_desk.documents.styles import Look

_BLANK = "\N{NO-BREAK SPACE}"
_BULLET = "\N{BULLET}"
# A date keeps off the words before it.
_NEAR = 8.0
# Small numbers stand on the baseline of the text beside them.
_NUMBER_DROP = styles.CELL.size - styles.NUMBER.size


def story(document: b.Document, width: float) -> list[Flowable]:
    """Everything that flows down the pages; `width` of the text in points."""
    groups = [[flowable] for flowable in _opening(document, width)]
    is_bound = False
    for block, binds_next in _linked(document.blocks):
        made = _made(block, width, styles.LOOKS[document.look])
        if not made:
            continue
        if isinstance(block, b.PageBreak):
            groups += made
            is_bound = False
            continue
        if isinstance(block, b.Signature):
            is_bound = not isinstance(groups[-1][-1], PageBreak)
        if is_bound:
            groups[-1] += made.pop(0)
        groups += made
        is_bound = binds_next
    return [group[0] if len(group) == 1 else Joined(group) for group in groups]


def _linked(parts: tuple[b.Block, ...]) -> list[tuple[b.Block, bool]]:
    """The blocks one by one, each with whether it must stay with the next."""
    linked: list[tuple[b.Block, bool]] = []
    for place, block in enumerate(parts):
        ends_signed = b.stays_with_signature(parts, place)
        if isinstance(block, b.KeepTogether):
            inside = _linked(block.blocks)
            linked += [(part, True) for part, _ in inside[:-1]]
            linked += [(part, binds or ends_signed) for part, binds in inside[-1:]]
        else:
            linked.append((block, ends_signed or isinstance(block, b.Heading)))
    return linked


def _opening(document: b.Document, width: float) -> list[Flowable]:
    furniture = document.furniture
    look = styles.LOOKS[document.look]
    title = text_flow(b.plain(document.title), look.of(styles.TITLE))
    below = [text_flow(b.plain(document.subtitle), look.of(styles.SUBTITLE))]
    mark = furniture.draft_mark
    return [
        *_letterhead(furniture, width),
        MarkedTitle(title, mark) if mark else title,
        *(below if document.subtitle else []),
    ]


def _letterhead(furniture: b.Furniture, width: float) -> list[Flowable]:
    """The program and its lines, with the logo at the right."""
    has_more = bool(furniture.header or furniture.logo)
    program = (b.Run(furniture.program, bold=has_more),) if furniture.program else ()
    lines: list[Flowable] = [
        text_flow(line, styles.PROGRAM)
        for line in (program, *(b.plain(line) for line in furniture.header))
        if line
    ]
    if not has_more:
        return lines
    if not furniture.logo:
        return [*lines, Spacer(1, styles.LETTERHEAD_GAP)]
    wide, high = styles.logo_size(*pictures.size(furniture.logo))
    picture = Image(BytesIO(furniture.logo), wide, high)
    room = wide + styles.CELL_GAP
    head = Rows([[lines, picture]], [width - room, room], spaceAfter=styles.LETTERHEAD_GAP)
    head.setStyle([*_bare_cells(), ("ALIGN", (1, 0), (1, 0), "RIGHT")])
    return [head]


def _made(  # noqa: PLR0911, PLR0912 - one branch for each type of block
    block: b.Block, width: float, look: Look
) -> list[list[Flowable]]:
    """The flowables of one block, in groups between which a page may break."""
    match block:
        case b.Heading():
            return [[_heading(block, look)]]
        case b.Paragraph(text=text, is_detail=is_detail):
            return [[text_flow(text, look.of(styles.DETAIL if is_detail else styles.BODY))]]
        case b.ItemList(items=items):
            return [[item] for item in _items(items, look)]
        case b.FieldGrid():
            return [[_facts(block, width)]]
        case b.Table():
            return [[_table(block, width)]]
        case b.Entry():
            return _entry(block, width, look)
        case b.Callout(text=text):
            return [[_callout(text, width)]]
        case b.Signature():
            return [_signature(block, width, look)]
        case b.Figure():
            return [_figure(block, width)]
        case b.Rule():
            return [[_rule(styles.HAIRLINE, styles.RULE, before=4, after=6)]]
        case b.PageBreak():
            return [[PageBreak()]]
        case b.KeepTogether():
            return []  # its blocks come one by one from _linked
        case _:
            assert_never(block)


def _bare_cells() -> list[Any]:
    """No padding, and no font that would stay outside the file."""
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), fonts.base_font()),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]


def _heading(block: b.Heading, look: Look) -> Flowable:
    if block.level == 1:
        style = look.of(styles.SECTION)
        made = SectionHeading("", paragraph_style(style), frags=fragments(block.text, style))
        made.look = look
        return made
    return text_flow(block.text, look.of(styles.SUBSECTION))


def _rule(thickness: float, ink: str, *, before: float = 0, after: float = 0) -> HRFlowable:
    return HRFlowable(
        width="100%", thickness=thickness, color=color(ink), spaceBefore=before, spaceAfter=after
    )


def _items(items: tuple[b.Text, ...], look: Look) -> list[Flowable]:
    style = look.of(styles.ITEM)
    return [
        TextFlow("", paragraph_style(style), frags=fragments(item, style), bulletText=_BULLET)
        for item in items
    ]


def _facts(block: b.FieldGrid, width: float) -> Rows:
    """The box of facts; the last one takes the room that is left beside it."""
    cells = [
        [
            text_flow(b.plain(fact.label), styles.LABEL),
            text_flow(b.plain(fact.value), styles.VALUE),
        ]
        for fact in block.fields
    ]
    rows = [cells[at : at + block.columns] for at in range(0, len(cells), block.columns)]
    last = len(rows[-1]) - 1
    rows[-1] += [[]] * (block.columns - len(rows[-1]))
    inner = (width - 2 * styles.BOX_PADDING) / block.columns
    widths = [inner] * block.columns
    widths[0] += styles.BOX_PADDING
    widths[-1] += styles.BOX_PADDING
    table = Rows(rows, widths, spaceBefore=2, spaceAfter=9)
    table.setStyle(
        [
            *_bare_cells(),
            ("SPAN", (last, -1), (-1, -1)),
            ("BACKGROUND", (0, 0), (-1, -1), color(styles.FILL)),
            ("ROUNDEDCORNERS", [styles.RADIUS] * 4),
            ("LEFTPADDING", (0, 0), (0, -1), styles.BOX_PADDING),
            ("RIGHTPADDING", (0, 0), (-2, -1), styles.CELL_GAP),
            ("RIGHTPADDING", (-1, 0), (-1, -1), styles.BOX_PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, 0), 9),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 10),
        ]
    )
    return table


def _table(block: b.Table, width: float) -> Rows:
    head = [text_flow(b.plain(column.title), styles.LABEL) for column in block.columns]
    looks = [styles.NUMBER if column.is_number else styles.CELL for column in block.columns]
    rows: list[list[list[Flowable]]] = [
        [[text_flow(line, look) for line in lines] for lines, look in zip(row, looks, strict=True)]
        for row in block.rows
    ]
    if block.row_height:
        # The padding of a cell is part of its row.
        room = Spacer(1, block.row_height - 9)
        rows = [[*row[:-1], [room]] for row in rows]
    table = Rows([head, *rows], b.column_widths(block.columns, width), repeatRows=1, spaceAfter=6)
    drops = [
        ("TOPPADDING", (at, 1), (at, -1), 4 + _NUMBER_DROP)
        for at, column in enumerate(block.columns)
        if column.is_number
    ]
    table.setStyle(
        [
            *_bare_cells(),
            ("LINEBELOW", (0, 0), (-1, -1), styles.HAIRLINE, color(styles.RULE)),
            ("RIGHTPADDING", (0, 0), (-2, -1), styles.CELL_GAP),
            ("TOPPADDING", (0, 0), (-1, 0), 2),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
            ("TOPPADDING", (0, 1), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 5),
            *drops,
        ]
    )
    return table


def _entry(block: b.Entry, width: float, look: Look) -> list[list[Flowable]]:
    style, below = (
        look.of(styles.LINE if block.is_line else styles.SUBSECTION),
        look.of(styles.LINE),
    )
    told = text_flow(b.plain(block.title), replace(style, before=0))
    aside = min(line_width(block.aside, below) + _NEAR, width / 2)
    when = text_flow((b.Run(block.aside, muted=True),), below, is_right=True)
    line = Rows([[told, when]], [width - aside, aside], spaceBefore=style.before)
    line.setStyle(_bare_cells())
    head: list[Flowable] = [line]
    if block.subtitle:
        head.append(text_flow((b.Run(block.subtitle, muted=True),), below))
    items = _items(block.items, look)
    return [[*head, *items[:1]], *([item] for item in items[1:])]


def _callout(text: b.Text, width: float) -> Rows:
    table = Rows([[text_flow(text, styles.CELL)]], [width], spaceBefore=6, spaceAfter=8)
    table.setStyle(
        [
            *_bare_cells(),
            ("BOX", (0, 0), (-1, -1), styles.CALLOUT_LINE, color(styles.INK)),
            ("ROUNDEDCORNERS", [styles.RADIUS] * 4),
            ("LEFTPADDING", (0, 0), (-1, -1), styles.BOX_PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), styles.BOX_PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ]
    )
    return table


def _signature(block: b.Signature, width: float, look: Look) -> list[Flowable]:
    made: list[Flowable] = []
    if block.title:
        made.append(_heading(b.Heading(b.plain(block.title)), look))
    if block.statement:
        made.append(text_flow(b.plain(block.statement), styles.BODY))
    made.append(_signers(block.signers, width))
    if block.seal:
        made.append(text_flow(b.plain(block.seal), styles.DETAIL))
    return made


def _signers(signers: tuple[b.Signer, ...], width: float) -> Rows:
    each = width / styles.SIGNER_COLUMNS
    columns = min(len(signers), styles.SIGNER_COLUMNS)
    if columns == 1:
        each = width
    room = styles.SIGNING_ROOM if any(not signer.signed for signer in signers) else 4.0
    if any(signer.picture for signer in signers):
        room = styles.DRAWN_HEIGHT
    cells = [_signer(signer, room, width / styles.SIGNER_COLUMNS - 18) for signer in signers]
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    rows[-1] += [[]] * (columns - len(rows[-1]))
    table = Rows(rows, [each] * columns, hAlign="LEFT", spaceAfter=4)
    table.setStyle([*_bare_cells(), ("RIGHTPADDING", (0, 0), (-1, -1), 18)])
    return table


def _signer(signer: b.Signer, room: float, line_width: float) -> list[Flowable]:
    name = text_flow((b.Run(signer.signed or signer.name or _BLANK, bold=True),), styles.CELL)
    below = [
        text_flow(b.plain(line), styles.LABEL) for line in (signer.role, signer.detail) if line
    ]
    if signer.picture:
        drawn = _drawn(signer.picture, line_width)
        return [Spacer(1, max(room - drawn.drawHeight, 0)), drawn, name, *below]
    if signer.signed:
        return [Spacer(1, room), name, *below]
    line = HRFlowable(
        width=line_width,
        thickness=styles.SIGNING_LINE,
        color=color(styles.INK),
        hAlign="LEFT",
        spaceBefore=0,
        spaceAfter=2,
    )
    short = HRFlowable(
        width=line_width * 0.6,
        thickness=styles.HAIRLINE,
        color=color(styles.MUTED),
        hAlign="LEFT",
        spaceBefore=10,
        spaceAfter=0,
    )
    moment = text_flow(b.plain("Date and time"), styles.LABEL)
    return [Spacer(1, room), line, name, *below, Spacer(1, 6), moment, short]


def _drawn(picture: bytes, width: float) -> Image:
    """A drawn signature, no higher than the room for one and no wider than its column."""
    across, down = ImageReader(BytesIO(picture)).getSize()
    scale = min(width / across, styles.DRAWN_HEIGHT / down)
    return Image(BytesIO(picture), across * scale, down * scale, hAlign="LEFT")


def _figure(block: b.Figure, width: float) -> list[Flowable]:
    across, down = ImageReader(BytesIO(block.image)).getSize()
    wide = min(block.width, width)
    made: list[Flowable] = [Image(BytesIO(block.image), wide, wide * down / across, hAlign="LEFT")]
    if block.caption:
        made.append(text_flow(b.plain(block.caption), styles.DETAIL))
    return made

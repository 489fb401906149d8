"""A four-page plan to PDF, against the same text and fonts laid out by reportlab alone."""

from __future__ import annotations

from functools import cache
from html import escape
from io import BytesIO

import pypdfium2
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate, Table

from counselor_desk import resources
from counselor_desk.documents import blocks as b
from counselor_desk.documents import styles
from counselor_desk.documents.pdf import render
from counselor_desk.documents.plans import build_plan
from counselor_desk.documents.styles import Style
from counselor_desk.records.program import Paper
from tests.benchmarks.long_plan import PAGES, flat, long_plan
from tests.benchmarks.paired import Comparison, compare, in_turn
from tests.benchmarks.rows import Goal

GOALS = (Goal(name="Four-page plan to PDF, to bare reportlab", target=1.5),)

_REGULAR, _BOLD = "BareRegular", "BareBold"
_SHEET = styles.SHEETS[Paper.LETTER]


def measure() -> tuple[Comparison, ...]:
    """From the records to the bytes of the file; the bare side begins with the finished text."""
    paper = long_plan()
    document = build_plan(paper)
    for file, name in (("Regular", _REGULAR), ("Semibold", _BOLD)):
        path = resources.path("fonts", "source-sans", f"SourceSansPro-{file}.ttf")
        pdfmetrics.registerFont(TTFont(name, str(path)))
    _check_pages(render(document, Paper.LETTER), "the product")
    _check_pages(_bare(document), "bare reportlab")
    pairs = in_turn(lambda: render(build_plan(paper), Paper.LETTER), lambda: _bare(document))
    return (compare(pairs, target=GOALS[0].target),)


def _check_pages(content: bytes, side: str) -> None:
    file = pypdfium2.PdfDocument(content)
    pages = len(file)
    file.close()
    if pages != PAGES:
        raise RuntimeError(f"{side} makes {pages} pages of the plan, not {PAGES}")


def _bare(document: b.Document) -> bytes:
    out = BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=(_SHEET.width, _SHEET.height),
        leftMargin=_SHEET.margin,
        rightMargin=_SHEET.margin,
        topMargin=_SHEET.top,
        bottomMargin=_SHEET.bottom,
        initialFontName=_REGULAR,
    )

    def foot(canvas: Canvas, _template: object) -> None:
        canvas.setFont(_REGULAR, styles.FOOT.size)
        canvas.drawString(_SHEET.margin, styles.FOOT_BASELINE, document.furniture.notice)
        canvas.drawRightString(
            _SHEET.width - _SHEET.margin,
            styles.FOOT_BASELINE,
            f"Page {canvas.getPageNumber()}",
        )

    story: list[Flowable] = [_words(document.title, styles.TITLE)]
    for block in flat(document.blocks):
        story += _flowables(block)
    template.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


@cache
def _look(style: Style) -> ParagraphStyle:
    return ParagraphStyle(
        style.name,
        fontName=_BOLD if style.bold else _REGULAR,
        fontSize=style.size,
        leading=style.leading,
        textColor=HexColor(f"#{style.color}"),
        spaceBefore=style.before,
        spaceAfter=style.after,
    )


def _words(text: str, style: Style) -> Paragraph:
    return Paragraph(escape(text), _look(style))


def _runs(text: b.Text, style: Style) -> Paragraph:
    marked = "".join(
        f'<font name="{_BOLD}">{escape(run.text)}</font>' if run.bold else escape(run.text)
        for run in text
    )
    return Paragraph(marked, _look(style))


def _flowables(block: b.Block) -> list[Flowable]:
    match block:
        case b.Heading(text=text, level=level):
            heading = _runs(text, styles.SECTION if level == 1 else styles.SUBSECTION)
            return [heading, HRFlowable(width="100%")] if level == 1 else [heading]
        case b.Paragraph(text=text):
            return [_runs(text, styles.BODY)]
        case b.FieldGrid(fields=fields, columns=columns):
            cells = [
                [_words(fact.label, styles.LABEL), _words(fact.value, styles.VALUE)]
                for fact in fields
            ]
            return [_grid([cells[at : at + columns] for at in range(0, len(cells), columns)])]
        case b.Table():
            return [_table(block)]
        case b.Signature(signers=signers):
            return [
                _words(block.title, styles.SECTION),
                _words(block.statement, styles.BODY),
                _grid(
                    [
                        [
                            [_words(one.name, styles.CELL), _words(one.role, styles.LABEL)]
                            for one in signers
                        ]
                    ]
                ),
            ]
        case _:
            raise TypeError(f"a plan has no {type(block).__name__}")


def _grid(rows: list[list[list[Flowable]]]) -> Table:
    width = max(map(len, rows))
    full = [row + [[]] * (width - len(row)) for row in rows]
    return Table(
        full, [_SHEET.text_width / width] * width, style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


def _table(block: b.Table) -> Table:
    head = [_words(column.title, styles.LABEL) for column in block.columns]
    rows = [[[_runs(line, styles.CELL) for line in cell] for cell in row] for row in block.rows]
    table = Table([head, *rows], b.column_widths(block.columns, _SHEET.text_width), repeatRows=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), styles.HAIRLINE, HexColor(f"#{styles.RULE}")),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), styles.CELL_GAP),
        ]
    )
    return table

"""Renders a document as PDF: embedded fonts, the same bytes for the same document."""

from __future__ import annotations

import threading
from functools import partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from counselor_desk.documents import fonts, styles
from counselor_desk.documents.blocks import Document
from counselor_desk.documents.letters import printable
from counselor_desk.documents.pdf_blocks import story
from counselor_desk.documents.pdf_flowables import (
    color,
    draw_line,
    draw_mark,
    line_width,
    mark_width,
)
from counselor_desk.documents.styles import Sheet
from counselor_desk.records.program import Paper

# Readers of today take binary streams; ASCII armor makes files a fifth larger.
rl_config.useA85 = 0

# The engine writes its name into comments; spaces of the same length keep every offset right.
_COMMENTS = (
    b"ReportLab Generated PDF document (opensource)",
    b"ReportLab generated PDF document -- digest (opensource)",
)


# A preview and an export may be drawn at the same time, and the engine's fonts are shared: each
# moves a reading place of its own while it cuts a font down to the letters that are used.
_ONE_AT_A_TIME = threading.Lock()


def render(document: Document, paper: Paper) -> bytes:
    """The document as a PDF file for the given paper; equal documents give equal bytes.

    May be called on any thread; whoever comes second waits.
    """
    with _ONE_AT_A_TIME:
        return _drawn(document, paper)


def _drawn(document: Document, paper: Paper) -> bytes:
    sheet, meta = styles.SHEETS[paper], document.meta
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=(sheet.width, sheet.height),
        invariant=1,
        pageCompression=1,
        lang=meta.language,
        title=printable(meta.title),
        author=printable(meta.author),
        subject=printable(meta.subject),
        creator=meta.maker,
        producer=meta.maker,
        initialFontName=fonts.base_font(),
    )
    frame = Frame(
        sheet.margin,
        sheet.bottom,
        sheet.text_width,
        sheet.text_height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template.addPageTemplates(PageTemplate(frames=[frame]))
    template.build(
        story(document, sheet.text_width),
        canvasmaker=partial(_Sheets, document=document, sheet=sheet),
    )
    return _without_comments(out.getvalue())


def _without_comments(content: bytes) -> bytes:
    for comment in _COMMENTS:
        content = content.replace(comment, b" " * len(comment))
    return content


class _Sheets(Canvas):
    """Holds the pages back until their number is known, then adds head and foot."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what the engine hands to its canvas is its own affair
        document: Document,
        sheet: Sheet,
        **options: Any,  # noqa: ANN401 - as above
    ) -> None:
        super().__init__(*args, **options)
        self._furniture = document.furniture
        self._sheet = sheet
        self._held: list[dict[str, Any]] = []
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page for later."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # the stubs leave it out

    def save(self) -> None:
        """Finish every held page and write the file."""
        held = self._held
        for page, state in enumerate(held, 1):
            self.__dict__.update(state)
            if page > 1:
                self._draw_running_head()
            self._draw_foot(page, len(held))
            super().showPage()
        super().save()

    def _draw_running_head(self) -> None:
        furniture, sheet = self._furniture, self._sheet
        y = sheet.height - styles.HEAD_BASELINE
        right = sheet.width - sheet.margin
        if furniture.draft_mark:
            draw_mark(self, furniture.draft_mark, right, y)
            right -= mark_width(furniture.draft_mark) + styles.CELL_GAP
        draw_line(self, furniture.running_head, styles.HEAD, sheet.margin, y, right)
        if furniture.running_head or furniture.draft_mark:
            self._draw_rule(sheet.height - styles.HEAD_RULE)

    def _draw_foot(self, page: int, pages: int) -> None:
        furniture, sheet = self._furniture, self._sheet
        if not (furniture.page_of or furniture.notice or furniture.printed):
            return
        left, right = sheet.margin, sheet.width - sheet.margin
        y = styles.FOOT_BASELINE
        count = furniture.page_of.format(page=page, pages=pages)
        end = right - line_width(count, styles.FOOT)
        self._draw_rule(styles.FOOT_RULE)
        draw_line(self, count, styles.FOOT, end, y, right + 1)
        if furniture.notice:
            room = end - styles.CELL_GAP
            lead = furniture.confidential
            x = draw_line(self, lead, styles.FOOT, left, y, room, bold=True)
            draw_line(self, furniture.notice, styles.FOOT, x + 5 if lead else x, y, room)
        second = styles.FOOT_SECOND_BASELINE
        draw_line(self, furniture.printed, styles.FOOT, left, second, right)

    def _draw_rule(self, y: float) -> None:
        self.setStrokeColor(color(styles.RULE))
        self.setLineWidth(styles.HAIRLINE)
        self.line(self._sheet.margin, y, self._sheet.width - self._sheet.margin, y)

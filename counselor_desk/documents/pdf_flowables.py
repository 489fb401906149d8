"""The PDF engine's own pieces: text, rows, bound groups, headings, the marked title."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table
from reportlab.platypus.doctemplate import NullActionFlowable
from reportlab.platypus.paraparser import ParaFrag

from counselor_desk.documents import blocks, fonts, scripts, styles
from counselor_desk.documents.blocks import Text
from counselor_desk.documents.letters import printable
from counselor_desk.documents.styles import Look, Style

_TALLEST_WHOLE_ROW = 560.0
"""A row up to this height (points) moves to the next page whole; a taller one is split."""
_TOO_TALL = 0xFFFFFF
_NEARLY = 0.5
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_HARD_SPACE = "\N{NO-BREAK SPACE}"
# The engine folds spaces into one and drops them after a line break; hard ones stay.
_FOLDED_SPACE = re.compile(r"(?<=\n) | (?= )")


@cache
def color(name: str) -> Color:
    """A color of `styles` as the engine wants it."""
    return HexColor(f"#{name}")


@cache
def paragraph_style(style: Style, *, is_right: bool = False) -> ParagraphStyle:
    """A style of `styles` as the engine wants it."""
    return ParagraphStyle(
        style.name,
        fontName=fonts.base_font(bold=style.bold),
        fontSize=style.size,
        leading=style.leading,
        textColor=color(style.color),
        spaceBefore=style.before,
        spaceAfter=style.after,
        leftIndent=style.indent,
        bulletFontName=fonts.base_font(),
        bulletFontSize=style.size,
        bulletIndent=1,
        alignment=2 if is_right else 0,
        allowWidows=0,
        allowOrphans=0,
    )


def fragments(text: Text, style: Style) -> list[ParaFrag]:
    """Inline text ready for the engine: no markup is ever parsed, so typed text stays text."""
    made: list[ParaFrag] = []
    for run in text:
        bold = run.bold or (style.bold and not run.muted)
        ink = color(styles.MUTED if run.muted else style.color)
        for piece in fonts.pieces(run.text, bold=bold, italic=run.italic):
            lines = _FOLDED_SPACE.sub(_HARD_SPACE, piece.text).split("\n")
            made += _lines(lines, piece.font, style.size, ink)
    return made or _lines([""], fonts.base_font(), style.size, color(style.color))


def _lines(lines: list[str], font: str, size: float, ink: Color) -> list[ParaFrag]:
    made: list[ParaFrag] = []
    for place, line in enumerate(lines):
        if place:
            made.append(_fragment("", font, size, ink, lineBreak=True))
        if line or len(lines) == 1:
            made.append(_fragment(line, font, size, ink))
    return made


def _fragment(text: str, font: str, size: float, ink: Color, **more: bool) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=size,
        textColor=ink,
        bold=0,
        italic=0,
        rise=0,
        greek=0,
        link=[],
        us_lines=[],
        **more,
    )


class TextFlow(Paragraph):
    """A paragraph that breaks its lines once for each width."""

    blPara: Any  # noqa: N815 - reportlab's name
    _broken_at: float | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Width and height of the broken lines."""
        if self._broken_at != availWidth or not hasattr(self, "blPara"):
            super().wrap(availWidth, availHeight)
            self._broken_at = availWidth
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines, right-to-left words in the order they stand on paper."""
        broken = self.blPara
        self.blPara = _in_order(broken)
        super().draw()
        self.blPara = broken


def _in_order(broken: Any) -> Any:  # noqa: ANN401 - the engine's lines have no common type
    """The engine's broken lines as they stand on paper, the same where all runs left to right."""
    is_plain = broken.kind == 0
    texts = [line[1] if is_plain else [word.text for word in line.words] for line in broken.lines]
    if not any(scripts.has_right_to_left(word) for words in texts for word in words):
        return broken
    turn = _turned if is_plain else _turned_fragments
    return broken.clone(lines=[turn(line) for line in broken.lines])


def _turned(line: Any) -> tuple[float, list[str]]:  # noqa: ANN401 - as above
    """A line of words in one font."""
    room, words = line[0], line[1]
    return room, ["".join(text for _, text in scripts.in_order([" ".join(words)]))]


def _turned_fragments(line: Any) -> Any:  # noqa: ANN401 - as above
    """A line of pieces in several fonts."""
    ordered = scripts.in_order([word.text for word in line.words])
    return line.clone(words=[line.words[place].clone(text=text) for place, text in ordered])


class SectionHeading(TextFlow):
    """A heading with a rule below it, of the look it belongs to."""

    look: Look = styles.LOOKS[blocks.Look.RECORD]

    @property
    def _extra(self) -> float:
        return self.look.section_rule + styles.SECTION_RULE_GAP

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Width and height with the rule."""
        if self._broken_at != availWidth or not hasattr(self, "blPara"):
            super().wrap(availWidth, availHeight)
            self.height += self._extra
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - reportlab's names
        """Two headings, each with its rule, when one is too tall for what is left."""
        parts: list[Any] = super().split(availWidth, availHeight - self._extra)
        for part in parts:
            part.look = self.look
        return parts

    def draw(self) -> None:
        """Draw the words and the rule."""
        super().draw()
        self.canv.setStrokeColor(color(self.look.section_rule_ink))
        self.canv.setLineWidth(self.look.section_rule)
        y = self.look.section_rule / 2
        self.canv.line(0, y, self.width, y)


def text_flow(text: Text, style: Style, *, is_right: bool = False) -> TextFlow:
    """Inline text as a paragraph in the given style."""
    return TextFlow("", paragraph_style(style, is_right=is_right), frags=fragments(text, style))


class MarkedTitle(Flowable):
    """The title with the framed draft mark at the right end of its first line."""

    def __init__(self, title: TextFlow, mark: str) -> None:
        super().__init__()
        self._title = title
        self._mark = mark

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """The space of the title."""
        return styles.TITLE.after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The full width and the height of the title beside the mark."""
        room = availWidth - mark_width(self._mark) - styles.BOX_PADDING
        _, self.height = self._title.wrapOn(self.canv, room, availHeight)
        self.width = availWidth
        return self.width, self.height

    def draw(self) -> None:
        """Draw title and mark."""
        self._title.drawOn(self.canv, 0, 0)
        draw_mark(self.canv, self._mark, self.width, self.height - styles.TITLE.size + 1)


class Rows(Table):
    """A table that breaks between rows, and inside one only when no page could hold it."""

    _rowHeights: list[float]  # noqa: N815 - reportlab's name

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - reportlab's names
        """What fits and the rest; nothing when the first row belongs on the next page."""
        self.wrap(availWidth, availHeight)
        first = self.repeatRows
        self.splitInRow = int(self._rowHeights[first] > _TALLEST_WHOLE_ROW)
        parts: list[Any] = super().split(availWidth, availHeight)
        return parts


class Joined(Flowable):
    """Pieces between which no page may break; inside a piece it may.

    The break falls as late as it can. What no page can hold together is let go.
    """

    _frame: Any

    def __init__(self, pieces: list[Flowable]) -> None:
        super().__init__()
        self._pieces = pieces

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        """The space before the first piece."""
        return float(self._pieces[0].getSpaceBefore())

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """More than any page has, so that the engine asks for a split."""
        return availWidth, _TOO_TALL

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """The pieces, broken where they run over; none when all belong on the next page."""
        tops, heights = self._measure(availWidth)
        over = next(
            (place for place, top in enumerate(tops) if top + heights[place] > availHeight + 1e-6),
            None,
        )
        if over is None:
            return self._pieces
        parts = self._break(over, availWidth, availHeight - tops[over])
        place = over
        while not parts and place:
            place -= 1
            parts = self._break(place, availWidth, heights[place] - _NEARLY)
        if not parts and self._frame._atTop:
            return [NullActionFlowable(), *self._pieces]
        return parts

    def _measure(self, width: float) -> tuple[list[float], list[float]]:
        tops: list[float] = []
        heights: list[float] = []
        y = after = 0.0
        for place, piece in enumerate(self._pieces):
            y += max(after, piece.getSpaceBefore()) if place else 0
            height = piece.wrapOn(self.canv, width, _TOO_TALL)[1]
            tops.append(y)
            heights.append(height)
            y += height
            after = piece.getSpaceAfter()
        return tops, heights

    def _break(self, place: int, width: float, height: float) -> list[Flowable]:
        if height <= 0:
            return []
        parts = self._pieces[place].splitOn(self.canv, width, height)
        if len(parts) < 2:  # noqa: PLR2004 - one part is the whole piece
            return []
        rest = [*parts[1:], *self._pieces[place + 1 :]]
        return [*self._pieces[:place], parts[0], PageBreak(), Joined(rest)]


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def line_width(text: str, style: Style, *, bold: bool = False) -> float:
    """How wide one line of text is, in points."""
    return sum(
        stringWidth(piece.text, piece.font, style.size)
        for piece in fonts.pieces(_one_line(text), bold=bold or style.bold)
    )


def draw_line(
    canvas: Canvas, text: str, style: Style, x: float, y: float, right: float, *, bold: bool = False
) -> float:
    """Draw one line from `x`, cut with an ellipsis before `right`; returns where it ends."""
    line = _one_line(text)
    if line_width(line, style, bold=bold) > right - x:
        while line and line_width(line + _ELLIPSIS, style, bold=bold) > right - x:
            line = line[: len(line) * 19 // 20]
        line = line.rstrip() + _ELLIPSIS
    canvas.setFillColor(color(style.color))
    pieces = fonts.pieces(line, bold=bold or style.bold)
    for place, letters in scripts.in_order([piece.text for piece in pieces]):
        font = pieces[place].font
        canvas.setFont(font, style.size)
        canvas.drawString(x, y, letters)
        x += stringWidth(letters, font, style.size)
    return x


_MARK_PADDING = 6.0


def mark_width(mark: str) -> float:
    """How wide the framed draft mark is, in points."""
    return line_width(mark, styles.MARK) + 2 * _MARK_PADDING


def draw_mark(canvas: Canvas, mark: str, right: float, baseline: float) -> None:
    """Draw the framed draft mark so that it ends at `right`."""
    style, left = styles.MARK, right - mark_width(mark)
    canvas.setStrokeColor(color(style.color))
    canvas.setLineWidth(1)
    canvas.roundRect(left, baseline - 4.5, right - left, style.leading + 3, 2)
    draw_line(canvas, mark, style, left + _MARK_PADDING, baseline, right)

"""The one place for looks on paper: named text styles, colors, and the geometry of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counselor_desk.documents import blocks
from counselor_desk.records.program import Paper

INK = "1E2321"
MUTED = "525A56"
ACCENT = "0E6B65"
RULE = "D5D0C7"
FILL = "F4F2EE"
DRAFT = "A3201D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one kind of text looks; sizes and spaces in points, `name` as Word shows it."""

    name: str
    size: float
    leading: float
    color: str = INK
    bold: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0


PROGRAM = Style(name="Program line", size=8.5, leading=11, color=MUTED)
TITLE = Style(name="Title", size=20, leading=24, bold=True, after=7)
SUBTITLE = Style(name="Subtitle", size=12, leading=15, color=ACCENT, after=1)
SECTION = Style(name="Heading 1", size=12, leading=15, color=ACCENT, bold=True, before=10, after=5)
SUBSECTION = Style(name="Heading 2", size=10.5, leading=14, bold=True, before=5, after=2)
BODY = Style(name="Normal", size=10, leading=13.5, after=5)
CELL = Style(name="Table text", size=10, leading=13.5)
NUMBER = Style(name="Table number", size=8, leading=13.5, color=MUTED)
ITEM = Style(name="List Bullet", size=10, leading=13.5, after=2, indent=11)
LINE = Style(name="Dated line", size=10, leading=13.5)
DETAIL = Style(name="Detail", size=8.5, leading=11, color=MUTED, after=3)
LABEL = Style(name="Label", size=8, leading=10, color=MUTED)
VALUE = Style(name="Value", size=10, leading=13, bold=True)
HEAD = Style(name="Header", size=8.5, leading=11, color=MUTED)
FOOT = Style(name="Footer", size=8, leading=10, color=MUTED)
MARK = Style(name="Draft mark", size=9.5, leading=12, color=DRAFT, bold=True)

GAP = Style(name="Gap", size=2, leading=5)

HAIRLINE = 0.5
SECTION_RULE = 1.0
SECTION_RULE_GAP = 2.0
CALLOUT_LINE = 0.7
SIGNING_LINE = 0.7
RADIUS = 4.0
BOX_PADDING = 12.0
CELL_GAP = 8.0
SIGNER_COLUMNS = 3
SIGNING_ROOM = 22.0
DRAWN_HEIGHT = 34.0
LETTERHEAD_GAP = 9.0
LOGO_WIDTH, LOGO_HEIGHT = 168.0, 48.0
"""The largest logo in the head of a paper, in points."""
LOGO_PIXEL = 0.75
"""A pixel of a logo is never wider than this on paper, in points: larger ones look torn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A family of styles: what differs from the clinical papers, by the name of the style."""

    other: Mapping[str, Style] = field(default_factory=dict)
    section_rule: float = SECTION_RULE
    section_rule_ink: str = ACCENT

    def of(self, style: Style) -> Style:
        """How a text of this kind looks here."""
        return self.other.get(style.name, style)


def _look(*others: Style, section_rule: float, section_rule_ink: str) -> Look:
    return Look(
        other={style.name: style for style in others},
        section_rule=section_rule,
        section_rule_ink=section_rule_ink,
    )


LOOKS = {
    blocks.Look.RECORD: Look(),
    blocks.Look.CV_CLEAR: _look(
        replace(TITLE, size=25, leading=29, after=1),
        replace(SECTION, size=12.5, leading=16, before=12, after=5),
        replace(SUBSECTION, size=11, leading=15, before=8, after=0),
        replace(LINE, size=11, leading=15),
        replace(BODY, size=11, leading=15, after=3),
        replace(CELL, size=11, leading=15),
        replace(ITEM, size=11, leading=15, after=2),
        replace(DETAIL, size=10.5, leading=14, after=2),
        section_rule=HAIRLINE,
        section_rule_ink=RULE,
    ),
}
"""The looks a document can wear. A CV has the name at 25 pt and thin grey rules."""


def logo_size(width: int, height: int) -> tuple[float, float]:
    """How wide and high a logo of this many pixels is on paper, in points."""
    factor = min(LOGO_WIDTH / width, LOGO_HEIGHT / height, LOGO_PIXEL)
    return width * factor, height * factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of paper and where text may stand on it; points, measured from the edges."""

    width: float
    height: float
    margin: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        """How wide the text is."""
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> float:
        """How high the text of one page can be."""
        return self.height - self.top - self.bottom


_INCH = 72.0
_MM = _INCH / 25.4

SHEETS = {
    Paper.LETTER: Sheet(
        width=8.5 * _INCH,
        height=11 * _INCH,
        margin=0.75 * _INCH,
        top=0.75 * _INCH,
        bottom=0.8 * _INCH,
    ),
    Paper.A4: Sheet(
        width=210 * _MM, height=297 * _MM, margin=19 * _MM, top=19 * _MM, bottom=20.5 * _MM
    ),
}
"""US Letter with 0.75 in margins, A4 with 19 mm."""

HEAD_BASELINE = 36.0
HEAD_RULE = 42.0
FOOT_RULE = 44.6
FOOT_BASELINE = 33.0
FOOT_SECOND_BASELINE = 23.8
"""The running head is measured from the top edge, the foot from the bottom edge."""

"""Text as Word's XML: runs in their looks, paragraphs, lists, lines, tabs."""

from __future__ import annotations

from html import escape

from counselor_desk.documents import blocks as b
from counselor_desk.documents import scripts, styles
from counselor_desk.documents.docx_template import eighths, style_id, twips
from counselor_desk.documents.letters import printable
from counselor_desk.documents.styles import Sheet, Style

TAB = "<w:r><w:tab/></w:r>"

_KEEP = "<w:keepNext/>"
# A font that Word has with Arabic and Hebrew letters; the font of the text has none.
_RIGHT_TO_LEFT_FONT = '<w:rFonts w:cs="Arial"/>'


def letters(text: str) -> str:
    """Words as the text of a run, line by line."""
    lines = printable(text).split("\n")
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in lines
    )


def plain(text: str) -> str:
    """A run of the look of its paragraph."""
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
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{letters(text)}</w:r>"


def _right_to_left(text: str) -> str:
    return f'<w:rtl/><w:lang w:bidi="{"ar-SA" if scripts.is_arabic(text) else "he-IL"}"/>'


def run_of(run: b.Run, style: Style) -> str:
    """One run in its look."""
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


def runs_of(text: b.Text, style: Style) -> str:
    """The runs of a text, one after the other."""
    return "".join(run_of(run, style) for run in text)


def paragraph(style: Style, runs: str, *, keep: bool = False, extra: str = "") -> str:
    """One paragraph; `extra` are more properties, in the order that Word's schema asks."""
    name = "" if style is styles.BODY else f'<w:pStyle w:val="{style_id(style)}"/>'
    look = f"{name}{_KEEP if keep else ''}{extra}"
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def cell_lines(lines: b.Cell, style: Style, *, keep: bool) -> str:
    """A cell's paragraphs; Word asks for at least one."""
    return "".join(paragraph(style, runs_of(line, style), keep=keep) for line in lines or ((),))


def item_list(items: tuple[b.Text, ...], *, keep: bool) -> str:
    """Items of a list; the last is bound to what follows if `keep` says so."""
    return "".join(
        paragraph(styles.ITEM, runs_of(item, styles.ITEM), keep=keep and number == len(items))
        for number, item in enumerate(items, 1)
    )


def border(side: str, thickness: float, color: str, space: int = 4) -> str:
    """A line at one side of a paragraph; thickness in points."""
    line = f'w:val="single" w:sz="{eighths(thickness)}" w:space="{space}" w:color="{color}"'
    return f"<w:pBdr><w:{side} {line}/></w:pBdr>"


def right_tab(sheet: Sheet) -> str:
    """A tab at the right edge of the text."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{twips(sheet.text_width)}"/></w:tabs>'


def right_indent(width: float) -> str:
    """Room at the right of a paragraph, in points."""
    return f'<w:ind w:right="{twips(width)}"/>' if width else ""

"""Renders a document for Word: real styles, head and foot with page fields, clean metadata."""

from __future__ import annotations

from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx_text as t
from counselor_desk.documents import styles
from counselor_desk.documents.docx_blocks import Writer
from counselor_desk.documents.docx_template import style_id, template
from counselor_desk.documents.letters import printable
from counselor_desk.documents.styles import Sheet
from counselor_desk.records.program import Paper

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Footer, _Header

_SPACES = nsdecls("w", "r", "wp", "a", "pic")
_NAME_LIMIT = 255


def render(document: b.Document, paper: Paper) -> bytes:
    """The document as a Word file for the given paper; equal documents give equal parts."""
    sheet = styles.SHEETS[paper]
    word = docx.Document(BytesIO(template(document.meta.language, document.look)))
    _describe(word, document.meta)
    _set_up_pages(word, sheet, document.furniture)
    writer = Writer(word, sheet.text_width)
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
    _fill(section.first_page_header, t.paragraph(styles.HEAD, ""))
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
    title = t.paragraph(styles.TITLE, t.plain(document.title) + mark[1], extra=mark[0])
    if document.subtitle:
        title += t.paragraph(styles.SUBTITLE, t.plain(document.subtitle))
    return title


def _mark(furniture: b.Furniture, sheet: Sheet) -> tuple[str, str]:
    """The draft mark at the right: what its paragraph needs, and its runs."""
    if not furniture.draft_mark:
        return "", ""
    run = f'<w:r><w:rPr><w:rStyle w:val="{style_id(styles.MARK)}"/></w:rPr>'
    text = f"{t.letters(f' {furniture.draft_mark} ')}</w:r>"
    return t.right_tab(sheet), t.TAB + run + text


def _running_head(furniture: b.Furniture, sheet: Sheet) -> str:
    tab, mark = _mark(furniture, sheet)
    if not furniture.running_head and not mark:
        return t.paragraph(styles.HEAD, "")
    border = t.border("bottom", styles.HAIRLINE, styles.RULE)
    return t.paragraph(styles.HEAD, t.plain(furniture.running_head) + mark, extra=border + tab)


def _foot(furniture: b.Furniture, sheet: Sheet) -> str:
    notice = ""
    if furniture.notice:
        notice = t.run_of(b.Run(furniture.confidential, bold=True), styles.FOOT)
        notice += t.plain(f"  {furniture.notice}" if furniture.confidential else furniture.notice)
    if not (notice or furniture.page_of or furniture.printed):
        return t.paragraph(styles.FOOT, "")
    border = t.border("top", styles.HAIRLINE, styles.RULE)
    first = t.paragraph(
        styles.FOOT, notice + t.TAB + _page_of(furniture), extra=border + t.right_tab(sheet)
    )
    return first + (
        t.paragraph(styles.FOOT, t.plain(furniture.printed)) if furniture.printed else ""
    )


def _page_of(furniture: b.Furniture) -> str:
    """The words of the page count with Word's own fields in place of the numbers."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    return "".join(
        t.plain(words)
        + (f'<w:fldSimple w:instr=" {fields[name]} ">{t.plain("1")}</w:fldSimple>' if name else "")
        for words, name, _, _ in Formatter().parse(furniture.page_of)
    )

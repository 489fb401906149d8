"""The same plan to DOCX, against python-docx filled element by element at the level of XML."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from counselor_desk.documents import blocks as b
from counselor_desk.documents import styles
from counselor_desk.documents.docx import render
from counselor_desk.documents.docx_template import RULED, style_id, template
from counselor_desk.documents.plans import build_plan
from counselor_desk.documents.styles import Style
from counselor_desk.records.program import Paper
from tests.benchmarks.long_plan import flat, long_plan
from tests.benchmarks.paired import Comparison, compare, in_turn
from tests.benchmarks.rows import Goal

GOALS = (Goal(name="The same plan to DOCX, to a bare XML fill", target=1.5),)


def measure() -> tuple[Comparison, ...]:
    """Both begin with the same empty file; the bare side begins with the finished text."""
    paper = long_plan()
    document = build_plan(paper)
    _check_text(document)
    pairs = in_turn(lambda: render(build_plan(paper), Paper.LETTER), lambda: _bare(document))
    return (compare(pairs, target=GOALS[0].target),)


def _check_text(document: b.Document) -> None:
    product, bare = (
        {
            paragraph.text
            for paragraph in docx.Document(BytesIO(content)).element.body.iter(qn("w:p"))
            if paragraph.text
        }
        for content in (render(document, Paper.LETTER), _bare(document))
    )
    missing = product - bare - {"Date and time"}
    if missing:
        raise RuntimeError(f"the bare side lacks {sorted(missing)[:3]}")


def _bare(document: b.Document) -> bytes:
    word = docx.Document(BytesIO(template(document.meta.language)))
    body = word.element.body
    end = body[-1]
    furniture = document.furniture
    first = [_paragraph(b.plain(furniture.program), styles.PROGRAM)] if furniture.program else []
    title = _paragraph(
        (*b.plain(document.title), b.Run("\t"), b.Run(f" {furniture.draft_mark} ")), styles.TITLE
    )
    for element in (*first, title):
        end.addprevious(element)
    for block in flat(document.blocks):
        for element in _elements(block):
            end.addprevious(element)
    section = word.sections[0]
    section.footer.paragraphs[0].text = f"{furniture.confidential} {furniture.notice}"
    section.header.paragraphs[0].text = furniture.running_head
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _elements(block: b.Block) -> list[BaseOxmlElement]:
    match block:
        case b.Heading(text=text, level=level):
            return [_paragraph(text, styles.SECTION if level == 1 else styles.SUBSECTION)]
        case b.Paragraph(text=text):
            return [_paragraph(text, styles.BODY)]
        case b.FieldGrid(fields=fields, columns=columns):
            cells = [
                [
                    _paragraph(b.plain(fact.label), styles.LABEL),
                    _paragraph(b.plain(fact.value), styles.VALUE),
                ]
                for fact in fields
            ]
            return [_table([cells[at : at + columns] for at in range(0, len(cells), columns)])]
        case b.Table():
            head = [[_paragraph(b.plain(column.title), styles.LABEL)] for column in block.columns]
            rows = [
                [[_paragraph(line, styles.CELL) for line in cell or ((),)] for cell in row]
                for row in block.rows
            ]
            return [_table([head, *rows])]
        case b.Signature(signers=signers):
            cells = [
                [
                    _paragraph(b.plain(one.name), styles.CELL),
                    _paragraph(b.plain(one.role), styles.LABEL),
                ]
                for one in signers
            ]
            return [
                _paragraph(b.plain(block.title), styles.SECTION),
                _paragraph(b.plain(block.statement), styles.BODY),
                _table([cells]),
            ]
        case _:
            raise TypeError(f"a plan has no {type(block).__name__}")


def _paragraph(text: b.Text, style: Style) -> BaseOxmlElement:
    paragraph = OxmlElement("w:p")
    look = OxmlElement("w:pPr")
    name = OxmlElement("w:pStyle")
    name.set(qn("w:val"), style_id(style))
    look.append(name)
    paragraph.append(look)
    for part in text:
        run = OxmlElement("w:r")
        if part.bold:
            looks = OxmlElement("w:rPr")
            looks.append(OxmlElement("w:b"))
            run.append(looks)
        run.text = part.text
        paragraph.append(run)
    return paragraph


def _table(rows: list[list[list[BaseOxmlElement]]]) -> BaseOxmlElement:
    table = OxmlElement("w:tbl")
    look = OxmlElement("w:tblPr")
    name = OxmlElement("w:tblStyle")
    name.set(qn("w:val"), RULED)
    look.append(name)
    table.append(look)
    grid = OxmlElement("w:tblGrid")
    grid.extend(OxmlElement("w:gridCol") for _ in rows[0])
    table.append(grid)
    for row in rows:
        line = OxmlElement("w:tr")
        for cell in row:
            box = OxmlElement("w:tc")
            box.extend(cell)
            line.append(box)
        table.append(line)
    return table

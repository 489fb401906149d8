"""Documents to render, and ways to read them back."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pypdfium2
import pytest

from counselor_desk.documents import blocks as b

MADE_AT = datetime(2026, 3, 12, 15, 58, tzinfo=UTC)
PLAN_COLUMNS = (
    b.Column("", width=32, is_number=True),
    b.Column("Objective", share=0.5),
    b.Column("Interventions · who · how often", share=0.5),
    b.Column("Target", width=64),
    b.Column("Status on 03/12/2026", width=82),
)


def _document(*blocks: b.Block, title: str = "Treatment plan", draft_mark: str = "") -> b.Document:
    return b.Document(
        title=title,
        meta=b.Meta(
            title="Treatment plan CD-0147",
            subject="Treatment plan, version 1",
            author="Cedar Ridge Recovery",
            made_at=MADE_AT,
        ),
        furniture=b.Furniture(
            program="Cedar Ridge Recovery",
            running_head="Marcus Reyes · CD-0147 · Treatment plan, version 1",
            notice="42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
            printed="Printed March 12, 2026, 9:58 am by D. Whitfield, LCDC",
            draft_mark=draft_mark,
        ),
        blocks=blocks,
    )


def _problem(number: int, rows: int) -> b.Block:
    cells = tuple(
        (
            b.cell(f"{number}.1.{row}"),
            b.cell("Name five triggers and practice one coping skill for each"),
            b.cell("CBT functional analysis", "counselor · weekly"),
            b.cell("04/30/2026"),
            b.cell("Progressing"),
        )
        for row in range(1, rows + 1)
    )
    return b.KeepTogether(
        (
            b.Heading(b.plain(f"Problem {number} · Alcohol use disorder, severe (F10.20)")),
            b.Heading(b.plain(f"Goal {number}.1 Reach and keep abstinence"), 2),
            b.Table(PLAN_COLUMNS, cells),
        )
    )


def _signature(seal: str = "") -> b.Signature:
    return b.Signature(
        (
            b.Signer("Marcus Reyes", "Client"),
            b.Signer(
                "D. Whitfield, LCDC",
                "Counselor",
                "Signed electronically by D. Whitfield, LCDC",
                "February 12, 2026, 4:05 pm",
            ),
        ),
        title="Signatures",
        statement="I took part in making this plan.",
        seal=seal,
    )


def _plan(problems: int = 3, rows: int = 3, draft_mark: str = "") -> b.Document:
    return _document(
        b.FieldGrid(
            (
                b.Field("Client", "Marcus Reyes"),
                b.Field("Record number", "CD-0147"),
                b.Field("Date of birth", "06/02/1991"),
                b.Field("Level of care", "IOP"),
                b.Field("Plan date", "02/12/2026"),
            )
        ),
        b.Paragraph((b.Run("Strengths: ", bold=True), b.Run("nine years of steady work."))),
        *(_problem(number, rows) for number in range(1, problems + 1)),
        _signature("Sealed 3F2A 91C0 77AB 0D1E"),
        draft_mark=draft_mark,
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., b.Document]:
    """Makes a document of the given blocks."""
    return _document


@pytest.fixture(scope="session")
def plan() -> Callable[..., b.Document]:
    """Makes a plan-like document of so many problems with so many rows each."""
    return _plan


@pytest.fixture(scope="session")
def signature() -> Callable[..., b.Signature]:
    """Makes a signature block with its own title and statement."""
    return _signature


@pytest.fixture(scope="session")
def page_texts() -> Callable[[bytes], list[str]]:
    """Reads a PDF's text, page by page."""

    def read(content: bytes) -> list[str]:
        file = pypdfium2.PdfDocument(content)
        try:
            texts = []
            for page in file:
                text_page = page.get_textpage()
                texts.append(text_page.get_text_bounded().replace("\r\n", "\n"))
                text_page.close()
                page.close()
            return texts
        finally:
            file.close()

    return read


@pytest.fixture(scope="session")
def letter_boxes() -> Callable[[bytes], list[list[tuple[float, float, float, float]]]]:
    """The boxes (left, bottom, right, top) of every inked letter, page by page."""

    def read(content: bytes) -> list[list[tuple[float, float, float, float]]]:
        file = pypdfium2.PdfDocument(content)
        try:
            pages = []
            for page in file:
                text_page = page.get_textpage()
                text = text_page.get_text_range()
                boxes = [
                    text_page.get_charbox(at)
                    for at in range(text_page.count_chars())
                    if at < len(text) and not text[at].isspace()
                ]
                pages.append([box for box in boxes if box[2] > box[0]])
                text_page.close()
                page.close()
            return pages
        finally:
            file.close()

    return read


@pytest.fixture(scope="session")
def docx_part() -> Callable[[bytes, str], str]:
    """The XML of one part of a Word file."""

    def read(content: bytes, name: str = "word/document.xml") -> str:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.read(name).decode()

    return read


@pytest.fixture(scope="session")
def docx_text(docx_part: Callable[..., str]) -> Callable[[bytes], str]:
    """The letters of a Word file's body, a line feed for each break and paragraph end."""

    def read(content: bytes) -> str:
        xml = docx_part(content)
        pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:br/>)|(</w:p>)|(<w:tab/>)", xml)
        text = "".join(
            letters or ("\n" if line or end else "\t" if tab else "")
            for letters, line, end, tab in pieces
        )
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    return read


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A PNG of 2 by 1 pixels."""
    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPk"
        "y05lYGAAAAQNAOCoR73JAAAAAElFTkSuQmCC"
    )

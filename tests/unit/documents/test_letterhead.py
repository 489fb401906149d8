"""The head of papers: the program, its lines and its logo, and where they must not stand."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pypdfium2
import pytest
from PIL import Image

from counselor_desk.documents import docx as word
from counselor_desk.documents import pdf, pictures, styles, text
from counselor_desk.records.program import Paper

LINES = ("120 Mill Street, Tulsa, OK 74103", "Phone 918 555 0142", "License 4471")


def drawn():
    out = io.BytesIO()
    Image.new("RGB", (300, 120), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def headed(plan):
    """A plan whose paper has lines and a logo in its head."""
    document = plan(1)
    furniture = replace(
        document.furniture, header=LINES, logo=pictures.redrawn(drawn(), pictures.LOGO)
    )
    return replace(document, furniture=furniture)


def _pictures(content):
    page = pypdfium2.PdfDocument(content)[0]
    return [one.get_bounds() for one in page.get_objects(filter=[3])]


def test_the_lines_stand_below_the_program_on_the_first_page_alone(headed, page_texts):
    first, *others = page_texts(pdf.render(headed, Paper.LETTER))

    assert [first.index(line) for line in LINES] == sorted(first.index(line) for line in LINES)
    assert first.index(headed.furniture.program) < first.index(LINES[0])
    assert first.index(LINES[-1]) < first.index(headed.title)
    assert not any(line in page for page in others for line in LINES)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_logo_stands_in_the_upper_right_corner_of_the_text(headed, paper):
    ((left, bottom, right, top),) = _pictures(pdf.render(headed, paper))

    sheet = styles.SHEETS[paper]
    assert right == pytest.approx(sheet.width - sheet.margin, abs=1)
    assert top == pytest.approx(sheet.height - sheet.top, abs=1)
    assert (right - left) / (top - bottom) == pytest.approx(300 / 120, rel=0.01)
    assert top - bottom <= styles.LOGO_HEIGHT + 0.1


def test_a_paper_without_lines_and_logo_is_as_it_was(plan):
    assert _pictures(pdf.render(plan(1), Paper.LETTER)) == []


def test_word_has_the_lines_and_the_logo(headed):
    opened = docx.Document(io.BytesIO(word.render(headed, Paper.LETTER)))

    lines = [one.text for one in opened.tables[0].cell(0, 0).paragraphs]
    assert lines == [headed.furniture.program, *LINES]
    (picture,) = opened.inline_shapes
    assert picture.height.pt == pytest.approx(styles.LOGO_HEIGHT, abs=0.1)


def test_word_has_lines_without_a_logo(headed):
    bare = replace(headed, furniture=replace(headed.furniture, logo=b""))
    opened = docx.Document(io.BytesIO(word.render(bare, Paper.LETTER)))

    assert [one.text for one in opened.paragraphs[1:4]] == list(LINES)
    assert len(opened.inline_shapes) == 0


def test_plain_text_has_the_lines(headed):
    lines = text.render(headed, Paper.LETTER).decode().splitlines()

    assert lines[1:4] == list(LINES)


def test_the_same_head_gives_the_same_bytes(headed):
    assert pdf.render(headed, Paper.LETTER) == pdf.render(headed, Paper.LETTER)

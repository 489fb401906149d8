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
from counselor_desk.errors import LogoError
from counselor_desk.records.program import Paper

LINES = ("120 Mill Street, Tulsa, OK 74103", "Phone 918 555 0142", "License 4471")


def drawn(form="PNG", size=(300, 120), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "P" else 3).save(out, form, **more)
    return out.getvalue()


@pytest.fixture
def headed(plan):
    """A plan whose paper has lines and a logo in its head."""
    document = plan(1)
    furniture = replace(document.furniture, header=LINES, logo=pictures.redrawn(drawn()))
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


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "L"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
    ],
)
def test_every_usual_kind_of_picture_becomes_a_png(form, mode):
    made = pictures.redrawn(drawn(form, mode=mode))

    assert made.startswith(b"\x89PNG")
    assert pictures.size(made) == (300, 120)


def test_a_large_picture_is_made_smaller():
    assert pictures.size(pictures.redrawn(drawn(size=(4000, 1000)))) == (1200, 300)


def test_what_is_hidden_in_a_picture_is_left_behind():
    noted = drawn("JPEG", comment=b"Marcus Reyes")
    assert b"Marcus" in noted

    assert b"Marcus" not in pictures.redrawn(noted)


def test_what_is_clear_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(out, "PNG")

    assert Image.open(io.BytesIO(pictures.redrawn(out.getvalue()))).getpixel((5, 5)) == (255,) * 3


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8"]
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(LogoError, match="no picture that can be read"):
        pictures.redrawn(content)


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded():
    small = drawn(size=(10, 10))
    vast = small[:16] + (60_000).to_bytes(4, "big") * 2 + small[24:]

    with pytest.raises(LogoError):
        pictures.redrawn(vast)


def test_a_picture_just_over_the_limit_says_its_size():
    with pytest.raises(LogoError, match="5,001 by 10 pixels"):
        pictures.redrawn(drawn(size=(5001, 10)))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(form):
    whole = drawn(form, size=(64, 48))
    for place in range(0, len(whole), 3):
        for broken in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            try:
                made = pictures.redrawn(broken)
            except LogoError:
                continue
            assert made.startswith(b"\x89PNG")

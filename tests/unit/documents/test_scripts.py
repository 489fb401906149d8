"""Right-to-left letters are found, joined and ordered for paper, in a PDF too."""

from __future__ import annotations

import unicodedata

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.documents import blocks as b
from counselor_desk.documents import scripts
from counselor_desk.documents.fonts import missing_letters
from counselor_desk.documents.pdf import render
from counselor_desk.records.program import Paper

TEXTS = st.text(alphabet="ab 12,.()محمدלאשל\n־ُ", max_size=40)


def line(*parts: str) -> str:
    return "".join(text for _, text in scripts.in_order(parts))


def letters_on_paper(content: bytes) -> list[tuple[str, float, float]]:
    """Every inked letter of the first page with the left and the top of its box."""
    file = pypdfium2.PdfDocument(content)
    page = file[0]
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    found = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            left, _, _, top = text_page.get_charbox(place)
            found.append((letter, left, top))
    text_page.close()
    page.close()
    file.close()
    return found


def lefts(content: bytes, wanted: str) -> list[float]:
    """Where the letters of `wanted`, each once on the page, stand from the left."""
    found = letters_on_paper(content)
    places = {unicodedata.normalize("NFKC", letter): left for letter, left, _ in found}
    return [places[letter] for letter in wanted]


@given(TEXTS)
def test_no_letter_is_lost_when_a_text_is_cut(text):
    assert "".join(part for part, _ in scripts.stretches(text)) == text


@given(st.lists(TEXTS, max_size=5))
def test_no_letter_is_lost_when_a_line_is_ordered(parts):
    kept = "".join(parts).replace("(", ")")

    assert sorted(line(*parts).replace("(", ")")) == sorted(kept)


@given(st.text(alphabet="ab 12,.()éЯ李", max_size=40))
def test_left_to_right_text_stays_as_it_is(text):
    assert line(text) == text
    assert scripts.shaped(text) == text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("to אבג, 12", "to גבא, 12"),
        ("(אבג) x", "(גבא) x"),
        ("אב 12 גד end", "דג 12 בא end"),
        ("אב (גד) הו", "וה (דג) בא"),
        ("١٢ ג", "ג ١٢"),
    ],
)
def test_each_stretch_runs_from_right_to_left_and_its_numbers_do_not(text, drawn):
    assert line(text) == drawn


def test_parts_of_one_stretch_change_places():
    assert scripts.in_order(["x אב", " ", "גד", " y"]) == [
        (0, "x "),
        (2, "דג"),
        (1, " "),
        (0, "בא"),
        (3, " y"),
    ]


def test_arabic_letters_join():
    assert scripts.shaped("محمد") == "\ufee3\ufea4\ufee4\ufeaa"


def test_arabic_accents_are_kept():
    assert "\u0651" in scripts.shaped("محمّد")


def test_a_hebrew_name_beside_latin_runs_from_right_to_left_in_a_pdf(document):
    paper = document(b.Paragraph(b.plain("| אבג דה 7 ~")))
    places = lefts(render(paper, Paper.LETTER), "|הדגבא~")

    assert missing_letters(paper) == ""
    assert places == sorted(places)


def test_an_arabic_name_beside_latin_runs_from_right_to_left_in_a_pdf(document):
    paper = document(b.FieldGrid((b.Field("Client", "| زدر ~"),)))
    places = lefts(render(paper, Paper.LETTER), "|ردز~")

    assert missing_letters(paper) == ""
    assert places == sorted(places)


def test_a_name_alone_runs_from_right_to_left_in_a_pdf(document):
    places = lefts(render(document(b.Paragraph(b.plain("אבגד"))), Paper.LETTER), "דגבא")

    assert places == sorted(places)


def test_a_single_line_outside_the_text_is_in_order_too(document):
    paper = document(b.Paragraph(b.plain("x")), draft_mark="אבגד")
    places = lefts(render(paper, Paper.LETTER), "דגבא")

    assert places == sorted(places)


def test_long_right_to_left_text_goes_on_in_the_next_line(document):
    content = render(document(b.Paragraph(b.plain(f"א{' שש' * 60} ב"))), Paper.LETTER)
    found = {letter: (left, top) for letter, left, top in letters_on_paper(content)}

    assert found["א"][1] > found["ב"][1] + 5


def test_a_paragraph_over_two_pages_keeps_its_order(document, page_texts):
    content = render(document(b.Paragraph(b.plain("שש דד " * 4000 + "אבג"))), Paper.LETTER)
    last = page_texts(content)[-1]

    assert len(page_texts(content)) > 1
    assert "אבג" in last or "גבא" in last
    assert "\ufffd" not in last


def test_an_east_asian_letter_of_the_system_is_in_the_pdf(document, east_asian_font):
    paper = document(b.Paragraph(b.plain("李")))
    content = render(paper, Paper.LETTER)

    assert missing_letters(paper) == ""
    assert b"DejaVuSans" in content
    assert b"DejaVuSans" not in render(document(b.Paragraph(b.plain("Li"))), Paper.LETTER)

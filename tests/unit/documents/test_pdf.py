"""The PDF: fonts inside, page numbers, breaks in the right places, hostile text."""

from __future__ import annotations

import re
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk.documents import blocks as b
from counselor_desk.documents import fonts, styles
from counselor_desk.documents.pdf import render
from counselor_desk.records.program import Paper

PAPERS = pytest.mark.parametrize("paper", list(Paper))
WANTED = "ễŁżğЯ"


def squeezed(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@PAPERS
@pytest.mark.parametrize(("problems", "pages"), [(1, 1), (4, 2), (15, 5)])
def test_each_page_says_which_of_how_many_it_is(plan, page_texts, paper, problems, pages):
    texts = page_texts(render(plan(problems), paper))

    assert len(texts) == pages
    for page, text in enumerate(texts, 1):
        assert f"Page {page} of {pages}" in text


def test_a_preview_and_an_export_at_the_same_time_are_both_right(plan):
    document = plan(4)
    alone = render(document, Paper.LETTER)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns far more often than they would
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda _turn: render(document, Paper.LETTER), range(40)))
    finally:
        sys.setswitchinterval(usual)

    assert together == [alone] * 40


def test_the_sheet_has_the_size_of_the_paper(plan):
    sizes = {}
    for paper in Paper:
        file = pypdfium2.PdfDocument(render(plan(1), paper))
        sizes[paper] = tuple(round(side) for side in file.get_page_size(0))
        file.close()

    assert sizes == {Paper.LETTER: (612, 792), Paper.A4: (595, 842)}


@PAPERS
def test_no_letter_stands_outside_the_margins(plan, letter_boxes, paper):
    sheet = styles.SHEETS[paper]
    for boxes in letter_boxes(render(plan(5, draft_mark="DRAFT, not signed"), paper)):
        assert min(box[0] for box in boxes) >= sheet.margin - 1
        assert max(box[2] for box in boxes) <= sheet.width - sheet.margin + 1
        assert min(box[1] for box in boxes) >= styles.FOOT_SECOND_BASELINE - 3
        assert max(box[3] for box in boxes) <= sheet.height - styles.HEAD_BASELINE + 9


def test_long_words_and_names_break_inside_the_margins(document, letter_boxes):
    name = "Wolfeschlegelsteinhausenbergerdorff" * 9
    paper = document(
        b.FieldGrid((b.Field("Client", name[:300]),)),
        b.Paragraph((b.Run(name), b.Run(name, bold=True))),
        b.Table((b.Column("A", width=62), b.Column("B")), ((b.cell(name), b.cell(name)),)),
        b.Signature((b.Signer(name[:300], "Client"),)),
    )
    sheet = styles.SHEETS[Paper.LETTER]

    for boxes in letter_boxes(render(paper, Paper.LETTER)):
        assert max(box[2] for box in boxes) <= sheet.width - sheet.margin + 1


@PAPERS
@pytest.mark.parametrize("rows", range(1, 14))
def test_a_signature_never_stands_without_the_end_of_what_it_signs(plan, page_texts, paper, rows):
    texts = page_texts(render(plan(2, rows), paper))
    signed = [text for text in texts if "Signatures" in text]

    assert len(signed) == 1
    assert f"2.1.{rows}" in signed[0]
    assert "Signed electronically" in signed[0]
    assert "Sealed" in signed[0]


@pytest.mark.parametrize("lines", range(30, 60, 2))
def test_a_signature_takes_the_end_of_the_text_along(document, signature, page_texts, lines):
    text = "\n".join(f"line{number}." for number in range(lines))
    texts = page_texts(render(document(b.Paragraph(b.plain(text)), signature()), Paper.LETTER))
    (signed,) = [text for text in texts if "Signatures" in text]

    assert f"line{lines - 1}." in signed


@pytest.mark.parametrize("lines", range(30, 60, 2))
def test_a_boxed_line_above_the_signature_is_not_the_end_of_the_text(
    document, signature, page_texts, lines
):
    text = "\n".join(f"line{number}." for number in range(lines))
    risk = b.Callout(b.plain("Risk that day: none reported."))
    paper = document(b.Paragraph(b.plain(text)), risk, signature())
    (signed,) = [text for text in page_texts(render(paper, Paper.LETTER)) if "Sign" in text]

    assert "Risk that day" in signed
    assert f"line{lines - 1}." in signed


def test_the_last_fact_takes_the_rest_of_its_row(document, page_texts):
    topic = "Trigger log and coping skills; refusal skills"
    facts = [b.Field(f"Label {number}", f"value {number}") for number in range(6)]
    (text,) = page_texts(
        render(document(b.FieldGrid((*facts, b.Field("Topic", topic)))), Paper.LETTER)
    )

    assert topic in text


@PAPERS
@pytest.mark.parametrize("rows", range(1, 14))
def test_a_problem_stands_with_its_goal_and_first_row(plan, page_texts, paper, rows):
    texts = page_texts(render(plan(3, rows), paper))

    for number in (1, 2, 3):
        (page,) = [text for text in texts if f"Problem {number} ·" in text]
        assert f"Goal {number}.1" in page
        assert f"{number}.1.1" in page


def test_the_head_of_a_table_repeats_on_each_page(plan, page_texts):
    texts = page_texts(render(plan(1, 40), Paper.LETTER))

    assert len(texts) > 1
    assert all("Status on" in text for text in texts)


def test_the_running_head_starts_on_page_two(plan, page_texts):
    first, second = page_texts(render(plan(4), Paper.LETTER))[:2]

    assert "Marcus Reyes · CD-0147 · Treatment plan" not in first
    assert "Marcus Reyes · CD-0147 · Treatment plan" in second


def test_a_draft_says_so_on_every_page(plan, page_texts):
    texts = page_texts(render(plan(4, draft_mark="DRAFT, not signed"), Paper.LETTER))

    assert len(texts) > 1
    assert all("DRAFT, not signed" in text for text in texts)


def test_a_long_running_head_is_cut_with_an_ellipsis(document, page_texts):
    paper = document(b.PageBreak(), b.Paragraph(b.plain("x")))
    furniture = b.Furniture(running_head="Anna " * 60 + "CD-0147")
    long = b.Document(title="T", meta=paper.meta, furniture=furniture, blocks=paper.blocks)

    assert "…" in page_texts(render(long, Paper.LETTER))[1]


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("letter", WANTED)
def test_letters_of_our_clients_read_back(document, page_texts, letter, italic):
    paper = document(b.Paragraph((b.Run(f"[{letter}]", italic=italic),)))

    assert f"[{letter}]" in page_texts(render(paper, Paper.LETTER))[0]


def test_every_font_is_inside_the_file(document):
    paper = document(
        b.Paragraph((b.Run("ễ ★ Ж", italic=True), b.Run("Ł", bold=True))),
        b.ItemList((b.plain("x"),)),
        b.FieldGrid((b.Field("a", "b"),)),
        b.Callout(b.plain("c")),
        b.Signature((b.Signer("", "Supervisor"),)),
    )
    content = render(paper, Paper.LETTER)

    names = set(re.findall(rb"/BaseFont /(\S+)", content))
    assert names
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in names)


def test_the_same_document_gives_the_same_bytes(plan):
    assert render(plan(4), Paper.LETTER) == render(plan(4), Paper.LETTER)


def test_the_file_names_its_kind_and_number_and_no_tool(plan):
    file = pypdfium2.PdfDocument(render(plan(1), Paper.LETTER))
    facts = file.get_metadata_dict()
    file.close()

    assert facts["Title"] == "Treatment plan CD-0147"
    assert facts["Author"] == "Cedar Ridge Recovery"
    assert facts["Subject"] == "Treatment plan, version 1"
    assert facts["Creator"] == facts["Producer"] == "Counselor Desk"


def test_the_file_says_its_language(plan):
    assert b"/Lang (en-US)" in render(plan(1), Paper.LETTER)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=/etc/passwd>",
        '<font color="red">x</font>',
        "<b>x",
        "a & b &lt; c",
        "<br/>",
        "<para>",
    ],
)
def test_markup_in_typed_text_stays_text(document, page_texts, text):
    paper = document(
        b.Paragraph(b.plain(text)), b.Table((b.Column("A"),), ((b.cell(text),),)), title=text
    )

    assert page_texts(render(paper, Paper.LETTER))[0].count(text) == 3


def test_control_characters_leave_a_visible_mark(document, page_texts):
    paper = document(b.Paragraph(b.plain("a\x00b\x07c\ud800d")))

    assert "a\ufffdb\ufffdc\ufffdd" in page_texts(render(paper, Paper.LETTER))[0]


def test_several_spaces_stay_several(document, letter_boxes):
    gaps = []
    for text in ("a b", "a   b"):
        (boxes,) = letter_boxes(render(document(b.Paragraph(b.plain(text)), title="T"), Paper.A4))
        left, right = [box for box in boxes if box[1] > 100][-2:]
        gaps.append(right[0] - left[2])

    assert gaps[1] - gaps[0] > 3


@PAPERS
def test_a_paragraph_of_100_000_letters_prints_whole(document, page_texts, paper):
    words = " ".join(f"w{number}" for number in range(16_000))
    texts = page_texts(
        render(document(b.Heading(b.plain("Data")), b.Paragraph(b.plain(words))), paper)
    )
    body = " ".join(texts)

    assert len(words) > 90_000
    assert "w0 " in body
    assert "w15999" in body


@pytest.mark.parametrize("kind", ["cell", "callout", "fact", "item", "signer"])
def test_text_taller_than_a_page_prints_wherever_it_stands(document, page_texts, kind):
    words = " ".join(f"w{number}" for number in range(2_000))
    blocks = {
        "cell": b.Table((b.Column("A", width=60), b.Column("B")), ((b.cell("x"), b.cell(words)),)),
        "callout": b.Callout(b.plain(words)),
        "fact": b.FieldGrid((b.Field("A", words),)),
        "item": b.ItemList((b.plain(words),)),
        "signer": b.Signature((b.Signer(words, "Client"),), title="Signatures"),
    }
    texts = page_texts(render(document(b.Heading(b.plain("Head")), blocks[kind]), Paper.LETTER))

    assert len(texts) > 1
    assert "w1999" in squeezed(" ".join(texts))


def test_a_figure_keeps_its_proportions_and_caption(document, page_texts, picture):
    paper = document(b.Figure(picture, 200, "a chart", "PHQ-9 by week"))

    assert "PHQ-9 by week" in page_texts(render(paper, Paper.LETTER))[0]


def test_an_entry_has_its_date_at_the_right_margin(document, letter_boxes):
    paper = document(b.Entry("Shipping lead", "2019 – 2024", "Tulsa", (b.plain("Led six"),)))
    (boxes,) = letter_boxes(render(paper, Paper.LETTER))
    sheet = styles.SHEETS[Paper.LETTER]

    right = max(box[2] for box in boxes if box[1] > sheet.bottom)
    assert abs(right - (sheet.width - sheet.margin)) < 1


def taken_apart(text: str) -> str:
    """Each letter as readers give it back: without ligatures and forms of presentation."""
    return squeezed("".join(unicodedata.normalize("NFKC", letter) for letter in text))


@settings(max_examples=40)
@given(text=st.text(st.characters(exclude_categories=()), max_size=300), bold=st.booleans())
def test_any_text_renders_and_reads_back(document, page_texts, text, bold):
    paper = document(
        b.Heading(b.plain(text)),
        b.Paragraph((b.Run(text, bold=bold, italic=not bold), b.Run("end"))),
        b.Table((b.Column(text[:20]), b.Column("B")), ((b.cell(text), b.cell("x")),)),
        b.Callout(b.plain(text)),
    )
    read = taken_apart(" ".join(page_texts(render(paper, Paper.LETTER))))

    wanted = taken_apart("".join(piece.text for piece in fonts.pieces(text, bold=bold)))
    assert wanted in read

"""The Word file: real styles, page fields, clean metadata, the same parts each time."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk.documents import blocks as b
from counselor_desk.documents.docx import render
from counselor_desk.documents.letters import printable
from counselor_desk.documents.styles import SHEETS
from counselor_desk.records.program import Paper


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def test_headings_lists_and_title_have_words_own_styles(document):
    paper = document(
        b.Heading(b.plain("Problem 1")),
        b.Heading(b.plain("Goal 1.1"), 2),
        b.Paragraph(b.plain("text")),
        b.ItemList((b.plain("item"),)),
    )
    styles = [one.style.name for one in opened(render(paper, Paper.LETTER)).paragraphs]

    assert styles == ["Program line", "Title", "Heading 1", "Heading 2", "Normal", "List Bullet"]


def test_every_style_that_is_used_exists(plan, docx_part):
    content = render(plan(2, draft_mark="DRAFT, not signed"), Paper.LETTER)
    known = set(re.findall(r'w:styleId="(\w+)"', docx_part(content, "word/styles.xml")))
    used = re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', docx_part(content))

    assert set(used) <= known


def test_the_text_is_set_in_a_font_that_word_has(plan, docx_part):
    assert 'w:ascii="Calibri"' in docx_part(render(plan(1), Paper.LETTER), "word/styles.xml")


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_the_sheet_has_the_size_of_the_paper(plan, paper, size):
    section = opened(render(plan(1), paper)).sections[0]

    assert (round(section.page_width.pt), round(section.page_height.pt)) == size
    assert round(section.left_margin.pt) == 54


def test_the_foot_counts_pages_with_fields(plan):
    section = opened(render(plan(1), Paper.LETTER)).sections[0]

    for foot in (section.footer, section.first_page_footer):
        xml = foot._element.xml
        assert "PAGE" in xml
        assert "NUMPAGES" in xml
        assert "42 CFR part 2" in xml


def test_the_running_head_is_not_on_the_first_page(plan):
    section = opened(render(plan(1), Paper.LETTER)).sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "CD-0147" in section.header.paragraphs[0].text


def test_a_draft_says_so_in_title_and_head(plan):
    word = opened(render(plan(1, draft_mark="DRAFT, not signed"), Paper.LETTER))

    assert "DRAFT, not signed" in word.paragraphs[1].text
    assert "DRAFT, not signed" in word.sections[0].header.paragraphs[0].text


def test_the_file_names_its_kind_and_number_and_no_tool(plan):
    facts = opened(render(plan(1), Paper.LETTER)).core_properties

    assert facts.title == "Treatment plan CD-0147"
    assert facts.author == facts.last_modified_by == "Cedar Ridge Recovery"
    assert facts.comments == ""
    assert (facts.created.year, facts.modified.month) == (2026, 3)
    assert facts.language == "en-US"


def test_nothing_is_left_of_a_foreign_template(plan):
    content = parts(render(plan(1), Paper.LETTER))
    whole = b"".join(content.values())

    assert not [name for name in content if "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in whole
    assert b"Macintosh" not in whole
    assert b"2013-" not in whole


def test_the_same_document_gives_the_same_parts(plan):
    assert parts(render(plan(3), Paper.LETTER)) == parts(render(plan(3), Paper.LETTER))


def test_the_head_row_repeats_and_rows_stay_whole(plan, docx_part):
    xml = docx_part(render(plan(1, rows=3), Paper.LETTER))

    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") >= 4


def test_a_row_too_long_for_a_page_may_break(document, docx_part):
    long = b.Table((b.Column("A"),), ((b.cell("word " * 5000),),))

    assert docx_part(render(document(long), Paper.LETTER)).count("<w:cantSplit/>") == 1


def test_the_last_row_is_bound_to_the_signatures(document, signature, docx_part):
    table = b.Table((b.Column("A"),), ((b.cell("first"),), (b.cell("last"),)))
    xml = docx_part(render(document(table, signature()), Paper.LETTER))

    first, last = re.findall(r"<w:p>((?:(?!</w:p>).)*)>(?:first|last)<", xml)
    assert "keepNext" not in first
    assert "keepNext" in last


def test_a_boxed_line_and_the_text_before_it_are_bound_to_the_signatures(
    document, signature, docx_part
):
    paper = document(
        b.Paragraph(b.plain("first")),
        b.Paragraph(b.plain("last")),
        b.Callout(b.plain("Risk that day: none reported.")),
        signature(),
    )
    xml = docx_part(render(paper, Paper.LETTER))

    first, last = re.findall(r"<w:p>((?:(?!</w:p>).)*)>(?:first|last)<", xml)
    assert "keepNext" not in first
    assert "keepNext" in last


def test_the_seal_stands_in_the_table_of_the_signers(document, signature):
    table = opened(render(document(signature("Sealed 3F2A 91C0")), Paper.LETTER)).tables[-1]

    assert [cell.text for cell in table.rows[-1].cells] == ["Sealed 3F2A 91C0"] * 2


def test_the_line_to_sign_on_is_a_third_of_the_page_wide(document, docx_part):
    (alone,) = _signing_lines(document(b.Signature((b.Signer("A", "Client"),))), docx_part)
    one_of_two, _ = _signing_lines(
        document(b.Signature((b.Signer("A", "Client"), b.Signer("B", "Counselor")))), docx_part
    )

    width = SHEETS[Paper.LETTER].text_width * 20
    assert (alone, one_of_two) == (round(width * 2 / 3), round(width / 6))


def _signing_lines(paper, docx_part):
    """How far from the right edge of its cell each line ends, in twips."""
    xml = docx_part(render(paper, Paper.LETTER))
    return [
        int(ends)
        for ends in re.findall(
            r'<w:top [^>]*/></w:pBdr><w:spacing[^>]*/><w:ind w:right="(\d+)"', xml
        )
    ]


def test_the_last_fact_takes_the_rest_of_its_row(document):
    facts = [b.Field(f"Label {number}", f"value {number}") for number in range(6)]
    table = opened(render(document(b.FieldGrid(tuple(facts))), Paper.LETTER)).tables[0]

    assert [cell.text for cell in table.rows[1].cells] == [
        "Label 4\nvalue 4",
        *["Label 5\nvalue 5"] * 3,
    ]


@pytest.mark.parametrize("letter", "ễŁżğЯ李")
@pytest.mark.parametrize("italic", [False, True])
def test_letters_of_all_scripts_are_in_the_file(document, docx_part, letter, italic):
    paper = document(b.Paragraph((b.Run(f"[{letter}]", italic=italic),)))

    assert f"[{letter}]" in docx_part(render(paper, Paper.LETTER))


@pytest.mark.parametrize(("name", "language"), [("محمد علي", "ar-SA"), ("דוד כהן", "he-IL")])
def test_a_right_to_left_name_is_a_run_of_its_own(document, docx_part, docx_text, name, language):
    text = f"Client {name}, 12"
    content = render(document(b.Paragraph((b.Run(text, bold=True),))), Paper.LETTER)

    assert (
        '<w:r><w:rPr><w:rFonts w:cs="Arial"/><w:b/><w:bCs/><w:rtl/>'
        f'<w:lang w:bidi="{language}"/></w:rPr><w:t xml:space="preserve">{name}</w:t></w:r>'
    ) in docx_part(content)
    assert text in docx_text(content)
    assert docx_part(content).count("<w:rtl/>") == 1


def test_markup_in_typed_text_stays_text(document, docx_text):
    text = "<img src=/etc/passwd> & <w:br/> ]]>"

    assert text in docx_text(render(document(b.Paragraph(b.plain(text))), Paper.LETTER))


def test_a_name_of_300_letters_and_a_long_paragraph_are_whole(document, docx_text):
    name, text = "N" * 300, "word " * 20_000
    paper = document(b.FieldGrid((b.Field("Client", name),)), b.Paragraph(b.plain(text)))
    read = docx_text(render(paper, Paper.LETTER))

    assert name in read
    assert text in read


def test_a_figure_says_itself_in_words(document, docx_part, picture):
    xml = docx_part(render(document(b.Figure(picture, 200, "A chart", "Caption")), Paper.LETTER))

    assert 'descr="A chart"' in xml
    assert "Caption" in xml


def test_each_figure_has_an_id_of_its_own(document, docx_part, picture):
    figures = (b.Figure(picture, 200, "one"), b.Figure(picture, 200, "two"))
    xml = docx_part(render(document(*figures), Paper.LETTER))
    ids = re.findall(r'<wp:docPr id="(\d+)"', xml)

    assert len(set(ids)) == 2


def test_every_kind_of_block_opens_again(document, signature, picture):
    paper = document(
        b.Entry("Lead", "2019", "Tulsa", (b.plain("x"),)),
        b.Callout(b.plain("risk")),
        b.Rule(),
        b.PageBreak(),
        b.KeepTogether((b.Paragraph(b.plain("a"), is_detail=True), b.Paragraph(b.plain("b")))),
        b.Figure(picture, 900, "A chart"),
        signature(),
    )

    assert opened(render(paper, Paper.LETTER)).tables


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_renders_and_reads_back(document, docx_text, text):
    paper = document(
        b.Heading(b.plain(text)),
        b.Paragraph((b.Run(text, bold=True, muted=True),)),
        b.Table((b.Column(text),), ((b.cell(text),),)),
        b.FieldGrid((b.Field(text, text),)),
        title=text,
    )

    assert docx_text(render(paper, Paper.LETTER)).count(printable(text)) >= 6

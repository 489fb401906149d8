"""Plain text: 80 columns, every block in words."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk.documents import blocks as b
from counselor_desk.documents.letters import printable
from counselor_desk.documents.text import COLUMNS, render
from counselor_desk.records.program import Paper

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def rendered(paper: b.Document) -> str:
    return render(paper, Paper.LETTER).decode()


def test_a_plan_reads_as_it_always_did(plan):
    assert rendered(plan(2, 2)) == (GOLDEN / "plan_blocks.txt").read_text(encoding="utf-8")


def test_every_kind_of_block_reads_as_it_always_did(document, signature, picture):
    paper = document(
        b.Heading(b.plain("Data")),
        b.Paragraph(b.plain("A long line of text. " * 8)),
        b.ItemList((b.plain("first " * 20), b.plain("second\nline"))),
        b.Rule(),
        b.Callout((b.Run("Risk: ", bold=True), b.Run("none reported. " * 8))),
        b.Entry("Shipping lead", "2019 – 2024", "Prairie, Tulsa", (b.plain("Led a crew"),)),
        b.Figure(picture, 200, "A chart of scores", "PHQ-9"),
        b.PageBreak(),
        b.KeepTogether((b.Paragraph(b.plain("kept"), is_detail=True),)),
        signature("Sealed 3F2A"),
        draft_mark="DRAFT, not signed",
    )

    assert rendered(paper) == (GOLDEN / "all_blocks.txt").read_text(encoding="utf-8")


def test_no_line_is_longer_than_80(plan):
    assert max(map(len, rendered(plan(2)).splitlines())) <= COLUMNS


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_renders_and_reads_back(document, text):
    paper = document(
        b.Heading(b.plain(text)),
        b.Paragraph(b.plain(text)),
        b.ItemList((b.plain(text),)),
        b.Callout(b.plain(text)),
    )
    letters = [letter for letter in printable(text) if letter.isalnum()]
    read = [letter for letter in rendered(paper) if letter.isalnum()]

    assert len(read) >= 4 * len(letters)
    assert set(letters) <= set(read)

"""Note markup says what it means, and everything else stays as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.documents.blocks import ItemList, Paragraph, Run, plain, words
from counselor_desk.documents.markup import inline, parse, write

TYPED = st.text(st.sampled_from("*ab -\n.(2é"), max_size=40)


def test_a_blank_line_starts_a_paragraph():
    assert parse("one\n \ntwo") == (Paragraph(plain("one")), Paragraph(plain("two")))


def test_a_single_line_end_stays_in_the_paragraph():
    assert parse("one\ntwo") == (Paragraph(plain("one\ntwo")),)


def test_dashes_make_a_list_right_below_a_paragraph():
    assert parse("Homework:\n- log\n- call") == (
        Paragraph(plain("Homework:")),
        ItemList((plain("log"), plain("call"))),
    )


def test_an_indented_line_continues_its_item():
    assert parse("- log\n  each day") == (ItemList((plain("log\neach day"),)),)


def test_stars_mark_bold_italic_and_both():
    assert inline("**b** *i* ***x***") == (
        Run("b", bold=True),
        Run(" "),
        Run("i", italic=True),
        Run(" "),
        Run("x", bold=True, italic=True),
    )


def test_marks_nest():
    assert inline("**a *b***") == (Run("a ", bold=True), Run("b", bold=True, italic=True))


def test_the_nearest_star_opens_and_an_earlier_one_is_a_letter():
    assert inline("*a and *b*") == (Run("*a and "), Run("b", italic=True))


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "5*3*2",
        "PHQ-9 12* (was 9)",
        "****",
        "a ** b",
        "* not an item",
        "-5 °C",
        "<b>x</b>",
    ],
)
def test_what_is_no_mark_is_printed_as_typed(text):
    assert inline(text) == plain(text)


@given(TYPED)
def test_writing_and_reading_again_changes_nothing(text):
    blocks = parse(text)

    assert parse(write(blocks)) == blocks


@given(TYPED)
def test_no_letter_is_lost_or_added(text):
    shown = "".join(
        words(block.text) if isinstance(block, Paragraph) else "".join(map(words, block.items))
        for block in parse(text)
    )

    assert [c for c in shown if c not in "* -\n"] == [c for c in text if c not in "* -\n"]


@given(st.text(st.sampled_from("ab .é("), min_size=1).filter(str.strip))
def test_plain_words_come_out_exactly(text):
    assert parse(text) == (Paragraph(plain(text)),)

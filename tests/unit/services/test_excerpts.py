"""Excerpts: the words around a hit, as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.services.excerpts import LENGTH, Question
from counselor_desk.storage.search import composed, letters

ANY = st.text(st.characters(exclude_categories=["Cs"]))


def marked(question, *texts):
    parts = Question(question).excerpt(texts)
    return "".join(f"[{one.text}]" if one.is_hit else one.text for one in parts)


@pytest.mark.parametrize(
    ("question", "text", "excerpt"),
    [
        ("four", "He named four of five.", "He named [four] of five."),
        ("FOUR fi", "He named four of five.", "He named [four] of [fi]ve."),
        ("our", "He named four of five.", "He named four of five."),
        ("fo of", "He named four of five.", "He named four [of] five."),
        ("lodz", "From Łódź.", "From [Łódź]."),
        ("cafe", "The cafe\u0301 again.", "The [café] again."),
        ("role-play", "Role-play\n\n a call.", "[Role]-[play] a call."),
        ("", "Nothing asked.", "Nothing asked."),
        ("four four", "four fourteen", "[four] [four]teen"),
    ],
)
def test_whole_words_and_the_beginning_of_the_last_are_marked(question, text, excerpt):
    assert marked(question, text) == excerpt


def test_a_long_text_is_cut_at_words_around_the_hit():
    cut = marked("urges", "word " * 100 + "He rode out two urges this week. " + "more " * 100)

    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "rode out two [urges] this week." in cut
    assert len(cut) <= LENGTH + 5


def test_the_text_with_the_most_words_is_shown():
    assert (
        marked("four urges", "four of five", "two urges, then four") == "two [urges], then [four]"
    )


def test_without_texts_there_is_nothing_to_show():
    assert Question("a").excerpt(["", " "]) == ()


@given(text=ANY)
def test_plain_letters_keep_every_place(text):
    assert len(letters(text)) == len(text)


@given(question=ANY, text=ANY)
def test_any_question_gives_a_part_of_the_text(question, text):
    shown = "".join(one.text for one in Question(question).excerpt([text])).strip("…")

    assert " ".join(shown.split()) in " ".join(composed(text).split())

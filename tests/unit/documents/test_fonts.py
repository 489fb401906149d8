"""Every letter gets a font that has it, and no letter vanishes unseen."""

from __future__ import annotations

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import fonts

WANTED = "ễŁżğЯ"


@pytest.mark.parametrize("letter", WANTED)
@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("bold", [False, True])
def test_the_paper_font_itself_has_the_letters_of_our_clients(letter, italic, bold):
    (piece,) = fonts.pieces(letter, bold=bold, italic=italic)

    assert piece.font.startswith("SourceSansPro")
    assert piece.text == letter


def test_an_italic_without_the_letter_falls_back_to_the_upright_of_its_weight():
    pieces = fonts.pieces("Иван", bold=True, italic=True)

    assert pieces == [fonts.Piece("SourceSansPro-Semibold", "Иван")]


def test_only_the_letters_that_need_it_change_their_font():
    pieces = fonts.pieces("star ★ end")

    assert pieces == [
        fonts.Piece("SourceSansPro-Regular", "star "),
        fonts.Piece("DejaVuSans", "★"),
        fonts.Piece("SourceSansPro-Regular", " end"),
    ]


def test_a_letter_with_loose_accents_is_drawn_as_one():
    (piece,) = fonts.pieces("Nguye\u0302\u0303n")

    assert piece.text == "Nguyễn"


def test_accents_stay_in_the_font_of_their_letter():
    (piece,) = fonts.pieces("x\u0325")

    assert piece.text == "x\u0325"


def test_letters_that_no_font_has_are_named_once_in_order():
    assert fonts.missing_in("李 and 王 and 李") == "李王"


def test_scripts_that_would_be_set_in_the_wrong_order_are_named():
    assert fonts.missing_in("שלום") == "שלום"


def test_a_document_names_the_missing_letters_of_every_part(document):
    paper = document(b.FieldGrid((b.Field("Client", "李"),)), title="Plan 王")

    assert set(fonts.missing_letters(paper)) == {"李", "王"}


def test_a_missing_letter_leaves_a_mark_in_its_place():
    assert "".join(piece.text for piece in fonts.pieces("a李b")) == "a\ufffdb"


def test_marks_without_a_shape_are_left_out_and_not_missed():
    text = "a\u200bb\u200ec\ufe0f"

    assert fonts.missing_in(text) == ""
    assert "".join(piece.text for piece in fonts.pieces(text)) == "abc"

"""Every letter gets a font that has it, and no letter vanishes unseen."""

from __future__ import annotations

import pytest
from arabic_reshaper.letters import LETTERS_ARABIC

from counselor_desk.documents import blocks as b
from counselor_desk.documents import fonts, system_fonts

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


def test_scripts_that_would_be_set_in_the_wrong_form_are_named():
    assert fonts.missing_in("ܫܠܡܐ") == "ܫܠܡܐ"


@pytest.mark.parametrize("name", ["محمد الأمين", "علی\u200cرضا", "مُحَمَّد ١٢", "שלום כהן", "מֹשֶׁה"])
@pytest.mark.parametrize("bold", [False, True])
def test_arabic_and_hebrew_names_miss_no_letter(name, bold):
    assert fonts.missing_in(name) == ""
    assert "\ufffd" not in "".join(piece.text for piece in fonts.pieces(name, bold=bold))


def test_arabic_and_hebrew_have_fonts_of_their_own():
    used = [piece.font for piece in fonts.pieces("علي and דוד", bold=True) if piece.text.strip()]

    assert used == ["NotoSansArabic-Bold", "SourceSansPro-Semibold", "DejaVuSans-Bold"]


def test_every_form_of_an_arabic_letter_is_in_its_font():
    forms = {form for row in LETTERS_ARABIC.values() for form in row if form}

    assert forms <= fonts._letters_of("noto-sans-arabic", "NotoSansArabic-Regular")
    assert forms <= fonts._letters_of("noto-sans-arabic", "NotoSansArabic-Bold")


def test_an_arabic_letter_without_known_forms_is_named():
    assert fonts.missing_in("ࢠ") == "ࢠ"


def test_a_non_joiner_keeps_two_parts_of_a_name_apart():
    apart, joined = fonts.pieces("علی\u200cرضا"), fonts.pieces("علیرضا")

    assert apart != joined
    assert "\u200c" not in apart[0].text


def test_an_east_asian_name_without_a_system_font_is_named():
    assert fonts.missing_in("Li 李 김 さ") == "李김さ"


def test_an_east_asian_name_is_set_in_the_systems_font(east_asian_font):
    pieces = fonts.pieces("Li 李")

    assert fonts.missing_in("Li 李") == ""
    assert pieces[-1] == fonts.Piece(east_asian_font.name, "李")


def test_a_system_font_that_cannot_be_embedded_is_passed_over(monkeypatch, tmp_path):
    broken = tmp_path / "msyh.ttc"
    broken.write_bytes(b"OTTO no outlines")
    monkeypatch.setattr(system_fonts, "east_asian_files", lambda: (broken,))
    fonts._font_of.cache_clear()

    assert fonts.missing_in("李") == "李"


def test_a_document_names_the_missing_letters_of_every_part(document):
    paper = document(b.FieldGrid((b.Field("Client", "李"),)), title="Plan 王")

    assert set(fonts.missing_letters(paper)) == {"李", "王"}


def test_a_missing_letter_leaves_a_mark_in_its_place():
    assert "".join(piece.text for piece in fonts.pieces("a李b")) == "a\ufffdb"


def test_marks_without_a_shape_are_left_out_and_not_missed():
    text = "a\u200bb\u200ec\ufe0f"

    assert fonts.missing_in(text) == ""
    assert "".join(piece.text for piece in fonts.pieces(text)) == "abc"

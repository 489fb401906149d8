"""Typed text becomes safe for paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.documents.letters import printable


def test_line_ends_of_every_system_become_line_feeds():
    assert printable("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_a_tab_becomes_spaces():
    assert printable("a\tb") == "a    b"


def test_control_characters_leave_a_visible_mark():
    assert printable("a\x00b\x1bc\ud800") == "a\ufffdb\ufffdc\ufffd"


def test_letters_of_all_scripts_stay():
    assert printable("ễŁżğЯ 李 א — “x” 😀") == "ễŁżğЯ 李 א — “x” 😀"


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_is_left_that_a_file_cannot_hold(text):
    safe = printable(text)

    assert safe.encode().decode() == safe
    assert all(letter == "\n" or letter >= " " for letter in safe)

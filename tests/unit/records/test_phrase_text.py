"""The text of a phrase: what is a field, what a stop, and what stays words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.phrase_text import (
    Field,
    FieldPart,
    Stop,
    Words,
    blanks,
    filled,
    parse,
    with_first_choices,
)

PIECES = st.sampled_from(
    ["{", "}", "{?", "|", ": ", "first", "{first}", "{He}", "{?a|b}", "{?c: d|e}", "\n", " ", "ł"]
)
TEXTS = st.text() | st.lists(PIECES, max_size=20).map("".join)


@given(TEXTS)
def test_any_text_is_put_together_again_from_its_parts(text):
    assert "".join(part.source for part in parse(text)) == text


@given(TEXTS)
def test_what_is_open_stands_where_it_is_said_to(text):
    for blank in blanks(text):
        assert text[blank.start : blank.end] == blank.part.source


@given(TEXTS)
def test_without_values_nothing_is_filled(text):
    assert filled(text, {}) == text


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_a_value_never_brings_in_a_field_of_its_own(text, values):
    told = filled(text, dict.fromkeys(Field, values))

    left = sum(isinstance(blank.part, FieldPart) for blank in blanks(told))
    usable = any(value.strip() for value in values)
    before = sum(isinstance(blank.part, FieldPart) for blank in blanks(text))
    assert left == (0 if usable else before)


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{?", "a {b c}", "{unknown}", "{first", "{ first }", "{FIRST}", "{{}}"]
)
def test_braces_that_are_no_field_are_words(text):
    assert all(isinstance(part, Words) for part in parse(text))


def test_a_field_is_found_by_its_name():
    assert parse("Met {first}.")[1] == FieldPart(
        source="{first}", field=Field.FIRST, is_capital=False
    )


def test_a_stop_has_a_label_and_choices():
    assert parse("{?choose: calm | tense|tearful}") == (
        Stop(
            source="{?choose: calm | tense|tearful}",
            label="choose",
            choices=("calm", "tense", "tearful"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "label", "choices"),
    [
        ("{?one|two}", "", ("one", "two")),
        ("{?day of the visit}", "day of the visit", ()),
        ("{?}", "", ()),
        ("{?at 9:00|at 10:00}", "", ("at 9:00", "at 10:00")),
        ("{?time: 9:00|10:00}", "time", ("9:00", "10:00")),
        ("{?a||b|}", "", ("a", "b")),
    ],
)
def test_the_label_of_a_stop_is_optional(text, label, choices):
    (part,) = parse(text)

    assert (part.label, part.choices) == (label, choices)


def test_a_field_inside_an_unclosed_stop_is_still_a_field():
    assert [blank.part.source for blank in blanks("{?a {first}|b}")] == ["{first}"]


def test_a_field_is_filled_and_begins_in_upper_case_where_wanted():
    values = {Field.FIRST: ["Marcus"], Field.HE: ["he"]}

    assert filled("{first} came. {He} stayed, {he} said.", values) == (
        "Marcus came. He stayed, he said."
    )


def test_a_field_without_a_value_stays_open():
    assert filled("Worked on {objective}.", {Field.OBJECTIVE: ["  "]}) == "Worked on {objective}."


def test_a_field_with_several_values_becomes_a_choice():
    told = filled("“{objective}”", {Field.OBJECTIVE: ["Two meetings", "A|B"]})

    assert told == "“{?objective: Two meetings|A/B}”"


def test_the_preview_reads_with_the_first_choices():
    assert with_first_choices("Was {?mood: calm|tense} on {?day}.") == (
        ("Was ", False),
        ("calm", True),
        (" on ", False),
        ("day", True),
        (".", False),
    )

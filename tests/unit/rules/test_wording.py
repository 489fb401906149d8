"""Wording: what is pointed out, what means something else, and that nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.rules.wording import Wording, advise
from counselor_desk.services import starter_phrases

WORDINGS = starter_phrases.wordings()


def proposals(text):
    return [(one.found, one.proposal) for one in advise(text, WORDINGS)]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("He is an addict.", "person with a substance use disorder"),
        ("She RELAPSED on Friday", "returned to use"),
        ("a relapse in March", "return to use"),
        ("stayed clean this week", "not using, or in recovery"),
        ("The dirty urine of May 2", "positive test"),
        ("history of substance\nabuse", "substance use"),
        ("an alcoholic father", "person with an alcohol use disorder"),
        ("refused the test", "declined"),
        ("a drug‑seeking request", "describe what the client did or asked for"),
    ],
)
def test_words_that_reduce_a_person_are_pointed_out(text, proposal):
    assert [told for _, told in proposals(text)] == [proposal]


@pytest.mark.parametrize(
    "text",
    [
        "relapse prevention group",
        "Alcoholics Anonymous on Monday",
        "an alcoholic beverage",
        "cleaned the kitchen and got a cleaner job",
        "The kitchen looks clean.",
        "a new habit of walking",
        "treatment resistant depression",
        "addiction counselor",
        "sexual abuse in childhood",
        "arrested for drunk driving",
        "",
    ],
)
def test_words_that_mean_something_else_are_left_alone(text):
    assert proposals(text) == []


def test_of_two_places_that_overlap_the_longer_is_told():
    assert [found for found, _ in proposals("a former addict")] == ["former addict"]


def test_places_are_in_the_order_of_the_text():
    advice = advise("relapsed, then refused", WORDINGS)

    assert [one.found for one in advice] == ["relapsed", "refused"]


@given(st.text())
def test_any_text_is_read_and_every_place_is_true(text):
    for one in advise(text, WORDINGS):
        assert text[one.start : one.end] == one.found


def test_an_empty_list_advises_nothing():
    assert advise("addict", ()) == ()


def test_every_listed_word_is_found_by_itself():
    for wording in WORDINGS:
        for word in wording.words:
            assert advise(word, (wording,)), word


def test_no_proposal_is_itself_pointed_out():
    for wording in WORDINGS:
        assert advise(wording.proposal, WORDINGS) == (), wording.proposal


def test_a_wording_without_context_is_found_anywhere():
    assert advise("x y", (Wording(words=("y",), proposal="z"),))[0].start == 2

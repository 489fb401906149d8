"""The code set: each code is found by code and by words, in any spelling; nothing breaks it."""

from __future__ import annotations

import lzma
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk import resources
from counselor_desk.errors import UnknownCodeError
from counselor_desk.services import icd10
from counselor_desk.services.icd10 import MOST_FOUND, Remission, Severity


@pytest.fixture(scope="module")
def codes():
    return icd10.code_set()


def found(codes, text, **facets):
    return [(term.code, term.words) for term in codes.search(text, **facets)]


def test_every_billable_code_of_the_release_is_there(codes):
    assert (len(codes), codes.release) == (74_719, 2026)


@pytest.mark.parametrize("typed", ["F10.20", "f1020", "F1020", " f10.20. "])
def test_a_code_is_found_with_or_without_its_dot(codes, typed):
    assert found(codes, typed) == [
        ("F10.20", "Alcohol dependence, uncomplicated"),
        ("F10.20", "Alcohol use disorder, moderate"),
        ("F10.20", "Alcohol use disorder, severe"),
    ]


def test_the_beginning_of_a_code_gives_its_codes_in_order(codes):
    given_codes = [code for code, _ in found(codes, "F43.1")]

    assert given_codes == sorted(given_codes)
    assert set(given_codes) == {"F43.10", "F43.11", "F43.12"}


def test_words_are_found_by_their_beginnings_in_any_order(codes):
    one, other = found(codes, "severe alc dis"), found(codes, "DIS Alcohol Sev")

    assert set(one) == set(other)
    assert ("F10.20", "Alcohol use disorder, severe") in one


def test_accents_do_not_matter(codes):
    assert found(codes, "Meniere right") == found(codes, "MÉNIÈRE right")
    assert found(codes, "Meniere right")[0][0] == "H81.01"


def test_code_and_words_can_be_mixed(codes):
    assert found(codes, "F11 severe early") == [
        ("F11.21", "Opioid use disorder, severe, in early remission")
    ]


def test_every_word_has_to_be_there(codes):
    assert found(codes, "alcohol spaceship") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("alcohol", "F10.10"),
        ("a", "F10.10"),
        ("depression", "F32.A"),
        ("generalized anx", "F41.1"),
        ("ptsd", "F43.10"),
        ("heroin", "F11.10"),
        ("methamph", "F15.10"),
        ("hypertension essential", "I10"),
        ("unsheltered", "Z59.02"),
    ],
)
def test_what_a_counselor_looks_for_comes_first(codes, typed, first):
    assert found(codes, typed)[0][0] == first


def test_no_more_is_given_than_asked_for(codes):
    assert len(codes.search("a")) == MOST_FOUND
    assert len(codes.search("a", limit=5)) == 5


@pytest.mark.parametrize(
    ("severity", "remission", "expected"),
    [
        (Severity.MILD, Remission.NONE, ("F12.10", "Cannabis use disorder, mild")),
        (
            Severity.MODERATE,
            Remission.EARLY,
            ("F12.21", "Cannabis use disorder, moderate, in early remission"),
        ),
        (
            Severity.SEVERE,
            Remission.SUSTAINED,
            ("F12.21", "Cannabis use disorder, severe, in sustained remission"),
        ),
        (Severity.USE, Remission.NONE, ("F12.90", "Cannabis use, unspecified, uncomplicated")),
        (Severity.USE, Remission.EARLY, ("F12.91", "Cannabis use, unspecified, in remission")),
    ],
)
def test_severity_and_remission_lead_to_the_term_that_says_them(
    codes, severity, remission, expected
):
    assert found(codes, "cannabis", severity=severity, remission=remission)[0] == expected


def test_a_severity_leaves_only_codes_of_addiction(codes):
    given_codes = [code for code, _ in found(codes, "", severity=Severity.SEVERE)]

    assert given_codes
    assert all("F10" <= code[:3] <= "F19" for code in given_codes)


def test_a_title_gives_way_to_the_terms_that_say_more(codes):
    remitted = found(codes, "F10.21", remission=Remission.EARLY)

    assert ("F10.21", "Alcohol dependence, in remission") in found(codes, "F10.21")
    assert [words for _, words in remitted] == [
        "Alcohol use disorder, moderate, in early remission",
        "Alcohol use disorder, severe, in early remission",
    ]


def test_nicotine_dependence_may_have_any_severity(codes):
    for severity in (Severity.MILD, Severity.MODERATE, Severity.SEVERE):
        assert "F17.210" in [code for code, _ in found(codes, "cigarettes", severity=severity)]


def test_a_code_has_its_title_and_its_terms(codes):
    assert codes.term("f43.10").words == "Post-traumatic stress disorder, unspecified"
    assert codes.term("F10.20", "Alcohol use disorder, severe").code == "F10.20"


@pytest.mark.parametrize("code", ["F10.2", "F10", "Q99.99", "", "alcohol", "F10.20X", "\t"])
def test_what_is_no_billable_code_is_refused(codes, code):
    with pytest.raises(UnknownCodeError, match="no such code"):
        codes.term(code)


def test_words_that_are_not_of_the_code_are_refused(codes):
    with pytest.raises(UnknownCodeError):
        codes.term("F10.20", "Opioid use disorder, severe")


def test_every_code_is_found_by_its_own_words(codes):
    """The words and places that were made ahead fit the lines: a sample, the same each time."""
    packed = resources.read_bytes("icd10cm", "codes.txt.xz")
    every = lzma.decompress(packed).decode().split("\n")[1:]
    draw = random.Random(1)  # noqa: S311 - draws, not secrets
    for line in draw.sample(every, 150):
        bare, _, words = line.partition("\t")
        asked = icd10.words_of(words)[: icd10.MOST_WORDS]
        wanted = (icd10.with_dot(bare), words.strip("\t"))
        assert wanted in found(codes, " ".join(asked), limit=2000), wanted


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=250) | st.text("fF10.29 -alcoh\t", max_size=20),
    severity=st.none() | st.sampled_from(Severity),
    remission=st.none() | st.sampled_from(Remission),
)
def test_any_text_gives_terms_or_nothing(text, severity, remission):
    terms = icd10.code_set().search(text, severity=severity, remission=remission)

    assert len(terms) <= MOST_FOUND
    assert len(set(terms)) == len(terms)
    assert all(term.title and term.words for term in terms)


@settings(max_examples=15, deadline=None)
@given(text=st.text("abcdefghilmnoprstu ", min_size=1, max_size=8))
def test_a_longer_question_never_finds_what_a_shorter_one_does_not(text):
    """Each word only narrows: another word leaves a part of what was found."""
    codes = icd10.code_set()
    wide = set(codes.search(text, limit=100_000))

    assert set(codes.search(f"{text} disorder", limit=100_000)) <= wide

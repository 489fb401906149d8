"""The starter phrases and templates: complete, readable, person-first."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from counselor_desk.records.notes import SECTIONS, NoteFormat
from counselor_desk.records.phrase_text import Field, FieldPart, blanks
from counselor_desk.records.phrases import SHORTCUT_LETTERS, TEXT_LIMIT, Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.rules.wording import advise
from counselor_desk.services import starter_phrases

PHRASES = starter_phrases.phrases()
TEMPLATES = starter_phrases.templates()
TEXTS = [
    *(pytest.param(one.text, id=one.shortcut) for one in PHRASES),
    *(
        pytest.param(part.text, id=f"{one.starter}-{part.code}")
        for one in TEMPLATES
        for part in one.sections
    ),
]


def test_there_are_60_starter_phrases_in_10_subjects():
    subjects = Counter(one.subject for one in PHRASES)

    assert len(PHRASES) == 60
    assert set(subjects) == set(Subject) - {Subject.OTHER}


def test_no_two_starters_have_one_shortcut():
    assert len({one.shortcut for one in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda one: one.shortcut)
def test_a_shortcut_can_be_typed(phrase):
    fewest, most = SHORTCUT_LETTERS

    assert re.fullmatch(rf"[a-z][a-z0-9]{{{fewest - 1},{most - 1}}}", phrase.shortcut)
    assert 0 < len(phrase.text) <= TEXT_LIMIT


@pytest.mark.parametrize("text", TEXTS)
def test_every_brace_is_a_field_or_a_stop(text):
    for blank in reversed(blanks(text)):
        text = text[: blank.start] + text[blank.end :]

    assert "{" not in text
    assert "}" not in text


@pytest.mark.parametrize("text", TEXTS)
def test_a_stop_with_choices_has_two_or_more(text):
    for blank in blanks(text):
        choices = getattr(blank.part, "choices", ())
        assert len(choices) != 1
        assert len(set(choices)) == len(choices)


@pytest.mark.parametrize("text", TEXTS)
def test_the_wording_is_person_first(text):
    assert [one.found for one in advise(text, starter_phrases.wordings())] == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_begins_in_upper_case_and_ends(text):
    assert text[0].isupper() or text[0] == "{"
    assert text[-1] in ".”}"
    assert "  " not in text


@pytest.mark.parametrize("text", TEXTS)
def test_no_verb_leans_on_a_pronoun_that_may_be_they(text):
    assert not re.search(r"\{he\} (?:is|was|has|\w+s)\b", text, re.IGNORECASE)


def test_a_phrase_with_the_objective_is_offered_with_one_alone():
    for phrase in PHRASES:
        fields = {b.part.field for b in blanks(phrase.text) if isinstance(b.part, FieldPart)}
        assert phrase.needs_objective == (Field.OBJECTIVE in fields), phrase.shortcut


def test_there_is_one_template_for_each_kind_of_session():
    assert {one.kind for one in TEMPLATES} == set(SessionKind)
    assert len(TEMPLATES) == len(SessionKind)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.starter)
def test_a_starter_template_has_every_section_of_every_format(template):
    assert all(template.covers(one) for one in NoteFormat)
    assert len(template.sections) == len({code for part in SECTIONS.values() for code in part})


def test_a_banned_word_in_a_text_would_be_noticed():
    assert advise("The client relapsed.", starter_phrases.wordings())

"""The fields of a phrase: filled from the client, the session and the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records.phrase_text import Field, filled
from counselor_desk.services import clients, notes, phrase_fields, settings


def told(desk, client, note, text):
    return filled(text, phrase_fields.values(desk, client, note))


@pytest.fixture
def note(desk, client):
    return replace(notes.start(desk, client.id), held_on=date(2026, 3, 12), minutes=50)


@pytest.mark.parametrize(
    ("pronouns", "sentence"),
    [
        ("he/him", "He said his brother helps him; Marcus sees himself."),
        ("She / Her", "She said her brother helps her; Marcus sees herself."),
        ("they", "They said their brother helps them; Marcus sees themself."),
        ("xe/xem/xyr", "Xe said xyr brother helps xem; Marcus sees xemself."),
        ("", "Marcus said Marcus’s brother helps Marcus; Marcus sees themself."),
        ("any", "Marcus said Marcus’s brother helps Marcus; Marcus sees themself."),
        ("///", "Marcus said Marcus’s brother helps Marcus; Marcus sees themself."),
    ],
)
def test_pronouns_are_the_client_s_own_or_the_name(desk, client, note, pronouns, sentence):
    client = clients.change(desk, replace(client, pronouns=pronouns))
    text = "{He} said {his} brother helps {him}; {first} sees {himself}."

    assert told(desk, client, note, text) == sentence


def test_the_session_fills_its_date_minutes_and_week(desk, client, note):
    text = "{date}, {minutes} min, week {week}"

    assert told(desk, client, note, text) == "March 12, 2026, 50 min, week 6"


def test_what_is_not_known_yet_stays_open(desk, client, note):
    bare = replace(note, held_on=None, minutes=None)

    assert told(desk, client, bare, "{date} {minutes} {objective}") == (
        "{date} {minutes} {objective}"
    )


def test_the_linked_objective_fills_with_its_goal_and_problem(desk, client, note_edit):
    text = "{objective} / {goal} / {problem}"

    assert told(desk, client, note_edit.note, text) == (
        "Name five triggers and practice one skill for each"
        " / Reach and keep abstinence / Alcohol use disorder"
    )


def test_the_example_hides_the_name_when_the_screen_does(desk, client):
    shown = phrase_fields.example(desk, client)[Field.FIRST]
    settings.change(desk, hides_names=True)

    assert (shown, phrase_fields.example(desk, client)[Field.FIRST]) == (["Marcus"], ["MR"])


def test_the_example_takes_the_first_objective_of_the_plan(desk, client, plan):
    assert phrase_fields.example(desk, client)[Field.OBJECTIVE] == (
        "Name five triggers and practice one skill for each",
    )

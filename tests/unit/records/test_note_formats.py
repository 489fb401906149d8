"""Changing the format of a note moves its text and loses none of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.ids import ClientId, EpisodeId, NoteId, Uid
from counselor_desk.records.note_formats import Move, converted, home_of
from counselor_desk.records.notes import SECTIONS, Note, NoteFormat, Section, SectionCode

NOTE = Note(
    id=NoteId(1),
    uid=Uid("5f0f4f70-0000-4000-8000-000000000001"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    entered_at=datetime(2026, 3, 12, 15, 0, tzinfo=UTC),
)


def note_with(note_format: NoteFormat, **texts: str) -> Note:
    sections = tuple(Section(code=SectionCode(code), text=text) for code, text in texts.items())
    return Note(
        id=NOTE.id,
        uid=NOTE.uid,
        client_id=NOTE.client_id,
        episode_id=NOTE.episode_id,
        entered_at=NOTE.entered_at,
        format=note_format,
        sections=sections,
    )


words = st.text(alphabet="abc xyz\n", max_size=40)
notes = st.builds(
    lambda note_format, texts: note_with(
        note_format, **{code.value: text for code, text in texts.items()}
    ),
    st.sampled_from(NoteFormat),
    st.dictionaries(st.sampled_from(SectionCode), words),
)


@given(notes, st.sampled_from(NoteFormat))
def test_no_word_is_lost_or_doubled(note, note_format):
    after, _ = converted(note, note_format)

    before_words = sorted(word for part in note.sections for word in part.text.split())
    assert sorted(word for part in after.sections for word in part.text.split()) == before_words


@given(notes, st.sampled_from(NoteFormat))
def test_only_sections_of_the_new_format_are_left(note, note_format):
    after, _ = converted(note, note_format)

    assert {part.code for part in after.sections} <= set(SECTIONS[note_format])


@pytest.mark.parametrize("code", SectionCode)
@pytest.mark.parametrize("note_format", NoteFormat)
def test_every_section_has_a_home_in_every_format(code, note_format):
    assert home_of(code, note_format) in SECTIONS[note_format]


def test_data_becomes_subjective_and_is_named():
    after, moves = converted(
        note_with(NoteFormat.DAP, data="He called.", plan="A."), NoteFormat.SOAP
    )

    assert after.text_of(SectionCode.SUBJECTIVE) == "He called."
    assert moves == (Move(source=SectionCode.DATA, target=SectionCode.SUBJECTIVE),)


def test_two_sections_with_one_home_are_joined_in_reading_order():
    note = note_with(NoteFormat.SOAP, objective="Calm.", subjective="“Better.”")

    after, _ = converted(note, NoteFormat.DAP)

    assert after.text_of(SectionCode.DATA) == "“Better.”\n\nCalm."


def test_a_plan_stays_a_plan_in_every_format():
    note = note_with(NoteFormat.DAP, plan="Call the sponsor.")

    texts = {converted(note, to)[0].text_of(SectionCode.PLAN) for to in NoteFormat}

    assert texts == {"Call the sponsor."}


def test_dap_through_birp_comes_back_as_it_was():
    note = note_with(NoteFormat.DAP, data="D", assessment="A", plan="P")

    there, _ = converted(note, NoteFormat.BIRP)
    back, _ = converted(there, NoteFormat.DAP)

    assert back == note

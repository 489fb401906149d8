"""Templates: an empty section is filled, a written one never."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from counselor_desk.records.notes import Note, NoteFormat, Section, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.templates import NoteTemplate, begun


def note(note_format=NoteFormat.DAP, **texts):
    return Note(
        id=1,
        uid="1",
        client_id=1,
        episode_id=1,
        format=note_format,
        entered_at=datetime(2026, 3, 12, tzinfo=UTC),
        sections=sections(texts),
    )


def template(note_format=NoteFormat.DAP, **texts):
    return NoteTemplate(
        id=1,
        uid="1",
        name="Weekly",
        kind=SessionKind.INDIVIDUAL,
        format=note_format,
        sections=sections(texts),
    )


def sections(texts):
    return tuple(Section(code=SectionCode(code), text=text) for code, text in texts.items())


def texts(note):
    return {part.code.value: part.text for part in note.sections}


DAP = {"data": "What happened", "assessment": "Reading", "plan": "Next"}


def test_an_empty_note_takes_every_section_of_its_format():
    assert texts(begun(note(), template(**DAP, goal="Aim"))) == DAP


@pytest.mark.parametrize("written", ["Came late.", "  Came late.\n"])
def test_a_written_section_stays(written):
    assert texts(begun(note(data=written), template(**DAP)))["data"] == written


def test_a_section_of_spaces_alone_counts_as_empty():
    assert texts(begun(note(data=" \n"), template(**DAP)))["data"] == "What happened"


def test_an_empty_note_takes_the_format_the_template_was_written_for():
    begun_note = begun(note(NoteFormat.SOAP), template(**DAP))

    assert (begun_note.format, texts(begun_note)) == (NoteFormat.DAP, DAP)


def test_a_written_note_keeps_its_format_and_its_words():
    begun_note = begun(note(NoteFormat.SOAP, subjective="He said so."), template(**DAP))

    assert begun_note.format is NoteFormat.SOAP
    assert texts(begun_note) == {
        "subjective": "He said so.",
        "assessment": "Reading",
        "plan": "Next",
    }


def test_words_in_a_section_of_another_format_are_not_lost():
    assert texts(begun(note(behavior="Paced."), template(**DAP)))["behavior"] == "Paced."


def test_filling_twice_changes_nothing():
    once = begun(note(data="Came."), template(**DAP))

    assert begun(once, template(**DAP)) == once

"""Note templates: what can be kept, what is remembered, how a note begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import UnknownRecordError, UnreadyTemplateError, UnusableTextError
from counselor_desk.records.ids import NoteTemplateId
from counselor_desk.records.notes import NoteFormat, Section, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import notes, templates
from counselor_desk.services.changes import Kind

DATA = Section(code=SectionCode.DATA, text="{first} came.")


@pytest.fixture
def starter():
    return templates.starters()[0]


@pytest.fixture
def own(desk, starter):
    return templates.add(desk, replace(starter, name="Weekly", starter="", sections=(DATA,)))


@pytest.fixture
def note(desk, client):
    return notes.start(desk, client.id)


def test_a_kept_template_is_found_again(desk, own):
    assert templates.every(desk) == (own,)
    assert own.sections == (DATA,)


def test_empty_sections_are_not_kept(desk, own):
    blank = Section(code=SectionCode.PLAN, text="  ")

    assert templates.change(desk, replace(own, sections=(DATA, blank))).sections == (DATA,)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_template_needs_a_name(desk, own, name):
    with pytest.raises(UnreadyTemplateError, match="name"):
        templates.change(desk, replace(own, name=name))

    assert templates.every(desk) == (own,)


def test_a_template_needs_a_text(desk, own):
    with pytest.raises(UnreadyTemplateError, match="text"):
        templates.change(desk, replace(own, sections=()))

    assert templates.every(desk) == (own,)


def test_a_name_that_is_too_long_is_refused(desk, own):
    with pytest.raises(UnusableTextError, match="61"):
        templates.change(desk, replace(own, name="a" * 61))


def test_changing_a_template_that_is_not_there_is_refused(desk, own):
    with pytest.raises(UnknownRecordError):
        templates.change(desk, replace(own, id=NoteTemplateId(99)))


def test_the_choice_for_a_kind_is_own_ones_then_its_starter(desk, own):
    names = [one.name for one in templates.for_kind(desk, SessionKind.INDIVIDUAL)]

    assert names == ["Weekly", "Individual session"]


def test_a_kept_starter_stands_once_in_the_choice(desk, starter):
    kept = templates.switch_on(desk, starter)

    assert templates.for_kind(desk, starter.kind) == (kept,)
    assert templates.switch_on(desk, starter) == kept


def test_choosing_fills_the_note_and_is_remembered(desk, note, own):
    begun = templates.choose(desk, note, own)

    assert begun.text_of(SectionCode.DATA) == "Marcus came."
    assert templates.last_choice(desk, note.client_id, note.kind) == own


def test_choosing_a_starter_keeps_it(desk, note, starter):
    templates.choose(desk, note, starter)

    assert [one.starter for one in templates.every(desk)] == [starter.starter]


def test_the_last_choice_counts(desk, note, own, starter):
    templates.choose(desk, note, own)
    templates.choose(desk, note, starter)

    assert templates.last_choice(desk, note.client_id, note.kind).name == starter.name


def test_a_choice_is_remembered_for_its_kind_alone(desk, note, own):
    templates.choose(desk, note, own)

    assert templates.last_choice(desk, note.client_id, SessionKind.FAMILY) is None


def test_the_next_note_begins_as_the_last(desk, note, own):
    templates.choose(desk, note, own)
    following = templates.begun_as_last(desk, notes.start(desk, note.client_id))

    assert following.text_of(SectionCode.DATA) == "Marcus came."


def test_without_a_choice_a_note_begins_empty(desk, note):
    assert templates.begun_as_last(desk, note) == note


def test_a_forgotten_choice_begins_empty(desk, note, own):
    templates.choose(desk, note, own)
    templates.forget_choice(desk, note.client_id, note.kind)

    assert templates.begun_as_last(desk, note) == note


def test_a_removed_template_is_offered_no_more_and_comes_back(desk, note, own):
    templates.choose(desk, note, own)
    templates.remove(desk, own)
    assert templates.every(desk) == ()
    assert templates.last_choice(desk, note.client_id, note.kind) is None

    templates.bring_back(desk, own)
    assert templates.last_choice(desk, note.client_id, note.kind) == own


def test_a_note_in_another_format_takes_the_starter_in_its_own(desk, client, starter):
    note = notes.start(desk, client.id, format=NoteFormat.BIRP)

    begun = templates.choose(desk, note, starter)

    assert begun.format is NoteFormat.BIRP
    assert begun.text_of(SectionCode.BEHAVIOR)


def test_every_write_is_announced_when_it_is_done(desk, own):
    heard = []
    desk.listen(lambda changes: heard.append((changes.kinds, templates.every(desk))))

    templates.remove(desk, own)

    assert heard == [(frozenset({Kind.PHRASE}), ())]

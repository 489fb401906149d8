"""Several notes on one paper: their order, what a draft says, what the log tells of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.documents import text
from counselor_desk.documents.blocks import PageBreak
from counselor_desk.errors import BrokenSealError, NoSuchExportError
from counselor_desk.records.audit import Act
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.printing import PrintWish
from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.services import audits, exports, joined_notes, notes
from counselor_desk.services.exports import Format
from tests.unit.services.test_sealed_notes import edit_outside


@pytest.fixture
def signed(desk, client, note_edit):
    """Three signed notes, the oldest first."""
    made = []
    for day in (9, 10, 11):
        started = notes.start(desk, client.id)
        note = replace(note_edit.note, id=started.id, uid=started.uid, held_on=date(2026, 3, day))
        made.append(notes.sign(desk, NoteEdit(note=note)))
    return made


def composed(desk, listed, **wish):
    uids = [one.uid for one in listed]
    return joined_notes.compose(desk, listed[0].client_id, uids, PrintWish(**wish))


def read(made):
    return text.render(made.document, Paper.LETTER).decode()


def test_the_notes_stand_in_the_order_they_were_asked_for(desk, signed):
    told = read(composed(desk, signed))

    places = [told.index(f"March {day}, 2026") for day in (9, 10, 11)]
    assert places == sorted(places)


def test_each_note_begins_on_a_page_of_its_own(desk, signed):
    made = composed(desk, signed)

    assert sum(isinstance(one, PageBreak) for one in made.document.blocks) == 2


def test_the_file_is_named_after_the_days_and_no_person(desk, client, signed):
    made = composed(desk, signed)

    assert made.stem == f"{client.number} 3 session notes 2026-03-09 to 2026-03-11"


def test_a_draft_among_them_is_marked_where_it_stands_and_on_every_page(desk, client, signed):
    draft = notes.start(desk, client.id)
    made = composed(desk, [*signed, draft])

    assert made.document.furniture.draft_mark == "INCLUDES A DRAFT"
    assert read(made).count("DRAFT, not signed") == 1
    assert made.stem.endswith(" draft")
    assert joined_notes.has_draft(desk, client.id, [draft.uid])


def test_signed_notes_alone_carry_no_mark(desk, client, signed):
    made = composed(desk, signed)

    assert made.document.furniture.draft_mark == ""
    assert not joined_notes.has_draft(desk, client.id, [one.uid for one in signed])


def test_the_names_that_were_chosen_stand_in_every_note(desk, client, signed):
    told = read(composed(desk, signed, names=PaperNames.INITIALS))

    assert client.family_name not in told


def test_the_log_names_each_note_of_the_file(desk, signed, tmp_path):
    made = composed(desk, signed)
    content = exports.render(made.document, Format.PDF, made.paper)
    exports.write(desk, made, tmp_path / "notes.pdf", content)

    index = audits.index(desk.database, desk.zone, audits.wanted(desk))
    logged = [one.event for one in audits.lines(desk, index.seqs[:3])]
    assert {one.act for one in logged} == {Act.EXPORT}
    assert {one.row_id for one in logged} == {one.id for one in signed}


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX])
def test_the_paper_can_be_made_as_a_file(desk, signed, form):
    made = composed(desk, signed)

    assert exports.render(made.document, form, made.paper)


def test_a_note_that_is_gone_is_said(desk, client, signed):
    with pytest.raises(NoSuchExportError):
        joined_notes.compose(desk, client.id, [signed[0].uid, Uid("gone")])


def test_a_note_with_a_broken_seal_stays_off_the_paper(desk, signed):
    edit_outside(desk, "note", "update", "UPDATE note SET topic = 'x'")

    with pytest.raises(BrokenSealError):
        composed(desk, signed)

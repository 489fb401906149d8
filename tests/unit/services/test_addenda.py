"""Addenda: begun, typed, signed beside a note that stays as it was."""

from dataclasses import replace

import pytest

from counselor_desk.errors import (
    AlreadySignedError,
    BrokenSealError,
    UnknownSignerError,
    UnreadyAddendumError,
    UnsignedNoteError,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.ids import AddendumId
from counselor_desk.records.notes import AddendumReason
from counselor_desk.records.program import Program
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.services import addenda, checks, clients, notes
from counselor_desk.storage import audit, drafts, search
from tests.desks import reopened

TEXT = "The meeting took place on Sunday, not Saturday."


@pytest.fixture
def note(desk, note_edit):
    return notes.sign(desk, note_edit)


@pytest.fixture
def addendum(desk, note):
    """An addendum that is ready to be signed."""
    started = addenda.start(desk, note.id)
    return replace(started, text=TEXT, reason=AddendumReason.CORRECTION)


def test_a_draft_takes_no_addendum(desk, note_edit):
    with pytest.raises(UnsignedNoteError):
        addenda.start(desk, note_edit.note.id)


def test_what_is_typed_comes_back_after_reopening(desk, note, addendum):
    addenda.keep(desk, addendum)

    again = reopened(desk)
    found = addenda.of_note(again, note.id)
    again.close()

    assert found == (addendum,)


def test_an_empty_addendum_is_not_signed(desk, addendum):
    with pytest.raises(UnreadyAddendumError):
        addenda.sign(desk, replace(addendum, text=" \n"))


def test_a_store_without_an_owner_signs_no_addendum(desk, note, addendum):
    desk.set_program(Program())

    with pytest.raises(UnknownSignerError):
        addenda.sign(desk, addendum)

    assert not addenda.of_note(desk, note.id)[0].is_signed


def test_signing_leaves_the_note_as_it_was(desk, note, addendum):
    addenda.sign(desk, addendum)

    assert notes.get(desk, note.id) == note
    notes.proof(desk, note)


def test_a_signed_addendum_has_a_seal_and_a_signature_of_its_own(desk, note, addendum):
    signed = addenda.sign(desk, addendum)

    proof = addenda.proof(desk, signed)
    assert proof.seal.signature != notes.proof(desk, note).seal.signature
    assert [one.printed_name for one in proof.signatures] == ["Dana Whitfield"]


def test_a_signed_addendum_is_entered_when_it_is_signed(desk, addendum, clock):
    clock.pass_by(days=2)

    assert addenda.sign(desk, addendum).entered_at == clock()


def test_signing_ends_the_draft(desk, addendum):
    addenda.keep(desk, addendum)
    signed = addenda.sign(desk, addendum)

    with desk.read() as reader:
        assert drafts.of_record(reader, RecordKind.ADDENDUM, signed.uid) is None


def test_a_signed_addendum_takes_no_draft(desk, addendum):
    addenda.sign(desk, addendum)

    with pytest.raises(AlreadySignedError):
        addenda.keep(desk, addendum)


def test_an_addendum_is_signed_once(desk, addendum):
    addenda.sign(desk, addendum)

    with pytest.raises(AlreadySignedError):
        addenda.sign(desk, addendum)


def test_signing_is_in_the_log_by_codes_alone(desk, note, addendum):
    addenda.sign(desk, addendum)

    with desk.read() as reader:
        (event,) = audit.events(reader, act=Act.ADD_ADDENDUM)
        everything = audit.events(reader)
    assert (event.table_name, event.row_id, event.result) == ("note", note.id, "correction")
    assert not any("Sunday" in repr(one) for one in everything)


def test_the_words_of_an_addendum_find_its_note(desk, note, addendum):
    assert notes.find(desk, note.client_id, "sunday") == frozenset()

    addenda.sign(desk, addendum)

    assert notes.find(desk, note.client_id, "sunday") == {note.id}


def test_addenda_stand_in_the_order_of_time(desk, note, addendum, clock):
    later = replace(addenda.start(desk, note.id), text="Later.")
    clock.pass_by(hours=1)
    second = addenda.sign(desk, addendum)
    clock.pass_by(hours=1)
    third = addenda.sign(desk, later)

    assert addenda.of_note(desk, note.id) == (second, third)


def test_entered_in_error_marks_the_note_and_keeps_it(desk, note, addendum):
    addenda.sign(desk, replace(addendum, reason=AddendumReason.ENTERED_IN_ERROR))

    (row,) = notes.rows(desk, note.client_id)
    assert (row.id, row.is_in_error, row.addenda) == (note.id, True, 1)


def test_a_draft_that_says_entered_in_error_marks_nothing_yet(desk, note, addendum):
    addenda.keep(desk, replace(addendum, reason=AddendumReason.ENTERED_IN_ERROR))

    (row,) = notes.rows(desk, note.client_id)
    assert not row.is_in_error


def test_a_discarded_addendum_comes_back(desk, note, addendum):
    addenda.discard(desk, addendum)
    assert addenda.of_note(desk, note.id) == ()

    addenda.bring_back(desk, addendum)
    assert addenda.of_note(desk, note.id) == (addendum,)


def test_a_signed_addendum_cannot_be_discarded(desk, addendum):
    addenda.sign(desk, addendum)

    with pytest.raises(AlreadySignedError):
        addenda.discard(desk, addendum)


def test_nothing_of_a_failed_signing_stays(desk, note, addendum, monkeypatch):
    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(search, "put", fail)
    with pytest.raises(RuntimeError):
        addenda.sign(desk, addendum)

    assert not addenda.of_note(desk, note.id)[0].is_signed


def test_an_addendum_cannot_be_passed_off_as_another(desk, addendum):
    signed = addenda.sign(desk, addendum)

    with pytest.raises(BrokenSealError):
        addenda.proof(desk, replace(signed, text="It was a Friday."))


def test_the_check_of_the_store_counts_addenda(desk, addendum):
    addenda.sign(desk, addendum)

    seals = next(one for one in checks.run(desk) if one.name == "seals")
    assert seals.sentence == "All 3 signed records match their seals."


def test_a_started_addendum_is_a_draft(desk, note):
    started = addenda.start(desk, note.id)

    assert started.state is RecordState.DRAFT
    assert started.id != AddendumId(0)


def test_the_client_of_an_addendum_is_announced(desk, note, addendum):
    heard = []
    desk.listen(heard.append)

    addenda.sign(desk, addendum)

    assert heard[-1].clients == {clients.get(desk, note.client_id).id}

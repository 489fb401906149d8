"""Rescues: words the disk refused come back at the next opening, and nothing is lost between."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest

from counselor_desk.errors import (
    ClosedRecordError,
    DiskFullError,
    RescuedError,
    UnsavedError,
    UnusableCopyError,
)
from counselor_desk.records.ids import Uid
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.services import notes, rescues
from counselor_desk.services.desk import Desk
from counselor_desk.services.rescues import merged
from counselor_desk.storage import files
from counselor_desk.storage.database import Database
from tests.desks import new_desk, reopened

REFUSED = "Typed while the disk was full."


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@contextmanager
def refused(problem=DiskFullError):
    """While this lasts, the records take nothing."""
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*_given, **_how):
            raise problem

        patch.setattr(Database, "write", refuse)
        yield


def with_data(edit, text):
    others = tuple(part for part in edit.note.sections if part.code is not SectionCode.DATA)
    section = Section(code=SectionCode.DATA, text=text)
    return replace(edit, note=replace(edit.note, sections=(section, *others)))


def rescue_files(desk: Desk):
    return list(desk.vault.folder.glob("*.cdrescue"))


def data(desk, edit):
    return notes.open_edit(desk, edit.note.id).note.text_of(SectionCode.DATA)


@pytest.fixture
def lost(desk, note_edit):
    """A note whose last words are in a rescue file, from a sitting before this one."""
    notes.keep(desk, note_edit)
    with refused(), pytest.raises(RescuedError):
        notes.keep(desk, with_data(note_edit, REFUSED))
    desk.session_uid = Uid("the next sitting")
    return note_edit


def test_words_that_the_disk_refuses_are_rescued_and_that_is_said(desk, note_edit):
    with refused(), pytest.raises(RescuedError, match="kept encrypted in a rescue file") as told:
        notes.keep(desk, with_data(note_edit, REFUSED))

    assert "The disk is full" in str(told.value)
    assert len(rescue_files(desk)) == 1


def test_a_note_that_was_signed_meanwhile_is_not_rescued(desk, note_edit):
    with refused(ClosedRecordError), pytest.raises(ClosedRecordError):
        notes.keep(desk, note_edit)

    assert rescue_files(desk) == []


def test_saving_later_makes_the_file_go(desk, note_edit):
    with refused(), pytest.raises(RescuedError):
        notes.keep(desk, with_data(note_edit, REFUSED))
    notes.keep(desk, with_data(note_edit, REFUSED))

    assert rescue_files(desk) == []


def test_signing_makes_the_file_go(desk, note_edit):
    with refused(), pytest.raises(RescuedError):
        notes.keep(desk, with_data(note_edit, REFUSED))
    notes.sign(desk, note_edit)

    assert rescue_files(desk) == []


def test_the_next_opening_has_the_words(desk, note_edit):
    with refused(), pytest.raises(RescuedError):
        notes.keep(desk, with_data(note_edit, REFUSED))
    again = reopened(desk)

    (back,) = rescues.bring_back(again)

    assert back.note_id == note_edit.note.id
    assert data(again, note_edit) == REFUSED
    assert rescue_files(again) == []
    again.close()


def test_while_the_disk_is_full_the_file_stays(desk, lost):
    with refused():
        assert rescues.bring_back(desk) == ()

    assert len(rescue_files(desk)) == 1


def test_saving_other_words_first_loses_nothing(desk, lost, clock):
    clock.pass_by(minutes=5)
    notes.keep(desk, with_data(lost, "Typed in the next sitting."))
    assert len(rescue_files(desk)) == 1

    rescues.bring_back(desk)

    assert data(desk, lost) == f"Typed in the next sitting.\n{REFUSED}"


def test_words_that_are_saved_already_are_not_brought_again(desk, lost, clock):
    clock.pass_by(minutes=5)
    notes.keep(desk, with_data(lost, f"Before.\n{REFUSED}"))

    assert rescues.bring_back(desk) == ()
    assert rescue_files(desk) == []


def test_a_signed_note_stays_as_it_is(desk, lost):
    signed = notes.sign(desk, lost)

    assert rescues.bring_back(desk) == ()
    assert notes.get(desk, signed.id) == signed
    assert rescue_files(desk) == []


def test_a_record_that_the_store_does_not_have_keeps_its_file(desk, lost):
    with desk.write() as writer:
        writer.execute("DELETE FROM note WHERE id = ?", lost.note.id)

    assert rescues.bring_back(desk) == ()
    assert len(rescue_files(desk)) == 1


def test_merging_keeps_every_paragraph_once(note_edit):
    both = merged(with_data(note_edit, "One.\nTwo."), with_data(note_edit, "Two.\nThree."))

    assert both.note.text_of(SectionCode.DATA) == "One.\nTwo.\nThree."
    assert merged(note_edit, note_edit) == note_edit


@contextmanager
def nowhere():
    """While this lasts, neither the records nor any place for a rescue file takes anything."""
    with pytest.MonkeyPatch.context() as patch, refused():

        def refuse(*_given):
            raise DiskFullError

        patch.setattr(files, "write_atomic", refuse)
        yield


@pytest.fixture
def unsaved(desk, note_edit, clock):
    """What the error carries when the last words of a note found no place at all."""
    notes.keep(desk, note_edit)
    clock.pass_by(seconds=5)
    with nowhere(), pytest.raises(UnsavedError, match="The disk is full") as told:
        notes.keep(desk, with_data(note_edit, REFUSED))
    return told.value


def test_words_that_found_no_place_are_carried_by_the_error_encrypted(unsaved):
    assert unsaved.sealed
    assert not any(word.encode() in unsaved.sealed for word in REFUSED.split())
    assert isinstance(unsaved.reason, DiskFullError)


def test_a_saved_copy_brings_the_words_back(desk, note_edit, unsaved, tmp_path):
    path = tmp_path / "copy.cdrescue"
    rescues.save_copy(unsaved, path)
    back = rescues.bring_copy_back(desk, path)

    assert back.note_id == note_edit.note.id
    assert data(desk, note_edit) == REFUSED
    assert path.exists()


def test_a_copy_that_is_brought_back_twice_says_that_nothing_is_new(
    desk, note_edit, unsaved, tmp_path
):
    path = tmp_path / "copy.cdrescue"
    rescues.save_copy(unsaved, path)
    rescues.bring_copy_back(desk, path)

    assert rescues.bring_copy_back(desk, path) is None
    assert data(desk, note_edit) == REFUSED


def test_words_that_were_saved_later_stay_beside_those_of_the_copy(
    desk, note_edit, unsaved, tmp_path, clock
):
    path = tmp_path / "copy.cdrescue"
    rescues.save_copy(unsaved, path)
    clock.pass_by(minutes=5)
    notes.keep(desk, with_data(note_edit, "Typed later."))
    rescues.bring_copy_back(desk, path)

    assert data(desk, note_edit).splitlines() == ["Typed later.", REFUSED]


def test_a_copy_of_a_note_that_was_signed_meanwhile_changes_nothing(
    desk, note_edit, unsaved, tmp_path
):
    path = tmp_path / "copy.cdrescue"
    rescues.save_copy(unsaved, path)
    notes.sign(desk, note_edit)

    with pytest.raises(UnusableCopyError, match="signed or discarded"):
        rescues.bring_copy_back(desk, path)


@pytest.mark.parametrize("content", [b"", b"something else", b"cdesk-rescue 1\n" + bytes(40)])
def test_a_file_that_is_no_copy_is_said(desk, tmp_path, content):
    path = tmp_path / "copy.cdrescue"
    path.write_bytes(content)

    with pytest.raises(UnusableCopyError, match="no saved copy of these records"):
        rescues.bring_copy_back(desk, path)


def test_a_copy_of_another_store_is_refused(desk, unsaved, tmp_path):
    path = tmp_path / "copy.cdrescue"
    rescues.save_copy(unsaved, path)
    other = new_desk(tmp_path / "Other.cdesk")

    with pytest.raises(UnusableCopyError):
        rescues.bring_copy_back(other, path)
    other.close()


def test_a_place_that_takes_no_copy_is_said(unsaved, tmp_path):
    with nowhere(), pytest.raises(DiskFullError):
        rescues.save_copy(unsaved, tmp_path / "copy.cdrescue")

"""A note that was changed outside the program is still read as it was signed."""

from __future__ import annotations

import pytest

from counselor_desk.errors import BrokenSealError
from counselor_desk.services import notes, sealed_notes
from tests.unit.services.test_outside_edits import outside


def edit_outside(desk, table, act, statement):
    """A careful edit by somebody who has the key of the file."""
    with outside(desk) as raw:
        for work in ("lock", "audit"):
            raw.execute(f"DROP TRIGGER IF EXISTS {work}_{table}_{act}")
        assert raw.execute(statement).rowcount > 0


def test_a_note_that_nobody_changed_is_the_note_that_was_signed(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    assert sealed_notes.as_signed(desk, signed)[0] == signed


@pytest.mark.parametrize(
    ("table", "act", "statement"),
    [
        ("note", "update", "UPDATE note SET topic = 'x', held_on = '2025-01-01'"),
        ("note_section", "update", "UPDATE note_section SET text = 'x'"),
        ("note_section", "delete", "DELETE FROM note_section WHERE position = 1"),
        ("note_objective", "update", "UPDATE note_objective SET rating = 'met'"),
    ],
)
def test_whatever_was_changed_the_signed_words_are_read(desk, note_edit, table, act, statement):
    signed = notes.sign(desk, note_edit)
    edit_outside(desk, table, act, statement)
    found = notes.get(desk, signed.id)

    assert found != signed
    assert sealed_notes.as_signed(desk, found)[0] == signed


def test_the_signature_is_that_of_the_seal(desk, note_edit):
    signed = notes.sign(desk, note_edit)
    edit_outside(desk, "signature", "update", "UPDATE signature SET printed_name = 'A. Nother'")
    _, proof = sealed_notes.as_signed(desk, signed)

    assert [one.printed_name for one in proof.signatures] == [desk.program().signing_name]
    assert proof.signatures[0].signed_at == proof.seal.sealed_at


@pytest.mark.parametrize(
    ("act", "statement"),
    [
        ("update", "UPDATE seal SET canonical = x'7b7d'"),
        ("update", "UPDATE seal SET signature = zeroblob(64)"),
        ("delete", "DELETE FROM seal WHERE record_kind = 'note'"),
    ],
)
def test_without_a_genuine_seal_there_is_no_good_version(desk, note_edit, act, statement):
    signed = notes.sign(desk, note_edit)
    edit_outside(desk, "seal", act, statement)

    with pytest.raises(BrokenSealError):
        sealed_notes.as_signed(desk, signed)


def test_the_seal_of_another_note_is_none_of_this_one(desk, client, note_edit):
    signed = notes.sign(desk, note_edit)
    other = notes.start(desk, client.id)
    theirs = "UPDATE seal SET record_uid = (SELECT uid FROM note ORDER BY id DESC LIMIT 1)"
    edit_outside(desk, "seal", "update", f"{theirs} WHERE record_kind = 'note'")

    with pytest.raises(BrokenSealError):
        sealed_notes.as_signed(desk, signed)
    with pytest.raises(BrokenSealError):
        sealed_notes.as_signed(desk, other)

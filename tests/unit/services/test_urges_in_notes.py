"""The urge told in a note: kept with its draft, a fact of the chart once the note is signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import UnreadyNoteError, UnusableTextError
from counselor_desk.records.cravings import Urge
from counselor_desk.records.sessions import SessionKind
from counselor_desk.rules.findings import Severity
from counselor_desk.services import cravings, notes
from counselor_desk.services.changes import Kind
from tests.desks import reopened

URGE = Urge(score=6, trigger="Payday", skill="Called his brother")


@pytest.fixture
def told(note_edit):
    return replace(note_edit, urge=URGE)


def test_what_is_told_waits_in_the_draft(desk, told):
    notes.keep(desk, told)
    again = reopened(desk)

    assert notes.open_edit(again, told.note.id).urge == URGE
    assert notes.urge(again, told.note) == URGE
    assert cravings.of_client(again, told.note.client_id) == ()
    again.close()


def test_a_draft_from_before_there_was_an_urge_tells_none(desk, note_edit):
    notes.keep(desk, note_edit)
    with desk.write() as writer:
        writer.execute_unaudited(
            "UPDATE draft SET content = json_remove(content, '$.urge') WHERE kind = 'note'"
        )

    assert notes.open_edit(desk, note_edit.note.id).urge == Urge()


def test_signing_makes_it_a_score_of_the_session(desk, told):
    changes = []
    desk.listen(changes.append)
    signed = notes.sign(desk, told)

    (score,) = cravings.of_client(desk, signed.client_id)
    assert (score.score, score.trigger, score.skill) == (6, "Payday", "Called his brother")
    assert (score.rated_on, score.note_id) == (signed.held_on, signed.id)
    assert score.episode_id == signed.episode_id
    assert Kind.CRAVING in changes[-1].kinds


def test_a_signed_note_tells_it_from_its_score(desk, told):
    signed = notes.sign(desk, told)

    assert notes.urge(desk, signed) == URGE


def test_a_note_without_an_urge_makes_no_score(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    assert cravings.of_client(desk, signed.client_id) == ()
    assert notes.urge(desk, signed) is None


def test_zero_is_a_score(desk, note_edit):
    signed = notes.sign(desk, replace(note_edit, urge=Urge(score=0)))

    assert notes.urge(desk, signed) == Urge(score=0)


def test_words_without_a_score_are_asked_about(desk, note_edit):
    edit = replace(note_edit, urge=Urge(trigger="Payday"))

    (gap,) = (one for one in notes.check(desk, edit) if one.repair == "urge")
    assert gap.severity is Severity.BLOCK
    with pytest.raises(UnreadyNoteError):
        notes.sign(desk, edit)


def test_a_contact_without_the_client_tells_no_urge(desk, told):
    missed = replace(told, note=replace(told.note, kind=SessionKind.NO_SHOW))
    notes.keep(desk, missed)
    assert notes.urge(desk, missed.note) is None
    signed = notes.sign(desk, missed)

    assert cravings.of_client(desk, signed.client_id) == ()


def test_words_that_cannot_be_kept_sign_nothing(desk, told):
    with pytest.raises(UnusableTextError):
        notes.sign(desk, replace(told, urge=replace(URGE, trigger="x" * 600)))

    assert not notes.get(desk, told.note.id).is_signed
    assert cravings.of_client(desk, told.note.client_id) == ()


def test_a_strong_urge_told_in_a_note_raises_the_flag(desk, told):
    signed = notes.sign(desk, replace(told, urge=replace(URGE, score=7)))

    scores = cravings.of_client(desk, signed.client_id)
    assert cravings.findings(scores)
    assert cravings.last_score(desk, signed.client_id) == 7

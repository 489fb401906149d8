"""A signed note that an addendum calls entered in error is no evidence of anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import AddendumReason, Note, NoteFormat
from counselor_desk.records.plans import ObjectiveStatus, Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import addenda, clients, episode_facts, notes, plans, threads
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import notes as note_rows


def add(desk, note: Note, reason: AddendumReason) -> None:
    """Sign an addendum to a note."""
    added = addenda.start(desk, note.id, reason=reason)
    addenda.sign(desk, replace(added, text="Belongs to another client."))


def call_wrong(desk, note: Note) -> None:
    """Say that a note was entered in error."""
    add(desk, note, AddendumReason.ENTERED_IN_ERROR)


@pytest.fixture
def met(desk, note_edit) -> Note:
    """A signed note that rates its objective as met."""
    links = tuple(replace(one, rating=Rating.MET) for one in note_edit.note.objectives)
    return notes.sign(desk, replace(note_edit, note=replace(note_edit.note, objectives=links)))


@pytest.fixture
def status(desk, plan):
    """Where the only objective of the plan stands now."""
    (objective,) = plan.objectives()
    return lambda: plans.standing(desk, plan).of(objective.node_uid)


def test_it_moves_no_objective(desk, met, status):
    assert status() is ObjectiveStatus.MET

    call_wrong(desk, met)

    assert status() is ObjectiveStatus.NEW


def test_another_addendum_keeps_what_the_note_rated(desk, met, status):
    add(desk, met, AddendumReason.CORRECTION)

    assert status() is ObjectiveStatus.MET


def test_it_is_no_evidence_of_its_objective(desk, client, plan, met):
    call_wrong(desk, met)

    (objective,) = plan.objectives()
    assert plans.evidence(desk, client.id, objective.node_uid) == ()


def test_the_outcome_of_the_thread_is_not_met(desk, client, met):
    call_wrong(desk, met)

    (line,) = threads.of_client(desk, client.id).thread.objectives()
    assert line.status is ObjectiveStatus.NEW


def test_a_discharge_counts_neither_the_note_nor_its_ratings(desk, met):
    call_wrong(desk, met)

    facts = episode_facts.gather(desk, met.episode_id)
    assert (facts.notes, facts.ratings) == ((), ())


def test_it_is_not_offered_as_the_last_note(desk, client, met):
    assert notes.last_signed(desk, client.id, SessionKind.INDIVIDUAL) == met

    call_wrong(desk, met)

    assert notes.last_signed(desk, client.id, SessionKind.INDIVIDUAL) is None


def test_the_one_before_is_the_last_note_again(desk, client, note_edit, met):
    fresh = notes.start(desk, client.id)
    second = replace(note_edit.note, id=fresh.id, uid=fresh.uid, held_on=date(2026, 3, 13))
    wrong = notes.sign(desk, NoteEdit(note=second))
    call_wrong(desk, wrong)

    assert notes.last_signed(desk, client.id, SessionKind.INDIVIDUAL) == met
    assert clients.rows(desk)[0].last_note_on == met.held_on


def test_the_list_of_clients_does_not_count_it(desk, met):
    call_wrong(desk, met)

    (row,) = clients.rows(desk)
    assert row.last_note_on is None


def last_contact(desk, note):
    with desk.read() as reader:
        return note_rows.last_contact_days(reader, [note.episode_id]).get(note.episode_id)


def test_it_is_no_contact(desk, met):
    assert last_contact(desk, met) == met.held_on

    call_wrong(desk, met)

    assert last_contact(desk, met) is None


def test_it_does_not_overlap_the_note_that_takes_its_place(desk, client, note_edit, met):
    fresh = notes.start(desk, client.id, format=NoteFormat.DAP)
    again = replace(note_edit, note=replace(note_edit.note, id=fresh.id, uid=fresh.uid))
    assert "N4" in [found.rule for found in notes.check(desk, again)]

    call_wrong(desk, met)

    assert notes.check(desk, again) == ()


def test_its_time_is_free_for_the_client_it_was_about(desk, note_edit, met):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="T"))
    fresh = notes.start(desk, other.id)
    moved = replace(
        fresh, held_on=met.held_on, starts=time(9, 15), ends=time(9, 45), sections=met.sections
    )
    assert "N4" in [found.rule for found in notes.check(desk, NoteEdit(note=moved))]

    call_wrong(desk, met)

    assert "N4" not in [found.rule for found in notes.check(desk, NoteEdit(note=moved))]


def test_pages_that_show_progress_hear_of_it(desk, met):
    heard = []
    desk.listen(heard.append)
    call_wrong(desk, met)

    assert any(Kind.PLAN in one.kinds for one in heard)

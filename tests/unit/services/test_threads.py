"""The golden thread from a real store: the plan in force, its notes, and where it is broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counselor_desk.records.notes import AddendumReason
from counselor_desk.records.plans import ObjectiveStatus, Rating
from counselor_desk.services import addenda, notes, plans, threads


def test_without_a_signed_plan_there_is_no_thread(desk, client):
    plans.start(desk, client.id)

    assert threads.of_client(desk, client.id) is None


def test_a_signed_note_stands_in_its_week(desk, client, note_edit):
    note = notes.sign(desk, note_edit)
    thread = threads.of_client(desk, client.id).thread
    (line,) = thread.objectives()

    assert thread.weeks[-1].number == 6
    assert line.by_week[-1].notes == (note.id,)
    assert line.by_week[-1].rating is Rating.BETTER
    assert line.status is ObjectiveStatus.PROGRESSING


def test_a_note_that_is_not_signed_stands_nowhere(desk, client, note_edit):
    notes.keep(desk, note_edit)

    assert threads.of_client(desk, client.id).thread.notes == ()


def test_a_note_entered_in_error_is_no_evidence(desk, client, note_edit):
    note = notes.sign(desk, note_edit)
    added = addenda.start(desk, note.id, reason=AddendumReason.ENTERED_IN_ERROR)
    addenda.sign(desk, replace(added, text="Belongs to another client."))

    assert threads.of_client(desk, client.id).thread.notes == ()


def test_a_note_that_waits_since_yesterday_is_a_hole(desk, client, note_edit):
    held_on = desk.today() - timedelta(days=1)
    open_note = replace(note_edit.note, objectives=(), held_on=held_on)
    notes.keep(desk, replace(note_edit, note=open_note))
    holes = threads.of_client(desk, client.id).holes

    assert [one.note_id for one in holes if one.finding.rule == "N2"] == [open_note.id]


def test_an_objective_goes_silent_after_the_days_of_the_profile(desk, client, note_edit, clock):
    notes.sign(desk, note_edit)
    clock.pass_by(days=13)
    before = threads.of_client(desk, client.id).holes
    clock.pass_by(days=1)
    after = threads.of_client(desk, client.id).holes

    assert "T2" not in {one.finding.rule for one in before}
    assert "T2" in {one.finding.rule for one in after}


def test_an_objective_counts_from_its_first_version(desk, client, plan, clock):
    clock.pass_by(days=20)
    plans.sign(desk, plans.draft_of(desk, plans.start(desk, client.id).client_id))
    holes = threads.of_client(desk, client.id).holes

    assert "T2" in {one.finding.rule for one in holes}


def test_an_ended_stay_has_no_hole_and_stops_on_its_last_day(desk, client, plan):
    from counselor_desk.storage import episodes as episode_rows

    with desk.write() as writer:
        episode = episode_rows.open_of(writer, client.id)
        episode_rows.update(writer, replace(episode, closed_on=date(2026, 3, 12)))
    found = threads.of_client(desk, client.id)

    assert found.holes == ()
    assert found.thread.day == date(2026, 3, 12)

"""Discarded drafts: what can be brought back, until when, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import NewerDischargeError, NoOpenEpisodeError
from counselor_desk.services import (
    assessments,
    clients,
    discarded,
    discharges,
    drafts,
    episodes,
    notes,
    plans,
)
from counselor_desk.services.clients import NewClient


def test_a_discarded_note_is_listed_with_its_last_day_and_comes_back(desk, client, note_edit):
    notes.discard(desk, note_edit.note)

    (one,) = discarded.of_client(desk, client.id)
    assert (one.record.uid, one.discarded_on) == (note_edit.note.uid, desk.today())
    assert one.kept_until == desk.today() + timedelta(days=30)
    assert discarded.count(desk, client.id) == 1

    discarded.bring_back(desk, one)
    assert discarded.of_client(desk, client.id) == ()
    assert [row.id for row in notes.rows(desk, client.id)] == [note_edit.note.id]


def test_every_kind_of_draft_is_listed_and_comes_back(desk, client):
    begun = (
        plans.start(desk, client.id),
        assessments.start(desk, client.id),
        discharges.start(desk, client.id),
    )
    for service, record in zip((plans, assessments, discharges), begun, strict=True):
        service.discard(desk, record)

    found = discarded.of_client(desk, client.id)
    assert {one.record.uid for one in found} == {one.uid for one in begun}
    for one in found:
        discarded.bring_back(desk, one)
    assert discarded.count(desk, client.id) == 0


def test_what_was_typed_tells_what_was_discarded(desk, client):
    edit = notes.open_edit(desk, notes.start(desk, client.id).id)
    drafts.keep_note(desk, replace(edit, note=replace(edit.note, held_on=date(2026, 2, 3))))
    notes.discard(desk, edit.note)

    (one,) = discarded.of_client(desk, client.id)
    assert one.record.held_on == date(2026, 2, 3)


def test_drafts_of_others_and_drafts_that_are_alive_are_left_out(desk, client, note_edit):
    other = clients.add(desk, NewClient(given_name="Dana", family_name="Hill"))
    notes.discard(desk, notes.start(desk, other.id))

    assert discarded.of_client(desk, client.id) == ()
    assert discarded.count(desk, client.id) == 0


def test_a_summary_that_another_replaced_stays_discarded(desk, client):
    discharges.discard(desk, discharges.start(desk, client.id))
    (one,) = discarded.of_client(desk, client.id)
    discharges.start(desk, client.id)

    with pytest.raises(NewerDischargeError):
        discarded.bring_back(desk, one)
    assert discarded.count(desk, client.id) == 1


@pytest.mark.parametrize("service", [notes, plans, assessments])
def test_no_draft_comes_back_into_a_stay_that_ended(desk, client, service):
    service.discard(desk, service.start(desk, client.id))
    (one,) = discarded.of_client(desk, client.id)
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        discarded.bring_back(desk, one)
    assert discarded.count(desk, client.id) == 1

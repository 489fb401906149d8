"""Drafts of forms: there again until they are kept or given up, each stay's and client's apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import NoOpenEpisodeError, UsedImportError
from counselor_desk.records.edits import ClientEdit, FactEdit, StayReviewEdit, TaskEdit
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.services import (
    episodes,
    form_drafts,
    import_files,
    import_mapping,
    imports,
)
from tests.desks import reopened

REVIEW = StayReviewEdit(
    ticks=("is_progressing",),
    decision=StayDecision.CONTINUE,
    reviewed_on="3/12",
    next_on="sometime",
    reason="He knows four of five triggers.",
)
NEW = ClientEdit(
    typed={"given_name": "Łucja", "born_on": "5/2/", "needs_interpreter": True, "weeks": 16},
    contacts=(("phone", "555-0100", "no voice mail"), ("email", "", "")),
)
TASK = TaskEdit(lane=Lane.JOB, text="Renew the card", due_on="next we", owner=TaskOwner.CLIENT)
FACT = FactEdit(kind="returns", typed={"amount": "four beers", "is_overdose": False, "used_on": ""})


@pytest.mark.parametrize("edit", [REVIEW, FACT], ids=["review", "fact"])
def test_what_stood_in_a_form_is_there_after_opening_the_store_again(desk, client, edit):
    form_drafts.keep(desk, client.id, edit)
    again = reopened(desk)

    assert form_drafts.find(again, client.id, type(edit)).edit == edit
    again.close()


def test_the_forms_do_not_know_each_other(desk, client):
    form_drafts.keep(desk, client.id, REVIEW)
    form_drafts.keep(desk, client.id, FACT)
    form_drafts.forget(desk, client.id, FactEdit)

    assert form_drafts.find(desk, client.id, FactEdit) is None
    assert form_drafts.find(desk, client.id, StayReviewEdit).edit == REVIEW


def test_a_form_keeps_what_was_typed_last(desk, client):
    form_drafts.keep(desk, client.id, REVIEW)
    form_drafts.keep(desk, client.id, replace(REVIEW, reason="Shorter."))

    assert form_drafts.find(desk, client.id, StayReviewEdit).edit.reason == "Shorter."


def test_nothing_is_kept_for_a_stay_that_ended(desk, client):
    form_drafts.keep(desk, client.id, REVIEW)
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=desk.today()))

    assert form_drafts.find(desk, client.id, StayReviewEdit) is None
    with pytest.raises(NoOpenEpisodeError):
        form_drafts.keep(desk, client.id, REVIEW)


@pytest.mark.parametrize("edit", [NEW, TASK], ids=["client", "task"])
@pytest.mark.parametrize("is_new", [True, False], ids=["new", "known"])
def test_a_form_about_a_client_is_there_after_opening_the_store_again(desk, client, edit, is_new):
    client_id = None if is_new else client.id
    form_drafts.keep(desk, client_id, edit)
    again = reopened(desk)

    assert form_drafts.find(again, client_id, type(edit)).edit == edit
    again.close()


def test_a_form_tells_when_it_was_kept(desk):
    form_drafts.keep(desk, None, NEW)

    assert form_drafts.find(desk, None, ClientEdit).kept_at == desk.local(desk.now())


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "known"])
def test_a_form_about_a_client_keeps_what_was_typed_last(desk, client, is_new):
    client_id = None if is_new else client.id
    later = replace(NEW, typed={"given_name": "Łu"})
    form_drafts.keep(desk, client_id, NEW)
    form_drafts.keep(desk, client_id, later)

    assert form_drafts.find(desk, client_id, ClientEdit).edit == later


def test_a_new_client_and_a_known_one_do_not_mix(desk, client):
    form_drafts.keep(desk, None, NEW)
    form_drafts.keep(desk, client.id, NEW)
    form_drafts.keep(desk, client.id, TASK)
    form_drafts.forget(desk, client.id, ClientEdit)

    assert form_drafts.find(desk, client.id, ClientEdit) is None
    assert form_drafts.find(desk, client.id, TaskEdit).edit == TASK
    assert form_drafts.find(desk, None, ClientEdit).edit == NEW


@pytest.mark.parametrize("edit", [REVIEW, NEW], ids=["review", "client"])
def test_an_import_in_whose_charts_somebody_types_stays(desk, edit):
    who = imports.acting(desk)
    sheet = import_files.parse(b"Name,Admitted\nAna Reyes,2026-02-03\n")
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    made, (client_id,) = imports.bring_in(who, trial)
    form_drafts.keep(desk, client_id, edit)

    with pytest.raises(UsedImportError):
        imports.take_out(who, made)
    form_drafts.forget(desk, client_id, type(edit))
    assert imports.take_out(who, made) == (client_id,)

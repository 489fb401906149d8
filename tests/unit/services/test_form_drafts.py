"""Drafts of forms: there again until they are kept or given up, for the stay they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import NoOpenEpisodeError, UsedImportError
from counselor_desk.records.edits import FactEdit, StayReviewEdit
from counselor_desk.records.stay_reviews import StayDecision
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
FACT = FactEdit(kind="returns", typed={"amount": "four beers", "is_overdose": False, "used_on": ""})


@pytest.mark.parametrize("edit", [REVIEW, FACT], ids=["review", "fact"])
def test_what_stood_in_a_form_is_there_after_opening_the_store_again(desk, client, edit):
    form_drafts.keep(desk, client.id, edit)
    again = reopened(desk)

    assert form_drafts.find(again, client.id, type(edit)) == edit
    again.close()


def test_the_forms_do_not_know_each_other(desk, client):
    form_drafts.keep(desk, client.id, REVIEW)
    form_drafts.keep(desk, client.id, FACT)
    form_drafts.forget(desk, client.id, FactEdit)

    assert form_drafts.find(desk, client.id, FactEdit) is None
    assert form_drafts.find(desk, client.id, StayReviewEdit) == REVIEW


def test_a_form_keeps_what_was_typed_last(desk, client):
    form_drafts.keep(desk, client.id, REVIEW)
    form_drafts.keep(desk, client.id, replace(REVIEW, reason="Shorter."))

    assert form_drafts.find(desk, client.id, StayReviewEdit).reason == "Shorter."


def test_nothing_is_kept_for_a_stay_that_ended(desk, client):
    form_drafts.keep(desk, client.id, REVIEW)
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=desk.today()))

    assert form_drafts.find(desk, client.id, StayReviewEdit) is None
    with pytest.raises(NoOpenEpisodeError):
        form_drafts.keep(desk, client.id, REVIEW)


def test_an_import_in_whose_charts_somebody_types_stays(desk):
    who = imports.acting(desk)
    sheet = import_files.parse(b"Name,Admitted\nAna Reyes,2026-02-03\n")
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    made, (client_id,) = imports.bring_in(who, trial)
    form_drafts.keep(desk, client_id, REVIEW)

    with pytest.raises(UsedImportError):
        imports.take_out(who, made)
    form_drafts.forget(desk, client_id, StayReviewEdit)
    assert imports.take_out(who, made) == (client_id,)

"""Drafts about clients: there again until they are kept or given up, each client's apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import UsedImportError
from counselor_desk.records.edits import ClientEdit, TaskEdit
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.services import client_drafts, import_files, import_mapping, imports
from tests.desks import reopened

NEW = ClientEdit(
    typed={"given_name": "Łucja", "born_on": "5/2/", "needs_interpreter": True, "weeks": 16},
    contacts=(("phone", "555-0100", "no voice mail"), ("email", "", "")),
)
TASK = TaskEdit(lane=Lane.JOB, text="Renew the card", due_on="next we", owner=TaskOwner.CLIENT)


@pytest.mark.parametrize("edit", [NEW, TASK], ids=["client", "task"])
@pytest.mark.parametrize("is_new", [True, False], ids=["new", "known"])
def test_what_stood_in_a_form_is_there_after_opening_the_store_again(desk, client, edit, is_new):
    client_id = None if is_new else client.id
    client_drafts.keep(desk, client_id, edit)
    again = reopened(desk)

    assert client_drafts.find(again, client_id, type(edit)).edit == edit
    again.close()


def test_a_form_tells_when_it_was_kept(desk):
    client_drafts.keep(desk, None, NEW)

    assert client_drafts.find(desk, None, ClientEdit).kept_at == desk.local(desk.now())


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "known"])
def test_a_form_keeps_what_was_typed_last(desk, client, is_new):
    client_id = None if is_new else client.id
    later = replace(NEW, typed={"given_name": "Łu"})
    client_drafts.keep(desk, client_id, NEW)
    client_drafts.keep(desk, client_id, later)

    assert client_drafts.find(desk, client_id, ClientEdit).edit == later


def test_a_new_client_and_a_known_one_do_not_mix(desk, client):
    client_drafts.keep(desk, None, NEW)
    client_drafts.keep(desk, client.id, NEW)
    client_drafts.keep(desk, client.id, TASK)
    client_drafts.forget(desk, client.id, ClientEdit)

    assert client_drafts.find(desk, client.id, ClientEdit) is None
    assert client_drafts.find(desk, client.id, TaskEdit).edit == TASK
    assert client_drafts.find(desk, None, ClientEdit).edit == NEW


def test_an_import_in_whose_clients_somebody_types_stays(desk):
    who = imports.acting(desk)
    sheet = import_files.parse(b"Name,Admitted\nAna Reyes,2026-02-03\n")
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    made, (client_id,) = imports.bring_in(who, trial)
    client_drafts.keep(desk, client_id, NEW)

    with pytest.raises(UsedImportError):
        imports.take_out(who, made)
    client_drafts.forget(desk, client_id, ClientEdit)
    assert imports.take_out(who, made) == (client_id,)

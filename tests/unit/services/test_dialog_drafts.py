"""Drafts of dialogs: there again until they are kept or given up, each dialog's apart."""

from __future__ import annotations

from counselor_desk.records.edits import FactEdit
from counselor_desk.services import dialog_drafts, form_drafts
from tests.desks import reopened

TYPED = {"name": "Łucja", "started_on": "3/1x", "is_emergency": True, "weeks": 16, "with": None}


def test_what_stood_in_a_dialog_is_there_after_opening_the_store_again(desk, client):
    dialog_drafts.keep(desk, client.id, "person", TYPED)
    again = reopened(desk)

    assert dialog_drafts.find(again, client.id, "person").typed == TYPED
    again.close()


def test_one_of_no_client_belongs_to_the_practice(desk, client):
    dialog_drafts.keep(desk, None, "group", TYPED)

    assert dialog_drafts.find(desk, None, "group").typed == TYPED
    assert dialog_drafts.find(desk, client.id, "group") is None


def test_the_last_words_stand(desk, client):
    dialog_drafts.keep(desk, client.id, "person", TYPED)
    dialog_drafts.keep(desk, client.id, "person", {"name": "Ana"})

    assert dialog_drafts.find(desk, client.id, "person").typed == {"name": "Ana"}


def test_each_dialog_is_forgotten_for_itself(desk, client):
    dialog_drafts.keep(desk, client.id, "person", TYPED)
    dialog_drafts.keep(desk, client.id, "person/1", {"name": "Ana"})
    dialog_drafts.forget(desk, client.id, "person")

    assert dialog_drafts.find(desk, client.id, "person") is None
    assert dialog_drafts.find(desk, client.id, "person/1").typed == {"name": "Ana"}


def test_it_tells_when_it_was_kept(desk, client):
    dialog_drafts.keep(desk, client.id, "person", TYPED)

    assert dialog_drafts.find(desk, client.id, "person").kept_at == desk.local(desk.now())


def test_it_does_not_touch_the_panel_of_a_fact(desk, client):
    panel = FactEdit(kind="returns", typed={"amount": "four beers"})
    form_drafts.keep(desk, client.id, panel)
    dialog_drafts.keep(desk, client.id, "person", TYPED)
    dialog_drafts.forget(desk, client.id, "person")

    assert form_drafts.find(desk, client.id, FactEdit).edit == panel


def test_the_oldest_of_many_goes(desk, client, clock):
    for number in range(dialog_drafts.MOST + 1):
        clock.pass_by(minutes=1)
        dialog_drafts.keep(desk, client.id, f"person/{number}", TYPED)

    assert dialog_drafts.find(desk, client.id, "person/0") is None
    assert dialog_drafts.find(desk, client.id, "person/1") is not None


def test_nothing_of_it_is_in_the_log(desk, client):
    with desk.read() as reader:
        before = reader.value("SELECT count(*) FROM audit_event")
    dialog_drafts.keep(desk, client.id, "person", TYPED)
    with desk.read() as reader:
        assert reader.value("SELECT count(*) FROM audit_event") == before

"""Many rows at a stroke are the same rows, with the same events, as one after the other."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.records.clients import Contact, ContactKind
from counselor_desk.records.ids import ClientId, ContactId
from counselor_desk.storage import audit, clients
from counselor_desk.storage.table import ROWS_AT_A_STROKE
from tests.unit.storage import samples

MANY = 2 * ROWS_AT_A_STROKE + 1


def many_clients():
    return [
        replace(samples.client(number=f"A-{place}"), id=ClientId(1_000 + place))
        for place in range(MANY)
    ]


def test_every_row_is_there_under_its_id(writing, reading):
    people = many_clients()
    with writing() as db:
        for stroke in clients.strokes(people):
            stroke.write(db)

    assert clients.some(reading, [one.id for one in people]) == people


def test_rows_without_an_id_get_one(client, writing, reading):
    ways = [
        Contact(
            id=ContactId(0),
            client_id=client.id,
            kind=ContactKind.PHONE,
            value=f"+1 555 {place:04}",
        )
        for place in range(MANY)
    ]
    with writing() as db:
        for stroke in clients.CONTACTS.strokes(ways):
            stroke.write(db)

    kept = clients.contacts_of(reading, client.id)
    assert [one.value for one in kept] == [one.value for one in ways]
    assert len({one.id for one in kept}) == MANY


def test_each_row_leaves_its_event_and_the_chain_is_whole(writing, reading, database):
    people = many_clients()
    with writing() as db:
        before = audit.head(db)
        for stroke in clients.strokes(people):
            stroke.write(db)

    assert audit.head(reading) == before + MANY
    assert audit.verify(reading, database.keys).is_whole


def test_what_does_not_fill_a_stroke_is_one_more():
    people = many_clients()

    assert [stroke.rows for stroke in clients.strokes(people)] == [
        ROWS_AT_A_STROKE,
        ROWS_AT_A_STROKE,
        1,
    ]

"""The people around a client, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.people import Person
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, PersonId
    from counselor_desk.storage.database import Reader, Writer

PEOPLE = Table("person", Person)


def insert(db: Writer, person: Person) -> Person:
    """Keep somebody new."""
    return PEOPLE.insert(db, person)


def update(db: Writer, person: Person) -> None:
    """Keep what changed."""
    PEOPLE.update(db, person)


def get(db: Reader, person_id: PersonId) -> Person | None:
    """The person of a row id."""
    return PEOPLE.first(db, f"WHERE id = ? AND {STANDS}", person_id)


def of_client(db: Reader, client_id: ClientId) -> list[Person]:
    """Everybody around a client: the emergency contacts, the others, then those of before."""
    return PEOPLE.where(
        db,
        f"WHERE client_id = ? AND {STANDS} ORDER BY ended_on IS NOT NULL, is_emergency DESC, id",
        client_id,
    )

"""Imports of clients in the store: which clients each brought in, and taking them out again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from counselor_desk.records.ids import ClientId
from counselor_desk.records.imports import ClientImport
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counselor_desk.records.ids import ImportId
    from counselor_desk.storage.database import Reader, Writer

IMPORTS = Table("client_import", ClientImport)

# Whoever was only looked at can go; the log tells of everything else, whatever table it was in.
# It is read from its end: an import that is undone is one of the last things in it.
_USED = """
SELECT count(*) FROM imported_client WHERE import_id = ?1 AND EXISTS (
    SELECT 1 FROM audit_event
    WHERE audit_event.client_id = imported_client.client_id AND act <> 'view' AND seq > (
        SELECT seq FROM audit_event
        WHERE act = 'insert' AND table_name = 'client_import' AND row_id = ?1
        ORDER BY seq DESC
        LIMIT 1
    )
)
"""
_REMOVALS = (
    "DELETE FROM circumstances WHERE client_id = ?",
    "DELETE FROM contact WHERE client_id = ?",
    "DELETE FROM episode WHERE client_id = ?",
    "DELETE FROM client WHERE id = ?",
)


class Known(NamedTuple):
    """A client who is there already, as far as duplicates are found by it."""

    id: ClientId
    number: str
    full_name: str
    born_on: date | None


def insert(db: Writer, made: ClientImport, clients: Iterable[ClientId]) -> ClientImport:
    """Keep an import with the clients it brought in."""
    kept = IMPORTS.insert(db, made)
    for client_id in clients:
        db.execute(
            "INSERT INTO imported_client (client_id, import_id) VALUES (?, ?)", client_id, kept.id
        )
    return kept


def update(db: Writer, made: ClientImport) -> None:
    """Keep what changed."""
    IMPORTS.update(db, made)


def newest(db: Reader) -> ClientImport | None:
    """The last import that was not undone, or None."""
    return IMPORTS.first(db, "WHERE undone_at IS NULL ORDER BY id DESC")


def clients_of(db: Reader, import_id: ImportId) -> list[ClientId]:
    """The clients an import brought in that are still there."""
    rows = db.rows("SELECT client_id FROM imported_client WHERE import_id = ?", import_id)
    return [client_id for (client_id,) in rows]


def known(db: Reader) -> list[Known]:
    """Every client of the store, guests too."""
    return [
        Known(
            ClientId(client_id),
            number,
            f"{given} {family}".strip(),
            date.fromisoformat(born) if born else None,
        )
        for client_id, number, given, family, born in db.rows(
            "SELECT id, number, given_name, family_name, born_on FROM client"
        )
    ]


def get(db: Reader, import_id: ImportId) -> ClientImport | None:
    """The import of a row id, undone or not."""
    return IMPORTS.get(db, import_id)


def used(db: Reader, import_id: ImportId) -> int:
    """About how many clients of an import something was written, printed or exported since."""
    return int(db.value(_USED, import_id))


def remove(db: Writer, client_ids: Iterable[ClientId]) -> None:
    """Take clients out with what an import wrote about them.

    The schema refuses when anything else hangs on one of them.
    """
    for client_id in client_ids:
        for sql in _REMOVALS:
            db.execute(sql, client_id)

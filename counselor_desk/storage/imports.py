"""Imports of clients in the store, and which clients each brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.imports import ClientImport
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counselor_desk.records.ids import ClientId, ImportId
    from counselor_desk.storage.database import Reader, Writer

IMPORTS = Table("client_import", ClientImport)


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

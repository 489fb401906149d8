"""Imports of clients in the store: which clients each brought in, and taking them out again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from counselor_desk.records.ids import ClientId
from counselor_desk.records.imports import ClientImport
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage.circumstances import CIRCUMSTANCES
from counselor_desk.storage.episodes import EPISODES
from counselor_desk.storage.table import Stroke, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from counselor_desk.records.circumstances import Circumstances
    from counselor_desk.records.clients import Client, Contact
    from counselor_desk.records.episodes import Episode
    from counselor_desk.records.ids import ImportId
    from counselor_desk.storage.database import Reader, Writer

IMPORTS = Table("client_import", ClientImport)

# Whoever was only looked at can go; the log tells of everything else, whatever table it was in,
# but of what was typed into a form. It is read from its end: an import that is undone is one of
# the last things in it.
_USED = """
SELECT count(*) FROM imported_client WHERE import_id = ?1 AND EXISTS (
    SELECT 1 FROM audit_event
    WHERE audit_event.client_id = imported_client.client_id AND act <> 'view' AND seq > (
        SELECT seq FROM audit_event
        WHERE act = 'insert' AND table_name = 'client_import' AND row_id = ?1
        ORDER BY seq DESC
        LIMIT 1
    )
    UNION ALL
    SELECT 1 FROM form_draft WHERE form_draft.client_id = imported_client.client_id
)
"""
_REMOVALS = (
    "DELETE FROM circumstances WHERE client_id",
    "DELETE FROM contact WHERE client_id",
    "DELETE FROM episode WHERE client_id",
    "DELETE FROM client WHERE id",
)
_AT_A_STROKE = 200
_MINE = "INSERT INTO imported_client (client_id, import_id) SELECT id, ? FROM client WHERE id IN "


class Known(NamedTuple):
    """A client who is there already, as far as duplicates are found by it."""

    id: ClientId
    number: str
    full_name: str
    born_on: date | None


def strokes(
    clients: Sequence[Client],
    contacts: Sequence[Contact],
    episodes: Sequence[Episode],
    circumstances: Sequence[Circumstances],
) -> list[Stroke]:
    """What keeps new clients, under the ids they have, with all that is told of them."""
    return [
        *client_rows.strokes(clients),
        *client_rows.CONTACTS.strokes(contacts),
        *EPISODES.strokes(episodes),
        *CIRCUMSTANCES.strokes(circumstances),
    ]


def insert(db: Writer, made: ClientImport, clients: Sequence[ClientId]) -> ClientImport:
    """Keep an import with the clients it brought in."""
    kept = IMPORTS.insert(db, made)
    for some in _in_strokes(clients):
        db.execute(_MINE + _marks(some), kept.id, *some)
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


def remove(db: Writer, client_ids: Sequence[ClientId]) -> Iterator[int]:
    """Take clients out with what an import wrote about them; tells how many are gone so far.

    The schema refuses when anything else hangs on one of them.
    """
    gone = 0
    for some in _in_strokes(client_ids):
        for sql in _REMOVALS:
            db.execute(f"{sql} IN {_marks(some)}", *some)
        gone += len(some)
        yield gone


def _in_strokes(client_ids: Sequence[ClientId]) -> Iterator[Sequence[ClientId]]:
    for start in range(0, len(client_ids), _AT_A_STROKE):
        yield client_ids[start : start + _AT_A_STROKE]


def _marks(some: Sequence[ClientId]) -> str:
    return f"({', '.join('?' * len(some))})"

"""Drafts about clients in the store: kept at each pause in typing, so nothing here is audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.drafts import ClientDraft
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.records.drafts import ClientFormKind
    from counselor_desk.records.ids import ClientId
    from counselor_desk.storage.database import Reader, Writer

CLIENT_DRAFTS = Table("client_draft", ClientDraft)

_KEEP = """
INSERT INTO client_draft (client_id, kind, content, kept_at) VALUES (?, ?, ?, ?)
ON CONFLICT (coalesce(client_id, 0), kind) DO UPDATE
SET content = excluded.content, kept_at = excluded.kept_at
"""
_OF_CLIENT = "WHERE client_id IS ? AND kind = ?"


def keep(
    db: Writer, client_id: ClientId | None, kind: ClientFormKind, content: str, at: datetime
) -> None:
    """Write what stands in a form over what stood there before; None is the client to come."""
    db.execute_unaudited(_KEEP, client_id, kind.value, content, moment_text(at))


def of_client(db: Reader, client_id: ClientId | None, kind: ClientFormKind) -> ClientDraft | None:
    """What stands in a form about a client, None when it is empty."""
    return CLIENT_DRAFTS.first(db, _OF_CLIENT, client_id, kind.value)


def delete(db: Writer, client_id: ClientId | None, kind: ClientFormKind) -> None:
    """Forget what stood in a form: it was kept, or given up."""
    db.execute_unaudited(f"DELETE FROM client_draft {_OF_CLIENT}", client_id, kind.value)

"""Drafts of forms in the store: kept at each pause in typing, so nothing here is audited."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counselor_desk.records.drafts import FormDraft
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
    from counselor_desk.records.drafts import FormKind
    from counselor_desk.records.ids import ClientId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

TABLE = "form_draft"
FORM_DRAFTS = Table(TABLE, FormDraft)

_KEEP = """
INSERT INTO form_draft (client_id, episode_id, kind, content, kept_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (coalesce(client_id, 0), coalesce(episode_id, 0), kind) DO UPDATE
SET content = excluded.content, kept_at = excluded.kept_at
"""
# The dialogs about a client, or about the practice, lie in one row. The columns are those that
# every schema has: records are counted before they are brought up to date.
_EACH = """
SELECT id AS of_id, kept_at AS last_at FROM form_draft
WHERE NOT (kind = 'use' AND episode_id IS NULL)
UNION ALL
SELECT form_draft.id, json_extract(dialog.value, '$.kept_at')
FROM form_draft, json_each(content, '$.dialogs') AS dialog
WHERE kind = 'use' AND episode_id IS NULL
"""
_OF_FORM = "WHERE client_id IS ? AND episode_id IS ? AND kind = ?"


def keep(
    db: Writer,
    client_id: ClientId | None,
    episode_id: EpisodeId | None,
    kind: FormKind,
    content: str,
    at: datetime,
) -> None:
    """Write what stands in a form over what stood there before."""
    db.execute_unaudited(_KEEP, client_id, episode_id, kind.value, content, moment_text(at))


def find(
    db: Reader, client_id: ClientId | None, episode_id: EpisodeId | None, kind: FormKind
) -> FormDraft | None:
    """What stands in a form, None when it is empty."""
    return FORM_DRAFTS.first(db, _OF_FORM, client_id, episode_id, kind.value)


def count(db: Reader) -> int:
    """How many forms and dialogs wait to be finished."""
    return int(db.value(f"SELECT count(*) FROM ({_EACH})"))


def kept_after(db: Reader, at: datetime) -> list[tuple[str, datetime]]:
    """The forms and dialogs that were typed in after a moment, the newest first.

    Of each the client's number, empty where it is about none, and when it was last typed in.
    """
    rows = db.rows(
        f"SELECT coalesce(client.number, ''), last_at FROM ({_EACH})"
        " JOIN form_draft ON form_draft.id = of_id LEFT JOIN client ON client.id = client_id"
    )
    found = [(number, datetime.fromisoformat(last_at)) for number, last_at in rows]
    return sorted((one for one in found if one[1] > at), key=lambda one: one[1], reverse=True)


def delete(
    db: Writer, client_id: ClientId | None, episode_id: EpisodeId | None, kind: FormKind
) -> None:
    """Forget what stood in a form: it was kept, or given up."""
    db.execute_unaudited(f"DELETE FROM form_draft {_OF_FORM}", client_id, episode_id, kind.value)

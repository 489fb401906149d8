"""Drafts of forms in the store: kept at each pause in typing, so nothing here is audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.drafts import FormDraft
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.records.drafts import FormKind
    from counselor_desk.records.ids import ClientId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

FORM_DRAFTS = Table("form_draft", FormDraft)

_KEEP = """
INSERT INTO form_draft (client_id, episode_id, kind, content, kept_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (coalesce(client_id, 0), coalesce(episode_id, 0), kind) DO UPDATE
SET content = excluded.content, kept_at = excluded.kept_at
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


def delete(
    db: Writer, client_id: ClientId | None, episode_id: EpisodeId | None, kind: FormKind
) -> None:
    """Forget what stood in a form: it was kept, or given up."""
    db.execute_unaudited(f"DELETE FROM form_draft {_OF_FORM}", client_id, episode_id, kind.value)

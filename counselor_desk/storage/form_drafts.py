"""Drafts of forms in the store: kept at each pause in typing, so nothing here is audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.drafts import FormDraft
from counselor_desk.storage.table import Table, moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from counselor_desk.records.drafts import FormKind
    from counselor_desk.records.ids import EpisodeId
    from counselor_desk.storage.database import Reader, Writer

FORM_DRAFTS = Table("form_draft", FormDraft)

_KEEP = """
INSERT INTO form_draft (episode_id, kind, content, kept_at) VALUES (?, ?, ?, ?)
ON CONFLICT (episode_id, kind) DO UPDATE
SET content = excluded.content, kept_at = excluded.kept_at
"""
_OF_EPISODE = "WHERE episode_id = ? AND kind = ?"


def keep(db: Writer, episode_id: EpisodeId, kind: FormKind, content: str, at: datetime) -> None:
    """Write what stands in a form over what stood there before."""
    db.execute_unaudited(_KEEP, episode_id, kind.value, content, moment_text(at))


def of_episode(db: Reader, episode_id: EpisodeId, kind: FormKind) -> FormDraft | None:
    """What stands in a form of a stay, None when it is empty."""
    return FORM_DRAFTS.first(db, _OF_EPISODE, episode_id, kind.value)


def delete(db: Writer, episode_id: EpisodeId, kind: FormKind) -> None:
    """Forget what stood in a form: it was kept, or given up."""
    db.execute_unaudited(f"DELETE FROM form_draft {_OF_EPISODE}", episode_id, kind.value)

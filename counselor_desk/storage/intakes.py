"""The intake checklist in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.intakes import IntakeItem
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import EpisodeId
    from counselor_desk.storage.database import Reader, Writer

ITEMS = Table("intake_item", IntakeItem)


def of_episode(db: Reader, episode_id: EpisodeId) -> list[IntakeItem]:
    """What was written about the papers of an episode, in no order."""
    return ITEMS.where(db, "WHERE episode_id = ?", episode_id)


def keep(db: Writer, item: IntakeItem) -> None:
    """Write one paper's line: over the one that is there, or anew."""
    if item.id:
        ITEMS.update(db, item)
    else:
        ITEMS.insert(db, item)

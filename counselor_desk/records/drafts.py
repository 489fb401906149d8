"""Drafts: everything that was typed and is not signed, so that a crash loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counselor_desk.records.ids import DraftId, Uid
from counselor_desk.records.signing import RecordKind

KEPT_DISCARDED_DAYS = 30
"""How long a discarded draft can be brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole edit of one record as JSON text, fields that do not parse yet included.

    `discarded_at` is set when the person threw it away and None while it is alive.
    """

    id: DraftId
    kind: RecordKind
    record_uid: Uid
    content: str = field(repr=False)
    kept_at: datetime
    discarded_at: datetime | None = None

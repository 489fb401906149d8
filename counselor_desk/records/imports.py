"""Imports: a list of clients that was brought in from a file, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counselor_desk.records.ids import ImportId, Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientImport:
    """One import. `undone_at` is the moment its clients were taken out again, else None."""

    id: ImportId
    uid: Uid
    made_at: datetime
    clients: int
    undone_at: datetime | None = None

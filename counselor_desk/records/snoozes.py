"""Snoozes: what is owed and put off until a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counselor_desk.records.ids import ClientId, SnoozeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """`about` is the key of what is owed; it comes back on `until_on`."""

    id: SnoozeId
    client_id: ClientId | None = None
    about: str
    until_on: date
    reason: str = field(default="", repr=False)

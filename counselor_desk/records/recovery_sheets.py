"""The recovery sheet: the twelve words on paper, and which store they open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

WORD_COUNT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What stands on the sheet.

    Attributes:
        words: the twelve words, in their order.
        store_label: the name of the store's folder.
        store_id: the store's id, 32 hexadecimal digits; its first eight stand on the sheet.
        made_at: the moment on the local clock.
    """

    words: tuple[str, ...] = field(repr=False)
    store_label: str
    store_id: str
    made_at: datetime

    @property
    def mark(self) -> str:
        """Tells this store from others: `3F2A 91C0`."""
        return short_mark(self.store_id)


def short_mark(store_id: str) -> str:
    """The first eight digits of a store's id, as they stand on the sheet: `3F2A 91C0`."""
    digits = store_id[:8].upper()
    return f"{digits[:4]} {digits[4:]}"

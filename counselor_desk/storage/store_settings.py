"""The one row of settings that belong to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.store_settings import StoreSettings
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader, Writer

SETTINGS = Table("setting", StoreSettings, beside=("id",))

_ONLY = 1


def get(db: Reader) -> StoreSettings:
    """What was chosen; the defaults while nothing was."""
    return SETTINGS.first(db, "WHERE id = ?", _ONLY) or StoreSettings()


def put(db: Writer, settings: StoreSettings) -> None:
    """Keep it, in place of what was there."""
    SETTINGS.put(db, settings, id=_ONLY)

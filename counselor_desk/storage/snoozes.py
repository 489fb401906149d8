"""What is owed and put off, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.snoozes import Snooze
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.storage.database import Reader, Writer

SNOOZES = Table("snooze", Snooze)


def put(db: Writer, snooze: Snooze) -> Snooze:
    """Put something off, in place of what was said of it before."""
    take(db, snooze.about)
    return SNOOZES.insert(db, snooze)


def take(db: Writer, about: str) -> None:
    """Show it again at once."""
    db.execute("DELETE FROM snooze WHERE about = ?", about)


def in_force(db: Reader, day: date) -> list[Snooze]:
    """What is still put off on a day."""
    return SNOOZES.where(db, "WHERE until_on > ? ORDER BY id", day.isoformat())

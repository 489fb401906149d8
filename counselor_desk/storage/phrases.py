"""Phrases in the store; a removed one stays, so that it can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.phrases import Phrase
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import PhraseId
    from counselor_desk.storage.database import Reader, Writer

PHRASES = Table("phrase", Phrase)


def insert(db: Writer, phrase: Phrase) -> Phrase:
    """Keep a new phrase."""
    return PHRASES.insert(db, phrase)


def update(db: Writer, phrase: Phrase) -> None:
    """Keep changed facts of a phrase."""
    PHRASES.update(db, phrase)


def count_use(db: Writer, phrase_id: PhraseId, day: date) -> None:
    """Note that a phrase went into a text on `day`."""
    db.execute(
        "UPDATE phrase SET uses = uses + 1, used_on = ? WHERE id = ?", day.isoformat(), phrase_id
    )


def get(db: Reader, phrase_id: PhraseId) -> Phrase | None:
    """The phrase of a row id, removed or not."""
    return PHRASES.get(db, phrase_id)


def of_shortcut(db: Reader, shortcut: str) -> Phrase | None:
    """The phrase that has this shortcut now."""
    return PHRASES.first(db, "WHERE shortcut = ? AND removed_at IS NULL", shortcut)


def every(db: Reader) -> list[Phrase]:
    """Every phrase that is not removed, by shortcut."""
    return PHRASES.where(db, "WHERE removed_at IS NULL ORDER BY shortcut")

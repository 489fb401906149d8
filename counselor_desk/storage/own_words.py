"""The words a counselor added to the spelling check, and the names that count as known to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader, Writer

_OF_CLIENTS = """
SELECT given_name, family_name, preferred_name
FROM client
"""
_OF_PEOPLE = """
SELECT name, organization
FROM person
"""
_OF_MEDICATIONS = """
SELECT name, prescriber
FROM medication
"""


def insert(db: Writer, word: str) -> None:
    """Keep a word; one that is there already stays."""
    db.execute("INSERT INTO own_word (word) VALUES (?) ON CONFLICT (word) DO NOTHING", word)


def delete(db: Writer, word: str) -> None:
    """Forget a word, if it is there."""
    db.execute("DELETE FROM own_word WHERE word = ?", word)


def all_words(db: Reader) -> list[str]:
    """Every word that was added, sorted."""
    return [word for (word,) in db.rows("SELECT word FROM own_word ORDER BY word")]


def names(db: Reader) -> list[str]:
    """The names of clients, of people around them and of medications; some have several words."""
    return [
        name
        for query in (_OF_CLIENTS, _OF_PEOPLE, _OF_MEDICATIONS)
        for row in db.rows(query)
        for name in row
        if name
    ]

"""Search over what was signed: folded letters in, quoted words out, any text is a question."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from counselor_desk.records.signing import RecordKind

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.storage.database import Reader, Writer

MOST_WORDS = 64
"""Words of a question that are looked at; the rest is left out."""

# Letters with a stroke or hook have no accent to take off, so SQLite's tokenizer keeps them.
_FOLDED = str.maketrans("ŁłĐđØøĦħŦŧƀɃÐðıƗɨƵƶɆɇɌɍɎɏȺⱥȻȼĿŀ", "LlDdOoHhTtbBDdiIiZzEeRrYyAaCcLl")

_PUT = """
INSERT INTO search_text (kind, record_uid, client_id, text) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, record_uid) DO UPDATE
SET client_id = excluded.client_id, text = excluded.text
"""
_FIND = """
SELECT kind, record_uid, client_id FROM search_text
WHERE id IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)
ORDER BY id DESC
"""
# The client's rows are given to the index; joined the other way round it reads every hit.
_FIND_OF_CLIENT = """
SELECT kind, record_uid, client_id FROM search_text
WHERE id IN (
    SELECT rowid FROM search
    WHERE search MATCH ? AND rowid IN (SELECT id FROM search_text WHERE client_id = ?)
    ORDER BY rowid DESC LIMIT ?
)
ORDER BY id DESC
"""
_MOST_COMPARED = 250
_WORDS_COMPARED = 6
_COUNT = "SELECT count(*) FROM search_text"
_UNKNOWN = """
SELECT 1 FROM search_text WHERE id NOT IN (SELECT id FROM search_docsize)
UNION ALL
SELECT 1 FROM search_docsize WHERE id NOT IN (SELECT id FROM search_text)
"""
_EVERY = "SELECT id, text FROM search_text WHERE id % ? = 0"
_HOLDS = "SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?"


class Hit(NamedTuple):
    """A signed record that a search found."""

    kind: RecordKind
    record_uid: Uid
    client_id: ClientId


def fold(text: str) -> str:
    """The text with ł, đ, ø and the like as plain letters, one for one: places stay the same."""
    return text.translate(_FOLDED)


def plain(text: str) -> str:
    """The text without accents and case, words parted by one space: to compare names by."""
    parted = unicodedata.normalize("NFKD", fold(text).casefold())
    kept = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(kept.split())


def put(db: Writer, kind: RecordKind, uid: Uid, client_id: ClientId, text: str) -> None:
    """Make a signed record findable by `text`, in place of what it was found by before."""
    db.execute_unaudited(_PUT, kind.value, uid, client_id, fold(text))


def find(db: Reader, text: str, *, client_id: ClientId | None = None, limit: int = 50) -> list[Hit]:
    """The newest records that hold every word of `text`, the last word as a beginning.

    Any text is taken as words, whatever signs it has; without words nothing is found.
    """
    question = _question(text)
    if not question:
        return []
    if client_id is None:
        hits = db.rows(_FIND, question, limit)
    else:
        hits = db.rows(_FIND_OF_CLIENT, question, client_id, limit)
    return [Hit(RecordKind(kind), uid, of_client) for kind, uid, of_client in hits]


def is_sound(db: Reader) -> bool:
    """Whether the index knows each text it was made from, and of 250 to 500 of them some words.

    Its structure is part of `PRAGMA integrity_check`. FTS5 has a check of its own that compares
    every word, but it is a write: for seconds nothing could be saved. A copy is checked by it.
    """
    if db.value(_UNKNOWN):
        return False
    step = max(1, db.value(_COUNT) // _MOST_COMPARED)
    return all(
        not (question := _question(_some_words(text))) or db.value(_HOLDS, question, row_id)
        for row_id, text in db.rows(_EVERY, step)
    )


def _some_words(text: str) -> str:
    """A few words from all over a text: each costs a look into the whole index."""
    words = text.split()
    return " ".join(words[:: len(words) // _WORDS_COMPARED + 1])


def _question(text: str) -> str:
    words = [word for word in fold(text).replace("\0", " ").split() if any(map(str.isalnum, word))][
        :MOST_WORDS
    ]
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return f"{' '.join(quoted)}*" if quoted else ""

"""Search over what was signed: folded letters in, quoted words out, any text is a question."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from counselor_desk.records.signing import RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.storage.database import Reader, Writer

MOST_WORDS = 64
"""Words of a question that are looked at; the rest is left out."""

# Letters with a stroke or hook have no accent to take off, so SQLite's tokenizer keeps them.
_FOLDED = str.maketrans("ŁłĐđØøĦħŦŧƀɃÐðıƗɨƵƶɆɇɌɍɎɏȺⱥȻȼĿŀ", "LlDdOoHhTtbBDdiIiZzEeRrYyAaCcLl")

_RUNS = re.compile(r"[^\W_]+")

_PUT = """
INSERT INTO search_text (kind, record_uid, client_id, text) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, record_uid) DO UPDATE
SET client_id = excluded.client_id, text = excluded.text
"""
_FIND = """
SELECT kind, record_uid, client_id, text FROM search_text
WHERE id IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)
ORDER BY id DESC
"""
# Not asked of the index: given a client's rows it looks up every word anew for each of them, and
# joined the other way round it reads every hit.
_OF_CLIENT = """
SELECT kind, record_uid, client_id, text FROM search_text
WHERE client_id = ? ORDER BY id DESC LIMIT ?
"""

_LISTED_BEGINNING = 3
"""The longest beginning of a word of which the index keeps a list (`prefix = '2 3'`)."""

_NEAR = 200
"""Newest texts that are looked through before the index is asked for a longer beginning."""

_MOST_OF_CLIENT = 2_000
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


class _Letters(dict[int, str]):
    """Each letter without case and accent, one for one, looked up once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = unicodedata.normalize("NFKD", fold(letter))[:1] or letter
        lowered = bare.lower()
        self[code] = lowered if len(lowered) == 1 else bare
        return self[code]


_LETTERS = _Letters()


def letters(text: str) -> str:
    """The text without case and accents, one for one: places stay the same."""
    return text.translate(_LETTERS)


def composed(text: str) -> str:
    """The text with each accent in one letter with what it stands on, where there is one."""
    return unicodedata.normalize("NFC", text)


def places(plain: str, word: str, *, is_whole: bool) -> Iterator[tuple[int, int]]:
    """Where a word, or with not `is_whole` its beginning, begins and ends in plain letters."""
    at = plain.find(word)
    while at >= 0:
        end = at + len(word)
        is_end = not is_whole or not plain[end : end + 1].isalnum()
        if is_end and not plain[max(at - 1, 0) : at].isalnum():
            yield at, end
        at = plain.find(word, end)


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
    words = _words(text)
    if not words:
        return []
    if client_id is not None:
        rows = db.rows(_OF_CLIENT, client_id, _MOST_OF_CLIENT)
        return _holding(rows, _RUNS.findall(" ".join(words)))[:limit]
    last = _last_run(words[-1])
    if len(last) > _LISTED_BEGINNING:
        # For a longer beginning the index puts together every list that may follow, which takes
        # long where one is in most texts; but then it is in some of the newest, too.
        rows = db.rows(_FIND, _question(_cut_short(words, last)), _NEAR)
        held = _holding(rows, [last])
        if len(held) >= limit or len(rows) < _NEAR:
            return held[:limit]
    return [_hit(row) for row in db.rows(_FIND, _question(words), limit)]


def _holding(rows: list[tuple[Any, ...]], words: list[str]) -> list[Hit]:
    """Those whose text has all of these words, the last one as a beginning."""
    *whole, beginning = map(letters, words)
    held = []
    for row in rows:
        text = letters(composed(row[3]))
        if any(places(text, beginning, is_whole=False)) and all(
            any(places(text, word, is_whole=True)) for word in whole
        ):
            held.append(_hit(row))
    return held


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, uid, client_id, _ = row
    return Hit(RecordKind(kind), uid, client_id)


def is_sound(db: Reader) -> bool:
    """Whether the index knows each text it was made from, and of 250 to 500 of them some words.

    Its structure is part of `PRAGMA integrity_check`. FTS5 has a check of its own that compares
    every word, but it is a write: for seconds nothing could be saved. A copy is checked by it.
    """
    if db.value(_UNKNOWN):
        return False
    step = max(1, db.value(_COUNT) // _MOST_COMPARED)
    return all(
        not (words := _words(_some_words(text))) or db.value(_HOLDS, _question(words), row_id)
        for row_id, text in db.rows(_EVERY, step)
    )


def _some_words(text: str) -> str:
    """A few words from all over a text: each costs a look into the whole index."""
    words = text.split()
    return " ".join(words[:: len(words) // _WORDS_COMPARED + 1])


def _words(text: str) -> list[str]:
    """What is between spaces and has a letter or digit in it."""
    parts = composed(fold(text)).replace("\0", " ").split()
    return [word for word in parts if any(map(str.isalnum, word))][:MOST_WORDS]


def _question(words: list[str]) -> str:
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return f"{' '.join(quoted)}*"


def _last_run(word: str) -> str:
    """The letters and digits at the end, without signs: `pl` of `role-pl."`."""
    return str(_RUNS.findall(word)[-1])


def _cut_short(words: list[str], last: str) -> list[str]:
    """The words with as much of the last one as the index has a list for."""
    at = words[-1].rindex(last) + _LISTED_BEGINNING
    return [*words[:-1], words[-1][:at]]

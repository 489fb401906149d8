"""Excerpts: the words around what was asked for, as they were written, with the hits marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from counselor_desk.records.search import Passage
from counselor_desk.storage.search import MOST_WORDS, composed, letters, places

LENGTH = 90
"""About as many characters as a line of the results shows."""

_BEFORE = 24
_MOST_HITS = 20
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
_ELLIPSIS = "…"


class _Word(NamedTuple):
    letters: str
    is_whole: bool

    def hits(self, plain: str) -> Iterator[tuple[int, int]]:
        """Where the word begins and ends in a plain text, each time it stands there."""
        return places(plain, self.letters, is_whole=self.is_whole)


class Question:
    """The words of a question as the search takes them: whole ones, the last as a beginning."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(letters(composed(text)))[:MOST_WORDS]
        last = len(words) - 1
        self._words = tuple(_Word(word, place < last) for place, word in enumerate(words))

    @property
    def is_empty(self) -> bool:
        """Whether it has no word, so that nothing can be found."""
        return not self._words

    def is_in(self, plain: str) -> bool:
        """Whether each word is in a text that `letters` made plain."""
        return not self.is_empty and self._distinct(plain) == len(self._words)

    def excerpt(self, texts: Iterable[str]) -> tuple[Passage, ...]:
        """The words around the first hits in the text that has the most of them.

        Without a hit it is the beginning of the first text.
        """
        written = [composed(text) for text in texts if text.strip()]
        if not written:
            return ()
        best = max(written, key=lambda text: self._distinct(letters(text)))
        plain = letters(best)
        hits = sorted(hit for one in self._words for hit in islice(one.hits(plain), _MOST_HITS))
        begin = _begin(plain, hits[0][0] if hits else 0)
        return _passages(best, begin, _end(plain, begin), hits)

    def _distinct(self, plain: str) -> int:
        return sum(any(one.hits(plain)) for one in self._words)


def _begin(plain: str, hit: int) -> int:
    """Where the excerpt begins: some words before the hit, at the beginning of a word."""
    begin = max(hit - _BEFORE, 0)
    if begin == 0:
        return 0
    space = plain.find(" ", begin, hit)
    return hit if space < 0 else space + 1


def _end(plain: str, begin: int) -> int:
    end = begin + LENGTH
    if end >= len(plain):
        return len(plain)
    space = plain.rfind(" ", begin + LENGTH // 2, end)
    return end if space < 0 else space


def _passages(
    text: str, begin: int, end: int, hits: Sequence[tuple[int, int]]
) -> tuple[Passage, ...]:
    parts: list[tuple[str, bool]] = []
    at = begin
    for start, stop in hits:
        if start >= end:
            break
        if start >= at:
            parts += [(text[at:start], False), (text[start : min(stop, end)], True)]
            at = min(stop, end)
    parts.append((text[at:end], False))
    if begin > 0:
        parts.insert(0, (_ELLIPSIS, False))
    if end < len(text):
        parts.append((_ELLIPSIS, False))
    return tuple(Passage(text=_on_one_line(part), is_hit=is_hit) for part, is_hit in parts if part)


def _on_one_line(text: str) -> str:
    return _SPACES.sub(" ", text)

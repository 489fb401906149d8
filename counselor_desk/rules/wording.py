"""Wording: points out words that reduce a person to a problem, and proposes others.

It advises only; what is written stays. The list is resources/phrases/wording.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words to avoid and what to say in their place.

    They mean something else before one of `but_not_before` or after one of `but_not_after`.
    """

    words: tuple[str, ...]
    proposal: str
    but_not_before: tuple[str, ...] = ()
    but_not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One place in a text, at characters `start` to `end`, that could be said better."""

    start: int
    end: int
    found: str
    proposal: str


def advise(text: str, wordings: Iterable[Wording]) -> tuple[Advice, ...]:
    """What could be said better, in the order of the text; of places that overlap the longest."""
    # Typographic apostrophes and hyphens are one character too, so that places stay true.
    plain = text.translate(_PLAIN)
    found = [
        Advice(start=hit.start(), end=hit.end(), found=text[slice(*hit.span())], proposal=proposal)
        for proposal, pattern in (_pattern(wording) for wording in wordings)
        for hit in pattern.finditer(plain)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(_apart(found))


def _apart(found: list[Advice]) -> Iterable[Advice]:
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


@cache
def _pattern(wording: Wording) -> tuple[str, re.Pattern[str]]:
    before = "".join(rf"(?<!\b{_spaced(word)}\s)" for word in wording.but_not_after)
    after = "".join(rf"(?!\s+{_spaced(word)}\b)" for word in wording.but_not_before)
    longest_first = sorted(wording.words, key=len, reverse=True)
    words = "|".join(_spaced(word) for word in longest_first)
    return wording.proposal, re.compile(rf"(?<![\w-]){before}(?:{words})(?![\w-]){after}", re.I)


def _spaced(words: str) -> str:
    return r"\s".join(re.escape(word) for word in words.split())


_PLAIN = str.maketrans({"‑": "-", "‐": "-", "’": "'"})

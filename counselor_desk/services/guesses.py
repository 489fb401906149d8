"""What an unknown word may have meant: words a slip or two away, the likeliest first."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiouy")
_TURNED = 0.6
"""Two letters in the wrong order are the commonest slip of quick hands."""
_DOUBLED = 0.65
_VOWEL = 0.7
"""A letter doubled or not, and one vowel for another, are the commonest slips of the ear."""
_SLIP = 1.0
_OTHER_BEGINNING = 0.6
"""People rarely miss the first letter."""
_A_NAME = 0.3
"""For a word that needs a capital where none was written."""
_TWO_WORDS = 1.1
_MOST = 2.1
_SHORT = 4
_WIDEST = 2
"""Letters that a word two slips away is longer or shorter at most."""
_LITTLE = frozenset(
    {"a", "i", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me"}
    | {"my", "no", "of", "on", "or", "so", "to", "up", "us", "we"}
)
"""The words of one or two letters that stand between others often enough to be meant."""


@dataclass(slots=True)
class Dictionary:
    """Words that are the same in every store.

    Attributes:
        words: all that are known.
        offered: those that may be suggested, by first letter (small) and length.
    """

    words: set[str] = field(default_factory=set)
    offered: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, words: Iterable[str]) -> None:
        """Take in words that may be suggested."""
        for word in words:
            self.words.add(word)
            self.offered[word[0].lower(), len(word)].append(word)

    def may_offer(self, word: str) -> bool:
        """Whether a word is known and may be suggested."""
        return word in self.words and word in self.offered.get((word[0].lower(), len(word)), ())


def guesses(word: str, dictionary: Dictionary, *, most: int) -> list[str]:
    """Up to `most` words that `word` may have meant; one slip is looked up, two are sought.

    They begin with a capital or are all capitals where `word` is.
    """
    small = word.lower()
    near = {one for one in _one_slip(small, dictionary.words) if dictionary.may_offer(one)}
    if len(near) < most and len(small) >= _SHORT:
        near |= _two_slips(small, dictionary)
    found = [(_unlikeliness(small, one), one) for one in near]
    found += [(_TWO_WORDS, pair) for pair in _pairs(small, dictionary.words)]
    best = heapq.nsmallest(most, (one for one in found if one[0] <= _MOST))
    return list(dict.fromkeys(_like(word, guess) for _, guess in best))


def distance(typed: str, meant: str) -> float:
    """How unlikely it is to write `typed` for `meant`: 0 for the same, about 1 for each slip.

    Not counted to the end where it is more than any guess may have.
    """
    before: list[float] = []
    row = [float(place) for place in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        before, last, row = row, before, [float(i)]
        for j, other in enumerate(meant, 1):
            cost = min(
                before[j - 1] + _swap_cost(letter, other),
                before[j] + _double_cost(typed, i),
                row[j - 1] + _double_cost(meant, j),
            )
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, last[j - 2] + _TURNED)
            row.append(cost)
        if min(row) > _MOST:
            return min(row)
    is_other = typed[:1] != meant[:1]
    return row[-1] + (_OTHER_BEGINNING if is_other else 0)


def _unlikeliness(typed: str, meant: str) -> float:
    small = meant.lower()
    found = distance(typed, small)
    return found + _A_NAME if found and small != meant else found


def _swap_cost(letter: str, other: str) -> float:
    if letter == other:
        return 0
    return _VOWEL if letter in _VOWELS and other in _VOWELS else _SLIP


def _double_cost(word: str, place: int) -> float:
    """The cost of the letter at `place`, counted from 1, being there in one word alone."""
    return _DOUBLED if place > 1 and word[place - 1] == word[place - 2] else _SLIP


def _one_slip(word: str, words: Collection[str]) -> set[str]:
    found = set()
    for changed in _changed(word):
        for form in (changed, changed.capitalize()):
            if form in words:
                found.add(form)
    if word.upper() in words:
        found.add(word.upper())
    return found


def _changed(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def _two_slips(word: str, dictionary: Dictionary) -> set[str]:
    """Those that begin alike, are as long but for two letters, and share nearly all letters."""
    letters, length = set(word), len(word)
    return {
        one
        for other_length in range(length - _WIDEST, length + _WIDEST + 1)
        for one in dictionary.offered.get((word[0], other_length), ())
        if len(letters.symmetric_difference(one.lower())) <= _WIDEST + 1
    }


def _pairs(word: str, words: Collection[str]) -> Iterator[str]:
    """Two words without the space between them."""
    for place in range(1, len(word)):
        first, second = word[:place], word[place:]
        if all(
            one in _LITTLE or (len(one) >= _SHORT - 1 and one in words) for one in (first, second)
        ):
            yield f"{first} {second}"


def _like(word: str, guess: str) -> str:
    if word.isupper() and len(word) > 1:
        return guess.upper()
    return guess[0].upper() + guess[1:] if word[0].isupper() else guess

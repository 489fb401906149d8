"""Wording: sentences with choices and facts in them, said in a client's own terms.

A sentence may hold `{fact}`, `{3-5}` (a number in words) and `[one|another]` (a choice). A
choice whose facts are unknown is passed over, and so is a whole sentence.
"""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cache

from counselor_desk.records.ids import Uid

_MARK = re.compile(
    r"\[(?P<choice>[^\[\]]*)\]|\{(?P<low>\d+)-(?P<high>\d+)\}|\{(?P<fact>[A-Za-z_]\w*)\}"
)
_TIMES = re.compile(r"(\d) × (\w)")
_NOON = 12
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
)


def _always(_: int) -> bool:
    return True


def dice(*parts: object) -> random.Random:
    """A generator of chance that gives the same run for the same parts, on every machine."""
    return random.Random(":".join(map(str, parts)))  # noqa: S311 - invents stories, keeps no secret


def uid(chance: random.Random) -> Uid:
    """A uid that is the same whenever the chance is."""
    return Uid(str(uuid.UUID(int=chance.getrandbits(128), version=4)))


def number_word(number: int) -> str:
    """The number in words up to fourteen, in digits from there."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def clock(moment: time) -> str:
    """The time of day as it is said: `9:00 am`."""
    return (
        f"{(moment.hour - 1) % _NOON + 1}:{moment:%M}\u00a0{'am' if moment.hour < _NOON else 'pm'}"
    )


def with_fixed_spaces(text: str) -> str:
    """The text with no-break spaces inside `3 × week`."""
    return _TIMES.sub("\\1\u00a0×\u00a0\\2", text) if "×" in text else text


@dataclass(frozen=True, slots=True)
class _Fact:
    name: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class _Range:
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence taken apart: its pieces, and the facts it cannot be told without."""

    pieces: tuple[str | _Fact | _Range | _Choice, ...]
    needs: frozenset[str]
    choices: tuple[_Choice, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple[_Sentence, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Says sentences with one client's facts, and no sentence twice before all were said."""

    chance: random.Random
    facts: Mapping[str, str]
    said: dict[str, set[int]] = field(default_factory=dict)

    def knowing(self, **facts: str) -> Voice:
        """The same voice with more facts; what was said stays said."""
        return Voice(self.chance, {**self.facts, **facts}, self.said)

    def can_tell(self, text: str) -> bool:
        """Whether every fact that the sentence needs is known."""
        return self._can_tell(_taken_apart(text))

    def tell(self, text: str) -> str:
        """The sentence with its choices made and its facts filled in."""
        return with_fixed_spaces(self._tell(_taken_apart(text)))

    def pick(self, pool: str, options: Sequence[str]) -> str:
        """One of the sentences of a pool that was not used yet, told."""
        place = self.draw(pool, len(options), lambda place: self.can_tell(options[place]))
        return self.tell(options[place])

    def draw(self, pool: str, count: int, is_allowed: Callable[[int], bool] = _always) -> int:
        """The place of an allowed item of a pool; each comes once before one returns.

        At least one item has to be allowed.
        """
        used = self.said.setdefault(pool, set())
        place = self._drawn([place for place in range(count) if place not in used], is_allowed)
        if place is None:
            used.clear()
            place = self._drawn(list(range(count)), is_allowed) or 0
        used.add(place)
        return place

    def _drawn(self, places: list[int], is_allowed: Callable[[int], bool]) -> int | None:
        while places:
            place = places.pop(self.chance.randrange(len(places)))
            if is_allowed(place):
                return place
        return None

    def some(self, options: Sequence[str], count: int) -> list[str]:
        """So many different sentences, each told."""
        known = [option for option in options if self.can_tell(option)]
        return [self.tell(option) for option in self.chance.sample(known, min(count, len(known)))]

    def _can_tell(self, sentence: _Sentence) -> bool:
        if not sentence.needs <= self.facts.keys():
            return False
        return all(any(map(self._can_tell, choice.options)) for choice in sentence.choices)

    def _tell(self, sentence: _Sentence) -> str:
        return "".join(
            piece if isinstance(piece, str) else self._filled(piece) for piece in sentence.pieces
        )

    def _filled(self, piece: _Fact | _Range | _Choice) -> str:
        match piece:
            case _Fact(name=name, is_capital=is_capital):
                return sentence_case(self.facts[name]) if is_capital else self.facts[name]
            case _Range(low=low, high=high):
                return number_word(self.chance.randint(low, high))
            case _Choice(options=options):
                known = [option for option in options if self._can_tell(option)]
                return self._tell(self.chance.choice(known))


def sentence_case(text: str) -> str:
    """The text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


@cache
def _taken_apart(text: str) -> _Sentence:
    """The pieces of a sentence; kept, since each is told for many clients."""
    pieces: list[str | _Fact | _Range | _Choice] = []
    end = 0
    for found in _MARK.finditer(text):
        pieces += [text[end : found.start()], _piece(found)]
        end = found.end()
    pieces.append(text[end:])
    needs = frozenset(piece.name for piece in pieces if isinstance(piece, _Fact))
    choices = tuple(piece for piece in pieces if isinstance(piece, _Choice))
    return _Sentence(tuple(piece for piece in pieces if piece), needs, choices)


def _piece(found: re.Match[str]) -> _Fact | _Range | _Choice:
    if found["choice"] is not None:
        return _Choice(tuple(_taken_apart(option) for option in found["choice"].split("|")))
    if found["low"] is not None:
        return _Range(int(found["low"]), int(found["high"]))
    name = found["fact"]
    return _Fact(name=name[:1].lower() + name[1:], is_capital=name[:1].isupper())

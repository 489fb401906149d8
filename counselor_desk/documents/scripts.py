"""Sets right-to-left letters for paper: finds them, joins them and puts them in order.

Each stretch of Arabic or Hebrew stands by itself in left-to-right text: what is inside it runs
from right to left, and a date or a bracket before or after the stretch keeps its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
_SCRIPT = f"[{_HEBREW}{_ARABIC}]"
_LETTER = re.compile(_SCRIPT)
# What lies between two right-to-left letters belongs to them unless it is a letter or a new line.
_STRETCH = re.compile(rf"{_SCRIPT}+(?:(?:(?!{_SCRIPT})[\d_]|[^\w\n])*{_SCRIPT}+)*")
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
# Letters whose form depends on their neighbors, as they are typed.
_JOINING = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9]"
)
_FACING = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class Stretch(NamedTuple):
    """Part of a text, and whether it is read from right to left."""

    text: str
    is_right_to_left: bool


def has_right_to_left(text: str) -> bool:
    """Whether a text has Arabic or Hebrew letters."""
    return _LETTER.search(text) is not None


def is_arabic(text: str) -> bool:
    """Whether a text has Arabic letters."""
    return _ARABIC_LETTER.search(text) is not None


def stretches(text: str) -> Iterator[Stretch]:
    """The text cut where the direction changes; joined again it is the same text."""
    end = 0
    for match in _STRETCH.finditer(text):
        if match.start() > end:
            yield Stretch(text[end : match.start()], is_right_to_left=False)
        yield Stretch(match.group(), is_right_to_left=True)
        end = match.end()
    if end < len(text):
        yield Stretch(text[end:], is_right_to_left=False)


def shaped(text: str) -> str:
    """The text with each Arabic letter in the form it takes beside its neighbors."""
    return _shaper().reshape(text) if _JOINING.search(text) else text


def lacks_forms(text: str) -> bool:
    """Whether a text has a letter that would be set apart from its neighbors wrongly."""
    return any(letter not in _shapable() for letter in _JOINING.findall(text))


def in_order(parts: Sequence[str]) -> list[tuple[int, str]]:
    """One line's parts as they stand from left to right: the place each came from, its letters.

    The parts are consecutive and already shaped. One that holds text of both directions comes
    back as several.
    """
    ordered: list[tuple[int, str]] = []
    place = used = 0
    for stretch in stretches("".join(parts)):
        left = len(stretch.text)
        cut: list[tuple[int, str]] = []
        while left:
            text = parts[place][used : used + left]
            if text:
                cut.append((place, text))
            used, left = used + len(text), left - len(text)
            if used == len(parts[place]):
                place, used = place + 1, 0
        if stretch.is_right_to_left:
            cut = [(source, _mirrored(text)) for source, text in reversed(cut)]
        ordered += cut
    return ordered


def _mirrored(text: str) -> str:
    """Letters of one stretch from left to right, brackets turned.

    Each accent comes before the letter that it is drawn on.
    """
    from bidi import get_display

    return get_display(text, base_dir="R").translate(_FACING)


@cache
def _shaper() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper

    # Accents are part of a name, and a name is never turned into one sign.
    return ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


@cache
def _shapable() -> frozenset[str]:
    from arabic_reshaper.letters import LETTERS_ARABIC

    return frozenset(LETTERS_ARABIC)

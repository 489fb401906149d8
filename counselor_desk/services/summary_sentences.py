"""Small parts of the sentences in a discharge summary: facts, days, hours, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from counselor_desk.records import dates
from counselor_desk.records.episodes import LevelOfCare

_MINUTES_IN_HOUR = 60
_STOPS = ".!?…"

NOT_RECORDED = "Not recorded"
"""The source of a fact that owns up to a gap."""

CARE = {
    LevelOfCare.IOP: "intensive outpatient care",
    LevelOfCare.PHP: "partial hospitalization",
    LevelOfCare.OUTPATIENT: "outpatient care",
    LevelOfCare.OTHER: "the program",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the record says, as a sentence or a row, and where it says it.

    `is_known` is False for a sentence that owns up to a gap only the counselor can fill.
    """

    source: str
    text: str = field(repr=False)
    is_row: bool = False
    is_known: bool = True


def sentence(text: str) -> str:
    """The words with one full stop at their end."""
    typed = " ".join(text.split())
    return typed if typed[-1:] in _STOPS else f"{typed}."


def listed(words: Sequence[str]) -> str:
    """Words in a row: one, one and two, or one, two and three."""
    if len(words) < 2:  # noqa: PLR2004 - a list begins with two
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def days(found: Sequence[date]) -> str:
    """Days in figures, each once, in the order of time."""
    return listed([dates.write(day) for day in sorted(set(found))])


def on(day: date) -> str:
    """A day for reading, after its preposition."""
    return f"on {dates.write_in_words(day)}"


def hours(minutes: int) -> str:
    """Hours with one decimal: 9.2 h."""
    return f"{minutes / _MINUTES_IN_HOUR:.1f} h"


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 session, 2 sessions."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"

"""How the level of care went on within a stay and on the way to it, as papers say it."""

from __future__ import annotations

from collections.abc import Sequence

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.care_steps import CareStep
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.episodes import LevelChange, LevelOfCare

_WORDS = {level: word.lower() for level, word in labels.LEVELS_OF_CARE.items()} | {
    LevelOfCare.OTHER: "another level"
}


def told(change: LevelChange) -> str:
    """One change: "from outpatient to intensive outpatient on 11/03/2026: the reason"."""
    words = f"from {_WORDS[change.from_level]} to {_WORDS[change.to_level]}"
    return f"{words} on {dates.write(change.changed_on)}: {change.reason}"


def steps(found: Sequence[CareStep]) -> str:
    """Steps of care in a sentence: "Detox, 12 days later residential, 1 day later admission."."""
    if not found:
        return ""
    first, *rest = found
    told = [_level(first), *(f"{_gap(one)} {_level(one)}" for one in rest)]
    sentence = ", ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def counted(days: int) -> str:
    """Days with their word: "1 day", "12 days"."""
    return "1 day" if days == 1 else f"{days} days"


def _level(one: CareStep) -> str:
    if one.level is None:
        return "admission"
    return "other care" if one.level is CareLevel.OTHER else labels.CARE_LEVELS[one.level].lower()


def _gap(one: CareStep) -> str:
    if one.days is None:
        return "then"
    if one.overlaps:
        return f"{counted(-one.days)} before its end (overlapping)"
    return f"{counted(one.days)} later" if one.days else "the same day"

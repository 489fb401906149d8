"""How the level of care went on within a stay, as papers say it."""

from __future__ import annotations

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.episodes import LevelChange, LevelOfCare

_WORDS = {level: word.lower() for level, word in labels.LEVELS_OF_CARE.items()} | {
    LevelOfCare.OTHER: "another level"
}


def told(change: LevelChange) -> str:
    """One change: "from outpatient to intensive outpatient on 11/03/2026: the reason"."""
    words = f"from {_WORDS[change.from_level]} to {_WORDS[change.to_level]}"
    return f"{words} on {dates.write(change.changed_on)}: {change.reason}"

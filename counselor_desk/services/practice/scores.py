"""Scores: how cravings and questionnaires of one client fall over the weeks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from counselor_desk.services.practice.caseload import Stay

_RANGES = {
    "craving": ((6, 8), (1, 2)),
    "phq": ((13, 17), (5, 8)),
    "gad": ((12, 17), (5, 8)),
    "pcl": ((40, 54), (26, 29)),
}
"""For each measure, where it starts and where it ends."""

_AIMS = {"craving": 3, "phq": 9, "gad": 9, "pcl": 30}
"""The highest value that counts as reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One row of values per measure, one value per individual session; rows never rise."""

    rows: Mapping[str, tuple[int, ...]]

    @staticmethod
    def invent(chance: random.Random, stay: Stay) -> Scores:
        """Values for every session of a stay, the ones to come included."""
        count = max(2, len(stay.sessions))
        return Scores(
            rows={
                name: _row(chance.randint(*start), chance.randint(*end), count)
                for name, (start, end) in _RANGES.items()
            }
        )

    def facts(self, turn: int) -> dict[str, str]:
        """What sentences about a session may say: each value, its start and its aim."""
        facts = {}
        for name, row in self.rows.items():
            facts[name] = str(row[min(turn, len(row) - 1)])
            facts[f"{name}_start"] = str(row[0])
            facts[f"{name}_goal"] = str(_AIMS[name])
        return facts

    def is_reached(self, name: str, turn: int) -> bool:
        """Whether the aim was reached at this session and at the one before."""
        row = self.rows[name]
        return turn >= 1 and max(row[min(turn, len(row) - 1)], row[turn - 1]) <= _AIMS[name]


def _row(start: int, end: int, count: int) -> tuple[int, ...]:
    return tuple(round(start + (end - start) * place / (count - 1)) for place in range(count))

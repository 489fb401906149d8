"""What a check of a whole store found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check. `sentence` says what was found; it names row numbers, never a person."""

    name: str
    is_good: bool
    sentence: str

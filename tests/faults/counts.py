"""How often a fault test repeats itself: in the test suite, in `dev.py faults`, once in full."""

from __future__ import annotations

import os

VARIABLE = "COUNSELOR_DESK_FAULTS"
LENGTHS = ("short", "usual", "full")


def length() -> str:
    """Which counts are asked for: short for `dev.py test`, usual and full for `dev.py faults`.

    Raises:
        ValueError: the environment variable holds another word.
    """
    chosen = os.environ.get(VARIABLE, LENGTHS[0])
    if chosen not in LENGTHS:
        raise ValueError(f"{VARIABLE} is one of {', '.join(LENGTHS)}")
    return chosen


def count(short: int, usual: int, full: int) -> int:
    """The one of three counts that this run asks for, such as `count(5, 50, 220)` kills."""
    return {"short": short, "usual": usual, "full": full}[length()]

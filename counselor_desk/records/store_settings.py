"""What is set for one store: when it locks, what it hides, how names stand on paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_LOCK_MINUTES = 1
MOST_LOCK_MINUTES = 30
USUAL_LOCK_MINUTES = 5


class PaperNames(StrEnum):
    """How a client is named on clinical papers, beside the record number."""

    FULL = "full"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Kept inside the store, one row; the look and the window's place are kept outside.

    Attributes:
        lock_minutes: idle minutes until it locks, 1 to 30.
        locks_on_sleep: lock before the computer sleeps.
        locks_with_screen: lock when the screen is locked.
        hides_names: show initials on the screen; Ctrl+Shift+H turns it.
        asks_to_sign: ask for the passphrase again at each signature.
        paper_names: how clients are named on clinical papers.
        checks_spelling: mark words that are not in the dictionary.
    """

    lock_minutes: int = USUAL_LOCK_MINUTES
    locks_on_sleep: bool = True
    locks_with_screen: bool = True
    hides_names: bool = False
    asks_to_sign: bool = False
    paper_names: PaperNames = PaperNames.FULL
    checks_spelling: bool = True

    def __post_init__(self) -> None:
        if not LEAST_LOCK_MINUTES <= self.lock_minutes <= MOST_LOCK_MINUTES:
            raise ValueError(f"lock_minutes is outside {LEAST_LOCK_MINUTES} to {MOST_LOCK_MINUTES}")

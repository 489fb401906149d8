"""Errors of what is entered about substances, returns to use, drug tests and cravings."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError
from counselor_desk.errors.records import ImpossibleDateError


class ImpossibleUseDateError(ImpossibleDateError):
    """A day of use, of a test or of a score that cannot be right."""

    @classmethod
    def in_future(cls, label: str) -> ImpossibleUseDateError:
        """The day lies after today; `label` names it at the start of a sentence."""
        return cls(f"{label} is after today. Nothing was changed. Check the date.")

    @classmethod
    def before_birth(cls, label: str) -> ImpossibleUseDateError:
        """The day lies before the client was born; `label` names it at the start of a sentence."""
        return cls(f"{label} is before the birth date. Nothing was changed. Check both dates.")

    @classmethod
    def before_episode(cls, label: str, day: str) -> ImpossibleUseDateError:
        """The day lies before the stay that began on `day`."""
        return cls(
            f"{label} is before this stay began on {day}. Nothing was changed. Check the date."
        )

    @classmethod
    def learned_before_used(cls) -> ImpossibleUseDateError:
        """Known before it happened."""
        return cls("It became known before it happened. Nothing was changed. Check both dates.")


class MissingFactError(DeskError):
    """A field that must be filled is empty. `request` says in a sentence what to enter."""

    def __init__(self, request: str) -> None:
        super().__init__(f"{request} Nothing was changed.")


class ScoreOutOfRangeError(DeskError):
    """An urge outside the scale."""

    def __init__(self, score: int, highest: int) -> None:
        super().__init__(
            f"The scale goes from 0 to {highest}, so {score} cannot be kept. Nothing was changed. "
            "Choose a number on the scale."
        )

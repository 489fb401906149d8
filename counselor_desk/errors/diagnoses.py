"""Errors of diagnoses and their codes."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class UnknownCodeError(DeskError):
    """A diagnosis code that the release does not have, or has only with more characters."""

    def __init__(self, release: int) -> None:
        super().__init__(
            f"ICD-10-CM {release} has no such code, or only longer ones that begin so. "
            "Nothing was changed. Choose one from the list."
        )


class ListedDiagnosisError(DeskError):
    """The code is among the client's diagnoses that hold already."""

    def __init__(self) -> None:
        super().__init__(
            "This code is already among the diagnoses that hold. Nothing was changed. "
            "Open that one to change it."
        )


class ImpossibleDiagnosisDateError(DeskError):
    """A day on which a diagnosis cannot have been noted or ended."""

    @classmethod
    def in_future(cls) -> ImpossibleDiagnosisDateError:
        """Noted or ended after today."""
        return cls("The date is after today. Nothing was changed. Check the date.")

    @classmethod
    def before_birth(cls) -> ImpossibleDiagnosisDateError:
        """Noted before the client was born."""
        return cls("The date is before the client’s birth. Nothing was changed. Check the year.")

    @classmethod
    def end_before_noted(cls) -> ImpossibleDiagnosisDateError:
        """Ended before it was noted."""
        return cls(
            "The diagnosis would end before the day it was noted. Nothing was changed. "
            "Check the date."
        )

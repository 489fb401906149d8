"""Errors of the medication list: a fact that is missing, and a day that cannot be right."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError
from counselor_desk.errors.records import ImpossibleDateError

_UNTOUCHED = "Nothing was changed."


class MissingMedicationFactError(DeskError):
    """Something that a line of the list cannot do without."""

    @classmethod
    def name(cls) -> MissingMedicationFactError:
        """A medication without a name."""
        return cls(f"A medication needs a name. {_UNTOUCHED} Type it as on the label.")

    @classmethod
    def dose(cls) -> MissingMedicationFactError:
        """A new dose that is none."""
        return cls(f"The new dose is missing or the same. {_UNTOUCHED} Type it, as in 100 mg.")

    @classmethod
    def stop_reason(cls) -> MissingMedicationFactError:
        """A medication that was stopped for no reason."""
        return cls(f"A stop needs its reason. {_UNTOUCHED} Type why it was stopped.")

    @classmethod
    def substance(cls) -> MissingMedicationFactError:
        """An allergy to nothing."""
        return cls(f"An allergy needs a substance. {_UNTOUCHED} Type what it is to.")

    @classmethod
    def end_reason(cls) -> MissingMedicationFactError:
        """An allergy that ended for no reason."""
        return cls(
            f"An allergy leaves the list with a reason. {_UNTOUCHED} Type it, such as entered in "
            "error."
        )


class MedicationDateError(ImpossibleDateError):
    """A day in the list that cannot be right."""

    @classmethod
    def future(cls) -> MedicationDateError:
        """After today."""
        return cls(f"This day is after today. {_UNTOUCHED} Check the date.")

    @classmethod
    def before_birth(cls) -> MedicationDateError:
        """Before the client was born."""
        return cls(f"This day is before the client was born. {_UNTOUCHED} Check the year.")

    @classmethod
    def day_missing(cls) -> MedicationDateError:
        """An end without a day."""
        return cls(f"The day is missing. {_UNTOUCHED} Type the day on which it ended.")

    @classmethod
    def stop_before_start(cls, start: str) -> MedicationDateError:
        """Stopped before it was started; `start` is the day as it is read."""
        return cls(f"The stop is before the start on {start}. {_UNTOUCHED} Check the dates.")

    @classmethod
    def until_before_start(cls) -> MedicationDateError:
        """A prescription that ran out before it began."""
        return cls(f"The prescription would run out before it began. {_UNTOUCHED} Check the dates.")

    @classmethod
    def end_before_noted(cls, noted: str) -> MedicationDateError:
        """An allergy that ended before it was noted; `noted` is the day as it is read."""
        return cls(f"The end is before it was noted on {noted}. {_UNTOUCHED} Check the dates.")


class ListedAllergiesError(DeskError):
    """The client was to have no allergies while some are on the list."""

    def __init__(self) -> None:
        super().__init__(
            "There are allergies on the list. Nothing was changed. End each one first, with its "
            "reason."
        )

"""Errors of the medication list: a fact that is missing, and a day that cannot be right."""

from __future__ import annotations

from counselor_desk.errors.desk import RefusedError


class MissingMedicationFactError(RefusedError):
    """Something that a line of the list cannot do without."""

    @classmethod
    def name(cls) -> MissingMedicationFactError:
        """A medication without a name."""
        return cls("A medication needs a name.", "Type it as on the label.")

    @classmethod
    def dose(cls) -> MissingMedicationFactError:
        """A new dose that is none."""
        return cls("The new dose is missing or the same.", "Type it, as in 100 mg.")

    @classmethod
    def stop_reason(cls) -> MissingMedicationFactError:
        """A medication that was stopped for no reason."""
        return cls("A stop needs its reason.", "Type why it was stopped.")

    @classmethod
    def substance(cls) -> MissingMedicationFactError:
        """An allergy to nothing."""
        return cls("An allergy needs a substance.", "Type what it is to.")

    @classmethod
    def end_reason(cls) -> MissingMedicationFactError:
        """An allergy that ended for no reason."""
        return cls(
            "An allergy leaves the list with a reason.", "Type it, such as entered in error."
        )


class MedicationDateError(RefusedError):
    """A day in the list that cannot be right."""

    @classmethod
    def in_future(cls, label: str) -> MedicationDateError:
        """After today; `label` names the day at the start of a sentence."""
        return cls(f"{label} is after today.", "Check the date.")

    @classmethod
    def before_birth(cls) -> MedicationDateError:
        """Before the client was born."""
        return cls("This day is before the client was born.", "Check the year.")

    @classmethod
    def day_missing(cls) -> MedicationDateError:
        """An end without a day."""
        return cls("The day is missing.", "Type the day on which it ended.")

    @classmethod
    def stop_before_start(cls, start: str) -> MedicationDateError:
        """Stopped before it was started; `start` is the day as it is read."""
        return cls(f"The stop is before the start on {start}.", "Check the dates.")

    @classmethod
    def until_before_start(cls) -> MedicationDateError:
        """A prescription that ran out before it began."""
        return cls("The prescription would run out before it began.", "Check the dates.")

    @classmethod
    def end_before_noted(cls, noted: str) -> MedicationDateError:
        """An allergy that ended before it was noted; `noted` is the day as it is read."""
        return cls(f"The end is before it was noted on {noted}.", "Check the dates.")


class ListedAllergiesError(RefusedError):
    """The client was to have no allergies while some are on the list."""

    def __init__(self) -> None:
        super().__init__("There are allergies on the list.", "End each one first, with its reason.")

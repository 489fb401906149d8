"""Errors of what is entered about a client, the people around them and their stay."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError
from counselor_desk.errors.records import ImpossibleDateError


class DoubtfulError(DeskError):
    """Something that is seldom right; it is kept once the person says that it is."""


class DoubtfulAgeError(DoubtfulError):
    """An age that clients of such a program seldom have."""

    @classmethod
    def under(cls, years: int) -> DoubtfulAgeError:
        """Younger than `years`."""
        return cls(
            f"With this birth date the client is under {years}. Nothing was kept yet. Correct the "
            "year, or keep it as it is."
        )

    @classmethod
    def over(cls, years: int) -> DoubtfulAgeError:
        """Older than `years`."""
        return cls(
            f"With this birth date the client is over {years}. Nothing was kept yet. Correct the "
            "year, or keep it as it is."
        )


class DoubtfulAdmissionError(DoubtfulError):
    """An admission that far ahead is seldom planned."""

    def __init__(self, days: int) -> None:
        super().__init__(
            f"The admission is {days:,} days from today. Nothing was kept yet. Correct the date, "
            "or keep it as it is."
        )


class DoubtfulSponsorError(DoubtfulError):
    """A sponsor with a family name."""

    def __init__(self) -> None:
        super().__init__(
            "A sponsor is written down by the first name alone, as mutual help asks. Nothing was "
            "kept yet. Leave the family name out, or keep it as it is."
        )


class NamesakeError(DoubtfulError):
    """Somebody of this name, and perhaps of this birth date, is a client already."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(
            f"{number} has this name too, and the birth dates do not tell the two apart. Nothing "
            "was kept yet. Open that chart, or keep this one as another client."
        )


class MissingPersonError(DeskError):
    """Somebody around a client without a name or an organization."""

    def __init__(self) -> None:
        super().__init__(
            "A person needs a name, or the organization they are reached at. Nothing was kept yet."
        )


class MissingCareError(DeskError):
    """Earlier care of which nothing is told."""

    def __init__(self) -> None:
        super().__init__(
            "Earlier care needs the facility, a day or how it ended. Nothing was kept yet."
        )


class MissingReasonError(DeskError):
    """A decision without its reason. `decision` begins a sentence: "An extension"."""

    def __init__(self, decision: str) -> None:
        super().__init__(f"{decision} needs its reason in a sentence. Nothing was kept yet.")


class UnusableWeeksError(DeskError):
    """A number of weeks that a stay cannot be planned for."""

    @classmethod
    def out_of_range(cls, most: int) -> UnusableWeeksError:
        """Less than one, or more than anybody plans."""
        return cls(f"A stay is planned for 1 to {most} weeks. Nothing was changed.")

    @classmethod
    def no_longer(cls, weeks: int) -> UnusableWeeksError:
        """An extension that ends no later than what is planned."""
        return cls(
            f"The stay is planned for {weeks} weeks already. Nothing was changed. An extension "
            "goes beyond them."
        )

    @classmethod
    def without_reason(cls, weeks: int) -> UnusableWeeksError:
        """A stay that has begun would grow longer, and nobody would know why."""
        return cls(
            f"The stay is planned for {weeks} weeks, and going beyond them needs a reason. "
            "Nothing was changed. Press Extend… in the Person view of the chart."
        )

    @classmethod
    def was_admitted(cls, weeks: int) -> UnusableWeeksError:
        """A stay whose admission was taken out would come back longer without a reason."""
        return cls(
            f"This stay was admitted before, for {weeks} weeks, and going beyond them needs a "
            "reason. Nothing was changed. Enter the admission again, then press Extend… in the "
            "Person view of the chart."
        )


class ImpossibleStayDateError(ImpossibleDateError):
    """A day of a stay, or of what came before it, that cannot be right."""

    @classmethod
    def in_future(cls, label: str) -> ImpossibleStayDateError:
        """After today; `label` begins the sentence."""
        return cls(f"{label} is after today. Nothing was changed. Check the date.")

    @classmethod
    def before_birth(cls, label: str) -> ImpossibleStayDateError:
        """Before the client was born."""
        return cls(f"{label} is before the birth date. Nothing was changed. Check both dates.")

    @classmethod
    def asked_after_admission(cls) -> ImpossibleStayDateError:
        """Asked for help after coming."""
        return cls("The inquiry is after the admission. Nothing was changed. Check both dates.")

    @classmethod
    def overlaps(cls) -> ImpossibleStayDateError:
        """Admitted before the stay before it ended."""
        return cls(
            "The admission is before the end of an earlier stay. Nothing was changed. Check the "
            "date."
        )

    @classmethod
    def care_ends_before_start(cls) -> ImpossibleStayDateError:
        """Care that ended before it began."""
        return cls("The care ended before it began. Nothing was changed. Check both dates.")

    @classmethod
    def before_inquiry(cls, label: str) -> ImpossibleStayDateError:
        """Before anybody asked for this stay."""
        return cls(
            f"{label} is before the inquiry of this stay. Nothing was changed. Check both dates."
        )

    @classmethod
    def in_earlier_stay(cls, label: str) -> ImpossibleStayDateError:
        """In a stay before this one."""
        return cls(
            f"{label} is before the end of an earlier stay. Nothing was changed. Check the date."
        )

    @classmethod
    def paper_before(cls, which: str) -> ImpossibleStayDateError:
        """A paper was gone through before a day that is moved; `which` is "the inquiry"."""
        return cls(
            f"An intake paper was gone through before {which}. Nothing was changed. Check the "
            "date, and the papers in the Person view of the chart."
        )

    @classmethod
    def level_before(cls, day: str) -> ImpossibleStayDateError:
        """A change of level that is older than the admission or the change before it."""
        return cls(f"The change of level is before {day}. Nothing was changed. Check the date.")

    @classmethod
    def admitted_after_level_change(cls) -> ImpossibleStayDateError:
        """An admission that is moved past a change of level, or taken out."""
        return cls(
            "The admission is not before a change of the level of care. Nothing was changed. "
            "Check the date, and the changes in the Person view of the chart."
        )

    @classmethod
    def admitted_after_record(cls, day: str) -> ImpossibleStayDateError:
        """An admission that is moved past what was recorded of the stay; `day` in words."""
        return cls(
            f"The admission is after a signed record or attended session of this stay, of {day}. "
            "Nothing was changed. Check the date."
        )

    @classmethod
    def extended_before_admission(cls) -> ImpossibleStayDateError:
        """A decision about a stay that had not begun."""
        return cls("The extension is decided before the admission. Nothing was changed.")


class UnusableLevelError(DeskError):
    """A level of care that a stay cannot go on at as it stands."""

    @classmethod
    def same(cls) -> UnusableLevelError:
        """The level of today."""
        return cls("The stay is at this level already. Nothing was changed. Choose another level.")

    @classmethod
    def not_admitted(cls) -> UnusableLevelError:
        """A stay that has not begun: its level is a fact, and no change."""
        return cls(
            "This client is not admitted yet. Nothing was changed. Choose the level of care in "
            "Edit client."
        )

    @classmethod
    def without_reason(cls) -> UnusableLevelError:
        """A stay that has begun would go on at another level, and nobody would know since when."""
        return cls(
            "Another level of care needs its day and its reason. Nothing was changed. Press "
            "Change level… in the Person view of the chart."
        )

    @classmethod
    def followed(cls) -> UnusableLevelError:
        """A change that another one rests on."""
        return cls(
            "A later change of level rests on this one. Nothing was changed. Cross out the later "
            "one first."
        )

    @classmethod
    def changed_since(cls) -> UnusableLevelError:
        """A change that was crossed out would count again, and the level went on without it."""
        return cls(
            "The level of care was changed since. Nothing was changed. Enter the change anew with "
            "Change level…."
        )


class OpenInquiryError(DeskError):
    """An inquiry that cannot end without an admission as it stands."""

    @classmethod
    def was_admitted(cls) -> OpenInquiryError:
        """The client was admitted: such a stay ends with a discharge summary."""
        return cls(
            "This client was admitted, so the stay ends with a discharge summary. Nothing was "
            "changed. Open the Discharge tab."
        )

    @classmethod
    def has_unsigned_notes(cls) -> OpenInquiryError:
        """Nothing is signed into what has ended."""
        return cls(
            "A note of this inquiry is not signed yet. Nothing was changed. Sign or discard it "
            "first: nothing is signed into an inquiry that has ended."
        )

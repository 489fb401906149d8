"""Errors about signatures of others, and about the files that show them."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class ImpossibleSignatureError(DeskError):
    """A signature, or a refusal to sign, that cannot be kept as it is."""

    @classmethod
    def without_name(cls) -> ImpossibleSignatureError:
        """Nobody is named."""
        return cls("A signature needs the name of who signed. Nothing was kept yet. Enter it.")

    @classmethod
    def without_drawing(cls) -> ImpossibleSignatureError:
        """It is said to be drawn, and there is no drawing."""
        return cls("Nothing is drawn yet. Nothing was kept. Sign in the field and try again.")

    @classmethod
    def without_reason(cls) -> ImpossibleSignatureError:
        """Somebody did not sign, and nobody says why."""
        return cls(
            "A record without this signature needs the reason. Nothing was kept yet. Write it in "
            "a sentence."
        )

    @classmethod
    def in_future(cls) -> ImpossibleSignatureError:
        """It is dated after today."""
        return cls("The signature is dated after today. Nothing was kept yet. Check the date.")

    @classmethod
    def by_owner(cls) -> ImpossibleSignatureError:
        """The counselor signs by closing the record, and in no other way."""
        return cls(
            "The counselor has signed this record already. Nothing was kept. Choose who else signs."
        )


class MissingScanError(DeskError):
    """The file that was chosen is not there, or may not be read."""

    def __init__(self) -> None:
        super().__init__(
            "This file cannot be read. Nothing was kept yet. Check that it is still there, or "
            "choose another one."
        )


class TooLargeScanError(DeskError):
    """The file that was chosen is larger than the store takes in."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"This file is larger than {most // (1024 * 1024)} MB. Nothing was kept yet. Scan it "
            "with fewer pages or in a lower resolution."
        )


class UnknownScanError(DeskError):
    """The file that was chosen is of another kind, or damaged."""

    def __init__(self) -> None:
        super().__init__(
            "This file is no PDF, PNG or JPEG that can be read. Nothing was kept yet. Choose "
            "another one."
        )


class DamagedAttachmentError(DeskError):
    """A scan or a drawn signature is not what was kept."""

    def __init__(self) -> None:
        super().__init__(
            "A scan or drawn signature in these records is not as it was kept, so it is not shown. "
            "The record itself is checked on its own. Restore a backup to get the file back."
        )

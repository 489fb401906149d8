"""Errors on the way to paper: nothing to print, no letter for it, no printer."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class NothingToExportError(DeskError):
    """There is no record of the kind that was asked for."""

    def __init__(self, kind: str) -> None:
        what = kind.replace("-", " ")
        super().__init__(f"This client has no {what} yet, so nothing was written.")


class NoSuchExportError(DeskError):
    """No record has the uid that was asked for."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"This client has no such record: {uid}. Nothing was written.")


class MissingLettersError(DeskError):
    """Letters that no font of the program has, and nobody agreed to go on with them."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(
            f"No font has these letters: {' '.join(letters)}. Nothing was written. Change them, or "
            "accept with --accept-missing-letters that a box may stand for each."
        )


class NoPrinterError(DeskError):
    """This computer has no printer."""

    def __init__(self) -> None:
        super().__init__(
            "No printer is set up on this computer, so nothing was printed. Save the document as "
            "PDF, or set up a printer and try again."
        )


class PrinterError(DeskError):
    """The printer did not take the document."""

    def __init__(self) -> None:
        super().__init__(
            "The printer did not take the document, so nothing was printed. Check that it is on "
            "and try again, or save the document as PDF."
        )


class LogoError(DeskError):
    """A picture cannot be the logo on papers."""

    @classmethod
    def unreadable(cls) -> LogoError:
        """It is no PNG and no JPEG, or it is damaged."""
        return cls(
            "This file is no picture that can be read, so the logo is as it was. Choose a PNG or "
            "JPEG file."
        )

    @classmethod
    def too_big(cls, most_mb: int) -> LogoError:
        """The file has too many bytes."""
        return cls(
            f"This picture has more than {most_mb} MB, so the logo is as it was. Save it smaller "
            "and choose it again."
        )

    @classmethod
    def too_many_pixels(cls, width: int, height: int, most: int) -> LogoError:
        """It has too many pixels."""
        return cls(
            f"This picture is {width:,} by {height:,} pixels, and {most:,} by {most:,} is the "
            "most. The logo is as it was. Save it smaller and choose it again."
        )


class HeaderLinesError(DeskError):
    """There are more lines than fit into the head of a paper."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The head of papers has room for {most} lines, so it was not saved. What you typed "
            "is still there; shorten it."
        )

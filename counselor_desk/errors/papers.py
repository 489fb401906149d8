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

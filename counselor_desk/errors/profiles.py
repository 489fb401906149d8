"""Errors of the files that hold a program's numbers and its library of plans."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class UnusableProfileError(DeskError):
    """A file with the numbers of a program that cannot be used."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The numbers of the program cannot be read: {what}. Your records are not affected. "
            "Correct the file, or install Counselor Desk again."
        )


class UnusablePlanLibraryError(DeskError):
    """A file of the plan library that cannot be used."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The plan library cannot be read: {what}. Your records are not affected. "
            "Install Counselor Desk again."
        )


class MissingChoiceReasonError(DeskError):
    """Another profile without the reason for it."""

    def __init__(self) -> None:
        super().__init__(
            "Another profile needs its reason, such as a new contract. "
            "Nothing was changed. Type the reason and choose again."
        )


class ClashingNumbersError(DeskError):
    """A least number of hours that is more than a week may have at most."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(
            f"These numbers do not go together: at least {least} hours, and at most {most} hours a "
            "week. Nothing was changed. Type another one, or change the other number first."
        )


class MissingProfileReasonError(DeskError):
    """A number of the program's own without the reason for it."""

    def __init__(self) -> None:
        super().__init__(
            "A number of your own needs its reason, such as the contract it comes from. "
            "Nothing was changed. Type the reason and save again."
        )


class ImpossibleNumberError(DeskError):
    """A number of the program's own out of its bounds."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(
            f"This number is a whole one from {least} to {most}. Nothing was changed. "
            "Type another one."
        )

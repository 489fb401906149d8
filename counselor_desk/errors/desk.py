"""The base of every error that a person can act on."""

from __future__ import annotations


class DeskError(Exception):
    """Something a person can act on. The message is shown as it stands, so it is a sentence.

    Messages carry names of files, fields and codes, never the content of a record. Everything
    that is not a DeskError is a bug and ends in the crash dialog.
    """


class RefusedError(DeskError):
    """Something that is not done: what is wrong, that nothing came of it, what to do.

    `unharmed` is the sentence in the middle.
    """

    unharmed = "Nothing was changed."

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {self.unharmed} {remedy}")

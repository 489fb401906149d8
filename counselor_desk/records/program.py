"""The person who owns the store and the program they work for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from counselor_desk.records.ids import AttachmentId

HEADER_LINES = 3
"""How many lines may stand below the name of the program on paper."""


class Paper(StrEnum):
    """The sheet that documents are laid out for."""

    LETTER = "letter"
    A4 = "a4"


class Weekday(IntEnum):
    """Days as `datetime.date.weekday()` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Who signs, for which program, on which paper. One row in each store.

    `number_pattern` makes record numbers: the run of `#` is replaced by the next number,
    zero-padded, so `CD-####` gives `CD-0147`. `header` are the lines below the name of the
    program on paper, such as its address, and `logo_id` is the picture beside them; neither is
    on papers that must not name the program.
    """

    counselor_name: str = ""
    credential: str = ""
    program_name: str = ""
    paper: Paper = Paper.LETTER
    week_starts: Weekday = Weekday.MONDAY
    number_pattern: str = "CD-####"
    header: str = ""
    logo_id: AttachmentId | None = None

    @property
    def header_lines(self) -> tuple[str, ...]:
        """The lines below the name of the program."""
        return tuple(self.header.splitlines())

    @property
    def is_complete(self) -> bool:
        """Whether the signing line can be printed: name, credential and program are known."""
        return bool(self.counselor_name and self.credential and self.program_name)

    @property
    def signing_name(self) -> str:
        """The name as it stands under a signature: `D. Whitfield, LCDC`."""
        return ", ".join(part for part in (self.counselor_name, self.credential) if part)

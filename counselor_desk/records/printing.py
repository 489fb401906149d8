"""Printing: what somebody may choose about a paper before it leaves the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames


class PaperPart(StrEnum):
    """A part of a paper that may be left out, or added, without changing what it says."""

    SIGNING_LINES = "signing_lines"
    OBJECTIVES_MET = "objectives_met"
    EVIDENCE = "evidence"
    HOURS_BY_WEEK = "hours_by_week"
    KIND_OF_CARE = "kind_of_care"


USUAL_PARTS = frozenset(
    {PaperPart.SIGNING_LINES, PaperPart.OBJECTIVES_MET, PaperPart.HOURS_BY_WEEK}
)
"""What is printed unless somebody wishes otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintWish:
    """How one paper shall be laid out this time.

    Attributes:
        paper: the sheet; None takes the one that is set.
        names: how the client is named; None takes what is set. A CV always has the full name.
        parts: those that are printed, where the paper has them.
    """

    paper: Paper | None = None
    names: PaperNames | None = None
    parts: frozenset[PaperPart] = USUAL_PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoices:
    """What can be chosen about a paper, and what it is laid out with.

    Attributes:
        names: how the client is named on it; None where that is no choice.
        parts: the parts it has or could have, in the order they are offered.
    """

    names: PaperNames | None = None
    parts: tuple[PaperPart, ...] = ()

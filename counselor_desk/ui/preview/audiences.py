"""For whom a paper is, and what the preview says of that."""

from __future__ import annotations

from enum import Enum, auto

from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui.printing import AnyRequest, PrintRequest, SheetRequest


class Audience(Enum):
    """Where a paper may go.

    `CLIENT` is the client's own, which names no treatment. `STAYING` is never part of a chart or a
    release, and names clients by first name and initial alone.
    """

    PROGRAM = auto()
    CLIENT = auto()
    STAYING = auto()


def audience_of(request: AnyRequest) -> Audience:
    """Where the paper may go."""
    if isinstance(request, SheetRequest):
        return Audience.STAYING
    is_cv = isinstance(request, PrintRequest) and request.kind is DocumentKind.CV
    return Audience.CLIENT if is_cv else Audience.PROGRAM

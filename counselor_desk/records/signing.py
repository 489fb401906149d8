"""The kinds of record that are drafted and then signed, and the two states they know."""

from __future__ import annotations

from enum import StrEnum


class RecordKind(StrEnum):
    """A record that can be signed, sealed, drafted and exported."""

    PLAN = "plan"
    NOTE = "note"
    ADDENDUM = "addendum"
    ASSESSMENT = "assessment"
    DISCHARGE = "discharge"


class RecordState(StrEnum):
    """Draft until its first signature; then closed for good."""

    DRAFT = "draft"
    SIGNED = "signed"

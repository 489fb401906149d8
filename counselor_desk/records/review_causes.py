"""Causes of a review: what makes one look at a treatment plan anew before its time (rule P10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId


class CauseKind(StrEnum):
    """What happened."""

    RETURN = "return"
    LEVEL = "level"
    RISK = "risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCause:
    """One thing in an open stay that asks for a review of the plan.

    Attributes:
        happened_on: the day of the use, of the change, or of the answer that first found the risk.
        known_on: the day the counselor knew, from which the days of the rule are counted.
        subject: the uid of the record, empty for a risk, which several answers may tell of.
        is_after_plan: whether it was entered after the newest plan of the stay was signed, which
            decides where both are of one day; only of a return to use the moment is known.
    """

    client_id: ClientId
    kind: CauseKind
    happened_on: date
    known_on: date
    subject: str = ""
    is_after_plan: bool = False

"""The order of the steps of earlier care, and the days between them (services.md row 19a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counselor_desk.records.circumstances import CareLevel, PriorCare
from counselor_desk.records.ids import Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class CareStep:
    """One step on the way to the admission.

    Attributes:
        level: what care it was; None is the admission itself.
        uid: which earlier care, None for the admission.
        days: days from the end of the step before to the beginning of this one; below zero it
            began before that ended, None where one of the two days is not known.
    """

    level: CareLevel | None = None
    uid: Uid | None = None
    days: int | None = None

    @property
    def overlaps(self) -> bool:
        """Whether it began before an earlier step ended."""
        return self.days is not None and self.days < 0


def steps(care: Sequence[PriorCare], admitted_on: date | None) -> tuple[CareStep, ...]:
    """Earlier care in the order of time, the admission at the end.

    Care of which no day is known, and care that began after the admission, is left out; nothing
    is told where no care is left.
    """
    dated = [one for one in care if _begun(one) is not None and not _is_later(one, admitted_on)]
    found: list[CareStep] = []
    ended: date | None = None
    for one in sorted(dated, key=_order):
        gap = _days(ended, one.started_on)
        found.append(CareStep(level=one.level, uid=one.uid, days=gap if found else None))
        ended = _latest(ended, one.ended_on)
    if found and admitted_on is not None:
        found.append(CareStep(days=_days(ended, admitted_on)))
    return tuple(found)


def _begun(one: PriorCare) -> date | None:
    return one.started_on or one.ended_on


def _is_later(one: PriorCare, admitted_on: date | None) -> bool:
    begun = _begun(one)
    return admitted_on is not None and begun is not None and begun > admitted_on


def _order(one: PriorCare) -> tuple[date, date]:
    begun = _begun(one) or date.max
    return begun, one.ended_on or date.max


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days


def _latest(before: date | None, ended: date | None) -> date | None:
    if before is None or ended is None:
        return ended or before
    return max(before, ended)

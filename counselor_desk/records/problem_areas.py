"""Problem areas: what a problem of a plan is about, as its diagnosis code tells."""

from __future__ import annotations

import re
from enum import StrEnum

_SUBSTANCE_USE = re.compile(r"F1[0-9]")
_EATING = re.compile(r"F50|F98\.?[23]")
_MENTAL_HEALTH = re.compile(r"F[0-9]{2}")


class ProblemArea(StrEnum):
    """The conditions an intensive outpatient program treats (services.md row 20)."""

    SUBSTANCE_USE = "substance_use"
    MENTAL_HEALTH = "mental_health"
    EATING = "eating"
    OTHER = "other"


def area_of(code: str) -> ProblemArea:
    """What an ICD-10-CM code is about, by its family; without a code it is something else.

    F10 to F19 are substance use; F50, F98.2 and F98.3 eating; every other F code mental health.
    """
    family = code.strip().upper()
    if _SUBSTANCE_USE.match(family):
        return ProblemArea.SUBSTANCE_USE
    if _EATING.match(family):
        return ProblemArea.EATING
    return ProblemArea.MENTAL_HEALTH if _MENTAL_HEALTH.match(family) else ProblemArea.OTHER

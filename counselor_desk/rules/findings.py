"""Findings: what a rule noticed, how much it matters, and where it is repaired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """A block stops signing; a warning wants to be read."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that is not met.

    `rule` is its id in the rule catalogue ("N2"), `subject` the record's uid, `message` a
    sentence for the counselor, `repair` the name of the field that puts it right.
    """

    rule: str
    subject: str
    severity: Severity
    message: str
    repair: str
    due_on: date | None = None

"""Findings: what a rule noticed, how much it matters, and where it is repaired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def blocking(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The sentences of what stops signing."""
    return tuple(one.message for one in findings if one.severity is Severity.BLOCK)


def unread_dates(rule: str, subject: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
    """What was typed into a field for a day and is none, by the name of the field."""
    return tuple(
        Finding(
            rule=rule,
            subject=subject,
            severity=Severity.BLOCK,
            message=f"“{text}” could not be read as a date.",
            repair=name,
        )
        for name, text in typed.items()
    )

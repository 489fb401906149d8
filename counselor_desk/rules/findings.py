"""Findings: what a rule noticed, how much it matters, and where it is repaired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counselor_desk.rules.catalogue import CATALOGUE, Rule


class Severity(StrEnum):
    """A block stops signing; a warning wants to be read."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that is not met.

    `rule` is its id in the rule catalogue ("N2"), `subject` the record's uid, `message` a
    sentence for the counselor, `repair` the name of the field that puts it right.

    Raises:
        ValueError: the catalogue has no such rule, or nothing tells where it is put right.
    """

    rule: str
    subject: str
    severity: Severity
    message: str
    repair: str
    due_on: date | None = None

    def __post_init__(self) -> None:
        """A finding without a source or without a way to put it right helps nobody."""
        if self.rule not in CATALOGUE:
            raise ValueError(self.rule)
        if not self.repair:
            raise ValueError(self.rule)

    @property
    def asked_by(self) -> Rule:
        """The rule that is not met."""
        return CATALOGUE[self.rule]

    @property
    def source(self) -> str:
        """Where the rule comes from, as short as a citation."""
        return CATALOGUE[self.rule].source


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

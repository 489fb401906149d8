"""Looking for a code over all of ICD-10-CM: the slowest keys of typing, within 30 ms."""

from __future__ import annotations

from collections.abc import Iterator

from counselor_desk.services import icd10
from counselor_desk.services.icd10 import CodeSet, Severity
from tests.benchmarks.paired import Comparison, Pair, compare, excess, timed
from tests.benchmarks.rows import Goal

GOALS = (Goal(name="ICD-10 search p95 of typing, to doing nothing", target=30, unit="ms"),)

_SHARE = 0.95
_TYPED = (
    "alcohol use disorder severe",
    "F10.20",
    "opioid early remission",
    "ptsd",
    "depressive episode",
    "generalized anxiety",
    "homeless",
    "hepatitis c chronic",
    "type 2 diabetes",
    "initial encounter fracture",
    "unspecified",
    "s82.4",
    "wrong words entirely",
)
"""Typed key by key, as the picker asks: the first letters find the most."""


def measure() -> tuple[Comparison, ...]:
    """A figure a round: the 95th percentile of its keys."""
    return (compare(_rounds(icd10.code_set()), target=GOALS[0].target, figure=excess),)


def _rounds(codes: CodeSet) -> Iterator[Pair]:
    while True:
        times = sorted(timed(lambda one=one: _ask(codes, *one)) for one in _keys())
        yield times[round(_SHARE * (len(times) - 1))], 0.0


def _keys() -> Iterator[tuple[str, Severity | None]]:
    for typed in _TYPED:
        for length in range(1, len(typed) + 1):
            yield typed[:length], None
            yield typed[:length], Severity.SEVERE


def _ask(codes: CodeSet, text: str, severity: Severity | None) -> object:
    return codes.search(text, severity=severity)

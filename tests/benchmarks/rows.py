"""One line of the table: what was measured, against what, and whether it is good enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.paired import Comparison


class NotRunError(Exception):
    """This machine lacks what a benchmark needs; carries the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is measured against what, and what the figure may be at most.

    `unit` of the target is "x" for how many times as long, "ms" for how much longer.
    """

    name: str
    target: float
    unit: str = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A goal and what came out; without a comparison it was not run, for a reason."""

    goal: Goal
    comparison: Comparison | None = None
    reason: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether the whole interval lies above the target, so that no luck explains it."""
        return self.comparison is not None and self.comparison.low > self.goal.target

    @property
    def is_met(self) -> bool:
        """Whether it was run and not missed."""
        return self.comparison is not None and not self.is_missed

    @property
    def verdict(self) -> str:
        """The word in the last column."""
        if self.comparison is None:
            return f"not run: {self.reason}"
        return "FAIL" if self.is_missed else "pass"

    def line(self) -> str:
        """The row as one line of the table."""
        goal, found = self.goal, self.comparison
        if found is None:
            times, figure = ("-", "-"), "-"
        else:
            times = (f"{found.product_ms:.2f}", f"{found.anchor_ms:.2f}")
            figure = f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"
        target = f"{goal.target:g} {goal.unit}"
        return line(goal.name, *times, figure, target, self.verdict)


def line(name: str, product: str, anchor: str, figure: str, target: str, verdict: str) -> str:
    """One line of the table, its words in columns."""
    return f"{name:48} {product:>9} {anchor:>9}  {figure:24} {target:>7}  {verdict}"


HEAD = line("", "product ms", "anchor ms", "figure [about 95 %]", "target", "")


def measured(
    goals: tuple[Goal, ...], measure: Callable[[], tuple[Comparison, ...]]
) -> tuple[Row, ...]:
    """A row for each goal, with what `measure` found for it or why it could not."""
    try:
        found = measure()
    except NotRunError as reason:
        return tuple(Row(goal=goal, reason=str(reason)) for goal in goals)
    return tuple(Row(goal=goal, comparison=one) for goal, one in zip(goals, found, strict=True))

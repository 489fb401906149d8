"""Stalls of the journeys: letters and moves that kept the window's thread busy too long.

Every journey tells of them, in the last lines of the test run. They are judged by processor time,
and only letters far over the limit fail their test, so that a busy machine fails nobody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

LIMIT_MS = 50.0
"""Decision 32: nobody waits longer while typing, scrolling or moving within a page."""

FAILING_MS = 250.0
"""Processor time that no busy machine explains; beside other programs it grows up to four times."""

_ONCE = 1
_PROPERTY = "stalls"


@dataclass(frozen=True, slots=True)
class Stall:
    """A letter or a move, what it took of the processor, and how long by the clock.

    A move may make a part of the page that was not there before, so it is only told.
    """

    what: str
    processor_ms: float
    clock_ms: float
    is_letter: bool

    @property
    def is_failing(self) -> bool:
        """Whether it took so much of the processor that it is the program's doing."""
        return self.is_letter and self.processor_ms > FAILING_MS

    def __str__(self) -> str:
        return f"{self.what}: {self.processor_ms:.0f} ms at work, {self.clock_ms:.0f} ms in all"


@dataclass
class Stalls:
    """Watches one act after the other on the thread that serves the window.

    `acts` counts them; `told` has those over the limit.
    """

    acts: int = 0
    told: list[Stall] = field(default_factory=list)

    @contextmanager
    def watching(
        self, what: str, *, is_letter: bool = False, counts: Callable[[], bool] = lambda: True
    ) -> Iterator[None]:
        """Time an act: what it took of this thread, and of the clock on the wall.

        Once it is over, `counts` says whether it was what it looked like.
        """
        began_ms, began_at = time.thread_time() * 1000, time.monotonic() * 1000
        yield
        worked_ms = time.thread_time() * 1000 - began_ms
        stall = Stall(what, worked_ms, time.monotonic() * 1000 - began_at, is_letter)
        if not counts():
            return
        self.acts += 1
        if stall.processor_ms > LIMIT_MS:
            self.told.append(stall)

    def report(self, item: pytest.Item) -> None:
        """Leave what was seen for the summary of the run."""
        if self.acts:
            item.user_properties.append((_PROPERTY, [self.acts, [str(one) for one in self.told]]))

    def check(self) -> None:
        """No letters took so long that a busy machine cannot be the reason.

        A single one may have met work that is done once after unlocking.
        """
        failing = [str(one) for one in self.told if one.is_failing]
        assert len(failing) <= _ONCE, f"the window stood still: {failing}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell of all stalls, whether a test failed or not; also of tests in other processes."""
    seen: dict[str, tuple[int, Sequence[str]]] = {}
    for report in (one for some in terminalreporter.stats.values() for one in some):
        for name, found in getattr(report, "user_properties", ()):
            if name == _PROPERTY:
                seen[report.nodeid] = (found[0], found[1])
    if not seen:
        return
    acts = sum(count for count, _ in seen.values())
    stalls = sum(len(told) for _, told in seen.values())
    terminalreporter.section("stalls")
    terminalreporter.write_line(
        f"{stalls} of {acts} letters and moves of {len(seen)} journeys took over {LIMIT_MS:g} ms"
    )
    for nodeid, (_, told) in seen.items():
        for one in told:
            terminalreporter.write_line(f"{nodeid.rpartition('::')[2]}: {one}")

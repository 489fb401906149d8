"""A watchdog over the window's thread: what kept it busy too long, letter by letter."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.persons import PATIENCE_S, ImpatientError, Person
from tests.journeys.stalls import LIMIT_MS

_LOOK_EVERY_MS = 5


@dataclass
class Watchdog:
    """Counts the processor time of the thread that serves the window.

    Its own time and not that of the clock on the wall, so that a busy machine is no stall; waiting
    for the disk is not seen here (`tests/benchmarks/autosave.py` times it).
    """

    limit_ms: float = LIMIT_MS
    stalls: list[tuple[str, float]] = field(default_factory=list)

    def types(self, person: Person, text: str) -> None:
        """Type a text; each letter that takes too long is a stall."""
        for letter in text:
            self.watches(f"the letter {letter!r}", lambda letter=letter: person.types(letter))

    def presses(self, person: Person, *keys: str) -> None:
        """Press keys; each that takes too long is a stall."""
        for key in keys:
            self.watches(key, lambda key=key: person.presses(key))

    def watches(self, what: str, act: Callable[[], object]) -> None:
        """Do something and paint what it changed."""
        began_ms = _now_ms()
        act()
        QApplication.processEvents()
        self._judge(what, _now_ms() - began_ms)

    def waits(self, until: Callable[[], bool], what: str) -> None:
        """Wait; whatever timers and answers do meanwhile is watched too."""
        patience_ends = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > patience_ends:
                raise ImpatientError(what)
            self.watches("while waiting", lambda: QTest.qWait(_LOOK_EVERY_MS))

    def _judge(self, what: str, took_ms: float) -> None:
        if took_ms > self.limit_ms:
            self.stalls.append((what, round(took_ms, 1)))


def _now_ms() -> float:
    return time.thread_time() * 1000

"""The negative control of the watchdog: it tells of a stall, and of nothing else."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

from tests.journeys.watchdog import LIMIT_MS, Watchdog


def work(milliseconds: float) -> None:
    """Keep the thread at work for so much of its own time."""
    ends = time.thread_time() + milliseconds / 1000
    while time.thread_time() < ends:
        sum(range(1000))


def test_a_long_act_is_told_with_its_name_and_time(person):
    watch = Watchdog()
    watch.watches("a long look", lambda: work(LIMIT_MS + 20))

    ((what, took_ms),) = watch.stalls
    assert what == "a long look"
    assert took_ms > LIMIT_MS


def test_a_short_act_is_not_told(person):
    watch = Watchdog()
    watch.watches("a glance", lambda: work(1))

    assert watch.stalls == []


def test_a_timer_that_works_too_long_is_told(person):
    done = []
    timer = QTimer(person.window, singleShot=True, interval=1)
    timer.timeout.connect(lambda: (work(LIMIT_MS + 20), done.append(True)))
    timer.start()
    watch = Watchdog()
    watch.waits(lambda: bool(done), "the timer")

    assert [what for what, _ in watch.stalls] == ["while waiting"]

"""The negative control of the watchdog: it tells of a stall, and of nothing else."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.journeys.stalls import LIMIT_MS, Stalls, pytest_terminal_summary
from tests.journeys.watchdog import Watchdog


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


@pytest.fixture
def filtering(person):
    """Somebody in the filter of the clients; what they wait for fails no other test."""
    person.presses("Ctrl+2")
    person.types("r")
    person.stalls = Stalls()
    return person


def test_letters_that_block_the_window_are_told_and_fail(filtering):
    QApplication.focusWidget().textChanged.connect(lambda _text: work(300))

    filtering.types("ey")

    assert [one.what for one in filtering.stalls.told] == ["the letter 'e'", "the letter 'y'"]
    assert all(one.processor_ms >= 300 for one in filtering.stalls.told)
    with pytest.raises(AssertionError, match="the letter 'e'"):
        filtering.stalls.check()


def test_a_letter_of_a_busy_machine_is_told_and_fails_nobody(filtering):
    with filtering.stalls.watching("a slow letter"):
        work(LIMIT_MS + 20)

    assert [one.what for one in filtering.stalls.told] == ["a slow letter"]
    filtering.stalls.check()


def test_every_letter_and_move_is_watched_and_opening_a_page_is_not(filtering):
    filtering.types("ey")
    filtering.presses("Down", "Ctrl+1")

    assert filtering.stalls.acts == 3


def test_the_summary_tells_of_stalls_in_tests_that_passed():
    lines = []
    stalls = Stalls()
    with stalls.watching("a slow letter"):
        work(LIMIT_MS + 20)
    item = SimpleNamespace(user_properties=[])
    stalls.report(item)
    report = SimpleNamespace(nodeid="a.py::test_note", user_properties=item.user_properties)
    reporter = SimpleNamespace(stats={"": [report]}, section=lines.append, write_line=lines.append)

    pytest_terminal_summary(reporter)

    assert lines[1] == "1 of 1 letters and moves of 1 journeys took over 50 ms"
    assert lines[2].startswith("test_note: a slow letter: ")

"""The whole program locks: the same process id, a clean memory, and back to the same spot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE
from tests.journeys.robots import RobotLine

LINES = 40
SIZE = "760x700"
"""The screen that is not there is 800 pixels wide, and a window comes back inside its screen."""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there another process starts, with an id of its own"
)


@pytest.fixture
def robot(store: Path) -> Iterator[RobotLine]:
    """The program in front of its unlock screen."""
    line = RobotLine(store, os.environ)
    yield line
    line.ends()


@pytest.fixture
def writing(robot: RobotLine) -> RobotLine:
    """The program with a long unsigned note open, the caret in its middle."""
    robot.asks(f"unlock {PASSPHRASE}")
    for order in ("press Ctrl+2", "type Reyes", "press Return", "click New note", "wait Data"):
        robot.asks(order)
    robot.asks(f"lines {LINES}")
    robot.asks(f"size {SIZE}")
    robot.asks("caret 205")
    robot.asks("scroll 130")
    return robot


def test_the_lock_replaces_the_process_and_unlocking_leads_back(writing):
    before = writing.asks("tell")
    pid = writing.locks()
    writing.asks(f"unlock {PASSPHRASE}")
    writing.asks(f"settle {before['scroll']}")
    after = writing.asks("tell")

    assert pid == before["pid"] == writing.pid
    assert before["caret"] == [208, 205]
    assert before["scroll"] == 130
    assert after == before


def test_it_locks_time_and_again(robot):
    for _ in range(2):
        robot.asks(f"unlock {PASSPHRASE}")
        assert robot.locks() == robot.pid

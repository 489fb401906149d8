"""What was begun and is not kept yet outlives a lock and a kill: place, caret and words."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE
from tests.journeys.robots import RobotLine

WORDS = "Payday evening, alone; called his sponsor the next day"
SIZE = "760x700"
SAVED_AFTER_MS = 1600
"""A pause in typing and the write after it."""

pytestmark = [
    pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)"),
    pytest.mark.skipif(sys.platform == "win32", reason="there a new process starts"),
]

FORMS = {
    "Continued stay": ("New review", "Reason"),
    "Use and cravings": ("Record a return", "Circumstances"),
}


@pytest.fixture
def robot(store: Path) -> Iterator[RobotLine]:
    line = RobotLine(store, os.environ)
    yield line
    line.ends()


def begin(robot: RobotLine, view: str) -> None:
    """Open a form in the chart and type into its longest field."""
    button, field = FORMS[view]
    robot.asks(f"unlock {PASSPHRASE}")
    for order in ("press Ctrl+2", "type Reyes", "press Return", "click Assessment"):
        robot.asks(order)
    robot.asks(f"size {SIZE}")
    for order in (f"click View: {view}", f"click {button}", f"click {field}", f"type {WORDS}"):
        robot.asks(order)
    robot.asks("caret 7")


@pytest.mark.parametrize("view", FORMS)
def test_unlocking_leads_back_to_the_caret_in_the_form(robot, view):
    begin(robot, view)
    before = robot.asks("tell")
    robot.locks()
    robot.asks(f"unlock {PASSPHRASE}")
    robot.asks(f"wait {FORMS[view][1]}")
    after = robot.asks("tell")

    assert before["focus"] == FORMS[view][1]
    assert before["caret"] == [10, 7]
    assert after == before
    assert WORDS in robot.asks("read")


@pytest.mark.parametrize("view", FORMS)
def test_a_killed_program_has_kept_the_form(robot, store, tmp_path, start, view):
    begin(robot, view)
    robot.asks(f"rest {SAVED_AFTER_MS}")
    robot.ends()

    person = start(Path(shutil.copytree(store, tmp_path / "after" / "Records.cdesk")))
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("Assessment")
    person.clicks(f"View: {view}")
    person.waits_to_see(WORDS)

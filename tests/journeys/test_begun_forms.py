"""What was begun and is not kept yet outlives a lock and a kill: place, caret and words."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE
from tests.journeys.robots import RobotError, RobotLine

WORDS = "Payday evening, alone; called his sponsor the next day"
SIZE = "760x700"
SAVED_AFTER_MS = 1600
"""A pause in typing and the write after it."""

pytestmark = [
    pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)"),
    pytest.mark.skipif(sys.platform == "win32", reason="there a new process starts"),
]

CHART = ("press Ctrl+2", "type Reyes", "press Return")
ASSESSMENT = (*CHART, "click Assessment")
FORMS = {
    "continued stay": (
        (*ASSESSMENT, "click View: Continued stay"),
        ("click New review",),
        "Reason",
    ),
    "use and cravings": (
        (*ASSESSMENT, "click View: Use and cravings"),
        ("click Record a return",),
        "Circumstances",
    ),
    "new client": (("press Ctrl+Shift+N",), (), "Referred by"),
    "changed client": ((*CHART, "click View: Person", "click Edit"), (), "Called"),
}
"""The way to a form, how it is begun there, and a field of it."""


@pytest.fixture
def robot(store: Path) -> Iterator[RobotLine]:
    line = RobotLine(store, os.environ)
    yield line
    line.ends()


def begin(robot: RobotLine, form: str) -> None:
    """Open a form and type into a field of it."""
    way, beginning, field = FORMS[form]
    robot.asks(f"unlock {PASSPHRASE}")
    robot.asks(f"size {SIZE}")
    for order in (*way, *beginning, f"click {field}", f"type {WORDS}"):
        robot.asks(order)
    robot.asks("caret 7")


@pytest.mark.parametrize("form", FORMS)
def test_unlocking_leads_back_to_the_caret_in_the_form(robot, form):
    begin(robot, form)
    before = robot.asks("tell")
    robot.locks()
    robot.asks(f"unlock {PASSPHRASE}")
    field = FORMS[form][-1]
    robot.asks(f"wait {field}")
    after = robot.asks("tell")

    assert before["focus"] == field
    assert before["caret"] in ([10, 7], [7])
    assert after == before
    assert WORDS in robot.asks("read")


@pytest.mark.parametrize("form", FORMS)
def test_a_killed_program_has_kept_the_form(robot, store, tmp_path, start, form):
    begin(robot, form)
    robot.asks(f"rest {SAVED_AFTER_MS}")
    robot.ends()

    person = start(Path(shutil.copytree(store, tmp_path / "after" / "Records.cdesk")))
    person.unlocks(PASSPHRASE)
    acts = {"press": person.presses, "type": person.types, "click": person.clicks}
    for order in FORMS[form][0]:
        act, _, what = order.partition(" ")
        acts[act](what)
    person.waits_to_see(WORDS)


def test_a_robot_says_what_it_could_not_do(robot):
    with pytest.raises(RobotError, match="no control is called 'Nowhere'"):
        robot.asks("click Nowhere")

"""What PySide keeps of who owns a widget: calls that would get it wrong are not used."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

import counselor_desk

PACKAGE = Path(counselor_desk.__file__).parent


@pytest.mark.parametrize("call", ["nextInFocusChain", "previousInFocusChain"])
def test_nobody_walks_the_focus_chain(call):
    """PySide takes the widget it gives back for a child of the one that was asked.

    When that one goes, everything below the other counts as gone too, the window with it.
    """
    found = [path.name for path in PACKAGE.rglob("*.py") if f".{call}(" in path.read_text("utf-8")]

    assert found == []


def test_pyside_still_takes_the_next_in_the_chain_for_a_child(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    last = QPushButton("last")
    layout.addWidget(last)

    last.nextInFocusChain()

    parent = next(line for line in shiboken6.dump(window).splitlines() if "parent." in line)
    assert "QPushButton" in parent

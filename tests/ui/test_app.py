"""Starting the program: with a display, without one, and what the first picture waits for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = ("cryptography", "docx", "mnemonic", "msgspec", "pypdfium2", "reportlab", "sqlcipher3")

FIRST_PICTURE = """
import sys
from PySide6.QtCore import QTimer
from counselor_desk.ui import opening

shown = []
look = opening.Opening._go_on_after_paint
def painted(self):
    shown.append(sorted(name for name in {heavy!r} if name in sys.modules))
    QTimer.singleShot(0, self.window().close)
opening.Opening._go_on_after_paint = painted
from counselor_desk.app import main
code = main(["--store", {store!r}])
print(code, shown)
"""


def run(arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    return subprocess.run(
        [sys.executable, *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="displays have names on Linux alone")
def test_a_dead_display_is_said_and_ends_with_1(tmp_path):
    ended = run(
        ["-m", "counselor_desk", "--store", str(tmp_path / "store")],
        DISPLAY=":93",
        WAYLAND_DISPLAY="",
    )

    assert ended.returncode == 1
    assert "There is no usable display" in ended.stderr
    assert not (tmp_path / "store").exists()


def test_the_first_picture_waits_for_no_heavy_library(tmp_path):
    script = FIRST_PICTURE.format(heavy=HEAVY, store=str(tmp_path / "store"))
    ended = run(["-c", script], QT_QPA_PLATFORM="offscreen")

    assert ended.stdout.strip() == "0 [[]]", ended.stderr

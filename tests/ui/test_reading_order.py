"""The order in which modules are read before they are needed."""

from __future__ import annotations

import subprocess
import sys

FIRST = "counselor_desk.ui.plans.page"


def ran(code: str) -> str:
    """What a fresh process prints: in this one everything was read already."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_nothing_of_qt_is_run_to_find_the_order():
    code = (
        "import sys; from counselor_desk.ui import reading_order;"
        f" order = reading_order.needed_by(['{FIRST}']);"
        " print(order[-1], any(name.startswith('PySide6') for name in sys.modules))"
    )

    assert ran(code) == f"{FIRST} False"


def test_each_module_of_the_window_comes_after_what_it_needs():
    code = (
        "import importlib, sys; from counselor_desk.ui import reading_order\n"
        f"order = reading_order.needed_by(['{FIRST}'])\n"
        "early = []\n"
        "for name in order:\n"
        "    before = {one for one in sys.modules if one.startswith('counselor_desk.ui')}\n"
        "    importlib.import_module(name)\n"
        "    after = {one for one in sys.modules if one.startswith('counselor_desk.ui')}\n"
        "    read = [one for one in after - before if not hasattr(sys.modules[one], '__path__')]\n"
        "    early += sorted(set(read) - {name})\n"
        "print(len(order) > 50, early)"
    )

    assert ran(code) == "True []"


def test_what_was_read_is_left_out():
    code = (
        f"import {FIRST}; from counselor_desk.ui import reading_order;"
        f" print(reading_order.needed_by(['{FIRST}', 'counselor_desk.ui.theme']))"
    )

    assert ran(code) == "[]"

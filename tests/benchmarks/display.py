"""A display that nobody sees, for windows that have to be painted for real."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.rows import NotRunError

_SCREEN = "1920x1080x24"


@contextmanager
def hidden_display(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a child that shows windows on a display of its own.

    `home` stands in for every folder of the user.

    Raises:
        NotRunError: this machine has no Xvfb.
    """
    program = shutil.which("Xvfb")
    if program is None or os.name == "nt":
        raise NotRunError("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        if not number:
            raise NotRunError("Xvfb does not start")
        yield child_environment(home, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
    finally:
        server.terminate()
        server.wait()


def child_environment(home: Path, **more: str) -> dict[str, str]:
    """This environment with a user's folders of their own.

    An installed program finds its bytecode and a checkout need not: children keep theirs.
    """
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    left_out = {"WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    bytecode = {"PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    return {**kept, **dict.fromkeys(homes, str(home)), **bytecode, **more}

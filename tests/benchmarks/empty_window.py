"""An empty window, the anchor of every budget that is written in milliseconds.

The budgets, such as 150 ms for a page, were set on a machine on which an empty window took 106 ms
from the start of its process to its first picture. Started in turn with what is measured, the same
window says how fast the machine is in that minute (docs/decisions/0006-ratios-not-seconds.md).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.paired import Pair

REFERENCE_MS = 106.0
"""What it took where the budgets were set."""

_WINDOW = (sys.executable, "-m", "tests.benchmarks.launch_child", "empty")


def budget(milliseconds: float) -> float:
    """How many times as long as an empty window something may take."""
    return round(milliseconds / REFERENCE_MS, 2)


def start_ms(environment: dict[str, str]) -> float:
    """Show one, from the start of its process until it has ended."""
    begun = time.perf_counter()
    subprocess.run(_WINDOW, env=environment, capture_output=True, check=True, timeout=60)
    return (time.perf_counter() - begun) * 1000


def in_turn_with(child: str, act: str, store: Path, environment: dict[str, str]) -> Iterator[Pair]:
    """Ask a child for one act, then start an empty window, again and again.

    The child is a module that does `act` for each line it is sent and answers with the
    milliseconds it took (`answer`).
    """
    with subprocess.Popen(
        [sys.executable, "-m", child, act, str(store)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        try:
            while True:
                process.stdin.write("\n")
                took = float(process.stdout.readline())
                yield took, start_ms(environment)
        finally:
            process.kill()


def asked() -> Iterator[None]:
    """In the child: once for each time the parent asks."""
    for _ in sys.stdin:
        yield


def answer(took_ms: float) -> None:
    """In the child: how long it took."""
    sys.stdout.write(f"{took_ms}\n")
    sys.stdout.flush()

"""From the key to the painted letter in a note of 50 KB with spelling on, against a bare text."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, Pair, compare_share
from tests.benchmarks.rows import Goal

GOALS = (
    Goal(name="Key to letter, 50 KB and spelling, to bare", target=1.5),
    Goal(name="Key to letter, slowest of 100", target=16, unit="ms"),
)
KEYS = 300
_CHILD = "tests.benchmarks.typing_child"


def measure() -> tuple[Comparison, ...]:
    """Key by key in turn, so that whatever slows one slows the other."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        hidden_display(Path(scratch)) as environment,
    ):
        pairs = _times(environment)
    return (
        compare_share(pairs, 0.5),
        compare_share([(product_ms, 1.0) for product_ms, _ in pairs], 0.99),
    )


def _times(environment: dict[str, str]) -> list[Pair]:
    child = subprocess.Popen(
        [sys.executable, "-m", _CHILD], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        lines = islice(child.stdout, KEYS)
        return [(float(product), float(bare)) for product, bare in map(str.split, lines)]
    finally:
        child.kill()
        child.communicate()

"""From the key to the painted letter in a note of 50 KB with spelling on, against a bare text."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, compare_share
from tests.benchmarks.rows import Goal, NotRunError

GOALS = (
    Goal(name="Key to letter, 50 KB and spelling, to bare", target=1.5),
    Goal(name="Processor time of a key, slowest of 100", target=16, unit="ms"),
)
KEYS = 300
_CHILD = "tests.benchmarks.typing_child"


def measure() -> tuple[Comparison, ...]:
    """Key by key in turn, so that whatever slows one slows the other."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        hidden_display(Path(scratch)) as environment,
    ):
        keys = _times(environment)
    return (
        compare_share([(product_ms, bare_ms) for product_ms, bare_ms, _ in keys], 0.5),
        compare_share([(processor_ms, 1.0) for _, _, processor_ms in keys], 0.99),
    )


def _times(environment: dict[str, str]) -> list[tuple[float, float, float]]:
    child = subprocess.Popen(
        [sys.executable, "-m", _CHILD], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        lines = islice(child.stdout, KEYS)
        keys = [(float(a), float(b), float(c)) for a, b, c in map(str.split, lines)]
    finally:
        child.kill()
        child.communicate()
    if len(keys) < KEYS:
        raise NotRunError("the text was not painted")
    return keys

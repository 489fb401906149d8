"""Opening the records under their key, against the library's own first query.

Each opening has a process of its own: what the first one sets holds for all that follow.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from counselor_desk.storage import folder as folders
from tests.benchmarks.bare import database_key
from tests.benchmarks.paired import Comparison, Pair, compare, excess
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (
    Goal(name="Open store, to a bare open and query", target=3),
    Goal(name="Migration check of a current store", target=5, unit="ms"),
)
_CHILD = "tests.benchmarks.open_store_child"


def measure() -> tuple[Comparison, ...]:
    """Open the same records as the program does and as bare as it goes."""
    with tempfile.TemporaryDirectory() as scratch:
        desk = new_desk(Path(scratch) / "Records.cdesk")
        key = database_key(desk.vault).hex()
        records = desk.vault.folder / folders.RECORDS
        desk.close()
        opening = compare(_pairs(records, key), target=GOALS[0].target)
        checking = compare(_checks(records, key), target=GOALS[1].target, figure=excess)
        return opening, checking


def _pairs(records: Path, key: str) -> Iterator[Pair]:
    sides = ["product", "bare"]
    while True:
        times = {side: _child(side, records, key)[0] for side in sides}
        sides.reverse()
        yield times["product"], times["bare"]


def _checks(records: Path, key: str) -> Iterator[Pair]:
    while True:
        yield _child("product", records, key)[1], 0.0


def _child(side: str, records: Path, key: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-m", _CHILD, side, str(records)],
        input=key,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()]

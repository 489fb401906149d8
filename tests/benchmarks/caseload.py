"""From a correct passphrase to the first page over 1,000 clients, beyond the key derivation."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.storage.costs import PRACTICE_COST
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, start_ms
from tests.benchmarks.paired import Comparison, Pair, compare
from tests.benchmarks.rows import Goal
from tests.caseloads import add_clients
from tests.desks import NOW, PASSPHRASE, PROGRAM, ZONE

GOALS = (Goal(name="First page, 1,000 clients, beyond the key", target=budget(150)),)

CLIENTS = 1000
UNSIGNED_EVERY = 20
"""Notes are signed within two days, so fifty of a thousand charts have one that waits."""
_CHILD = "tests.benchmarks.caseload_child"


def measure() -> tuple[Comparison, ...]:
    """Unlock in a process of its own each time; it times the key derivation itself."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        made = vault.create(store, PASSPHRASE, at=NOW, config_dir=None, cost=PRACTICE_COST)
        with closing(Desk(vault=made.vault, zone=ZONE)) as desk:
            desk.set_program(PROGRAM)
            add_clients(desk, CLIENTS, unsigned_every=UNSIGNED_EVERY)
        with hidden_display(home) as environment:
            pairs = _unlockings(store, environment)
            next(pairs)  # the first one only writes bytecode
            return (compare(pairs, target=GOALS[0].target),)


def _unlockings(store: Path, environment: dict[str, str]) -> Iterator[Pair]:
    given = [PASSPHRASE, str(store), str(PRACTICE_COST.memory_kib)]
    while True:
        done = subprocess.run(
            [sys.executable, "-m", _CHILD, *given],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        whole, key = map(float, done.stdout.split())
        yield whole - key, start_ms(environment)

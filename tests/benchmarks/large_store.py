"""How long the window waits for its turn while a store of 250 MB is backed up or checked."""

from __future__ import annotations

import hashlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from counselor_desk.records.attachments import Attachment, AttachmentKind, MediaType
from counselor_desk.records.ids import AttachmentId
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attachments
from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, middle_interval
from tests.benchmarks.rows import Goal
from tests.caseloads import add_clients
from tests.desks import NOW, new_desk

GOALS = (
    Goal(name="Longest wait in a second of a backup, 250 MB", target=50, unit="ms"),
    Goal(name="Longest wait in a second of a check, 250 MB", target=50, unit="ms"),
)
_CHILD = "tests.benchmarks.large_store_child"
_SCANS = 25
_SCAN_BYTES = 10_000_000


def measure() -> tuple[Comparison, ...]:
    """Let one window back up and check the store, and rest before each; seconds are compared."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        desk = new_desk(store)
        add_clients(desk, 20, signed_notes=8)
        _add_scans(desk)
        desk.close()
        with hidden_display(home) as environment:
            done = subprocess.run(
                [sys.executable, "-m", _CHILD, str(store), str(home)],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
                timeout=1200,
            )
        waits = json.loads(done.stdout)
        return tuple(_compared(waits["rest"], waits[act]) for act in ("backup", "check"))


def _add_scans(desk: Desk) -> None:
    """Scans of random bytes: nothing about them gets smaller on the way."""
    chance = random.Random(NOW.year)  # noqa: S311 - bytes to store, not secrets
    for _ in range(_SCANS):
        content = chance.randbytes(_SCAN_BYTES)
        scan = Attachment(
            id=AttachmentId(0),
            uid=desk.new_uid(),
            client_id=None,
            kind=AttachmentKind.SCAN,
            media_type=MediaType.PDF,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            made_at=NOW,
        )
        with desk.write() as writer:
            attachments.insert(writer, scan)


def _compared(rest: list[float], work: list[float]) -> Comparison:
    low, high = middle_interval(work)
    return Comparison(
        product_ms=max(work),
        anchor_ms=max(rest),
        value=statistics.median(work),
        low=low,
        high=high,
        pairs=len(work),
    )

"""How long somebody who types waits while a store of 250 MB is backed up or checked."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from counselor_desk.records.attachments import Attachment, AttachmentKind, MediaType
from counselor_desk.records.ids import AttachmentId
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attachments, vault
from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, compare_share
from tests.benchmarks.rows import Goal
from tests.benchmarks.typing import make_store
from tests.desks import NOW, PASSPHRASE, ZONE, Clock

GOALS = (
    Goal(name="Letter beside a backup of 250 MB, slowest of 100", target=50, unit="ms"),
    Goal(name="Window beside a backup, slowest turn of 100", target=50, unit="ms"),
    Goal(name="Letter beside a check of 250 MB, slowest of 100", target=50, unit="ms"),
    Goal(name="Window beside a check, slowest turn of 100", target=50, unit="ms"),
)
_CHILD = "tests.benchmarks.large_store_child"
_SCANS = 25
_SCAN_BYTES = 10_000_000
_NOTES = 50


def measure() -> tuple[Comparison, ...]:
    """Let somebody type in one window: at rest, beside a backup, beside a check.

    The milliseconds of a row are the longest wait beside the work and the longest at rest.
    """
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        make_store(store, signed_notes=_NOTES)
        opened = vault.unlock(store, PASSPHRASE, config_dir=None)
        with closing(Desk(vault=opened, zone=ZONE, clock=Clock())) as desk:
            _add_scans(desk)
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
    return tuple(
        _compared(waits["rest"][what], waits[act][what])
        for act in ("backup", "check")
        for what in ("keys", "turns")
    )


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
    found = compare_share([(waited, 1.0) for waited in work], 0.99)
    return replace(found, product_ms=max(work), anchor_ms=max(rest))

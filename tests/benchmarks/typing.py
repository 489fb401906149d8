"""From the key to the painted letter in the note editor, 50 KB of text, against a bare text."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, notes, stores
from counselor_desk.storage import costs
from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, compare_share
from tests.benchmarks.rows import Goal, NotRunError
from tests.caseloads import add_clients
from tests.desks import PASSPHRASE, PROGRAM, ZONE

GOALS = (
    Goal(name="Key to letter, 50 KB in the note editor, to bare", target=1.5),
    Goal(name="Processor time of a key, slowest of 100", target=16, unit="ms"),
    Goal(name="Sign check and save in a pause, slowest of 20", target=50, unit="ms"),
)
KEYS = 300
LETTERS = 50_000
_PARAGRAPH = (
    "He named four of five triggers, rode out two urges this weak and called his sponser. Slept "
    "six hours a night and was anxios before the visit with his sister; buprenorphine as "
    "prescribed. He practiced the breathing exercise and plans to attend three meetings.\n"
)
_CHILD = "tests.benchmarks.typing_child"


def measure() -> tuple[Comparison, ...]:
    """Key by key in turn, so that whatever slows one slows the other."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store = home / "Records.cdesk"
        make_store(store)
        with hidden_display(home) as environment:
            keys = _times(store, environment)
    return (
        compare_share([(product_ms, bare_ms) for product_ms, bare_ms, _, _ in keys], 0.5),
        compare_share([(processor_ms, 1.0) for _, _, processor_ms, _ in keys], 0.99),
        compare_share([(pause_ms, 1.0) for _, _, _, pause_ms in keys if pause_ms], 0.95),
    )


def make_store(folder: Path, *, signed_notes: int = 3) -> None:
    """A client with a signed plan, signed notes and a draft of 50 KB that is linked to the plan."""
    desk, _ = stores.create(
        folder, PASSPHRASE, config_dir=None, zone=ZONE, program=PROGRAM, cost=costs.FLOOR
    )
    with closing(desk):
        add_clients(desk, 1, signed_notes=signed_notes)
        (client,) = clients.rows(desk)
        row = next(row for row in notes.rows(desk, client.id) if row.state is RecordState.DRAFT)
        edit = notes.open_edit(desk, row.id)
        others = tuple(one for one in edit.note.sections if one.code is not SectionCode.DATA)
        text = (_PARAGRAPH * (LETTERS // len(_PARAGRAPH) + 1))[:LETTERS]
        long = Section(code=SectionCode.DATA, text=text)
        notes.keep(desk, replace(edit, note=replace(edit.note, sections=(long, *others))))


def _times(store: Path, environment: dict[str, str]) -> list[tuple[float, float, float, float]]:
    child = subprocess.Popen(
        [sys.executable, "-m", _CHILD, str(store)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        lines = islice(child.stdout, KEYS)
        keys = [(float(a), float(b), float(c), float(d)) for a, b, c, d in map(str.split, lines)]
    finally:
        child.kill()
        child.communicate()
    if len(keys) < KEYS:
        raise NotRunError("the text was not painted")
    return keys

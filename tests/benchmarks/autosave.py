"""Saving a note while it is typed, against the bare transaction that any program would need."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import msgspec
from sqlcipher3.dbapi2 import Connection

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Note, Section, SectionCode
from counselor_desk.services import clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import folder as folders
from tests.benchmarks.bare import database_key, open_bare
from tests.benchmarks.many_notes import add_owners, fill_apart
from tests.benchmarks.paired import Comparison, Pair, Work, compare_share, in_turn
from tests.benchmarks.rows import Goal
from tests.desks import new_desk

GOALS = (
    Goal(name="Autosave, middle, to a bare transaction", target=1.5),
    Goal(name="Autosave, slowest of 100, to the same", target=2),
    Goal(name="Autosave beside 10,000 notes, to beside none", target=1.4),
)
_TO_BARE = {GOALS[0]: 0.5, GOALS[1]: 0.99}
_TO_EMPTY = {GOALS[2]: 0.5}
"""Each goal with the share of the saves it looks at."""

NOTES = 10_000
_SEED = 20_260_312

SAVES = 300
MOST_SAVES = 1500
_LETTERS = 1500
_SENTENCE = "He named four of five triggers and rode out two urges this week. "
_UPSERT = """
INSERT INTO draft (kind, record_uid, content, kept_at) VALUES ('note', ?, ?, ?)
ON CONFLICT (kind, record_uid) DO UPDATE
SET content = excluded.content, kept_at = excluded.kept_at
"""


def measure() -> tuple[Comparison, ...]:
    """Save by save in turn with bare ones in a twin store, so that a slow disk strikes both."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(new_desk(Path(scratch) / "Product.cdesk")) as desk,
        closing(new_desk(Path(scratch) / "Anchor.cdesk")) as twin,
        closing(open_bare(twin.vault)) as bare,
        closing(new_desk(Path(scratch) / "Large.cdesk")) as large,
    ):
        owners = add_owners(large, NOTES)
        records = large.vault.folder / folders.RECORDS
        fill_apart(records, bytes(database_key(large.vault)), owners, NOTES, _SEED)
        edits, others = _typed(_note(desk)), _typed(_note(large))
        return (
            *_compare(in_turn(_saving(desk, edits), _bare_saving(bare, edits)), _TO_BARE),
            *_compare(in_turn(_saving(large, others), _saving(desk, edits)), _TO_EMPTY),
        )


def _compare(pairs: Iterator[Pair], goals: Mapping[Goal, float]) -> tuple[Comparison, ...]:
    taken: list[Pair] = []
    while True:
        taken += islice(pairs, SAVES)
        found = tuple(compare_share(taken, share) for share in goals.values())
        is_open = any(
            one.low <= goal.target <= one.high for one, goal in zip(found, goals, strict=True)
        )
        if not is_open or len(taken) >= MOST_SAVES:
            return found


def _saving(desk: Desk, edits: list[NoteEdit]) -> Work:
    typed = cycle(edits)
    return lambda: notes.keep(desk, next(typed))


def _bare_saving(connection: Connection, edits: list[NoteEdit]) -> Work:
    """The same row, encoded beforehand."""
    contents = cycle([msgspec.json.encode(edit).decode() for edit in edits])
    uid = edits[0].note.uid

    def save() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_UPSERT, (uid, next(contents), "2026-03-12T15:00:00.000000Z"))
        connection.execute("COMMIT")

    return save


def _note(desk: Desk) -> Note:
    client = clients.add(
        desk, NewClient(given_name="Marcus", family_name="Reyes", admitted_on=date(2026, 2, 5))
    )
    return notes.start(desk, client.id)


def _typed(note: Note) -> list[NoteEdit]:
    """The note at each pause in typing, a word further every time."""
    words = (_SENTENCE * (_LETTERS * 2 // len(_SENTENCE))).split()
    middle = len(words) // 2
    return [
        NoteEdit(
            note=replace(
                note,
                sections=(Section(code=SectionCode.DATA, text=" ".join(words[:count])),),
            )
        )
        for count in range(middle, len(words))
    ]

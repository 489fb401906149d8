"""Fills a store with as many signed notes as wanted, straight into its tables.

A note that the program signs costs milliseconds, for its seal and its place in the log. The
search reads neither, so here they are left out.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from sqlcipher3 import dbapi2

from counselor_desk.records.signing import RecordKind
from counselor_desk.services import clients
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk

PER_CLIENT = 200
VOCABULARY = 12_000
_WORDS_A_NOTE = (120, 260)
_SYLLABLES = (
    *("ba", "cor", "da", "el", "fi", "gro", "ha", "in", "jo", "ka", "lu", "men", "no", "or"),
    *("pa", "qui", "re", "sta", "ti", "un", "ver", "wi", "xe", "yo", "ze", "ther", "ol", "ces"),
)
_GIVEN = ("Marcus", "Ana", "Łukasz", "Thuỳ", "Dolores", "Ebru", "Jamal", "Pavel", "Rosa", "Kim")
_FAMILY = ("Reyes", "Okafor", "Wójcik", "Nguyễn", "Castillo", "Yıldız", "Grant", "Novak", "Silva")
_NOTE = (
    "INSERT INTO note (uid, client_id, episode_id, kind, format, held_on, zone, modality, location,"
    " participants, topic, risk_remark, risk_ideation, risk_plan, risk_means, risk_action,"
    " unlinked_reason, state, entered_at) VALUES (?, ?, ?, 'individual', 'dap', ?, 'UTC',"
    " 'in_person', '', '', '', '', '', '', '', '', '', 'signed', '2026-03-12T15:00:00.000000Z')"
)
_SECTION = "INSERT INTO note_section (note_id, position, code, text) VALUES (?, 0, 'data', ?)"
_FOUND_BY = "INSERT INTO search_text (kind, record_uid, client_id, text) VALUES (?, ?, ?, ?)"
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (?, ?)"


class Words:
    """A made-up language whose words come as often as those of a real one: the n-th 1/n times."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - words, not secrets
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            length = self.chance.choice((1, 2, 2, 3, 3, 4))
            made["".join(self.chance.choices(_SYLLABLES, k=length))] = None
        self.known: Sequence[str] = tuple(made)
        self._often = tuple(accumulate(1 / (place + 3) for place in range(VOCABULARY)))

    def text(self) -> str:
        """Some sentences."""
        count = self.chance.randint(*_WORDS_A_NOTE)
        return " ".join(self.chance.choices(self.known, cum_weights=self._often, k=count)) + "."


def add_owners(desk: Desk, count: int) -> list[int]:
    """The clients of so many notes, 200 each; `fill` writes the notes."""
    with desk.write():
        return [_owner(desk, number) for number in range(max(count // PER_CLIENT, 1))]


def fill(records: Path, key: bytes, owners: Sequence[int], count: int, words: Words) -> None:
    """Write so many signed notes of these clients, in turn as sessions go.

    In a process of its own, see below.
    """
    connection = dbapi2.connect(str(records), isolation_level=None)
    connection.set_key(bytearray(b"x'%s'" % key.hex().encode()))
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    stays = dict(connection.execute("SELECT client_id, id FROM episode").fetchall())
    triggers = connection.execute(_TRIGGERS, ("note", "note_section")).fetchall()
    connection.execute("BEGIN IMMEDIATE")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for number in range(count):
        owner, text = owners[number % len(owners)], words.text()
        uid = f"00000000-0000-4000-8000-{number:012d}"
        held_on = date(2020, 1, 1) + timedelta(days=number * 2000 // count)
        row = connection.execute(_NOTE, (uid, owner, stays[owner], held_on.isoformat()))
        connection.execute(_SECTION, (row.lastrowid, text))
        connection.execute(_FOUND_BY, (RecordKind.NOTE.value, uid, owner, text))
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def fill_apart(records: Path, key: bytes, owners: Sequence[int], count: int, seed: int) -> None:
    """As `fill`, in another process.

    This one has told the library to lock and wipe its memory, which cannot be taken back; the
    index allocates at every word.
    """
    order = {"key": key.hex(), "owners": list(owners), "count": count, "seed": seed}
    subprocess.run(
        [sys.executable, "-m", __name__, str(records)],
        input=json.dumps(order),
        text=True,
        check=True,
    )


def _owner(desk: Desk, number: int) -> int:
    client = clients.add(
        desk,
        NewClient(
            given_name=_GIVEN[number % len(_GIVEN)],
            family_name=f"{_FAMILY[number % len(_FAMILY)]} {number}",
            admitted_on=date(2026, 2, 1),
        ),
    )
    return client.id


def _main() -> None:
    order = json.load(sys.stdin)
    words, key = Words(order["seed"]), bytes.fromhex(order["key"])
    fill(Path(sys.argv[1]), key, order["owners"], order["count"], words)


if __name__ == "__main__":
    _main()

"""The frozen stores of released schemas, and what is in them, read without the program."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol

from counselor_desk.services import practice
from tests.faults import page_reader

VAULTS = Path(__file__).parent / "vaults"
CONTENT = VAULTS / "content.json"
"""For each store, each of its tables: its columns, and a hash of what is in them."""

CLIENTS = {1: 2, 2: 6, 3: 6, 4: 6, 5: 6, 6: 6, 7: 6}
"""How many clients are in the store of each released schema."""

WRITTEN_BY_OPENING = {"audit_event", "audit_seal"}
"""That a store was opened and upgraded stands in its log; the checks verify the chain of it."""

_TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""

Columns = Mapping[str, Iterable[str]]
Hashes = dict[str, str]


class Records(Protocol):
    """A database that answers, in clear or through its key."""

    def execute(self, sql: str) -> Iterable[tuple[str, ...]]:
        """The rows that a statement finds."""


def folder_of(version: int) -> Path:
    """The store that the program of a schema left."""
    return VAULTS / f"v{version}.cdesk"


def in_clear(folder: Path) -> sqlite3.Connection:
    """The records of a closed store as a database in memory; none of the program reads them."""
    clear = sqlite3.connect(":memory:")
    content = bytearray(page_reader.read(folder, "passphrase", practice.secrets().passphrase))
    content[18:20] = b"\x01\x01"  # a database in memory has no write-ahead log
    clear.deserialize(bytes(content))
    return clear


def columns_in(clear: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table but those of the search index."""
    tables = sorted(name for (name,) in clear.execute(_TABLES))
    return {
        name: [row[1] for row in clear.execute(f'PRAGMA table_info("{name}")')] for name in tables
    }


def hashes_of(clear: Records, columns: Columns) -> Hashes:
    """A SHA-256 of the values in these columns of each table, whatever the order of its rows."""
    found = {}
    for table, names in columns.items():
        asked = ", ".join(f'quote("{name}")' for name in names)
        rows = sorted(clear.execute(f'SELECT {asked} FROM "{table}"'))  # noqa: S608 - own names
        told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        found[table] = hashlib.sha256(told.encode()).hexdigest()
    return found


def content_of(folder: Path) -> dict[str, dict[str, object]]:
    """What `content.json` holds of a store."""
    with closing(in_clear(folder)) as clear:
        columns = columns_in(clear)
        hashes = hashes_of(clear, columns)
    return {table: {"columns": columns[table], "sha256": hashes[table]} for table in columns}


def frozen(version: int) -> dict[str, dict[str, object]]:
    """What was in each table of a store when it was frozen."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    return dict(content[folder_of(version).name])


def changed_in(records: Records, version: int) -> set[str]:
    """The tables whose former columns do not hold what they held when the store was frozen."""
    former = frozen(version)
    now = hashes_of(records, {table: was["columns"] for table, was in former.items()})
    return {table for table, was in former.items() if now[table] != was["sha256"]}

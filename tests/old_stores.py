"""The frozen stores of released schemas, and what is in them, read without the program."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from counselor_desk.services import practice
from tests.faults import page_reader

VAULTS = Path(__file__).parent / "vaults"
CONTENT = VAULTS / "content.json"
"""For each store, each of its tables: its columns, and a hash of what is in them."""

CLIENTS = {1: 2, 2: 6, 3: 6, 4: 6, 5: 6, 6: 6}
"""How many clients are in the store of each released schema."""

_TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""

Columns = Mapping[str, Iterable[str]]
Hashes = dict[str, str]


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


def hashes_of(clear: sqlite3.Connection, columns: Columns) -> Hashes:
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

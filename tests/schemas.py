"""The schema of a store as text, and the one that was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden" / "schema.sql"

SCHEMA = """
SELECT sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\' OR name = 'search_text'
ORDER BY tbl_name = 'search', tbl_name, type <> 'table', type, name
"""


def as_text(rows: Iterable[tuple[str]]) -> str:
    """What the rows of SCHEMA say, one statement after the other."""
    return ";\n\n".join(sql for (sql,) in rows) + ";\n"

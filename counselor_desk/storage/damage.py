"""Says in plain words what the database engine finds wrong in damaged records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MOST_NAMED = 3
_PAGE = re.compile(r"\bpage (\d+)", re.IGNORECASE)
_INDEX = re.compile(r"\bindex (\w+)")
_RULE = re.compile(r"\b(?:value in|failed in) (\w+)")
_SEARCH = re.compile(r"\bFTS5\b|\bsearch(?:_\w+)?\b", re.IGNORECASE)


def in_pages(found: Sequence[tuple[object, ...]]) -> str:
    """What is wrong with encrypted pages, in one sentence; empty when nothing was found."""
    if not found:
        return ""
    pages = bad_pages(found)
    if not pages:
        return "Encrypted pages are not as this program wrote them."
    named = _listed(f"page {page:,}" for page in pages)
    return f"Encrypted pages are not as this program wrote them: {named}."


def bad_pages(found: Sequence[tuple[object, ...]]) -> list[int]:
    """The numbers of the pages that a check of the encrypted pages complains of."""
    hits = (_PAGE.search(str(row[0])) for row in found)
    return sorted({int(hit[1]) for hit in hits if hit})


def in_rows(found: Sequence[tuple[object, ...]]) -> str:
    """What is wrong with tables and indexes, in one sentence; empty when nothing was found."""
    lines = [line for row in found for line in str(row[0]).splitlines()]
    parts = list(dict.fromkeys(_part(line) for line in lines if _is_finding(line)))
    return f"Damaged: {_listed(parts)}." if parts else ""


def _is_finding(line: str) -> bool:
    """Headings of the engine, and its word for sound records, tell of no damage."""
    return bool(line.strip()) and not line.startswith("***") and line != "ok"


def _part(line: str) -> str:
    """What a finding of the engine is about."""
    if _SEARCH.search(line):
        return "the search"
    if hit := _INDEX.search(line):
        return f"the index {hit[1]}"
    if hit := _RULE.search(line):
        return f"values in the table {hit[1]}"
    return "the structure of the records file"


def _listed(parts: Iterable[str]) -> str:
    every = list(parts)
    more = len(every) - _MOST_NAMED
    return ", ".join(every[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")

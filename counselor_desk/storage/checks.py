"""Checks of a whole store: its key copies, its pages, its rows, its search and its log.

Each check of the records has a fresh connection, because one bad page spoils a connection for
everything after it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError
from counselor_desk.storage import audit
from counselor_desk.storage import folder as folders

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader
    from counselor_desk.storage.vault import Vault

_MOST_SHOWN = 3


def keys(vault: Vault) -> str:
    """What is wrong with the copies of the key file, or an empty text."""
    try:
        vault.verify_keys()
    except DeskError as problem:
        return str(problem)
    return ""


def size(vault: Vault) -> str:
    """Whether records.db has as many pages as it says; a cut file passes every other check."""

    def compare(reader: Reader) -> str:
        busy, _, _ = reader.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            return "The write-ahead log could not be emptied."
        pages = int(reader.value("PRAGMA page_count"))
        page_size = int(reader.value("PRAGMA page_size"))
        found = (vault.folder / folders.RECORDS).stat().st_size
        return (
            "" if found == pages * page_size else f"{found} bytes instead of {pages * page_size}."
        )

    return _fresh(vault, compare)


def pages(vault: Vault) -> str:
    """What is wrong with the encrypted pages: each carries its own authentication code."""
    return _fresh(vault, lambda reader: _shown(reader.rows("PRAGMA cipher_integrity_check")))


def rows(vault: Vault) -> str:
    """What is wrong with tables and indexes."""

    def compare(reader: Reader) -> str:
        found = reader.rows("PRAGMA integrity_check")
        return "" if found == [("ok",)] else _shown(found)

    return _fresh(vault, compare)


def log(vault: Vault) -> str:
    """Where the chain of the audit log breaks first."""

    def compare(reader: Reader) -> str:
        report = audit.verify(reader, vault.database.keys)
        return "" if report.is_whole else f"Entry {report.first_bad_seq} does not fit."

    return _fresh(vault, compare)


def _fresh(vault: Vault, check: Callable[[Reader], str]) -> str:
    try:
        with closing(vault.connect()) as database, database.read() as reader:
            return check(reader)
    except DeskError as problem:
        return str(problem)


def _shown(found: list[tuple[object, ...]]) -> str:
    lines = [str(row[0]) for row in found[:_MOST_SHOWN]]
    more = len(found) - len(lines)
    return "; ".join(lines) + (f"; and {more} more" if more > 0 else "")

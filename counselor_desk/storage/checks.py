"""Checks of a whole store: its key copies, its pages, its rows, its search and its log.

Each check of the records has a fresh connection, because one bad page spoils a connection for
everything after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from counselor_desk.errors import BusyStoreError, DamagedRecordsError, DeskError
from counselor_desk.errors.stores import older_copy
from counselor_desk.storage import audit, damage, search
from counselor_desk.storage import folder as folders

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader
    from counselor_desk.storage.vault import Vault

_TRIES = 5
_UNREADABLE = "This could not be verified: it cannot be read past a damaged page."


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
        pages = int(reader.value("PRAGMA page_count"))
        page_size = int(reader.value("PRAGMA page_size"))
        found = (vault.folder / folders.RECORDS).stat().st_size
        return (
            ""
            if found == pages * page_size
            else f"The records file has {found:,} bytes instead of {pages * page_size:,}."
        )

    return _at_rest(vault, compare)


def pages(vault: Vault) -> str:
    """What is wrong with the encrypted pages: each carries its own authentication code."""
    return _at_rest(
        vault, lambda reader: damage.in_pages(reader.rows("PRAGMA cipher_integrity_check"))
    )


def rows(vault: Vault) -> str:
    """What is wrong with tables, indexes and the structure of the search index."""

    def compare(reader: Reader) -> str:
        return damage.in_rows(reader.rows("PRAGMA integrity_check"))

    return _fresh(vault, compare)


def log(vault: Vault) -> str:
    """Where the chain of the audit log breaks first."""

    def compare(reader: Reader) -> str:
        report = audit.verify(reader, vault.database.keys)
        return "" if report.is_whole else f"Entry {report.first_bad_seq} does not fit."

    return _fresh(vault, compare)


def anchor(vault: Vault) -> str:
    """What the records lack of the newest copy that was used here, or an empty text.

    That the file was changed while it was closed is said here too.
    """

    def compare(reader: Reader) -> str:
        found = vault.anchored_rollback(reader)
        if found is None:
            return ""
        used_on = found.newer_at.astimezone().date().isoformat()
        return older_copy(used_on, found.entries, found.notes, is_altered=found.is_altered)

    return _fresh(vault, compare)


def texts(vault: Vault) -> str:
    """Whether the search index knows the texts it was made from."""
    return _fresh(
        vault, lambda reader: "" if search.is_sound(reader) else "The search index is damaged."
    )


def _at_rest(vault: Vault, check: Callable[[Reader], str]) -> str:
    """Check records.db itself while all that was written is in it and nothing flows into it.

    Others go on writing: who reads a database that needs nothing of its write-ahead log keeps
    the log from flowing back, and their work waits there until the check is over.
    """

    def bring_to_rest(reader: Reader) -> str:
        for _ in range(_TRIES):
            _is_all_in_records(reader)  # the bulk of it, while nobody is held off
            with suppress(BusyStoreError), _holding_off_writers(vault):
                if _is_all_in_records(reader):
                    reader.rows("BEGIN")
                    reader.rows("SELECT count(*) FROM sqlite_master")
                    break
        else:
            return "The write-ahead log could not be emptied."
        return check(reader)

    try:
        with closing(vault.connect()) as database, database.read() as reader:
            return bring_to_rest(reader)
    except DamagedRecordsError:
        return _UNREADABLE
    except DeskError as problem:
        return str(problem)


@contextmanager
def _holding_off_writers(vault: Vault) -> Iterator[None]:
    """For some milliseconds nobody else can begin to write."""
    with closing(vault.connect()) as database, database.read() as reader:
        reader.rows("BEGIN IMMEDIATE")
        yield


def _is_all_in_records(reader: Reader) -> bool:
    busy, logged, moved = reader.rows("PRAGMA wal_checkpoint(PASSIVE)")[0]
    return not busy and logged == moved


def _fresh(vault: Vault, check: Callable[[Reader], str]) -> str:
    try:
        with closing(vault.connect()) as database, database.snapshot() as reader:
            return check(reader)
    except DamagedRecordsError:
        return _UNREADABLE
    except DeskError as problem:
        return str(problem)

"""A copy of the records outside their store: filled in steps, verified, counted.

Each check has a fresh connection, because one bad page spoils a connection for all after it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from counselor_desk.errors import (
    DamagedRecordsError,
    DeskError,
    DiskError,
    DiskFullError,
    ReadOnlyError,
    UnsoundBackupError,
)
from counselor_desk.storage import audit, faults, form_drafts
from counselor_desk.storage import connection as connections
from counselor_desk.storage import store_keys as own_keys
from counselor_desk.storage.connection import PAGE_BYTES
from counselor_desk.storage.database import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from counselor_desk.storage.courses import Course

Answer = TypeVar("Answer")

SIGNED = ":signed"
"""Ends the name under which the signed ones among the records of a table are counted."""

UNFINISHED = "form_draft:open"
"""The name under which forms and dialogs are counted: a row may hold several dialogs."""

_STEP_PAGES = 1024
_COPYING_FAULTS: dict[str, type[DeskError]] = {
    "attempt to write a readonly database": ReadOnlyError,
    "database disk image is malformed": DamagedRecordsError,
    "database or disk is full": DiskFullError,
    "file is not a database": DamagedRecordsError,
}
_SIGNABLE = ("plan", "note", "discharge")
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table'"
    " AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER BY name"
)
_SMALL_CACHE = "PRAGMA cache_size=-1024"
"""1 MiB: a copy reads and writes each page once, and what is kept of them is kept for nothing."""

_HEAD = "SELECT seq, mac FROM audit_seal ORDER BY seq DESC LIMIT 1"
_STORE_ID = "SELECT store_uid FROM store WHERE id = 1"
_CHECK_SEARCH = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a copy holds, without a word of it.

    Attributes:
        store_id: whose records they are.
        schema: the number of the last migration.
        seq: the last entry of the log, 0 in an empty one.
        chain_head: its MAC in hexadecimal, empty in an empty log.
        counts: rows of each table; `note:signed` and the like count the signed ones, and
            `form_draft:open` the forms and dialogs that wait to be finished.
    """

    store_id: str
    schema: int
    seq: int
    chain_head: str
    counts: Mapping[str, int]


def fill(
    records: Path,
    copy: Path,
    key: bytearray,
    course: Course,
    *,
    copy_key: bytearray | None = None,
) -> None:
    """Copy the records as they are at this moment into the empty file `copy`.

    The copy has the key of the records, or `copy_key`. Others go on writing meanwhile: the copy
    is of one moment, the one it began at. Counts the size of the records on `course`.

    Raises:
        StoppedError: it is no longer wanted.
        DeskError: the records cannot be read or the copy cannot be written.
    """
    with faults.explained(), _closing(connections.open_connection(records, key)) as source:
        source.execute(_SMALL_CACHE).fetchall()
        source.execute("BEGIN")
        (pages,) = source.execute("PRAGMA page_count").fetchone()
        left = int(pages)

        def count(_status: int, remaining: int, _total: int) -> None:
            nonlocal left
            course.go_on((left - remaining) * PAGE_BYTES)
            left = remaining

        with _closing(connections.open_copy(copy, copy_key or key)) as target, _explained_copying():
            target.execute(_SMALL_CACHE).fetchall()
            source.backup(target, pages=_STEP_PAGES, progress=count)
        with _closing(connections.open_copy(copy, copy_key or key)) as target:
            # The copied header says WAL; a copy is one file.
            target.execute("PRAGMA journal_mode=DELETE").fetchall()


def verify(copy: Path, key: bytearray, course: Course) -> Facts:
    """Check size, pages, rows, search and log of a copy, and count what is in it.

    Counts the size of the copy on `course`.

    Raises:
        UnsoundBackupError: says what is wrong.
        StoppedError: it is no longer wanted.
    """
    checks: tuple[tuple[str, Callable[[Connection], bool]], ...] = (
        ("its size", lambda connection: _has_its_size(connection, copy)),
        ("its pages", _has_genuine_pages),
        ("its rows", _has_sound_rows),
        ("its search", _has_sound_search),
        ("its log", _has_whole_log),
    )
    share = copy.stat().st_size // len(checks)
    for part, is_good in checks:
        course.go_on(share)
        if not _answer(copy, key, is_good, part):
            raise UnsoundBackupError(part)
    return _answer(copy, key, lambda connection: facts(Reader(connection)), "its contents")


def facts(reader: Reader) -> Facts:
    """What records hold, counted."""
    seq, mac = reader.row(_HEAD) or (0, b"")
    tables = [name for (name,) in reader.rows(_TABLES)]
    counts = {name: int(reader.value(f'SELECT count(*) FROM "{name}"')) for name in tables}
    for name in _SIGNABLE:
        if name in counts:
            signed = f"SELECT count(*) FROM {name} WHERE state = 'signed'"
            counts[name + SIGNED] = int(reader.value(signed))
    if form_drafts.TABLE in counts:
        counts[UNFINISHED] = form_drafts.count(reader)
    return Facts(
        store_id=str(reader.value(_STORE_ID)),
        schema=int(reader.value("PRAGMA user_version")),
        seq=int(seq),
        chain_head=mac.hex(),
        counts=counts,
    )


@contextmanager
def _closing(connection: Connection) -> Iterator[Connection]:
    try:
        yield connection
    finally:
        connections.close(connection)


@contextmanager
def _explained_copying() -> Iterator[None]:
    """The database's errors in copying have no name, only a text; what is none of these is I/O."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        raise _COPYING_FAULTS.get(str(error), DiskError)() from error


def _answer(copy: Path, key: bytearray, ask: Callable[[Connection], Answer], part: str) -> Answer:
    from sqlcipher3 import dbapi2

    try:
        with _closing(connections.open_copy(copy, key)) as connection:
            return ask(connection)
    except (DeskError, dbapi2.Error) as error:
        raise UnsoundBackupError(part) from error


def _has_its_size(connection: Connection, copy: Path) -> bool:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return copy.stat().st_size == int(pages) * PAGE_BYTES


def _has_genuine_pages(connection: Connection) -> bool:
    return not connection.execute("PRAGMA cipher_integrity_check").fetchall()


def _has_sound_rows(connection: Connection) -> bool:
    return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def _has_sound_search(connection: Connection) -> bool:
    connection.execute(_CHECK_SEARCH)
    return True


def _has_whole_log(connection: Connection) -> bool:
    return audit.verify(Reader(connection), own_keys.load(connection)).is_whole

"""One keyed, hardened connection to the encrypted records, and what it may never do."""

from __future__ import annotations

import contextlib
from functools import cache
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    DeskError,
    ForeignRecordsError,
    OldLibraryError,
    UnsafeConnectionError,
)
from counselor_desk.storage import faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlcipher3 import dbapi2
    from sqlcipher3.dbapi2 import Connection

KEY_BYTES = 32
PAGE_BYTES = 4096
BUSY_TIMEOUT_MS = 250

# Older ones can lose committed work when a WAL is reset: https://sqlite.org/wal.html#walresetbug
SAFE_SQLITE = (3, 51, 3)

# Set in this order; each is read back, because an unknown or refused PRAGMA is no error.
HARDENING: tuple[tuple[str, str, str | int], ...] = (
    ("cipher_memory_security", "ON", "1"),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # or INSERT OR REPLACE walks past the triggers on signed rows
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),  # a temporary file would hold records in clear
    ("mmap_size", "0", 0),
    ("cache_size", "-16384", -16384),
    ("secure_delete", "ON", 1),
    ("locking_mode", "NORMAL", "normal"),
    ("busy_timeout", str(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # a note that was called saved survives a power cut
    ("fullfsync", "ON", 1),  # macOS: a plain fsync stops at the drive's cache
    ("checkpoint_fullfsync", "ON", 1),
    ("wal_autocheckpoint", "200", 200),
)

FOR_COPIES: tuple[str, ...] = (
    "PRAGMA cipher_memory_security=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16384",
    "PRAGMA journal_mode=MEMORY",
    "PRAGMA synchronous=OFF",
)

_READABLE_PRAGMAS = frozenset(name for name, _, _ in HARDENING) | {
    "application_id",
    "cipher_integrity_check",
    "cipher_log_level",
    "cipher_provider_version",
    "cipher_version",
    "data_version",  # FTS5 asks for it at each write
    "freelist_count",
    "page_count",
    "page_size",
    "schema_version",
    "shrink_memory",
    "user_version",
}
_PRAGMAS_WITH_ARGUMENT = frozenset(
    {
        "foreign_key_check",
        "foreign_key_list",
        "index_info",
        "index_list",
        "integrity_check",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
        "wal_checkpoint",
    }
)
_SCHEMA_TABLES = frozenset(
    {"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"}
)
_REFUSED_FUNCTIONS = frozenset({"fts3_tokenizer", "load_extension", "sqlcipher_export"})


def create_file(path: Path) -> None:
    """Make an empty file for new records that only its owner can read.

    Raises:
        DeskError: it exists, or cannot be made.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise faults.explain_file(error, path) from error


def open_connection(path: Path, key: bytearray) -> Connection:
    """A connection to the records under their 32-byte raw `key`, hardened, not yet guarded.

    The file must exist: a missing one would silently open as a healthy, empty database. One
    thread at a time may use the connection; it need not be the thread that opened it.

    Raises:
        DeskError: the library is too old, or the file is damaged, locked or cannot be written.
        ValueError: the key is not 32 bytes (SQLCipher would take it for a passphrase).
    """
    from sqlcipher3 import dbapi2

    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    require_safe_library()
    connection = None
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            timeout=BUSY_TIMEOUT_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
            uri=True,
        )
        _apply_key(connection, key)
        _harden(connection)
    except dbapi2.Error as error:
        _close_quietly(connection)
        fault = _explain_opening(error)
        if fault is None:
            raise
        raise fault from error
    except UnsafeConnectionError:
        _close_quietly(connection)
        raise
    return connection


def open_copy(path: Path, key: bytearray) -> Connection:
    """A connection to a copy of records that nobody works in: to fill it, or to verify it.

    It keeps no journal on the disk and does not wait for the disk: the copy is worthless until
    it was verified, and is thrown away after a crash. One thread at a time may use it.

    Raises:
        DeskError: the file is missing, damaged or cannot be written.
        ValueError: the key is not 32 bytes.
    """
    from sqlcipher3 import dbapi2

    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    connection = None
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            isolation_level=None,
            check_same_thread=False,
            uri=True,
        )
        _apply_key(connection, key)
        for pragma in FOR_COPIES:
            connection.execute(pragma).fetchall()
    except dbapi2.Error as error:
        _close_quietly(connection)
        fault = _explain_opening(error)
        if fault is None:
            raise
        raise fault from error
    return connection


def open_to_examine(path: Path, key: bytearray) -> Connection:
    """A connection to records that nobody has open; it reads nothing yet and can write nothing.

    Nothing in it was proved: the first read may fail already. Where there is no write-ahead log,
    none is made beside them.

    Raises:
        ValueError: the key is not 32 bytes.
    """
    from sqlcipher3 import dbapi2

    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    has_log = path.with_name(f"{path.name}-wal").exists()
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=ro{'' if has_log else '&immutable=1'}",
        timeout=BUSY_TIMEOUT_MS / 1000,
        isolation_level=None,
        uri=True,
    )
    _apply_key(connection, key)
    guard(connection)
    return connection


def close(connection: Connection) -> None:
    """Close a connection; on whichever thread, no other one waits for it.

    Wiping a full cache takes 80 ms. In closing it would keep every thread of Python still, so it
    is done before, by a statement, which does not.
    """
    from sqlcipher3 import dbapi2

    with contextlib.suppress(dbapi2.Error):  # closed already
        connection.execute("PRAGMA shrink_memory")
    connection.close()


def guard(connection: Connection) -> None:
    """Refuse from now on whatever an open store never needs: schema changes, ATTACH, settings."""
    connection.set_authorizer(_authorizer())


def require_safe_library() -> None:
    """Raise OldLibraryError if the bundled SQLite can lose committed work."""
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < SAFE_SQLITE:
        needed = ".".join(str(part) for part in SAFE_SQLITE)
        raise OldLibraryError(dbapi2.sqlite_version, needed)


def _apply_key(connection: Connection, key: bytearray) -> None:
    # Before the key: otherwise one bad page floods stderr with hundreds of lines.
    connection.execute("PRAGMA cipher_log_level=NONE")
    literal = bytearray(b"x'") + bytearray(key.hex().encode()) + bytearray(b"'")
    try:
        connection.set_key(literal)
    finally:
        literal[:] = bytes(len(literal))


def _harden(connection: Connection) -> None:
    """Set and read back each pragma; the first read of the file proves the key."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for name, wanted, expected in HARDENING:
        connection.execute(f"PRAGMA {name}={wanted}")
        if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
            raise UnsafeConnectionError(name)


def _explain_opening(error: dbapi2.Error) -> DeskError | None:
    """As `faults.explain`, but before the first read another store's key looks like damage."""
    if error.sqlite_errorname == "SQLITE_NOTADB":
        return ForeignRecordsError()
    return faults.explain(error)


def _close_quietly(connection: Connection | None) -> None:
    from sqlcipher3 import dbapi2

    if connection is not None:
        with contextlib.suppress(dbapi2.Error):
            connection.close()


@cache
def _authorizer() -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Decides on each act of each statement; SQLite asks it dozens of times for one."""
    from sqlcipher3 import dbapi2 as sql

    allowed, refused = sql.SQLITE_OK, sql.SQLITE_DENY
    harmless = {
        sql.SQLITE_SELECT,
        sql.SQLITE_READ,
        sql.SQLITE_RECURSIVE,
        sql.SQLITE_TRANSACTION,
        sql.SQLITE_SAVEPOINT,
    }
    writing = {sql.SQLITE_INSERT, sql.SQLITE_UPDATE, sql.SQLITE_DELETE}

    def authorize(
        action: int, first: str | None, second: str | None, _schema: str | None, _by: str | None
    ) -> int:
        if action in harmless:
            return allowed
        if action in writing:
            return refused if (first or "").lower() in _SCHEMA_TABLES else allowed
        if action == sql.SQLITE_FUNCTION:
            return refused if (second or "").lower() in _REFUSED_FUNCTIONS else allowed
        if action == sql.SQLITE_PRAGMA and _may_ask((first or "").lower(), second):
            return allowed
        return refused

    return authorize


def _may_ask(pragma: str, argument: str | None) -> bool:
    return pragma in _PRAGMAS_WITH_ARGUMENT or (pragma in _READABLE_PRAGMAS and argument is None)

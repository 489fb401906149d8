"""Brings the records to the newest schema: every missing step in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import ForeignRecordsError, TooNewError
from counselor_desk.storage import faults, triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlcipher3.dbapi2 import Connection

APPLICATION_ID = 0x4344534B
"""`CDSK`, in the header of every records file."""

SCHEMA_VERSION = 8
"""The number of the newest migration."""


def migrate(connection: Connection) -> None:
    """Apply the migrations that the records do not have yet; a current store is left alone.

    All of them, and the triggers after them, are one transaction: after a crash the records are
    exactly as before or exactly as this program wants them. The connection is keyed and has no
    authorizer.

    Raises:
        TooNewError: a newer version of the program wrote the records.
        ForeignRecordsError: the file holds something else.
        DeskError: the disk is full, read-only or failing.
    """
    known = version_of(connection)
    if known < SCHEMA_VERSION:
        _apply(connection, [sql for number, sql in _files() if number > known])


def version_of(connection: Connection) -> int:
    """The schema of the records, 0 in an empty file.

    Raises:
        TooNewError, ForeignRecordsError: as `migrate`.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    is_empty = application == 0 and version == 0 and objects == 0
    if application != APPLICATION_ID and not is_empty:
        raise ForeignRecordsError
    if version > SCHEMA_VERSION:
        raise TooNewError("records.db")
    return int(version)


def _files() -> Iterator[tuple[int, str]]:
    for path in sorted(Path(__file__).parent.glob("[0-9][0-9][0-9][0-9]_*.sql")):
        yield int(path.name[:4]), path.read_text(encoding="utf-8")


def _apply(connection: Connection, scripts: list[str]) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        triggers.drop(connection)
        for script in scripts:
            for statement in _split(script):
                connection.execute(statement)
        triggers.renew(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except Exception as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        fault = faults.explain(error)
        if fault is None:
            raise
        raise fault from error


def _split(sql: str) -> Iterator[str]:
    """One statement at a time: `executescript` would commit what was begun."""
    from sqlcipher3.dbapi2 import complete_statement

    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement

"""The part of sqlcipher3 that the program uses; the wheel carries no types of its own."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

_Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]

sqlite_version: str
sqlite_version_info: tuple[int, int, int]

SQLITE_OK: int
SQLITE_DENY: int
SQLITE_IGNORE: int

SQLITE_CREATE_INDEX: int
SQLITE_CREATE_TABLE: int
SQLITE_CREATE_TRIGGER: int
SQLITE_CREATE_VIEW: int
SQLITE_CREATE_VTABLE: int
SQLITE_DROP_TABLE: int
SQLITE_DROP_TRIGGER: int
SQLITE_ALTER_TABLE: int
SQLITE_ATTACH: int
SQLITE_DETACH: int
SQLITE_READ: int
SQLITE_SELECT: int
SQLITE_INSERT: int
SQLITE_UPDATE: int
SQLITE_DELETE: int
SQLITE_TRANSACTION: int
SQLITE_SAVEPOINT: int
SQLITE_FUNCTION: int
SQLITE_RECURSIVE: int
SQLITE_PRAGMA: int

SQLITE_AUTH: int
SQLITE_BUSY: int
SQLITE_CANTOPEN: int
SQLITE_CONSTRAINT: int
SQLITE_CORRUPT: int
SQLITE_FULL: int
SQLITE_IOERR: int
SQLITE_LOCKED: int
SQLITE_NOTADB: int
SQLITE_PERM: int
SQLITE_READONLY: int

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class InterfaceError(Error): ...
class DatabaseError(Error): ...
class DataError(DatabaseError): ...
class IntegrityError(DatabaseError): ...
class InternalError(DatabaseError): ...
class NotSupportedError(DatabaseError): ...
class OperationalError(DatabaseError): ...
class ProgrammingError(DatabaseError): ...

class Row:
    def keys(self) -> list[str]: ...
    def __getitem__(self, key: int | str) -> Any: ...  # noqa: ANN401 - a column holds any type
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...

class Cursor:
    description: tuple[tuple[str, None, None, None, None, None, None], ...] | None
    lastrowid: int | None
    rowcount: int
    connection: Connection
    def execute(self, sql: str, parameters: _Parameters = ..., /) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[_Parameters], /) -> Cursor: ...
    def fetchone(self) -> Any: ...  # noqa: ANN401 - a row, or None
    def fetchmany(self, size: int = ...) -> list[Any]: ...
    def fetchall(self) -> list[Any]: ...
    def close(self) -> None: ...
    def __iter__(self) -> Iterator[Any]: ...

class Connection:
    isolation_level: str | None
    row_factory: Callable[[Cursor, Any], Any] | type[Row] | None
    text_factory: Callable[[bytes], Any]
    @property
    def in_transaction(self) -> bool: ...
    @property
    def total_changes(self) -> int: ...
    def cursor(self) -> Cursor: ...
    def execute(self, sql: str, parameters: _Parameters = ..., /) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[_Parameters], /) -> Cursor: ...
    def executescript(self, sql: str, /) -> Cursor: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...
    def interrupt(self) -> None: ...
    def set_key(self, key: bytearray | bytes, /) -> None: ...
    def set_authorizer(
        self,
        callback: Callable[[int, str | None, str | None, str | None, str | None], int] | None,
        /,
    ) -> None: ...
    def set_progress_handler(self, callback: Callable[[], int] | None, n: int, /) -> None: ...
    def set_trace_callback(self, callback: Callable[[str], None] | None, /) -> None: ...
    def backup(
        self,
        target: Connection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], object] | None = ...,
    ) -> None: ...

def connect(
    database: str | os.PathLike[str],
    timeout: float = ...,
    detect_types: int = ...,
    isolation_level: str | None = ...,
    check_same_thread: bool = ...,
    *,
    uri: bool = ...,
) -> Connection: ...
def complete_statement(sql: str) -> bool: ...

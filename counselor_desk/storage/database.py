"""Transactions on the open records: reading, and writing with the audit sealed at each commit."""

from __future__ import annotations

import contextlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from counselor_desk.storage import audit, faults
from counselor_desk.storage import connection as connections
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sqlcipher3.dbapi2 import Connection, Cursor

    from counselor_desk.errors import DeskError
    from counselor_desk.records.audit import Act
    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.storage.store_keys import StoreKeys

_ACTING = "UPDATE acting SET at = ?, session_uid = ?, actor = ? WHERE id = 1"


@dataclass(slots=True)
class Counts:
    """What was asked of the database: whole statements, and steps of its virtual machine."""

    statements: int = 0
    steps: int = 0


class Reader:
    """Reads rows; what it gives are plain tuples."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        row: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def value(self, sql: str, *parameters: object) -> Any:  # noqa: ANN401 - the column decides
        """The first column of the first row of a query, or None without one."""
        row = self.row(sql, *parameters)
        return None if row is None else row[0]


class Writer(Reader):
    """Writes inside one transaction, as one actor at one moment."""

    def __init__(
        self,
        connection: Connection,
        transaction: _Transaction,
        *,
        acting: tuple[str, str, str],
        keys: StoreKeys,
    ) -> None:
        super().__init__(connection)
        self.keys = keys
        self._transaction = transaction
        self._acting = acting

    def execute(self, sql: str, *parameters: object) -> Cursor:
        """Change rows of a table that the audit watches."""
        transaction = self._transaction
        if transaction.acting is not self._acting:
            self._step_in()
        return self._connection.execute(sql, parameters)

    def execute_unaudited(self, sql: str, *parameters: object) -> Cursor:
        """Change rows of drafts or of the search, which leave no trace in the audit.

        If an audited table is changed this way, the event has no seal and the commit fails.
        """
        self._transaction.require_open()
        return self._connection.execute(sql, parameters)

    def act(
        self,
        act: Act,
        *,
        table: str = "",
        row_id: int | None = None,
        client_id: ClientId | None = None,
        result: str = "",
    ) -> None:
        """Record something that was done and that no trigger can see.

        `result` is a code or a kind, never text from a record.
        """
        audit.require_plain(result)
        self._transaction.require_open()
        self._transaction.is_audited = True
        at, session_uid, actor = self._acting
        self._connection.execute(
            audit.INSERT,
            (at, session_uid, actor, act.value, table, row_id, client_id, "", result),
        )

    def _step_in(self) -> None:
        """Tell the triggers who is acting, once for each change of actor."""
        transaction = self._transaction
        transaction.require_open()
        transaction.is_audited = True
        if transaction.acting != self._acting:
            self._connection.execute(_ACTING, self._acting)
        transaction.acting = self._acting


class _Transaction:
    """The state of one transaction, shared by all writers that joined it."""

    def __init__(self) -> None:
        self.acting: tuple[str, str, str] | None = None
        self.is_audited = False
        self.is_doomed = False
        self.is_open = True

    def doom(self) -> None:
        """Let nothing of it be kept."""
        self.is_doomed = True

    def require_open(self) -> None:
        """Refuse a writer that was kept after its transaction ended."""
        if not self.is_open:
            raise RuntimeError("this transaction is over")

    def require_sound(self) -> None:
        """Refuse to commit when an inner `write` failed and its exception was swallowed."""
        if self.is_doomed:
            raise RuntimeError("an inner write failed, so nothing of this one was kept")


class Database:
    """The open records. One thread at a time may use it.

    The connection is keyed, hardened and migrated, and begins no transactions by itself.
    """

    def __init__(self, connection: Connection, *, keys: StoreKeys) -> None:
        self.keys = keys
        self._use(connection)
        self._transaction: _Transaction | None = None
        self._refusal: Callable[[], DeskError] | None = None

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is open, so that what is read may not be committed yet."""
        return self._transaction is not None

    def refuse_writing(self, reason: Callable[[], DeskError] | None) -> None:
        """From now on `write` raises what `reason` gives; None lets it write again."""
        self._refusal = reason

    def close(self) -> None:
        """Close the connection; nothing can be read or written afterwards."""
        connections.close(self._connection)

    def interrupt(self) -> None:
        """End the statement that runs; it raises SQLITE_INTERRUPT. Any thread may call this."""
        self._connection.interrupt()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Read what is committed, or inside `write` what was written so far.

        Raises:
            DeskError: the records are damaged, busy or on a failing disk.
        """
        with faults.explained():
            yield self._reader

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Read what was committed when the block began, whatever others write meanwhile.

        For a connection of one's own; on one that also writes, `write` would find it begun.

        Raises:
            DeskError: as `read`.
        """
        with faults.explained():
            self._connection.execute("BEGIN")
            try:
                yield self._reader
            finally:
                self._roll_back()

    @contextmanager
    def write(self, at: datetime, actor: str, *, session_uid: Uid) -> Iterator[Writer]:
        """Write everything in the block or nothing, with its audit events sealed.

        A `write` inside another joins it, under its own actor and moment; the outermost one
        commits. Any exception rolls the whole transaction back.

        Raises:
            DeskError: the disk is full or failing, a signed record was to be changed, or nothing
                may be written to this copy of the store yet.
            RuntimeError: an inner `write` failed and its exception was swallowed.
        """
        if self._refusal is not None:
            raise self._refusal()
        audit.require_plain(actor)
        acting = (moment_text(at), session_uid, actor)
        if self._transaction is not None:
            with faults.explained(), _dooming(self._transaction):
                yield Writer(self._connection, self._transaction, acting=acting, keys=self.keys)
            return
        with faults.explained(), self._committed() as transaction:
            yield Writer(self._connection, transaction, acting=acting, keys=self.keys)

    @contextmanager
    def counting(self) -> Iterator[Counts]:
        """Count the statements and the virtual machine's steps in the block, for tests."""
        counts = Counts()

        def count_step() -> int:
            counts.steps += 1
            return 0

        connection = self._connection
        self._use(cast("Connection", _Counted(connection, counts)))
        connection.set_progress_handler(count_step, 1)
        try:
            yield counts
        finally:
            connection.set_progress_handler(None, 0)
            self._use(connection)

    def _use(self, connection: Connection) -> None:
        self._connection = connection
        self._reader = Reader(connection)

    @contextmanager
    def _committed(self) -> Iterator[_Transaction]:
        self._connection.execute("BEGIN IMMEDIATE")
        transaction = self._transaction = _Transaction()
        with contextlib.ExitStack() as end:
            end.callback(self._leave, transaction)
            with contextlib.ExitStack() as undo:
                undo.callback(self._roll_back)
                yield transaction
                transaction.require_sound()
                if transaction.is_audited:
                    audit.seal_events(self._connection, self.keys.audit_key)
                self._connection.execute("COMMIT")
                undo.pop_all()

    def _leave(self, transaction: _Transaction) -> None:
        transaction.is_open = False
        transaction.acting = None
        self._transaction = None

    def _roll_back(self) -> None:
        from sqlcipher3 import dbapi2

        # SQLite has rolled back by itself after a full disk; a failing disk may refuse this too.
        with contextlib.suppress(dbapi2.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


class _Counted:
    """A connection that counts what it is asked; a trace would count triggers as statements."""

    def __init__(self, connection: Connection, counts: Counts) -> None:
        self._connection = connection
        self._counts = counts

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Cursor:
        self._counts.statements += 1
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: list[Sequence[object]]) -> Cursor:
        self._counts.statements += len(rows)
        return self._connection.executemany(sql, rows)

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction


@contextmanager
def _dooming(transaction: _Transaction) -> Iterator[None]:
    with contextlib.ExitStack() as undo:
        undo.callback(transaction.doom)
        yield
        undo.pop_all()

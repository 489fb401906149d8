"""The desk: an open store, who works at it, the clock, and who wants to hear of changes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from counselor_desk.records.audit import Act
from counselor_desk.records.ids import Uid
from counselor_desk.records.program import Program
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.storage import program as program_rows
from counselor_desk.storage.database import Database, Reader, Writer
from counselor_desk.storage.vault import Vault

Listener = Callable[[Changes], None]

OWNER = "owner"
"""The actor in the log: a store has one user, its owner (164.312(a)(2)(i): one user a store)."""


def random_uid() -> Uid:
    """A fresh random uid."""
    return Uid(str(uuid.uuid4()))


def system_clock() -> datetime:
    """The moment it is now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Unlogged:
    """Something done with an older copy, into whose log nothing is written before it is accepted.

    `result` is a code, as in the log.
    """

    at: datetime
    act: Act
    result: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class Desk:
    """Everything a service needs. Made when a store is unlocked, closed when it is locked.

    `zone` is the IANA name of the local time zone; `clock` gives aware UTC moments.
    """

    vault: Vault
    zone: str
    clock: Callable[[], datetime] = system_clock
    new_uid: Callable[[], Uid] = random_uid
    session_uid: Uid = field(default_factory=random_uid)
    unlogged: list[Unlogged] = field(default_factory=list)
    _listeners: list[Listener] = field(default_factory=list, repr=False)

    @property
    def database(self) -> Database:
        """The connection of the thread that serves the window."""
        return self.vault.database

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be written, as in an undecided older copy or a backup to look at."""
        return self.vault.is_read_only

    def now(self) -> datetime:
        """The moment it is now, in UTC."""
        return self.clock()

    def local(self, moment: datetime) -> datetime:
        """The same moment on the wall clock of this zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def today(self) -> date:
        """The local date."""
        return self.local(self.now()).date()

    def read(self) -> AbstractContextManager[Reader]:
        """A read transaction."""
        return self.database.read()

    def write(self) -> AbstractContextManager[Writer]:
        """A write transaction in the owner's name; nested ones join the outer one."""
        return self.database.write(self.now(), OWNER, session_uid=self.session_uid)

    def program(self) -> Program:
        """Who signs here, for which program."""
        with self.read() as reader:
            return program_rows.get(reader)

    def set_program(self, program: Program, *, initiator: object = None) -> None:
        """Keep who signs here and how documents are laid out."""
        with self.write() as writer:
            program_rows.put(writer, program)
        self.announce(Changes.of(Kind.PROGRAM, initiator=initiator))

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change from now on. Call what comes back to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changes: Changes) -> None:
        """Tell every listener, in the order they came."""
        for listener in tuple(self._listeners):
            listener(changes)

    def close(self) -> None:
        """Close the store; the desk is of no use afterwards."""
        self._listeners.clear()
        self.vault.close()


@dataclass(slots=True, kw_only=True, eq=False)
class DeskApart(Desk):
    """The same desk with a connection of its own, for work on another thread.

    Nobody hears of changes made at it.
    """

    connection: Database

    @property
    def database(self) -> Database:
        """The connection of the thread that works here."""
        return self.connection


@contextmanager
def apart(desk: Desk) -> Iterator[Desk]:
    """The desk for a task: it opens a connection to the same store and closes it at the end.

    What was not written yet, such as a draft before its pause, is not seen here.
    """
    with closing(desk.vault.connect()) as database:
        yield DeskApart(
            vault=desk.vault,
            zone=desk.zone,
            clock=desk.clock,
            new_uid=desk.new_uid,
            session_uid=desk.session_uid,
            connection=database,
        )

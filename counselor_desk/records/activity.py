"""The activity log as it is asked for and read: filters, the places of its lines, one line."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.audit import Act, AuditEvent
from counselor_desk.records.ids import ClientId, NoteId


class Part(StrEnum):
    """A part of the log, in the order one chooses from."""

    ALL = "all"
    SIGNED = "signed"
    RELEASED = "released"
    SECURITY = "security"
    CHANGES = "changes"


_SIGNED = frozenset({Act.SIGN, Act.ADD_ADDENDUM})
_RELEASED = frozenset({Act.EXPORT, Act.PRINT, Act.COPY_OUT})
_CHANGES = frozenset({Act.INSERT, Act.UPDATE, Act.DELETE, Act.DISCARD, Act.RESTORE_DRAFT})

PARTS: dict[Part, frozenset[Act]] = {
    Part.SIGNED: _SIGNED,
    Part.RELEASED: _RELEASED,
    Part.SECURITY: frozenset(Act) - _SIGNED - _RELEASED - _CHANGES - {Act.VIEW},
    Part.CHANGES: _CHANGES,
}
"""What was done in each part; all of it is in ALL, and only there what was merely opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one typed word may mean: a client, something done, a sort of record, or a number."""

    clients: frozenset[ClientId] = frozenset()
    acts: frozenset[Act] = frozenset()
    tables: frozenset[str] = frozenset()
    seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines are wanted: those that meet everything given here.

    `since` is the first moment, `until` the first one that is too late; both are UTC.
    """

    part: Part = Part.ALL
    words: tuple[Word, ...] = ()
    client_id: ClientId | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDay:
    """The lines of one local day, `first` counted from the newest line of all."""

    day: date
    first: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIndex:
    """Where each wanted line is: its number in the log, eight bytes a line, the newest first."""

    wanted: LogFilter
    seqs: array[int] = field(repr=False)
    days: tuple[LogDay, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a line is about, as far as it is still there: a code, a day, a number.

    `note_id` is the note that can be opened to see it.
    """

    kind: str = ""
    day: date | None = None
    number: int | None = None
    note_id: NoteId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """That a client's chart was on the screen, or one of its notes; `at` is UTC."""

    at: datetime
    client_id: ClientId
    note_id: NoteId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line, in words. `at` is local; `client` is a first name and initial, or empty."""

    event: AuditEvent
    at: datetime
    what: str
    client: str = field(default="", repr=False)
    detail: str = ""
    who: str = ""
    subject: Subject = Subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheck:
    """What came of checking the whole log; the moments are local.

    `first_bad_seq` is the first line that does not fit, None when every one does.
    """

    entries: int
    first_bad_seq: int | None
    since: datetime | None
    checked_at: datetime
    clock_jumps: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every line is there as it was written."""
        return self.first_bad_seq is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """The log for print: `filters` say in words what was asked for, `total` how much there is."""

    check: LogCheck
    filters: tuple[tuple[str, str], ...] = field(repr=False)
    total: int
    lines: Sequence[LogLine] = field(repr=False)

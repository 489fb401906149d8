"""Table: inserts, updates and reads any frozen record by its type hints, in plain SQL."""

from __future__ import annotations

import types
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    NamedTuple,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from counselor_desk.storage.database import Reader, Writer

R = TypeVar("R")


def moment_text(moment: datetime) -> str:
    """UTC text of one width, so that it sorts: `2026-03-12T14:58:00.000000Z`.

    Raises:
        ValueError: the moment has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def time_text(local: time) -> str:
    """Hours and minutes of a local time: `09:00`.

    Raises:
        ValueError: the time has seconds or a zone, which would be lost.
    """
    if local.second or local.microsecond or local.tzinfo is not None:
        raise ValueError("a local time is kept in whole minutes")
    return local.isoformat(timespec="minutes")


_KNOWN: list[Table[Any]] = []


def warm_up() -> None:
    """Look now at the fields of every table, which is otherwise done with its first row."""
    for table in _KNOWN:
        _ = table.fields


ROWS_AT_A_STROKE = 100


class Stroke(NamedTuple):
    """One statement that adds many rows, ready to be carried out.

    A statement for each row allocates anew for itself and its triggers, and with memory security
    on that takes six times as long.
    """

    sql: str
    parameters: list[Any]
    rows: int

    def write(self, db: Writer) -> None:
        """Add the rows."""
        db.execute(self.sql, *self.parameters)


class _Column(NamedTuple):
    name: str
    to_store: Callable[[Any], Any] | None
    from_store: Callable[[Any], Any] | None


class Table(Generic[R]):
    """The rows of one table as records of one type.

    A field that is a tuple is rows of another table and is skipped. `beside` names the columns
    that are no field of the record, such as the owner of a child row; they are given by name
    whenever a row is written. `derived` columns are kept up elsewhere and never touched here.
    """

    def __init__(
        self,
        name: str,
        record: type[R],
        *,
        key: str = "id",
        beside: tuple[str, ...] = (),
        derived: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.beside = beside
        self.derived = derived
        self._record = record
        self._key = key
        _KNOWN.append(self)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of the record that are columns."""
        return tuple(part for part, _, _ in self._columns)

    @cached_property
    def _columns(self) -> tuple[_Column, ...]:
        # Looked at with the first row, not at import: the unlock window must not wait for it.
        hints = get_type_hints(self._record)
        names = [part.name for part in fields(cast("Any", self._record))]
        flat = [part for part in names if get_origin(hints[part]) is not tuple]
        return tuple(_Column(part, *_converters(hints[part])) for part in flat)

    @cached_property
    def _written(self) -> tuple[_Column, ...]:
        return tuple(column for column in self._columns if column.name != self._key)

    @cached_property
    def _insert(self) -> str:
        names = [column.name for column in self._written] + [*self.beside]
        marks = ", ".join("?" * len(names))
        return f"INSERT INTO {self.name} ({', '.join(names)}) VALUES ({marks})"

    @cached_property
    def _insert_as(self) -> str:
        names = [self._key, *(column.name for column in self._written), *self.beside]
        marks = ", ".join("?" * len(names))
        return f"INSERT INTO {self.name} ({', '.join(names)}) VALUES ({marks})"

    @cached_property
    def _put(self) -> str:
        names = [column.name for column in self._written]
        renewed = ", ".join(f"{name} = excluded.{name}" for name in names)
        return f"{self._insert} ON CONFLICT ({self._key}) DO UPDATE SET {renewed}"

    @cached_property
    def _update(self) -> str:
        names = [column.name for column in self._written] + [*self.beside]
        assigned = ", ".join(f"{name} = ?" for name in names)
        return f"UPDATE {self.name} SET {assigned} WHERE {self._key} = ?"

    @cached_property
    def _select(self) -> str:
        columns = ", ".join(f"{self.name}.{part}" for part in self.fields + self.beside)
        return f"SELECT {columns} FROM {self.name} "

    def insert(self, db: Writer, record: R, **beside: object) -> R:
        """Add a row; the record comes back with the id it was given, whatever it had before."""
        row = db.execute(self._insert, *self._values(record, beside))
        if self._key not in self.fields:
            return record
        return cast("R", replace(cast("Any", record), **{self._key: row.lastrowid}))

    def insert_as(self, db: Writer, key: int, record: R, **beside: object) -> R:
        """Add a row under an id that is chosen; the record comes back with it."""
        db.execute(self._insert_as, key, *self._values(record, beside))
        return cast("R", replace(cast("Any", record), **{self._key: key}))

    def strokes(
        self,
        records: Sequence[R],
        *,
        keeps_ids: bool = False,
        beside: Sequence[tuple[Any, ...]] = (),
    ) -> Iterator[Stroke]:
        """What adds many rows, a hundred at a time; nothing is written before it is carried out.

        Args:
            records: the rows, in their order.
            keeps_ids: the records have the ids they are to get; else each gets a new one.
            beside: for each record the columns beside it, in the order they were named.
        """
        columns = self._columns if keeps_ids else self._written
        names = [*(column.name for column in columns), *self.beside]
        marks = f"({', '.join('?' * len(names))})"
        for start in range(0, len(records), ROWS_AT_A_STROKE):
            some = records[start : start + ROWS_AT_A_STROKE]
            parameters: list[Any] = []
            for place, record in enumerate(some, start):
                parameters += _stored(record, columns)
                parameters += beside[place] if beside else ()
            values = ", ".join([marks] * len(some))
            sql = f"INSERT INTO {self.name} ({', '.join(names)}) VALUES {values}"
            yield Stroke(sql, parameters, len(some))

    def update(self, db: Writer, record: R, **beside: object) -> None:
        """Write every column of the row that has the record's id.

        Raises:
            LookupError: there is no such row.
        """
        key = getattr(record, self._key)
        if db.execute(self._update, *self._values(record, beside), key).rowcount != 1:
            raise LookupError(f"{self.name} has no row {key}")

    def put(self, db: Writer, record: R, **beside: object) -> None:
        """Add the row, or write over the one with the same key."""
        db.execute(self._put, *self._values(record, beside))

    def get(self, db: Reader, key: int) -> R | None:
        """The record with this id, or None."""
        return self.first(db, f"WHERE {self._key} = ?", key)

    def first(self, db: Reader, clause: str, *parameters: object) -> R | None:
        """The first record that `where` would give, or None."""
        row = db.row(self._select + clause, *parameters)
        return None if row is None else self.record(row)

    def where(self, db: Reader, clause: str = "", *parameters: object) -> list[R]:
        """The records that a clause `WHERE ... ORDER BY ...` picks."""
        return [self.record(row) for row in db.rows(self._select + clause, *parameters)]

    def where_with(
        self, db: Reader, clause: str = "", *parameters: object
    ) -> list[tuple[R, tuple[Any, ...]]]:
        """As `where`, each record with the columns beside it, in the order they were named."""
        width = len(self.fields)
        rows = db.rows(self._select + clause, *parameters)
        return [(self.record(row), row[width:]) for row in rows]

    def record(self, row: tuple[Any, ...]) -> R:
        """The record of a row that starts with its fields, in their order."""
        return self._record(
            **{
                name: value if convert is None or value is None else convert(value)
                for (name, _, convert), value in zip(self._columns, row, strict=False)
            }
        )

    def _values(self, record: R, beside: dict[str, object]) -> list[Any]:
        values = _stored(record, self._written)
        values += [beside.pop(part) for part in self.beside]
        if beside:
            raise TypeError(f"{self.name} has no column {', '.join(beside)}")
        return values


def _stored(record: object, columns: Iterable[_Column]) -> list[Any]:
    """The fields of a record as they go into the store."""
    values = []
    for name, convert, _ in columns:
        value = getattr(record, name)
        values.append(value if convert is None or value is None else convert(value))
    return values


def _converters(hint: object) -> tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None]:
    """How a value of this type goes into the store and comes back; None where it stays."""
    kind = _bare(hint)
    if kind is datetime:
        return moment_text, datetime.fromisoformat
    if kind is date:
        return date.isoformat, date.fromisoformat
    if kind is time:
        return time_text, time.fromisoformat
    if kind is bool:
        return int, bool
    if kind in (int, str, bytes):
        return None, None
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return (lambda member: member.value), members.__getitem__
    raise TypeError(f"no column can hold {hint}")


def _bare(hint: object) -> object:
    """The type without `| None` and without the name an id type gives to it."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not types.NoneType)
    return getattr(hint, "__supertype__", hint)

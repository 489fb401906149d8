"""What of damaged records can still be reached; one bad page spoils a connection for the rest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

from counselor_desk.errors import DamagedRecordsError
from counselor_desk.storage.database import Reader

Reading = Callable[[], AbstractContextManager[Reader]]
"""Opens a fresh connection to read with, and closes it."""

_FAR = 1 << 62


def signed_within_reach(reading: Reading, table: str) -> tuple[int, ...]:
    """The row ids of the signed records of a table, as far as it can be followed from its ends."""
    return _within_reach(reading, table, "AND state = 'signed'")


def within_reach(reading: Reading, table: str) -> tuple[int, ...]:
    """The row ids of a table, as far as it can be followed from its two ends."""
    return _within_reach(reading, table, "")


def seals(reading: Reading) -> int | None:
    """How many records were sealed; None where that cannot be read."""
    try:
        with reading() as reader:
            return int(reader.value("SELECT count(*) FROM seal"))
    except DamagedRecordsError:
        return None


def _within_reach(reading: Reading, table: str, clause: str) -> tuple[int, ...]:
    found: set[int] = set()
    for comparison, order, start in ((">", "ASC", -_FAR), ("<", "DESC", _FAR)):
        # An index lies on other pages than the rows, and would name what cannot be read.
        sql = (
            f"SELECT id FROM {table} NOT INDEXED WHERE id {comparison} ? {clause}"
            f" ORDER BY id {order} LIMIT 1"
        )
        with suppress(DamagedRecordsError), reading() as reader:
            at = reader.value(sql, start)
            while at is not None and at not in found:
                found.add(at)
                at = reader.value(sql, at)
    return tuple(sorted(found))

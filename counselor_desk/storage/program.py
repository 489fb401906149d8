"""The one row that says who owns the store and for which program they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.program import Program
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader, Writer

PROGRAM = Table("program", Program, beside=("id",))

_ONLY = 1


def get(db: Reader) -> Program:
    """What was entered; the defaults while nothing was."""
    return PROGRAM.first(db, "WHERE id = ?", _ONLY) or Program()


def put(db: Writer, program: Program) -> None:
    """Keep it, in place of what was there."""
    PROGRAM.put(db, program, id=_ONLY)

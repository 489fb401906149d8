"""The one row that says who owns the store and for which program they work."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counselor_desk.records.program import Program
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader, Writer

PROGRAM = Table("program", Program, beside=("id",))

_ONLY = 1
_BEGAN = "SELECT made_at FROM store WHERE id = 1"


def get(db: Reader) -> Program:
    """What was entered; the defaults while nothing was."""
    return PROGRAM.first(db, "WHERE id = ?", _ONLY) or Program()


def began_at(db: Reader) -> datetime:
    """When the store was made."""
    return datetime.fromisoformat(db.value(_BEGAN))


def put(db: Writer, program: Program) -> None:
    """Keep it, in place of what was there."""
    PROGRAM.put(db, program, id=_ONLY)

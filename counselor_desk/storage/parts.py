"""Parts: rows that belong to one owner row and have an order, such as a note's sections."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from counselor_desk.storage.database import Reader, Writer

R = TypeVar("R")


class Parts(Generic[R]):
    """A table whose rows are an ordered tuple of their owner, by `<owner>_id` and `position`."""

    def __init__(self, name: str, record: type[R], *, owner: str) -> None:
        self._owner_id = f"{owner}_id"
        self.table = Table(name, record, beside=(self._owner_id, "position"))

    def replace(self, db: Writer, owner_id: int, parts: Iterable[R]) -> None:
        """Write these parts in the place of all that the owner had."""
        db.execute(f"DELETE FROM {self.table.name} WHERE {self._owner_id} = ?", owner_id)
        self.insert(db, owner_id, parts)

    def insert(self, db: Writer, owner_id: int, parts: Iterable[R]) -> None:
        """Add the parts of an owner that has none yet, in their order."""
        for place, part in enumerate(parts):
            self.table.insert(db, part, **{self._owner_id: owner_id, "position": place})

    def of(self, db: Reader, owner_ids: Sequence[int]) -> defaultdict[int, tuple[R, ...]]:
        """The parts of each owner, in one statement however many there are."""
        owned: defaultdict[int, tuple[R, ...]] = defaultdict(tuple)
        if owner_ids:
            marks = ", ".join("?" * len(owner_ids))
            clause = f"WHERE {self._owner_id} IN ({marks}) ORDER BY {self._owner_id}, position"
            rows: list[tuple[R, tuple[Any, ...]]] = self.table.where_with(db, clause, *owner_ids)
            for part, (owner_id, _) in rows:
                owned[owner_id] += (part,)
        return owned

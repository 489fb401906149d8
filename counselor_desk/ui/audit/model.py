"""The lines of the log as a list that reads them by the screenful, with the days between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from counselor_desk.records.activity import LogDay, LogIndex, LogLine
from counselor_desk.ui.models import ROW_ROLE, Index

_KEPT_PAGES = 16

Row = LogDay | LogLine
"""What a row is: a day, or a line of it."""


class LogList(QAbstractListModel):
    """Days and lines, the newest first. `read` gives the lines of some numbers in their order."""

    def __init__(
        self,
        read: Callable[[Sequence[int]], Sequence[LogLine]],
        describe: Callable[[Row], str],
        page: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._describe, self._page = read, describe, page
        self._found: LogIndex | None = None
        self._starts: list[int] = []
        self._pages: OrderedDict[int, Sequence[LogLine]] = OrderedDict()

    @property
    def found(self) -> LogIndex | None:
        """Where the lines are that are shown."""
        return self._found

    def set_found(self, found: LogIndex) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._found = found
        # The row of each day: the lines above it, and the days above it.
        self._starts = [day.first + place for place, day in enumerate(found.days)]
        self._pages.clear()
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """What a row is, None where there is none."""
        if self._found is None or not index.isValid():
            return None
        place = bisect_right(self._starts, index.row()) - 1
        if self._starts[place] == index.row():
            return self._found.days[place]
        return self._line(index.row() - place - 1)

    def seq(self, index: Index) -> int | None:
        """The number of a line, None on a day."""
        found = self.row(index)
        return found.event.seq if isinstance(found, LogLine) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines and days."""
        if self._found is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._found.seqs) + len(self._found.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own signature
        """The row itself, or its words."""
        if role == ROW_ROLE:
            return self.row(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            found = self.row(index)
            return None if found is None else self._describe(found)
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:  # type: ignore[override]  # Qt hands over both kinds
        """A day cannot be chosen."""
        if isinstance(self.row(index), LogDay):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _line(self, place: int) -> LogLine | None:
        if self._found is None:
            return None
        number, offset = divmod(place, self._page)
        if number not in self._pages:
            start = number * self._page
            self._pages[number] = self._read(self._found.seqs[start : start + self._page])
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number][offset]

"""The week as a Qt model: a row a client, a column a day, total and rest of the week."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractTableModel, QObject, Qt

from counselor_desk.records.attendance_weeks import DAYS, AttendanceWeek, ClientWeek, DayCell
from counselor_desk.records.ids import ClientId
from counselor_desk.ui import models
from counselor_desk.ui.attendance import words
from counselor_desk.ui.models import Index

FIRST_DAY = 1
"""The column of the first day."""

_TOTAL = FIRST_DAY + DAYS
COLUMNS = _TOTAL + 2


class Shows(Enum):
    """What a column shows."""

    CLIENT = auto()
    DAY = auto()
    TOTAL = auto()
    REST = auto()


def shows(column: int) -> Shows:
    """What a column shows."""
    if column < FIRST_DAY:
        return Shows.CLIENT
    if column < _TOTAL:
        return Shows.DAY
    return Shows.TOTAL if column == _TOTAL else Shows.REST


class WeekModel(QAbstractTableModel):
    """Some lines of a week in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.week: AttendanceWeek | None = None
        self.lines: tuple[ClientWeek, ...] = ()

    def show_week(self, week: AttendanceWeek, lines: Sequence[ClientWeek]) -> None:
        """Show these lines; the same clients in the same week only change what is in them."""
        is_same = (
            self.week is not None
            and self.week.begins_on == week.begins_on
            and [one.client_id for one in self.lines] == [one.client_id for one in lines]
        )
        if not is_same:
            self.beginResetModel()
        self.week, self.lines = week, tuple(lines)
        if not is_same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, COLUMNS - 1))

    def line(self, row: int) -> ClientWeek | None:
        """The line of a row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def cell(self, row: int, column: int) -> DayCell | None:
        """The day of a cell; None where the column is no day."""
        line = self.line(row)
        if line is None or shows(column) is not Shows.DAY:
            return None
        return line.days[column - FIRST_DAY]

    def row_of(self, client_id: ClientId) -> int:
        """The row of a client; -1 where there is none."""
        return next((row for row, it in enumerate(self.lines) if it.client_id == client_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each client."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Client, days, total and rest."""
        return 0 if parent is not None and parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own signature
        """The line itself, or what a cell says."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case models.ROW_ROLE:
                return line
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._said(line, index)
            case Qt.ItemDataRole.ToolTipRole:
                cell = self.cell(index.row(), index.column())
                parts = cell.parts if cell is not None else ()
                return "\n".join(f"{words.service(one)}, {words.part(one)}" for one in parts)
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401  # Qt's own signature
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        match shows(section):
            case Shows.CLIENT:
                return words.translated(QT_TRANSLATE_NOOP("attendance", "Client"))
            case Shows.DAY:
                day = self.week.days[section - FIRST_DAY] if self.week is not None else None
                return "" if day is None else words.day_title(day)
            case Shows.TOTAL:
                return words.translated(QT_TRANSLATE_NOOP("attendance", "Total of goal"))
            case Shows.REST:
                return words.translated(QT_TRANSLATE_NOOP("attendance", "Rest of the week"))

    def _said(self, line: ClientWeek, index: Index) -> str:
        cell = self.cell(index.row(), index.column())
        if cell is not None:
            return words.cell_spoken(line, cell)
        match shows(index.column()):
            case Shows.TOTAL:
                return f"{line.name}: {words.total(line)}"
            case Shows.REST:
                return f"{line.name}: {words.rest(line)[0]}"
            case _:
                return line.name

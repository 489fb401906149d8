"""The grid of the golden thread as a Qt model: one row a line, a window of weeks or notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QObject,
    Qt,
)

from counselor_desk.records.ids import Uid
from counselor_desk.records.threads import (
    GoalLine,
    ObjectiveLine,
    Thread,
    ThreadCell,
    ThreadLine,
)
from counselor_desk.ui import models
from counselor_desk.ui.models import Index
from counselor_desk.ui.thread import words


class Mode(StrEnum):
    """What the cells stand for."""

    WEEKS = "weeks"
    NOTES = "notes"


class Part(Enum):
    """What a column shows."""

    TEXT = auto()
    CELL = auto()
    MEASURED = auto()
    OUTCOME = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The columns of weeks or notes that are in sight: from place `first`, so many."""

    first: int = 0
    count: int = 0


class ThreadModel(QAbstractTableModel):
    """Lines by text, cells, the last measure and the outcome."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.thread_shown: Thread | None = None
        self.mode = Mode.WEEKS
        self.window = Window()
        self.has_measured = True

    def show_thread(
        self, thread: Thread | None, mode: Mode, window: Window, *, has_measured: bool
    ) -> None:
        """Show another thread, or another part of it."""
        self.beginResetModel()
        self.thread_shown, self.mode, self.window = thread, mode, window
        self.has_measured = has_measured
        self.endResetModel()

    def size(self) -> int:
        """How many weeks or notes there are."""
        thread = self.thread_shown
        if thread is None:
            return 0
        return len(thread.weeks if self.mode is Mode.WEEKS else thread.notes)

    def line(self, row: int) -> ThreadLine | None:
        """The line of a row."""
        lines = self.thread_shown.lines if self.thread_shown is not None else ()
        return lines[row] if 0 <= row < len(lines) else None

    def part(self, column: int) -> Part:
        """What a column shows."""
        if column == 0:
            return Part.TEXT
        if column <= self.window.count:
            return Part.CELL
        is_measured = self.has_measured and column == self.window.count + 1
        return Part.MEASURED if is_measured else Part.OUTCOME

    def cell(self, line: ObjectiveLine, column: int) -> ThreadCell:
        """The cell of a line in a column of cells."""
        cells = line.by_week if self.mode is Mode.WEEKS else line.by_note
        return cells[self.window.first + column - 1]

    def row_of(self, node_uid: Uid) -> int:
        """The row of an objective, goal or problem; -1 where it has none."""
        lines = self.thread_shown.lines if self.thread_shown is not None else ()
        return next((row for row, line in enumerate(lines) if node_uid in _uids(line)), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each line."""
        if parent is not None and parent.isValid():
            return 0
        return len(self.thread_shown.lines) if self.thread_shown is not None else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """Text, cells, measure and outcome."""
        if parent is not None and parent.isValid():
            return 0
        return self.window.count + (3 if self.has_measured else 2)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own signature
        """The line itself, or what a cell says."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case models.ROW_ROLE:
                return line
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(line, index.column())
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
        match self.part(section):
            case Part.TEXT:
                return words.translated(QT_TRANSLATE_NOOP("thread", "Problem, goal, objective"))
            case Part.CELL:
                return self._title(section)
            case Part.MEASURED:
                return words.translated(QT_TRANSLATE_NOOP("thread", "Last rated"))
            case Part.OUTCOME:
                return words.translated(QT_TRANSLATE_NOOP("thread", "Outcome"))

    def _title(self, column: int) -> str:
        thread = self.thread_shown
        if thread is None:
            return ""
        place = self.window.first + column - 1
        if self.mode is Mode.WEEKS:
            return words.week_title(thread.weeks[place], thread.day)
        return words.note_title(thread.notes[place], thread.day)

    def _spoken(self, line: ThreadLine, column: int) -> str:
        thread = self.thread_shown
        if thread is None:
            return ""
        if isinstance(line, GoalLine):
            return words.goal_spoken(line)
        match self.part(column):
            case Part.TEXT:
                return words.objective_spoken(line, thread.day)
            case Part.CELL:
                said = words.cell_spoken(self.cell(line, column))
                title = self._title(column)
                if self.mode is Mode.WEEKS:
                    week = words.translated(QT_TRANSLATE_NOOP("thread", "week {week}"))
                    title = week.format(week=title)
                return f"{line.objective.number}, {title}: {said}"
            case Part.MEASURED:
                return f"{line.objective.number}, {words.measured(line, thread.day)}"
            case Part.OUTCOME:
                return f"{line.objective.number}, {words.outcome(line.status)}"

    def _tip(self, line: ThreadLine, column: int) -> str:
        """What a row has no room for."""
        if isinstance(line, GoalLine):
            texts = (line.problem.text, line.goal.text if line.goal is not None else "")
            return "\n".join(text for text in texts if text)
        return line.objective.text if column == 0 else self._spoken(line, column)


def _uids(line: ThreadLine) -> tuple[Uid, ...]:
    if isinstance(line, ObjectiveLine):
        return (line.objective.node_uid,)
    own = (line.problem.node_uid,) if line.is_first else ()
    return (*own, line.goal.node_uid) if line.goal is not None else own

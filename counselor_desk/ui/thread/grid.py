"""The grid of the golden thread: arrows move in it, Enter opens, arrows at its edge go on."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from counselor_desk.records.ids import Uid
from counselor_desk.records.threads import GoalLine, ObjectiveLine, Thread
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.thread.delegate import (
    GOAL_HEIGHT,
    OBJECTIVE_HEIGHT,
    TEXT_AT,
    ThreadDelegate,
)
from counselor_desk.ui.thread.model import Mode, Part, ThreadModel, Window

CELLS_AT_MOST = {Mode.WEEKS: 5, Mode.NOTES: 8}
"""How many columns of cells are in sight where there is room."""

_CELLS_AT_LEAST = 3
"""How many are in sight in a narrow page, at the cost of the words."""

_HEAD_HEIGHT = 30
_TEXT_LEAST, _TEXT_TIGHT, _CELL, _MEASURED, _OUTCOME = 300, 180, 70, 104, 128
_ROOM_FOR_MEASURED = 700
_BOTTOM = 6
_OUTER_EDGES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ThreadGrid(QTableView):
    """As tall as its rows; the page around it scrolls.

    Signals:
        cell_opened: Enter or a click on a cell; carries its line and its `ThreadCell`.
        node_opened: Enter or a click on anything else; carries the uid of a row of the plan.
        paged: other columns came into sight.
        current_moved: another cell is current; carries where it is in the grid.
    """

    cell_opened = Signal(object, object)
    node_opened = Signal(str)
    paged = Signal()
    current_moved = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = ThreadModel(self)
        self._first = 0
        self.setModel(self.cells)
        self.setItemDelegate(ThreadDelegate(self.cells, self))
        self.setAccessibleName(self.tr("Golden thread"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalHeader(_Head(self.cells, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.selectionModel().currentChanged.connect(self._tell_place)
        themes.look().theme_changed.connect(self._fit)

    def show_thread(self, thread: Thread | None, mode: Mode) -> None:
        """Show another thread or mode, with the newest columns; of the same one what was shown."""
        shown = self.cells.thread_shown
        is_same = (
            shown is not None
            and thread is not None
            and (shown.uid, self.cells.mode) == (thread.uid, mode)
        )
        is_at_end = self._first + self.cells.window.count >= self.cells.size()
        self.cells.show_thread(thread, mode, Window(), has_measured=True)
        if not is_same or is_at_end:
            self._first = self.cells.size()
        self._fit()

    def page(self, step: int) -> bool:
        """Show earlier columns (-1) or later ones (1); whether there were any."""
        count, size = self.cells.window.count, self.cells.size()
        first = min(max(self._first + step * count, 0), max(size - count, 0))
        if first == self._first:
            return False
        place = self.currentIndex()
        self._first = first
        self._fit()
        if place.isValid():
            column = count if step < 0 else 1
            self.setCurrentIndex(self.cells.index(place.row(), column))
        return True

    def choose(self, node_uid: Uid) -> None:
        """Make the row of an objective, goal or problem the current one."""
        row = self.cells.row_of(node_uid)
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, 0))

    def can_page(self, step: int) -> bool:
        """Whether there are earlier (-1) or later (1) columns."""
        if step < 0:
            return self._first > 0
        return self._first + self.cells.window.count < self.cells.size()

    def sizeHint(self) -> QSize:
        """As tall as head and rows."""
        theme = themes.current()
        lines = self.cells.thread_shown.lines if self.cells.thread_shown is not None else ()
        rows = sum(theme.s(_height(line)) for line in lines)
        return QSize(theme.s(560), theme.s(_HEAD_HEIGHT) + rows + theme.s(_BOTTOM))

    def minimumSizeHint(self) -> QSize:
        """Every row; the width gives way."""
        return QSize(themes.current().s(360), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as have room."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; an arrow at the edge of the cells brings the next ones."""
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
            return
        edge = {-1: 1, 1: self.cells.window.count}
        step = _OUTER_EDGES.get(Qt.Key(key), 0)
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_at_edge = step != 0 and index.isValid() and index.column() == edge[step]
        is_objective = isinstance(self.cells.line(index.row()), ObjectiveLine)
        if is_plain and is_at_edge and is_objective and self.page(step):
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is below the mouse."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._open(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a cell to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        line = self.cells.line(index.row())
        if isinstance(line, GoalLine):
            node = line.goal or line.problem
            self.node_opened.emit(node.node_uid)
        elif line is not None and self.cells.part(index.column()) is Part.CELL:
            self.cell_opened.emit(line, self.cells.cell(line, index.column()))
        elif line is not None:
            self.node_opened.emit(line.objective.node_uid)

    def _fit(self, *_theme: Theme) -> None:
        """Lay the columns into the width, and rows below each other."""
        theme, thread = themes.current(), self.cells.thread_shown
        width = self.viewport().width() / theme.scale
        has_measured = width >= _ROOM_FOR_MEASURED
        fixed = _TEXT_LEAST + _OUTCOME + (_MEASURED if has_measured else 0)
        most = min(CELLS_AT_MOST[self.cells.mode], self.cells.size())
        few = min(int((width - _OUTCOME - _TEXT_TIGHT) // _CELL), _CELLS_AT_LEAST)
        count = min(max(int((width - fixed) // _CELL), few, 1), most)
        self._first = min(self._first, max(self.cells.size() - count, 0))
        kept = self.currentIndex()
        row, column = kept.row(), kept.column()
        self.cells.show_thread(
            thread,
            self.cells.mode,
            Window(first=self._first, count=count),
            has_measured=has_measured,
        )
        self._size_sections(theme)
        if row >= 0:
            last = self.cells.columnCount() - 1
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            rows = QItemSelectionModel.SelectionFlag.Rows
            index = self.cells.index(min(row, self.cells.rowCount() - 1), min(column, last))
            self.selectionModel().setCurrentIndex(index, flag | rows)
        self.updateGeometry()
        self.paged.emit()

    def _size_sections(self, theme: Theme) -> None:
        widths = {Part.CELL: _CELL, Part.MEASURED: _MEASURED, Part.OUTCOME: _OUTCOME}
        head, taken = self.horizontalHeader(), 0
        for column in range(1, self.cells.columnCount()):
            width = theme.s(widths[self.cells.part(column)])
            head.resizeSection(column, width)
            taken += width
        head.resizeSection(0, max(self.viewport().width() - taken, theme.s(TEXT_AT)))
        self.clearSpans()
        lines = self.cells.thread_shown.lines if self.cells.thread_shown is not None else ()
        for row, line in enumerate(lines):
            self.setRowHeight(row, theme.s(_height(line)))
            if isinstance(line, GoalLine):
                self.setSpan(row, 0, 1, self.cells.columnCount())

    def _tell_place(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self.hasFocus():
            self.current_moved.emit(self.visualRect(index))


class _Head(QHeaderView):
    """The titles, painted in the type of the design."""

    def __init__(self, cells: ThreadModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cells = cells
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, themes.current().s(_HEAD_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  # Qt's own name
        """A title over its column; the line below all of them."""
        theme = themes.current()
        part = self._cells.part(logicalIndex)
        title = self._cells.headerData(logicalIndex, Qt.Orientation.Horizontal)
        left = {Part.TEXT: 34, Part.CELL: 4}.get(part, 5)
        place = rect.adjusted(theme.s(left), 0, -1, -1)
        painter.save()
        painting.draw_text(painter, place, theme, str(title or ""), kind="caption", ink="text2")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        painter.restore()


def _height(line: object) -> int:
    return GOAL_HEIGHT if isinstance(line, GoalLine) else OBJECTIVE_HEIGHT

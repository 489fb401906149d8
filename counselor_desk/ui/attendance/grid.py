"""The grid of the week: arrows move, letters and numbers set, one stop in the tab order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import DAYS, AttendanceWeek, ClientWeek, DayCell
from counselor_desk.ui import page_keys, painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.attendance.delegate import LEFT, ROW_HEIGHT, WeekDelegate, box_in
from counselor_desk.ui.attendance.model import FIRST_DAY, Shows, WeekModel, shows
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.theme import Theme

_HEAD_HEIGHT = 33
_CLIENT, _DAY, _FREE_DAY, _TOTAL, _BAR = 164, 80, 62, 84, 96
_CLIENT_TIGHT, _DAY_TIGHT, _FREE_DAY_TIGHT = 150, 74, 56
_CLIENT_LEAST, _DAY_LEAST, _FREE_DAY_LEAST = 132, 64, 48
_ROOMY, _USUAL, _ROOM_FOR_BAR = 1040, 830, 960
_REST = 116
_BOTTOM = 2
_WORKING_DAYS = 5
_CODES = {
    Qt.Key.Key_P: AttendanceCode.PRESENT,
    Qt.Key.Key_L: AttendanceCode.LATE,
    Qt.Key.Key_A: AttendanceCode.NO_SHOW,
    Qt.Key.Key_E: AttendanceCode.EXCUSED,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE = Qt.KeyboardModifier.NoModifier


class WeekGrid(QTableView):
    """The lines of a week; the current cell is always a day.

    Signals:
        moved: another cell is current.
        coded: a letter was pressed; carries the `AttendanceCode`.
        typed: a number was confirmed with Enter; carries the text.
        typing: a number is being typed; carries the text, empty when it was given up.
        copy_requested: set the same for the client below.
        clear_requested: take back what is recorded.
        turned: the next session of the day shall be chosen.
        open_requested: open the session.
        menu_requested: everything the cell can be set to; carries where to, on the screen.
    """

    moved = Signal()
    coded = Signal(object)
    typed = Signal(str)
    typing = Signal(str)
    copy_requested = Signal()
    clear_requested = Signal()
    turned = Signal()
    open_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = WeekModel(self)
        self._delegate = WeekDelegate(self.cells, self)
        self._editor: LineEdit | None = None
        self.setModel(self.cells)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Attendance of the week"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setHorizontalHeader(_Head(self.cells, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.selectionModel().currentChanged.connect(self._keep_to_days)
        themes.look().theme_changed.connect(self._fit)

    def show_week(self, week: AttendanceWeek, lines: Sequence[ClientWeek]) -> None:
        """Show these lines; the cell one was at stays current where it still is."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        line = self.cells.line(row)
        self.cells.show_week(week, lines)
        self._fit()
        if line is None or not lines:
            return
        found = self.cells.row_of(line.client_id)
        self.go_to(found if found >= 0 else min(row, len(lines) - 1), column)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        if self.currentIndex().row() != row or self.currentIndex().column() != column:
            self.setCurrentIndex(self.cells.index(row, column))

    def current_line(self) -> ClientWeek | None:
        """The client of the current cell."""
        return self.cells.line(self.currentIndex().row())

    def current_cell(self) -> DayCell | None:
        """The day of the current cell."""
        return self.cells.cell(self.currentIndex().row(), self.currentIndex().column())

    def line_below(self) -> ClientWeek | None:
        """The client below the current one."""
        return self.cells.line(self.currentIndex().row() + 1)

    def day_place(self) -> int:
        """Which of the seven days is current, from 0."""
        return max(self.currentIndex().column() - FIRST_DAY, 0)

    def set_bad(self, *, is_bad: bool) -> None:
        """Ring the current cell as one whose last key could not be done, or stop to."""
        index = self.currentIndex()
        self._delegate.bad = (index.row(), index.column()) if is_bad else None
        if self._editor is not None and self._editor.isVisible():
            self._editor.set_bad(is_bad)
        self.viewport().update()

    def text(self) -> str:
        """What stands in the line over the cell; empty where there is none."""
        is_open = self._editor is not None and not self._editor.isHidden()
        return self._editor.text() if self._editor is not None and is_open else ""

    def close_editor(self) -> None:
        """What was typed was taken."""
        if self._editor is not None and self._editor.isVisible():
            self._editor.hide()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def height_of_lines(self) -> int:
        """How tall it is with every line in sight."""
        theme = themes.current()
        head, rows = theme.s(_HEAD_HEIGHT), theme.s(ROW_HEIGHT) * self.cells.rowCount()
        return head + rows + theme.s(_BOTTOM)

    def sizeHint(self) -> QSize:
        """As tall as head and lines."""
        return QSize(themes.current().s(560), self.height_of_lines())

    def minimumSizeHint(self) -> QSize:
        """The head and two lines."""
        theme = themes.current()
        return QSize(theme.s(360), theme.s(_HEAD_HEIGHT + 2 * ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last column has what the others leave."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds today, or the first day."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.go_to(0, self._first_column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, numbers and the keys of the cell; arrows stay in the days."""
        modifiers, key = page_keys.pressed(event)
        if modifiers & page_keys.ALT:
            # Those turn the week.
            event.ignore()
            return
        column = self.currentIndex().column()
        at_edge = {Qt.Key.Key_Left: FIRST_DAY, Qt.Key.Key_Right: FIRST_DAY + DAYS - 1}
        if not self.currentIndex().isValid() or self._take_letter(event, modifiers, key):
            return
        match modifiers, key:
            case _, _ if modifiers == page_keys.CONTROL and key == Qt.Key.Key_D:
                self.copy_requested.emit()
            case _, _ if modifiers == _NONE and key == Qt.Key.Key_Delete:
                self.clear_requested.emit()
            case _, _ if modifiers == _NONE and key == Qt.Key.Key_Space:
                self.turned.emit()
            case _, _ if modifiers == _NONE and key in _ENTER:
                self.open_requested.emit()
            case _, _ if modifiers == _NONE and key == Qt.Key.Key_Menu:
                self.menu_requested.emit(self._below_cell())
            case _, _ if modifiers == _NONE and at_edge.get(key) == column:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu for the mouse."""
        if self.current_cell() is not None:
            self.menu_requested.emit(event.globalPos())

    def _take_letter(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier, key: Qt.Key) -> bool:
        if modifiers & ~page_keys.SHIFT:
            return False
        if key in _CODES:
            self.coded.emit(_CODES[key])
            return True
        if event.text().isdigit() and event.text().isascii():
            self.type_number(event.text())
            return True
        # Qt would look for a row that begins with any other letter.
        return bool(event.text().strip()) and event.text().isprintable()

    def type_number(self, text: str) -> None:
        """Open the line one types a number in, over the cell."""
        if self._editor is None:
            self._editor = _CellEdit(self.viewport())
            self._editor.setAccessibleName(self.tr("Hours or minutes"))
            self._editor.textChanged.connect(self.typing)
            self._editor.returnPressed.connect(self._confirm)
            self._editor.given_up.connect(self._give_up)
        theme = themes.current()
        box = box_in(self.visualRect(self.currentIndex()), theme)
        self._editor.setText("")
        self._editor.set_bad(False)
        self._editor.setGeometry(box)
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.setText(text)

    def _confirm(self) -> None:
        if self._editor is not None:
            self.typed.emit(self._editor.text())

    def _give_up(self) -> None:
        self.close_editor()
        self.set_bad(is_bad=False)
        self.typing.emit("")

    def _below_cell(self) -> QPoint:
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        return self.viewport().mapToGlobal(corner)

    def _first_column(self) -> int:
        week = self.cells.week
        if week is not None and week.today in week.days:
            return FIRST_DAY + week.days.index(week.today)
        return FIRST_DAY

    def _keep_to_days(self, index: QModelIndex, before: QModelIndex) -> None:
        """A click beside the days chooses the client, and the day stays."""
        if index.isValid() and shows(index.column()) is not Shows.DAY:
            was_day = before.isValid() and shows(before.column()) is Shows.DAY
            column = before.column() if was_day else self._first_column()
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            rows = QItemSelectionModel.SelectionFlag.Rows
            aim = self.cells.index(index.row(), column)
            self.selectionModel().setCurrentIndex(aim, flags | rows)
            return
        self._delegate.bad = None
        if self._editor is not None:
            self._editor.hide()
        self.moved.emit()

    def _fit(self, *_theme: Theme) -> None:
        """Lay the columns into the width."""
        theme = themes.current()
        room = self.viewport().width() / theme.scale
        client, day, free = _widths(room)
        total = _TOTAL + (_BAR if room >= _ROOM_FOR_BAR else 0)
        head = self.horizontalHeader()
        widths = [client]
        days = self.cells.week.days if self.cells.week is not None else ()
        widths += [day if one.weekday() < _WORKING_DAYS else free for one in days] or [day] * DAYS
        widths.append(total)
        for column, width in enumerate(widths):
            head.resizeSection(column, theme.s(width))
        taken = sum(theme.s(width) for width in widths)
        head.resizeSection(len(widths), max(self.viewport().width() - taken, theme.s(_REST)))
        self.verticalHeader().setDefaultSectionSize(theme.s(ROW_HEIGHT))
        self.updateGeometry()


def _widths(room: float) -> tuple[int, int, int]:
    """Of the client, a working day and another day, in so much room at 100 %."""
    if room >= _ROOMY:
        return _CLIENT, _DAY, _FREE_DAY
    if room >= _USUAL:
        return _CLIENT_TIGHT, _DAY_TIGHT, _FREE_DAY_TIGHT
    return _CLIENT_LEAST, _DAY_LEAST, _FREE_DAY_LEAST


class _CellEdit(LineEdit):
    """The line over a cell; Esc gives up, and what is typed stays until then or until Enter.

    Signals:
        given_up: Esc was pressed.
    """

    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(is_small=True, max_length=12, parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter is the line's own and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
        if event.key() in _ENTER:
            event.accept()


class _Head(QHeaderView):
    """The titles, painted in the type of the design; today's day stands out."""

    def __init__(self, cells: WeekModel, parent: QWidget) -> None:
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
        theme, week = themes.current(), self._cells.week
        title = self._cells.headerData(logicalIndex, Qt.Orientation.Horizontal)
        place = rect.adjusted(theme.s(LEFT if logicalIndex == 0 else 4), 0, -1, -1)
        is_day = shows(logicalIndex) is Shows.DAY
        is_today = is_day and week is not None and week.days[logicalIndex - FIRST_DAY] == week.today
        kind, ink = ("chip", "text") if is_today else ("caption", "text2")
        painter.save()
        painting.draw_text(painter, place, theme, str(title or ""), kind=kind, ink=ink)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        painter.restore()

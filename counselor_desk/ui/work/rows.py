"""The tasks of one lane as a list: how a row is painted and what its keys and clicks ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.records.tasks import Task, TaskStatus
from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.delegates import (
    STRETCH,
    Cell,
    ChipWords,
    Geometry,
    Picture,
    RowDelegate,
    Words,
)
from counselor_desk.ui.models import Column, Index, RowsModel
from counselor_desk.ui.work import words

ROW_HEIGHT = tokens.TWO_LINE_ROW_HEIGHT
_TICK = 16.0
_TICK_ZONE = 42
_OWNER, _STATE, _WHEN = 92.0, 96.0, 124.0
_ROOM_FOR_OWNER, _ROOM_FOR_STATE = 640, 500
_CONTROL = Qt.KeyboardModifier.ControlModifier
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class TaskRows(RowsModel[Task]):
    """Tasks with words for screen readers, and the whole text as a tooltip."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        columns: tuple[Column[Task], ...] = (
            Column("", lambda task: task.text),
            Column("", lambda task: words.status(task.status)),
            Column("", words.owner),
            Column("", lambda task: words.when(task, today()).text),
            Column("", lambda task: words.next_step(task, today())),
        )
        super().__init__(columns, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own signature
        """As every list; what a row has no room for is its tooltip."""
        task = self.row(index)
        if role == Qt.ItemDataRole.ToolTipRole and task is not None:
            return task.text
        return super().data(index, role)


class TaskList(QListView):
    """The tasks of a lane, as tall as its rows; the page around it scrolls.

    Space ticks, Enter opens, Insert adds, Delete drops, Ctrl and an arrow moves to another lane.

    Signals:
        chosen: another task is current; carries its uid.
        opened, ticked, dropped: Enter or a double click, Space or a click on the circle, Delete;
            carry the uid of the task.
        add_requested: Insert.
        move_requested: carries the uid, and -1 or 1 for the lane before or after.
        left: an arrow went over the edge; -1 up or 1 down.
    """

    chosen = Signal(str)
    opened = Signal(str)
    ticked = Signal(str)
    dropped = Signal(str)
    add_requested = Signal()
    move_requested = Signal(str, int)
    left = Signal(int)

    def __init__(
        self, today: Callable[[], date], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._is_loading = False
        self._is_editable = True
        self.rows = TaskRows(today, self)
        narrow = _geometry(0)
        self._columns = len(narrow.widths)
        self._delegate = RowDelegate(narrow, self._cells, self, ends_card=False)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda _index: self._tell(self.opened))
        themes.look().theme_changed.connect(self._fit)

    def show_tasks(self, tasks: Sequence[Task], *, is_editable: bool) -> None:
        """Show other tasks; the current one is chosen by `choose`."""
        self._is_editable = is_editable
        if self.rows.rows == tuple(tasks) and self.isHidden() != bool(tasks):
            return
        self._is_loading = True
        self.rows.set_rows(tasks)
        self._is_loading = False
        self.setVisible(bool(tasks))
        self._fit()

    def choose(self, uid: Uid | None) -> bool:
        """Make a task current without telling; none when it is not here. Whether it is here."""
        index = self.rows.find(lambda task: task.uid == uid)
        self._is_loading = True
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
        else:
            self.clearSelection()
            flag = QItemSelectionModel.SelectionFlag.Clear
            self.selectionModel().setCurrentIndex(QModelIndex(), flag)
        self._is_loading = False
        return bool(index.isValid())

    def enter(self, step: int) -> None:
        """Take the focus on the first row, or on the last one when coming from below."""
        last = len(self.rows.rows) - 1
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.setCurrentIndex(self.rows.index(0 if step > 0 else last, 0))

    def sizeHint(self) -> QSize:
        """As tall as the rows."""
        theme = themes.current()
        return QSize(theme.s(320), len(self.rows.rows) * theme.row(ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Every row; the width gives way."""
        return QSize(themes.current().s(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page who does it, then the state, make room for the words."""
        super().resizeEvent(event)
        geometry = _geometry(self.width() / themes.current().scale)
        self._columns = len(geometry.widths)
        self._delegate.set_geometry(geometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list of tasks."""
        key = Qt.Key(event.key())
        if event.modifiers() & _CONTROL and key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._is_at_edge(_STEPS[key]):
            self.left.emit(_STEPS[key])
        elif not self._act(key):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the circle ticks; any other chooses."""
        super().mousePressEvent(event)
        is_on_row = self.indexAt(event.position().toPoint()).isValid()
        is_on_tick = event.position().x() < themes.current().s(_TICK_ZONE)
        if is_on_row and is_on_tick and event.button() == Qt.MouseButton.LeftButton:
            self._tell(self.ticked, changes=True)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which task is current now."""
        super().currentChanged(current, previous)
        task = self.rows.row(current)
        if task is not None and not self._is_loading:
            self.chosen.emit(task.uid)

    def _act(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._tell(self.opened)
            case Qt.Key.Key_Space:
                self._tell(self.ticked, changes=True)
            case Qt.Key.Key_Delete:
                self._tell(self.dropped, changes=True)
            case Qt.Key.Key_Insert:
                if self._is_editable:
                    self.add_requested.emit()
            case _:
                return False
        return True

    def _tell(self, signal: Any, *, changes: bool = False) -> None:  # noqa: ANN401  # a bound signal has no type of its own
        task = self.rows.row(self.currentIndex())
        if task is not None and (self._is_editable or not changes):
            signal.emit(task.uid)

    def _move(self, step: int) -> None:
        task = self.rows.row(self.currentIndex())
        if task is not None and self._is_editable:
            self.move_requested.emit(task.uid, step)

    def _is_at_edge(self, step: int) -> bool:
        place = self.currentIndex().row() + step
        return not 0 <= place < len(self.rows.rows)

    def _cells(self, task: Task) -> tuple[Cell, ...]:
        today = self._today()
        icon, ink = words.tick(task)
        when = words.when(task, today)
        cells: tuple[Cell, ...] = (
            Picture(icon=icon, ink=ink),
            Words(
                text=task.text,
                caption=words.next_step(task, today),
                ink="text" if task.is_open else "text2",
            ),
            Words(text=words.owner(task), kind="caption", ink="text2"),
            _state(task),
            ChipWords(text=when.text, tone=when.tone, icon=when.icon, is_right=True)
            if when.text
            else None,
        )
        return (*cells[:2], *cells[2 - self._columns :])

    def _fit(self, *_theme: object) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()


def _state(task: Task) -> Cell:
    """Only waiting is worth a chip: open is usual, and the end stands in the last column."""
    if task.status is not TaskStatus.WAITING:
        return None
    return ChipWords(text=words.status(task.status), tone="draft", icon="hourglass", is_right=True)


def _geometry(width: float) -> Geometry:
    widths: tuple[float, ...] = (_TICK, STRETCH, _OWNER, _STATE, _WHEN)
    if width < _ROOM_FOR_STATE:
        widths = (_TICK, STRETCH, _WHEN)
    elif width < _ROOM_FOR_OWNER:
        widths = (_TICK, STRETCH, _STATE, _WHEN)
    return Geometry(widths=widths, height=ROW_HEIGHT, left=16, right=14, gap=10)

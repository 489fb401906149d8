"""Rows of facts in a card: painted columns below their titles, with actions at the right end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QToolTip, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.ui import models, painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import Cell, Geometry, RowDelegate, Words
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.layouts import hold

Row = TypeVar("Row")

ROW_HEIGHT = 44
HEAD_HEIGHT = 28
_LEFT, _RIGHT, _GAP = 16.0, 20.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column of a table.

    Attributes:
        key: its name inside the table.
        width: in pixels at 100 %, or `STRETCH` for the one that takes what is left.
        cell: what is painted; gets the row and the keys of the columns that have room.
        room: how wide the table must be for it, in pixels at 100 %.
        action: what a click on it asks for, if anything.
    """

    key: str
    width: float
    cell: Callable[[Row, frozenset[str]], Cell]
    title: str = ""
    room: float = 0
    action: str = ""


class FactTable(QWidget, Generic[Row]):
    """Titles and rows, as tall as they are; the page around scrolls.

    Signals:
        acted: an action is wanted; carries its name and the row. A click on an action cell gives
            that of its column, Enter and a double click "open", Delete "end".
        add_requested: Insert.
        left: an arrow went over the edge; -1 up or 1 down.
    """

    acted = Signal(str, object)
    add_requested = Signal()
    left = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        name: str,
        spoken: Callable[[Row], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._shown = self._columns
        self._is_editable = True
        self.rows: models.RowsModel[Row] = models.RowsModel((models.Column(name, spoken),), self)
        self._delegate = RowDelegate(_geometry(self._shown), self._cells, self)
        self.list = _Rows(name)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._delegate)
        self.list.find_action = self._action_at
        self._head = _Head()
        self.setLayout(ColumnLayout(self._head, self.list, spacing=0))
        self.list.key_acted.connect(self._act)
        self.list.add_requested.connect(self._ask_to_add)
        self.list.left.connect(self.left)
        themes.look().theme_changed.connect(self._fit)

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other facts of the rows."""
        self._columns = tuple(columns)
        self._lay()

    def show_rows(self, rows: Sequence[Row], *, is_editable: bool) -> None:
        """Show other rows; the current one stays if it is among them. None are no table."""
        current = self.rows.row(self.list.currentIndex())
        self._is_editable = is_editable
        self.list.is_editable = is_editable
        self.rows.set_rows(rows)
        self.choose(getattr(current, "uid", None))
        self.setVisible(bool(rows))
        self._fit()

    def choose(self, uid: Uid | None) -> bool:
        """Make the row with a uid current, else the first. Whether it was found."""
        index = self.rows.find(lambda row: getattr(row, "uid", None) == uid)
        is_found = bool(index.isValid())
        self.list.choose(index if is_found else self.rows.index(0, 0))
        return is_found

    def enter(self, step: int = 1) -> None:
        """Take the focus on the first row, or on the last one when coming from below."""
        last = self.rows.rowCount() - 1
        self.list.choose(self.rows.index(0 if step > 0 else last, 0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def titles(self) -> tuple[str, ...]:
        """The titles that are shown."""
        return tuple(column.title for column in self._shown if column.title)

    def action_rect(self, row: int, action: str) -> QRect:
        """Where an action of a row is, in the viewport of the list; empty if it is not there."""
        for column, place in zip(self._shown, self._places(row), strict=True):
            if column.action == action:
                return place
        return QRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page the least needed columns make room for the words."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        room = self.width() / themes.current().scale
        self._shown = tuple(column for column in self._columns if column.room <= room)
        geometry = _geometry(self._shown)
        self._delegate.set_geometry(geometry)
        self._head.lay(tuple(column.title for column in self._shown), geometry)
        self.list.viewport().update()

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        keys = frozenset(column.key for column in self._shown)
        return tuple(
            None if column.action and not self._is_editable else column.cell(row, keys)
            for column in self._shown
        )

    def _places(self, row: int) -> list[QRect]:
        rect = self.list.visualRect(self.rows.index(row, 0))
        return _geometry(self._shown).places(rect, themes.current())

    def _action_at(self, row: int, x: int) -> str:
        if not self._is_editable:
            return ""
        for column, place in zip(self._shown, self._places(row), strict=True):
            if column.action and place.left() <= x <= place.right():
                return column.action
        return ""

    def _act(self, action: str, row: int) -> None:
        if action == "open" or self._is_editable:
            self.acted.emit(action, self.rows.rows[row])

    def _ask_to_add(self) -> None:
        if self._is_editable:
            self.add_requested.emit()

    def _fit(self, *_theme: object) -> None:
        self.list.setFixedHeight(self.rows.rowCount() * themes.current().s(ROW_HEIGHT))
        self._lay()
        self.updateGeometry()


class _Rows(QListView):
    """The rows themselves.

    Signals:
        key_acted: an action and the row it is wanted for.
        add_requested: Insert.
        left: an arrow went over the edge.
    """

    key_acted = Signal(str, int)
    add_requested = Signal()
    left = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.is_editable = True
        self.find_action: Callable[[int, int], str] = lambda _row, _x: ""
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda index: self.key_acted.emit("open", index.row()))

    def choose(self, index: QModelIndex) -> None:
        """Make a row current; it looks chosen only while the keyboard is here."""
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        flag = select if self.hasFocus() else QItemSelectionModel.SelectionFlag.Clear
        self.selectionModel().setCurrentIndex(index, flag)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row the keys are for."""
        super().focusInEvent(event)
        self.choose(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No row stands out in a table that has no keys."""
        super().focusOutEvent(event)
        self.clearSelection()

    def minimumSizeHint(self) -> QSize:
        """Every row; the width gives way."""
        return QSize(themes.current().s(240), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete ends, Insert adds; arrows go on over the edge."""
        row = self.currentIndex().row()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row >= 0:
                self.key_acted.emit("open", row)
            case Qt.Key.Key_Delete if row >= 0:
                self.key_acted.emit("end", row)
            case Qt.Key.Key_Insert:
                self.add_requested.emit()
            case Qt.Key.Key_Up if row <= 0:
                self.left.emit(-1)
            case Qt.Key.Key_Down if row >= self.model().rowCount() - 1:
                self.left.emit(1)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an action asks for it."""
        super().mouseReleaseEvent(event)
        action = self._action_at(event)
        if action and event.button() == Qt.MouseButton.LeftButton:
            self.key_acted.emit(action, self.indexAt(event.position().toPoint()).row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says what can be pressed."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape if self._action_at(event) else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """All of a row that may be cut, as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            words = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), words, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def _action_at(self, event: QMouseEvent) -> str:
        place = event.position().toPoint()
        index = self.indexAt(place)
        return self.find_action(index.row(), place.x()) if index.isValid() else ""


class _Head(QWidget):
    """The titles of the columns and the line below them."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ()
        self._geometry = Geometry(widths=())
        hold(self, height=HEAD_HEIGHT)

    def lay(self, titles: tuple[str, ...], geometry: Geometry) -> None:
        """Stand above the columns of the rows."""
        self._titles, self._geometry = titles, geometry
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Small words in a calm color."""
        painter, theme = QPainter(self), themes.current()
        places = self._geometry.places(self.rect(), theme)
        for title, place in zip(self._titles, places, strict=True):
            painting.draw_text(painter, place, theme, title, kind="caption", ink="text2")
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, theme.color("border"))


def action_words(text: str, *, is_main: bool = False) -> Cell:
    """An action at the right end of its column; the main one in the color of links."""
    kind, ink = ("chip", "link") if is_main else ("small_button", "text2")
    return Words(text=text, kind=kind, ink=ink, is_right=True)


def _geometry(columns: Sequence[Column[Any]]) -> Geometry:
    return Geometry(
        widths=tuple(column.width for column in columns),
        height=ROW_HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        gap=_GAP,
    )

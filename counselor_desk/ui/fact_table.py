"""A table of facts in a card: painted columns below their titles, rows with keys and actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

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
from PySide6.QtWidgets import QListView, QSizePolicy, QToolTip, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.ui import models, painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Line
from counselor_desk.ui.delegates import Cell, Geometry, RowDelegate, Words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.layouts import Row as RowLayout
from counselor_desk.ui.painted_lists import lay_bare


class Identified(Protocol):
    """A row that is found again after it was changed."""

    @property
    def uid(self) -> Uid:
        """What stays the same of it."""


Row = TypeVar("Row", bound=Identified)

OPEN, END = "open", "end"
"""The actions that have keys: Enter and Delete."""

_ROW_HEIGHT = tokens.TWO_LINE_ROW_HEIGHT
_HEAD_HEIGHT = 28
_LEAST_WIDTH = 200
_LEFT, _RIGHT, _GAP = 16.0, 16.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column of a table.

    Attributes:
        key: its name inside the table.
        width: in pixels at 100 %, or `STRETCH` for the one that takes what is left.
        cell: what is painted; gets the row and the keys of the columns that have room.
        spoken: how the row's part of it is said, where the table is not told for the whole row.
        room: how wide the table must be for it, in pixels at 100 %.
        action: what a click on it asks for, if anything.
    """

    key: str
    width: float
    cell: Callable[[Row, frozenset[str]], Cell]
    spoken: Callable[[Row], str] = lambda _row: ""
    title: str = ""
    room: float = 0
    action: str = ""


class FactTable(QWidget, Generic[Row]):
    """Titles and rows, as tall as they are; the page around scrolls. No rows are no table.

    One row is current; it looks chosen while the keyboard is here, or as long as `hold_choice`.

    Signals:
        acted: an action is wanted; carries its name and the row. A click on an action cell gives
            that of its column, Enter gives `OPEN` and so does a double click, Delete `END`.
        add_requested: Insert.
        chosen: another row is current.
        left: an arrow went over the edge; -1 up or 1 down.
    """

    acted = Signal(str, object)
    add_requested = Signal()
    chosen = Signal()
    left = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        name: str,
        spoken: Callable[[Row], str] | None = None,
        opens_on_click: bool = False,
        ends_card: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make a table.

        Args:
            columns: what stands in a row.
            name: what a screen reader calls the table.
            spoken: how it says a row; None joins what the columns say.
            opens_on_click: whether a click anywhere in a row opens it.
            ends_card: whether the last row has the round corners of its card.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._columns = tuple(columns)
        self._shown = self._columns
        self._is_editable = True
        self._opens_on_click = opens_on_click
        said = models.Column(name, spoken or self._join_spoken)
        self.rows: models.RowsModel[Row] = models.RowsModel((said,), self)
        geometry = _geometry(self._shown)
        self._delegate = RowDelegate(geometry, self._cells, self, ends_card=ends_card)
        self.list = _Rows(name)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._delegate)
        self.list.find_action = self._action_at
        self._head = _Head()
        self.setLayout(ColumnLayout(self._head, self.list, spacing=0))
        self.setFocusProxy(self.list)
        self.list.action_wanted.connect(self._act)
        self.list.add_requested.connect(self._ask_to_add)
        self.list.left.connect(self.left)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        themes.look().theme_changed.connect(self._fit)
        self._fit()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other facts of the rows."""
        self._columns = tuple(columns)
        self._lay()

    def show_rows(self, rows: Sequence[Row], *, is_editable: bool = True) -> None:
        """Show other rows; the current one stays if it is among them, else the first is.

        Without `is_editable` rows can be opened, and nothing else can be done with them.
        """
        current = self.current()
        self._is_editable = is_editable
        if self.rows.rows != tuple(rows):
            self.rows.set_rows(rows)
            self.choose(current.uid if current is not None else None)
        # Measured first: a table that appears is laid out at once, in the size it has then.
        self._fit()
        self.setVisible(bool(rows))

    def choose(self, uid: Uid | None) -> None:
        """Make the row with a uid current, else the first."""
        index = self.rows.find(lambda row: row.uid == uid)
        self.list.choose(index if index.isValid() else self.rows.index(0, 0))

    def hold_choice(self, *, is_held: bool) -> None:
        """Let the current row look chosen without the keyboard too, as the one that is open."""
        self.list.keeps_choice = is_held
        self.list.choose(self.list.currentIndex())

    def current(self) -> Row | None:
        """The current row."""
        return self.rows.row(self.list.currentIndex())

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

    def _fit(self, *_theme: object) -> None:
        self.list.setFixedHeight(self.rows.rowCount() * themes.current().row(_ROW_HEIGHT))
        self._lay()
        # Told at once: what only the layout inside knows reaches the page a moment later.
        self.setFixedHeight(self._head.minimumHeight() + self.list.minimumHeight())

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

    def _join_spoken(self, row: Row) -> str:
        return ", ".join(filter(None, (column.spoken(row) for column in self._columns)))

    def _places(self, row: int) -> list[QRect]:
        rect = self.list.visualRect(self.rows.index(row, 0))
        return _geometry(self._shown).places(rect, themes.current())

    def _action_at(self, row: int, x: int) -> str:
        if self._opens_on_click:
            return OPEN
        if not self._is_editable:
            return ""
        for column, place in zip(self._shown, self._places(row), strict=True):
            if column.action and place.left() <= x <= place.right():
                return column.action
        return ""

    def _act(self, action: str, row: int) -> None:
        if action == OPEN or self._is_editable:
            self.acted.emit(action, self.rows.rows[row])

    def _ask_to_add(self) -> None:
        if self._is_editable:
            self.add_requested.emit()


class EmptyLine(QWidget):
    """What stands in place of rows: the words, and a link that notes what the client says.

    Signals:
        asked: the link was pressed.
    """

    asked = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        first: str = "",
        again: str = "",
        is_below_line: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`first` and `again` are the words of the link before and after there was an answer."""
        super().__init__(parent)
        self._first, self._again = first, again
        self.text_label = Label(text, "muted", wraps=True)
        self.ask_button = Button(first, kind="link", is_small=True)
        self.ask_button.hide()
        top = 12 if is_below_line else 0
        words = RowLayout((self.text_label, 1), self.ask_button, margins=(16, top, 20, 14))
        self.setLayout(ColumnLayout(Line() if is_below_line else None, words, spacing=0))
        self.ask_button.clicked.connect(self.asked)

    def say(self, text: str, *, was_asked: bool = False, can_ask: bool = False) -> None:
        """Say what is known, with the link where it can be asked."""
        self.text_label.setText(text)
        self.ask_button.set_text(self._again if was_asked else self._first)
        self.ask_button.setVisible(can_ask)


class _Rows(QListView):
    """The rows themselves.

    Signals:
        action_wanted: an action and the row it is wanted for.
        add_requested: Insert.
        left: an arrow went over the edge.
    """

    action_wanted = Signal(str, int)
    add_requested = Signal()
    left = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.keeps_choice = False
        self.find_action: Callable[[int, int], str] = lambda _row, _x: ""
        lay_bare(self, name)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def choose(self, index: QModelIndex) -> None:
        """Make a row current; it looks chosen only while the keyboard is here, unless held."""
        is_marked = self.hasFocus() or self.keeps_choice
        flags = QItemSelectionModel.SelectionFlag
        flag = flags.ClearAndSelect if is_marked else flags.Clear
        self.selectionModel().setCurrentIndex(index, flag)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row the keys are for."""
        super().focusInEvent(event)
        self.choose(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No row stands out in a table that has no keys."""
        super().focusOutEvent(event)
        if not self.keeps_choice:
            self.clearSelection()

    def minimumSizeHint(self) -> QSize:
        """Every row; the width gives way."""
        return QSize(themes.current().s(_LEAST_WIDTH), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete ends, Insert adds; arrows go on over the edge."""
        row = self.currentIndex().row()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row >= 0:
                self.action_wanted.emit(OPEN, row)
            case Qt.Key.Key_Delete if row >= 0:
                self.action_wanted.emit(END, row)
            case Qt.Key.Key_Insert:
                self.add_requested.emit()
            case Qt.Key.Key_Up if row <= 0:
                self._leave(event, -1)
            case Qt.Key.Key_Down if row >= self.model().rowCount() - 1:
                self._leave(event, 1)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an action asks for it."""
        super().mouseReleaseEvent(event)
        action = self._action_at(event)
        if action and event.button() == Qt.MouseButton.LeftButton:
            self.action_wanted.emit(action, self.indexAt(event.position().toPoint()).row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens, where a click does nothing else."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and index.isValid() and not self._action_at(event):
            self.action_wanted.emit(OPEN, index.row())

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

    def _leave(self, event: QKeyEvent, step: int) -> None:
        self.left.emit(step)
        if self.hasFocus():
            # Nobody took the focus over: the page around scrolls.
            event.ignore()

    def _action_at(self, event: QMouseEvent) -> str:
        place = event.position().toPoint()
        index = self.indexAt(place)
        return self.find_action(index.row(), place.x()) if index.isValid() else ""


class _Head(QWidget):
    """The titles of the columns and the line below them; the line alone where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ()
        self._geometry = Geometry(widths=())

    def lay(self, titles: tuple[str, ...], geometry: Geometry) -> None:
        """Stand above the columns of the rows."""
        self._titles, self._geometry = titles, geometry
        self.setFixedHeight(themes.current().s(_HEAD_HEIGHT) if any(titles) else 1)
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
        height=_ROW_HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        gap=_GAP,
    )

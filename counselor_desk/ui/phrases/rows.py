"""The list of phrases or templates: rows in groups, with the group's name above its first row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import draw_row_ground
from counselor_desk.ui.models import ROW_ROLE, Column, Index, RowsModel

ROW_HEIGHT = 49
GROUP_HEIGHT = 32
_LEFT = 14
_COUNT_WIDTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A line of the list: a phrase, a template or a starter in two lines, or a group's name.

    `key` finds it again; `at_right` is a use count or a state.
    """

    title: str
    text: str = ""
    at_right: str = ""
    key: object = None
    value: object = None

    @property
    def is_group(self) -> bool:
        """Whether it is only a name above others."""
        return self.value is None


def grouped(rows: Sequence[tuple[str, ListRow]]) -> list[ListRow]:
    """The rows with the name of their group above the first of each."""
    made: list[ListRow] = []
    last = None
    for group, row in rows:
        if group != last:
            made.append(ListRow(title=group))
            last = group
        made.append(row)
    return made


class _Rows(RowsModel[ListRow]):
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names of groups cannot be chosen."""
        row = self.row(index)
        if row is None or row.is_group:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class GroupedList(QListView):
    """Arrows move from row to row, past the names of groups.

    Signals:
        chosen: another row is current; carries its value.
        removed: Delete; switched: Space. They carry the value of the row.
    """

    chosen = Signal(object)
    removed = Signal(object)
    switched = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_loading = False
        self.rows = _Rows(
            (
                Column("", lambda row: row.title),
                Column("", lambda row: row.text),
                Column("", lambda row: row.at_right),
            ),
            self,
        )
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[ListRow], key: object) -> object:
        """Show other rows and choose the one with this key, else the first; gives its value."""
        self._is_loading = True
        self.rows.set_rows(rows)
        index = self.rows.find(lambda row: not row.is_group and row.key == key)
        if not index.isValid():
            index = self.rows.find(lambda row: not row.is_group)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self._is_loading = False
        return self.value()

    def value(self) -> object:
        """What the current row stands for."""
        row = self.rows.row(self.currentIndex())
        return None if row is None else row.value

    def choose(self, key: object) -> None:
        """Make the row with this key current without telling, where there is one."""
        index = self.rows.find(lambda row: not row.is_group and row.key == key)
        self._is_loading = True
        self.setCurrentIndex(index)
        self._is_loading = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current now."""
        super().currentChanged(current, previous)
        row = self.rows.row(current)
        if not self._is_loading and row is not None and not row.is_group:
            self.chosen.emit(row.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes and Space switches; the rest is the list's."""
        value = self.value()
        if event.key() == Qt.Key.Key_Delete and value is not None:
            self.removed.emit(value)
        elif event.key() == Qt.Key.Key_Space and value is not None:
            self.switched.emit(value)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A group's name is lower than a row."""
        row: ListRow = index.data(ROW_ROLE)
        return QSize(0, themes.current().row(GROUP_HEIGHT if row.is_group else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The name of a group, or shortcut, count and text."""
        theme, row = themes.current(), index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        if row.is_group:
            line = rect.adjusted(theme.s(_LEFT), theme.s(4), -theme.s(_LEFT), 0)
            painting.draw_text(painter, line, theme, row.title, kind="chip", ink="text2")
        else:
            _draw_row(painter, option, theme, row, is_first=index.row() == 0)
        painter.restore()


def _draw_row(
    painter: QPainter,
    option: Any,  # noqa: ANN401  # Qt's stubs lack its fields
    theme: themes.Theme,
    row: ListRow,
    *,
    is_first: bool,
) -> None:
    rect: QRect = option.rect
    draw_row_ground(painter, rect, theme, option, is_first, is_last=False)
    inner = rect.adjusted(theme.s(_LEFT), theme.s(6), -theme.s(_LEFT), -theme.s(6))
    half = inner.height() // 2
    upper = QRect(inner.left(), inner.top(), inner.width(), half)
    lower = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
    count = QRect(upper.right() - theme.s(_COUNT_WIDTH), upper.top(), theme.s(_COUNT_WIDTH), half)
    title = upper.adjusted(0, 0, -theme.s(_COUNT_WIDTH), 0)
    painting.draw_text(painter, title, theme, row.title, kind="strong")
    painting.draw_text(
        painter, count, theme, row.at_right, kind="caption", ink="text3",
        align=Qt.AlignmentFlag.AlignRight, is_tabular=True,
    )  # fmt: skip
    painting.draw_text(painter, lower, theme, row.text, ink="text2")

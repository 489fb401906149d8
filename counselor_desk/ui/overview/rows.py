"""The rows of a card: painted, never scrolled, opened by Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from counselor_desk.records.today import OwedSession
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import Cell, Geometry, draw_cell, draw_row_ground
from counselor_desk.ui.models import ROW_ROLE, Column, Index, RowsModel
from counselor_desk.ui.navigation import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A bar alone in its row, filled by `share`, 0-1."""

    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a card.

    Attributes:
        text: all it says, for screen readers and for what had to be cut.
        cells: its cells from the left.
        narrow: those of them that are shown where there is little room; all when empty.
        place: what it opens.
        session: one without a note; opening the row begins it.
    """

    text: str
    cells: tuple[Cell | Track, ...]
    narrow: tuple[Cell | Track, ...] = ()
    place: Place | None = None
    session: OwedSession | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the rows of a card lie; `narrow` is worn below `narrow_below` pixels at 100 %."""

    wide: Geometry
    narrow: Geometry | None = None
    narrow_below: float = 0
    has_lines: bool = False


class CardRows(QListView):
    """The rows of one card: one stop for Tab, arrows move, Enter opens.

    Signals:
        entry_chosen: open this; carries the `Entry`.
        left: an arrow went past the first or the last row; carries -1 or 1.
    """

    entry_chosen = Signal(object)
    left = Signal(int)

    def __init__(self, name: str, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        columns: tuple[Column[Entry], ...] = (Column("", lambda entry: entry.text),)
        self.entries = RowsModel(columns, self)
        self._delegate = _EntryDelegate(shape, self)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.look().theme_changed.connect(self._fit)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other rows; the place in them stays as far as it can."""
        at = self.currentIndex().row()
        self.entries.set_rows(entries)
        if entries and at >= 0:
            self.setCurrentIndex(self.entries.index(min(at, len(entries) - 1), 0))
        self.setVisible(bool(entries))
        self._fit()

    def enter(self, *, is_from_above: bool) -> None:
        """Take the focus on the first row, or on the last."""
        row = 0 if is_from_above else self.entries.rowCount() - 1
        self.setCurrentIndex(self.entries.index(row, 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(themes.current().s(160), self._height())

    def minimumSizeHint(self) -> QSize:
        """Rows give way in width, never in height."""
        return QSize(themes.current().s(80), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave cells out where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows past an end go on to the next card."""
        row, last = self.currentIndex().row(), self.entries.rowCount() - 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Down and row == last:
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up and row == 0:
            self.left.emit(-1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens its row."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a row to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(0, 0))

    def viewportEvent(self, event: QEvent) -> bool:
        """Offer all that a row says where it had to be cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self.entries.row(self.indexAt(event.pos()))
            QToolTip.showText(event.globalPos(), entry.text if entry else "", self)
            return True
        return super().viewportEvent(event)

    def _open(self, index: QModelIndex) -> None:
        entry = self.entries.row(index)
        if entry is not None and entry.place is not None:
            self.entry_chosen.emit(entry)

    def _fit(self, *_theme: object) -> None:
        room = self.width() / themes.current().scale
        self._delegate.is_narrow = self._shape.narrow is not None and (
            room < self._shape.narrow_below
        )
        if self.height() != self._height():
            self.setFixedHeight(self._height())
            self.doItemsLayout()
        self.viewport().update()

    def _height(self) -> int:
        return self.entries.rowCount() * themes.current().s(self._shape.wide.height)


class _EntryDelegate(QStyledItemDelegate):
    """Paints the cells of an entry, all of them or the few for a narrow card."""

    def __init__(self, shape: Shape, parent: QWidget) -> None:
        super().__init__(parent)
        self._shape = shape
        self.is_narrow = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().s(self._shape.wide.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and cells."""
        theme = themes.current()
        entry: Entry = index.data(ROW_ROLE)
        geometry, cells = self._shape.wide, entry.cells
        if self.is_narrow and self._shape.narrow is not None:
            geometry, cells = self._shape.narrow, entry.narrow or entry.cells
        painter.save()
        has_line = self._shape.has_lines and index.row() > 0
        draw_row_ground(painter, option.rect, theme, option, not has_line, is_last=False)
        for cell, place in zip(cells, geometry.places(option.rect, theme), strict=True):
            if isinstance(cell, Track):
                painting.draw_bar(painter, place, theme, cell.share)
            else:
                draw_cell(painter, place, theme, cell)
        painter.restore()

"""The rows of what is owed: arrows move, Enter or the button acts, Space opens the chart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from counselor_desk.records.today import Due
from counselor_desk.ui import theme as themes
from counselor_desk.ui.today.model import ROW_HEIGHT, OwedDelegate, OwedList, is_same


class OwedRows(QListView):
    """A list whose rows have one button each, painted with the row.

    Signals:
        step_chosen: do what the row's button says; carries the item.
        client_chosen: open the chart of the row's client; carries the item.
        put_off_requested: do not show the row before tomorrow; carries the item.
    """

    step_chosen = Signal(object)
    client_chosen = Signal(object)
    put_off_requested = Signal(object)

    def __init__(
        self, model: OwedList, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._owed = model
        self._pressed: QPersistentModelIndex | None = None
        self._delegate = OwedDelegate(today, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("owed_list")
        self.setAccessibleName(self.tr("What you owe"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def chosen(self) -> Due | None:
        """The item of the current row."""
        return self._owed.row(self.currentIndex())

    def choose(self, wanted: Due | None) -> None:
        """Make the row of an item the current one, else the first."""
        index = QModelIndex()
        if wanted is not None:
            index = self._owed.find(lambda item: is_same(item, wanted))
        if not index.isValid():
            index = self._owed.index(0, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def choose_row(self, row: int) -> None:
        """Make a row the current one, the last where there are fewer."""
        if self._owed.rowCount():
            index = self._owed.index(min(max(row, 0), self._owed.rowCount() - 1), 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def content_height(self) -> int:
        """The height at which nothing has to scroll, in pixels of the screen."""
        return self._owed.rowCount() * themes.current().row(ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts, Space opens the chart, S puts off; figures are the page's."""
        item, key = self.chosen(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.step_chosen.emit(item)
        elif key == Qt.Key.Key_Space and item is not None:
            self.client_chosen.emit(item)
        elif key == Qt.Key.Key_S and not event.modifiers() and item is not None:
            self.put_off_requested.emit(item)
        elif event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a button waits for its release."""
        super().mousePressEvent(event)
        index = self._button_at(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = QPersistentModelIndex(index) if is_left and index.isValid() else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Released on the button that was pressed: act."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        index = self._button_at(event.position().toPoint())
        item = self._owed.row(index)
        if pressed is not None and pressed == index and item is not None:
            self.step_chosen.emit(item)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a row opens the chart; twice on a button is a second press of it."""
        place = event.position().toPoint()
        if self._button_at(place).isValid():
            self.mousePressEvent(event)
            return
        super().mouseDoubleClickEvent(event)
        item = self._owed.row(self.indexAt(place))
        if event.button() == Qt.MouseButton.LeftButton and item is not None:
            self.client_chosen.emit(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the button below the mouse."""
        super().mouseMoveEvent(event)
        self._point(self._button_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No button is below the mouse any more."""
        super().leaveEvent(event)
        self._point(QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a row to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._owed.rowCount():
            self.choose(None)

    def _button_at(self, place: QPoint) -> QModelIndex:
        """The row whose button is at a place of the viewport, an invalid index elsewhere."""
        index = self.indexAt(place)
        item = self._owed.row(index)
        if item is not None and self.button_place(index).contains(place):
            return index
        return QModelIndex()

    def button_place(self, index: QModelIndex) -> QRect:
        """Where the button of a row is, in the viewport."""
        item = self._owed.row(index)
        return (
            QRect() if item is None else self._delegate.button_place(self.visualRect(index), item)
        )

    def _point(self, index: QModelIndex) -> None:
        pointed = index if index.isValid() else None
        if pointed != self._delegate.pointed:
            self._delegate.pointed = pointed
            self.viewport().update()

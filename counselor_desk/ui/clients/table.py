"""The list on the client page: painted rows below column titles that sort."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QWidget,
)

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.ids import ClientId
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.clients.model import ClientList, Column
from counselor_desk.ui.delegates import Geometry, RowDelegate
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.theme import Theme

ROW_HEIGHT = 48
HEAD_HEIGHT = 34
_LEFT, _RIGHT, _GAP = 16.0, 12.0, 16.0
_WIDTHS = {
    Column.CLIENT: 252.0,
    Column.WEEK: 86.0,
    Column.HOURS: 104.0,
    Column.LAST_NOTE: 96.0,
    Column.DUE: 188.0,
    Column.FLAG: 136.0,
    Column.OPEN: 16.0,
}
_NARROW_NAME = 184.0
_LEAST_FLAG, _WHOLE_FLAG = 222.0, 226.0
"""A flag is read whole before a name has room to spare, and almost whole before any column."""
_GIVEN_WAY = _NARROW_NAME - _WIDTHS[Column.CLIENT] + _LEAST_FLAG - _WIDTHS[Column.FLAG]
_DROPPED_FIRST = (Column.LAST_NOTE, Column.WEEK, Column.HOURS, Column.OPEN)


class ClientTable(QWidget):
    """Titles and rows; what does not fit is left out, the least needed first.

    Signals:
        client_chosen: Enter or a click opens the chart; carries the client's id.
        sort_requested: a column's title was pressed; carries the `Column`.
        menu_requested: the menu of a row is wanted; carries the `ClientRow` and the place.
    """

    client_chosen = Signal(object)
    menu_requested = Signal(object, QPoint)
    sort_requested = Signal(object)

    def __init__(self, model: ClientList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._columns: tuple[Column, ...] = tuple(Column)
        self._delegate = RowDelegate(
            Geometry(widths=(0,), height=ROW_HEIGHT),
            lambda row: self._model.cells(row, self._columns),
            self,
        )
        self.clients_list = _Rows(model)
        self.clients_list.setItemDelegate(self._delegate)
        self.clients_list.row_chosen.connect(self._choose)
        self.clients_list.menu_requested.connect(self.menu_requested)
        self._head = _Head(model.titles)
        self._head.pressed.connect(self.sort_requested)
        self.setLayout(ColumnLayout(self._head, (self.clients_list, 1), spacing=0))
        themes.look().theme_changed.connect(self._fit)

    def set_sorted(self, column: Column, *, is_descending: bool) -> None:
        """Show in the head what the rows are sorted by."""
        self._head.set_sorted(column, is_descending=is_descending)

    def chosen(self) -> ClientId | None:
        """The client of the selected row."""
        row = self._model.row(self.clients_list.currentIndex())
        return row.id if row else None

    def choose(self, client_id: ClientId | None) -> None:
        """Select the row of a client, if it is shown, and bring it into sight."""
        if client_id is None:
            return
        index = self._model.find(lambda row: row.id == client_id)
        if index.isValid():
            self.clients_list.setCurrentIndex(index)
            self.clients_list.scrollTo(index)

    def enter(self) -> None:
        """Take the focus; the first row is chosen if none is."""
        if not self.clients_list.currentIndex().isValid():
            self.clients_list.setCurrentIndex(self._model.index(0, 0))
        self.clients_list.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Take in other rows now instead of at the next turn of the event loop."""
        self.clients_list.executeDelayedItemsLayout()

    def content_height(self) -> int:
        """The height at which nothing has to scroll, in pixels of the screen."""
        theme = themes.current()
        return theme.s(HEAD_HEIGHT) + self._model.rowCount() * theme.row(ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_theme: Theme) -> None:
        self._columns, geometry = fitting(self.width() / themes.current().scale)
        self._delegate.set_geometry(geometry)
        self._head.lay(self._columns, geometry)
        self.clients_list.viewport().update()

    def _choose(self, row: ClientRow) -> None:
        self.client_chosen.emit(row.id)


def fitting(width: float) -> tuple[tuple[Column, ...], Geometry]:
    """The columns that fit a width, and how they lie; both in pixels at 100 %."""
    columns = list(Column)
    for dropped in _DROPPED_FIRST:
        if _needed(columns) + _GIVEN_WAY > width:
            columns.remove(dropped)
    spare = max(width - _needed(columns), _NARROW_NAME - _WIDTHS[Column.CLIENT])
    widths = dict(_WIDTHS)
    # What is missing is taken from the name, what is left over goes behind the last chip.
    widths[Column.CLIENT] += min(spare, 0)
    widths[Column.FLAG] += max(spare, 0)
    missing = max(_WHOLE_FLAG - widths[Column.FLAG], 0)
    given = min(missing, widths[Column.CLIENT] - _NARROW_NAME)
    widths[Column.CLIENT] -= given
    widths[Column.FLAG] += given
    geometry = Geometry(
        widths=tuple(widths[column] for column in columns),
        height=ROW_HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        gap=_GAP,
    )
    return tuple(columns), geometry


def _needed(columns: list[Column]) -> float:
    gaps = _GAP * (len(columns) - 1)
    return _LEFT + _RIGHT + gaps + sum(_WIDTHS[column] for column in columns)


class _Rows(QTableView):
    """The rows themselves. A list view would ask the model for each row at every key of the filter.

    Signals:
        row_chosen: Enter or a click; carries the `ClientRow`.
        menu_requested: the menu key or a right click; carries the `ClientRow` and the place.
    """

    row_chosen = Signal(object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, model: ClientList) -> None:
        super().__init__()
        self._clients = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Clients"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        themes.look().theme_changed.connect(self._measure)
        self._measure(themes.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chart; Home and End go to the first and the last row."""
        row = self._clients.row(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_chosen.emit(row)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._clients.rowCount() - 1
            is_first = event.key() == Qt.Key.Key_Home
            self.setCurrentIndex(self._clients.index(0 if is_first else last, 0))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the chart."""
        super().mouseReleaseEvent(event)
        row = self._clients.row(self.indexAt(event.position().toPoint()))
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.row_chosen.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse the menu is of the row below it, by key of the chosen row and stands at it."""
        is_by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_by_mouse else self.currentIndex()
        row = self._clients.row(index)
        if row is None:
            return
        self.setCurrentIndex(index)
        at = self.visualRect(index).bottomLeft()
        place = event.globalPos() if is_by_mouse else self.viewport().mapToGlobal(at)
        self.menu_requested.emit(row, place)

    def _measure(self, theme: Theme) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.row(ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.row(ROW_HEIGHT))


class _Head(QWidget):
    """The titles of the columns.

    Signals:
        pressed: a title was pressed; carries its `Column`.
    """

    pressed = Signal(object)

    def __init__(self, titles: dict[Column, str]) -> None:
        super().__init__()
        hold(self, height=HEAD_HEIGHT)
        self.titles = {column: _Title(title) for column, title in titles.items() if title}
        for column, title in self.titles.items():
            title.setParent(self)
            title.clicked.connect(lambda _checked, column=column: self._press(column))

    def set_sorted(self, column: Column, *, is_descending: bool) -> None:
        """Put the arrow behind one title."""
        for shown, title in self.titles.items():
            title.set_arrow(("down" if is_descending else "up") if shown is column else "")

    def lay(self, columns: tuple[Column, ...], geometry: Geometry) -> None:
        """Stand above the columns of the rows."""
        theme = themes.current()
        places = dict(zip(columns, geometry.places(self.rect(), theme), strict=True))
        for column, title in self.titles.items():
            title.setVisible(column in places)
            if column in places:
                place = places[column]
                width = min(title.sizeHint().width(), place.width() + theme.s(8))
                title.setGeometry(place.left() - theme.s(4), 0, width, self.height() - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line between titles and rows."""
        line = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, themes.current().color("border"))

    def _press(self, column: Column) -> None:
        self.pressed.emit(column)


class _Title(KeyboardFocus, QPushButton):
    """One column title, with an arrow when the rows are sorted by it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._arrow = text, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sort by {title}").format(title=text))
        dress(self, k="head")

    def set_arrow(self, arrow: str) -> None:
        """Show the order: "up", "down" or none."""
        self._arrow = arrow
        said = {"up": self.tr("ascending"), "down": self.tr("descending")}.get(arrow, "")
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Word and arrow."""
        theme = themes.current()
        width = QFontMetrics(theme.font("caption")).horizontalAdvance(self._text)
        return QSize(width + theme.s(28), theme.s(HEAD_HEIGHT) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground from the style sheet, then word and arrow."""
        super().paintEvent(event)
        theme, painter = themes.current(), QPainter(self)
        line = self.rect().adjusted(theme.s(4), 0, -theme.s(4), 0)
        painting.draw_text(painter, line, theme, self._text, kind="caption", ink="text2")
        if self._arrow:
            width = QFontMetrics(theme.font("caption")).horizontalAdvance(self._text)
            line.setLeft(line.left() + width + theme.s(4))
            icon = f"arrow-{self._arrow}"
            painting.draw_icon(painter, line.topLeft(), line.height(), theme, icon, "text3", 12)

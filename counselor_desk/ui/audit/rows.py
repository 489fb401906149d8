"""The rows of the log: painted, moved through by keys, opened by Enter or by Show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counselor_desk.records.activity import LogDay, LogLine
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.audit import words
from counselor_desk.ui.audit.model import LogList
from counselor_desk.ui.delegates import STRETCH, Geometry, Words, draw_cell, draw_row_ground
from counselor_desk.ui.models import ROW_ROLE, Index
from counselor_desk.ui.theme import Theme

ROW_HEIGHT = 35
_SHOW_WIDTH = 60
_WIDE = Geometry(
    widths=(82, 178, 112, STRETCH, 108, _SHOW_WIDTH), height=ROW_HEIGHT, left=16, right=12, gap=12
)
_NARROW = Geometry(
    widths=(66, 170, 96, STRETCH, _SHOW_WIDTH), height=ROW_HEIGHT, left=12, right=8, gap=8
)
_WIDE_FROM = 900
"""From this width on, at 100 %, there is room for who did it."""


def geometry(width: int, theme: Theme) -> Geometry:
    """How the columns lie in a list of this width."""
    return _WIDE if width >= theme.s(_WIDE_FROM) else _NARROW


class LogRows(QListView):
    """The list. Days stand between the lines and cannot be chosen.

    Signals:
        shown: show what a line is about; carries the line.
        menu_requested: the context menu; carries the place on the screen.
    """

    shown = Signal(object)
    menu_requested = Signal(object)

    def __init__(
        self, model: LogList, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._log = model
        self.setObjectName("audit_list")
        self.setModel(model)
        self.setItemDelegate(LogDelegate(today, self))
        self.setAccessibleName(self.tr("Entries"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_requested.emit(self.viewport().mapToGlobal(at))
        )

    def chosen(self) -> list[LogLine]:
        """The lines that are selected, the newest first."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        found = (self._log.row(index) for index in rows)
        return [line for line in found if isinstance(line, LogLine)]

    def current(self) -> LogLine | None:
        """The line the keys are on."""
        found = self._log.row(self.currentIndex())
        return found if isinstance(found, LogLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows what the line is about."""
        line = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and line is not None:
            self.shown.emit(line)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on Show shows."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        line = self._log.row(index)
        if isinstance(line, LogLine) and self.show_place(index).contains(
            event.position().toPoint()
        ):
            self.shown.emit(line)

    def show_place(self, index: QModelIndex) -> QRect:
        """Where the word Show stands in a row, in the viewport."""
        theme = themes.current()
        return geometry(self.viewport().width(), theme).places(self.visualRect(index), theme)[-1]


class LogDelegate(QStyledItemDelegate):
    """Paints a day with its count, or a line in columns."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().s(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then words."""
        theme = themes.current()
        row = index.data(ROW_ROLE)
        painter.save()
        is_last = index.row() == index.model().rowCount() - 1
        draw_row_ground(painter, option.rect, theme, option, index.row() == 0, is_last)
        if isinstance(row, LogDay):
            self._paint_day(painter, option.rect, theme, row)
        elif isinstance(row, LogLine):
            _paint_line(painter, option.rect, theme, row)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, theme: Theme, day: LogDay) -> None:
        inner = rect.adjusted(theme.s(16), 0, -theme.s(20), 0)
        said = words.day(day.day, self._today())
        painting.draw_text(painter, inner, theme, said, kind="chip", ink="text2")
        painting.draw_text(
            painter,
            inner,
            theme,
            words.entries(day.count),
            kind="caption",
            ink="text3",
            align=Qt.AlignmentFlag.AlignRight,
        )


def _paint_line(painter: QPainter, rect: QRect, theme: Theme, line: LogLine) -> None:
    laid = geometry(rect.width(), theme)
    time, what, client, detail, *who, show = laid.places(rect, theme)
    icon, ink = words.look(line.event.act)
    painting.draw_icon(painter, what.topLeft(), what.height(), theme, icon, ink, 15)
    beside = what.adjusted(theme.s(23), 0, 0, 0)
    at = words.clock(line.at)
    draw_cell(painter, time, theme, Words(text=at, ink="text2", is_tabular=True))
    draw_cell(painter, beside, theme, Words(text=line.what, kind="strong"))
    draw_cell(painter, client, theme, Words(text=line.client or "–"))
    draw_cell(painter, detail, theme, Words(text=line.detail))
    for place in who:
        draw_cell(painter, place, theme, Words(text=line.who, ink="text2"))
    draw_cell(painter, show, theme, Words(text=_show(), kind="strong", ink="accent"))


def _show() -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("audit", "Show")

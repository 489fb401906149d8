"""The week by the hour: one view, whose blocks arrows reach, Enter opens and keys move."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QToolTip, QWidget

from counselor_desk.records.weeks import Block, Entry, Week
from counselor_desk.ui import page_keys, painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.models import Column, RowsModel
from counselor_desk.ui.schedule import geometry, words
from counselor_desk.ui.schedule.geometry import Frame
from counselor_desk.ui.schedule.painting import paint_entry

_Index = QModelIndex | QPersistentModelIndex
_HEAD_HEIGHT = 44
_NOW_DOT = 4
_LEAST_HEIGHT = 240
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class WeekGrid(QAbstractItemView):
    """The blocks of a week where their hours are; one stop in the tab order.

    Signals:
        opened: Enter or a click on a block; carries it.
        moved: Ctrl+Up or Ctrl+Down on a block; carries it and -1 or 1.
        menu_requested: the Menu key or the right button; carries the block and where.
        left_out: Delete on a block; carries it.
        add_requested: Insert, or a double click on a free half hour; carries day and time or None.
        turned: Alt+Left or Alt+Right; carries -1 or 1.
        today_requested: T.
    """

    opened = Signal(object)
    moved = Signal(object, int)
    menu_requested = Signal(object, QPoint)
    left_out = Signal(object)
    add_requested = Signal(object, object)
    turned = Signal(int)
    today_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: RowsModel[Entry] = RowsModel((Column("", words.spoken),), self)
        self._week: Week | None = None
        self._now: datetime | None = None
        self._off: dict[date, str] = {}
        self._frame = Frame(days=())
        self.setModel(self.blocks)
        self.setAccessibleName(self.tr("Sessions of the week"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.head = DayHeads(self)
        themes.look().theme_changed.connect(self._fit)

    def show_week(self, week: Week, now: datetime) -> None:
        """Show a week as of a local moment; the current block stays the current one."""
        kept, is_same = self.current(), self._week is not None
        is_same = is_same and self._week is not None and self._week.first_on == week.first_on
        self._week, self._now = week, now
        self._off = {one.day: one.name for one in week.holidays}
        self.blocks.set_rows(week.entries)
        self._fit()
        found = QModelIndex()
        if kept is not None and is_same:
            found = self.blocks.find(lambda one: one.key == kept.key)
        if not found.isValid():
            found = self._first()
        self.setCurrentIndex(found)
        if not is_same:
            self.scrollTo(found)
        self.head.update()

    def tick(self, now: datetime) -> None:
        """Let the line of the present hour go on."""
        self._now = now
        self.viewport().update()

    def shown(self) -> Week | None:
        """The week that is shown."""
        return self._week

    def frame_of_week(self) -> Frame:
        """Where everything is."""
        return self._frame

    def day_off(self, day: date) -> str:
        """What a day off is called; empty for any other day."""
        return self._off.get(day, "")

    def now(self) -> datetime | None:
        """The local moment that is shown."""
        return self._now

    def current(self) -> Entry | None:
        """The current block."""
        return self.blocks.row(self.currentIndex())

    def next_block(self) -> Block | None:
        """The counselor's own session that begins next."""
        if self._week is None or self._now is None:
            return None
        return words.next_up(self._week.blocks, self._now)

    def visualRect(self, index: _Index) -> QRect:
        """Where a block is in the viewport."""
        if not index.isValid() or index.row() >= len(self._frame.places):
            return QRect()
        return self._frame.places[index.row()].translated(0, -self.verticalOffset())

    def scrollTo(
        self,
        index: _Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a block into sight."""
        place, bar = self.visualRect(index), self.verticalScrollBar()
        if place.isNull():
            return
        room = self.viewport().height()
        if place.top() < 0:
            bar.setValue(bar.value() + place.top() - themes.current().s(8))
        elif place.bottom() > room:
            bar.setValue(bar.value() + min(place.bottom() - room + 8, place.top()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The block at a place of the viewport."""
        for row in range(self.blocks.rowCount() - 1, -1, -1):
            index = self.blocks.index(row, 0)
            if self.visualRect(index).contains(point):
                return index
        return QModelIndex()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Up and Down go through a day, Left and Right to the nearest hour of another."""
        actions = QAbstractItemView.CursorAction
        row, last = self.currentIndex().row(), self.blocks.rowCount() - 1
        match action:
            case actions.MoveUp | actions.MovePrevious:
                row = max(row - 1, 0)
            case actions.MoveDown | actions.MoveNext:
                row = min(row + 1, last)
            case actions.MoveHome:
                row = 0
            case actions.MoveEnd:
                row = last
            case actions.MoveLeft:
                row = self._beside(row, -1)
            case actions.MoveRight:
                row = self._beside(row, 1)
        return self.blocks.index(row, 0) if last >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        """Nothing scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: _Index) -> bool:
        """Every block is shown."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what is at a place."""
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where the chosen blocks are."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def sizeHint(self) -> QSize:
        """As high as the page lets it be."""
        return QSize(themes.current().s(560), themes.current().s(_LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Scrolls in a low window."""
        return QSize(themes.current().s(200), themes.current().s(_LEAST_HEIGHT // 2))

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the week before those of the window."""
        acts = {
            (_ALT, Qt.Key.Key_Left): lambda view: view.turned.emit(-1),
            (_ALT, Qt.Key.Key_Right): lambda view: view.turned.emit(1),
            (_CTRL, Qt.Key.Key_Up): lambda view: view.move_current(-1),
            (_CTRL, Qt.Key.Key_Down): lambda view: view.move_current(1),
        }
        if isinstance(event, QKeyEvent) and page_keys.take(event, self, acts):
            return True
        return super().event(event)

    def move_current(self, step: int) -> None:
        """Ask to move the current block by a quarter of an hour."""
        block = self.current()
        if block is not None:
            self.moved.emit(block, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete leaves out, Insert adds, T is today; arrows move."""
        block, key = self.current(), Qt.Key(event.key())
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and block is not None:
            self.opened.emit(block)
        elif key == Qt.Key.Key_Delete and block is not None:
            self.left_out.emit(block)
        elif key == Qt.Key.Key_Insert:
            self.add_requested.emit(None if block is None else block.held_on, None)
        elif key == Qt.Key.Key_T and is_plain:
            self.today_requested.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the block below the mouse."""
        super().mouseReleaseEvent(event)
        block = self.blocks.row(self.indexAt(event.position().toPoint()))
        if event.button() == Qt.MouseButton.LeftButton and block is not None:
            self.opened.emit(block)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a free half hour adds a session there."""
        point = event.position().toPoint()
        if self.indexAt(point).isValid():
            return
        slot = self._frame.slot_at(point.x(), point.y() + self.verticalOffset())
        if slot is not None:
            self.add_requested.emit(*slot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a block, at the mouse or at the current block."""
        is_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_keys else self.indexAt(event.pos())
        block = self.blocks.row(index)
        if block is None:
            return
        self.setCurrentIndex(index)
        corner = self.visualRect(index).bottomLeft()
        self.menu_requested.emit(
            block, self.viewport().mapToGlobal(corner if is_keys else event.pos())
        )

    def viewportEvent(self, event: QEvent) -> bool:
        """All of a block that may be cut, as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            block = self.blocks.row(index)
            text = "" if block is None else words.tip(block)
            QToolTip.showText(event.globalPos(), text, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a block to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._first())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No block is outlined without the keys."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the blocks out anew."""
        super().resizeEvent(event)
        self._fit()

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self._frame.height - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(themes.current().s(24))
        super().updateGeometries()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The hours, the days, the blocks, and the line of the present."""
        painter, theme = QPainter(self.viewport()), themes.current()
        painter.fillRect(self.viewport().rect(), theme.color("surface"))
        painter.save()
        painter.translate(0, -self.verticalOffset())
        if self._frame.is_list:
            self._paint_days(painter)
        else:
            self._paint_hours(painter)
        painter.restore()
        next_one, current = self.next_block(), self.current()
        for row, block in enumerate(self.blocks.rows):
            paint_entry(
                painter,
                self.visualRect(self.blocks.index(row, 0)),
                theme,
                block,
                is_next=block is next_one,
                is_current=block is current and self.hasFocus(),
            )
        self._paint_now(painter)

    def _paint_hours(self, painter: QPainter) -> None:
        theme, frame = themes.current(), self._frame
        today = None if self._now is None else self._now.date()
        for place, day in enumerate(frame.days):
            column = frame.column(place)
            if day == today or day in self._off:
                painter.fillRect(column, theme.color("sunken" if day == today else "hover"))
            painter.fillRect(column.left(), 0, 1, frame.height, theme.color("border"))
        first, last = frame.hours
        for hour in range(first, last):
            y = (hour - first) * frame.hour_height
            painter.fillRect(frame.left, y, frame.width, 1, theme.color("grid"))
            line = painting.line_height(theme, "caption")
            top = max(y - line // 2, 0) if hour > first else 0
            beside = QRect(0, top, frame.left - theme.s(10), line)
            painting.draw_text(
                painter,
                beside,
                theme,
                words.hour(hour),
                kind="caption",
                ink="text3",
                align=Qt.AlignmentFlag.AlignRight,
            )

    def _paint_days(self, painter: QPainter) -> None:
        theme = themes.current()
        today = date.min if self._now is None else self._now.date()
        for day, place in self._frame.day_lines.items():
            ink = "accent" if day == today else "text"
            text = words.day_line(day, today, self._off.get(day, ""))
            painting.draw_text(painter, place, theme, text, kind="strong", ink=ink)

    def _paint_now(self, painter: QPainter) -> None:
        frame, now = self._frame, self._now
        if frame.is_list or now is None or now.date() not in frame.days:
            return
        if not frame.hours[0] <= now.hour < frame.hours[1]:
            return
        theme = themes.current()
        column = frame.column(frame.days.index(now.date()))
        y = frame.y_of(now.time()) - self.verticalOffset()
        painter.fillRect(column.left(), y, column.width(), theme.s(1.5), theme.color("risk"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("risk"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPoint(column.left(), y), theme.s(_NOW_DOT), theme.s(_NOW_DOT))
        painter.restore()

    def _first(self) -> QModelIndex:
        """Where one starts: the next session, else the first."""
        next_one = self.next_block()
        if next_one is not None:
            return self.blocks.find(lambda one: one is next_one)
        return self.blocks.index(0, 0)

    def _beside(self, row: int, step: int) -> int:
        """The block of the next day in a direction that has any, at the nearest hour."""
        blocks = self.blocks.rows
        if not 0 <= row < len(blocks):
            return 0
        here = blocks[row]
        days = sorted({one.held_on for one in blocks})
        at = days.index(here.held_on) + step
        if not 0 <= at < len(days):
            return row
        there = [place for place, one in enumerate(blocks) if one.held_on == days[at]]
        wanted = here.starts.hour * 60 + here.starts.minute
        return min(
            there,
            key=lambda place: abs(
                blocks[place].starts.hour * 60 + blocks[place].starts.minute - wanted
            ),
        )

    def _fit(self, *_theme: object) -> None:
        if self._week is None:
            return
        room = self.viewport()
        self._frame = geometry.frame(self._week, room.width(), room.height(), themes.current())
        self.updateGeometries()
        self.head.fit()
        room.update()


class DayHeads(QWidget):
    """The days above their columns, which stay in sight; nothing above a list."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__()
        self._grid = grid

    def fit(self) -> None:
        """As high as a head, or gone above a list."""
        is_list = self._grid.frame_of_week().is_list
        self.setFixedHeight(0 if is_list else themes.current().s(_HEAD_HEIGHT))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each day, today and days off in words."""
        frame, week, now = self._grid.frame_of_week(), self._grid.shown(), self._grid.now()
        if frame.is_list or week is None or not frame.days:
            return
        painter, theme = QPainter(self), themes.current()
        for place, day in enumerate(frame.days):
            column = frame.column(place)
            is_today = now is not None and day == now.date()
            ground = QRect(column.left(), 1, column.width(), self.height() - 1)
            if is_today:
                painter.fillRect(ground, theme.color("sunken"))
            painter.fillRect(column.left(), 1, 1, self.height(), theme.color("border"))
            room = ground.adjusted(theme.s(10), theme.s(5), -theme.s(4), -theme.s(4))
            caption = self._grid.day_off(day) or (words.translated("today") if is_today else "")
            title = QRect(room.left(), room.top(), room.width(), room.height() // 2)
            below = QRect(room.left(), title.bottom() + 1, room.width(), room.height() // 2)
            ink = "accent" if is_today else "text"
            text = words.day_head(day)
            painting.draw_text(painter, title, theme, text, kind="strong", ink=ink)
            painting.draw_text(painter, below, theme, caption, kind="caption", ink="text2")
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))

"""Dragging a row of the plan with the mouse, within its level; the keys can do the same."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.ui import theme as themes
from counselor_desk.ui.plans.gaps import Gap

_SCROLL_MS = 40
_SCROLL_BY = 8
_EDGE = 18
"""So near to the edge the rows scroll on."""

_LINE = 2
_KNOB = 6


class Draggable(Protocol):
    """The tree, as far as dragging asks it."""

    def viewport(self) -> QWidget:
        """Where the rows are painted."""

    def verticalScrollBar(self) -> QScrollBar:
        """How far the rows are scrolled."""

    def row_at(self, place: QPoint) -> Uid | None:
        """The row that can be dragged from here."""

    def gap_at(self, uid: Uid, y: int) -> tuple[Gap, int] | None:
        """Where the row would go, and where the line begins; None where it would stay."""


class RowDrag(QObject):
    """Follows the mouse from a press on a row to where it is let go; Escape gives up.

    The row stays in the program: nothing is offered to other windows.

    Signals:
        dropped: carries the row's uid, and the uids of parent and next row or empty texts.
    """

    dropped = Signal(str, str, str)

    def __init__(self, tree: Draggable, parent: QWidget) -> None:
        """`parent` is the same tree, as a widget: it hears Escape."""
        super().__init__(parent)
        self._tree, self._view = tree, tree.viewport()
        self._uid: Uid | None = None
        self._pressed_at = QPoint()
        self._place = QPoint()
        self._gap: Gap | None = None
        self._is_dragging = False
        self._line = _DropLine(self._view)
        self._scroll = QTimer(self, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self._view.installEventFilter(self)
        parent.installEventFilter(self)

    @property
    def is_dragging(self) -> bool:
        """Whether a row is on its way."""
        return self._is_dragging

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse once it moved far enough with a row, and Escape on the way."""
        if isinstance(event, QMouseEvent) and watched is self._view:
            return self._hear_mouse(event)
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and self._is_dragging:
            if event.key() == Qt.Key.Key_Escape:
                self._stop()
            return True
        return False

    def _hear_mouse(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._uid, self._pressed_at = self._tree.row_at(place), place
            case QEvent.Type.MouseMove if self._uid is not None:
                return self._move(place)
            case QEvent.Type.MouseButtonRelease:
                return self._drop()
        return False

    def _move(self, place: QPoint) -> bool:
        far = (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if not self._is_dragging and far:
            self._is_dragging = True
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()
        if self._is_dragging:
            self._aim(place)
        return self._is_dragging

    def _aim(self, place: QPoint) -> None:
        self._place = place
        found = self._tree.gap_at(self._uid, place.y()) if self._uid is not None else None
        self._gap = found[0] if found is not None else None
        self._line.setVisible(found is not None)
        if found is not None:
            gap, left = found
            self._line.lie_at(left, gap.y)

    def _drop(self) -> bool:
        was_dragging, uid, gap = self._is_dragging, self._uid, self._gap
        self._stop()
        if was_dragging and uid is not None and gap is not None:
            self.dropped.emit(uid, gap.parent or "", gap.before or "")
        return was_dragging

    def _stop(self) -> None:
        self._uid, self._gap, self._is_dragging = None, None, False
        self._scroll.stop()
        self._line.hide()
        self._view.unsetCursor()

    def _scroll_on(self) -> None:
        """Near an edge the rows that are out of sight come in."""
        edge, height = themes.current().s(_EDGE), self._view.height()
        y = self._place.y()
        step = -_SCROLL_BY if y < edge else _SCROLL_BY if y > height - edge else 0
        if step:
            bar = self._tree.verticalScrollBar()
            bar.setValue(bar.value() + step)
            self._aim(self._place)


class _DropLine(QWidget):
    """The line between two rows where the dragged one would go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie_at(self, left: int, y: int) -> None:
        """Lie at this height, from `left` to the right edge."""
        height = themes.current().s(_KNOB)
        top = min(max(y - height // 2, 0), self._view.height() - height)
        self.setGeometry(QRect(left, top, self._view.width() - left - height, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A knob at the level of the row, and a line."""
        theme = themes.current()
        ink, knob, line = theme.color("accent"), theme.s(_KNOB), theme.s(_LINE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(0, 0, knob, knob)
        painter.fillRect(knob, (self.height() - line) // 2, self.width() - knob, line, ink)
        painter.end()

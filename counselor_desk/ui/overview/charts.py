"""A small chart of one figure since admission, with its last value at the end of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.theme import Theme

_PLOT = 58
_HEAD = 24
_END = 26
_DOT = 3
_MOST_DOTS = 16
"""With more points than this the line speaks alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a small chart shows.

    Attributes:
        name: what is measured, with its scale.
        goal: what it should be, in words; empty without a goal.
        points: (place from the left, value) in order of time; places are weeks.
        highest: the top of the scale; its bottom is 0.
        spoken: every value in words.
    """

    name: str
    goal: str = ""
    points: Sequence[tuple[float, float]] = ()
    highest: float = 10
    spoken: str = ""


class SmallChart(QWidget):
    """One line, with a ring for each value while there are few."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = Series(name="")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_series(self, series: Series) -> None:
        """Draw another line."""
        self._series = series
        self.setAccessibleName(series.name)
        self.setAccessibleDescription(series.spoken)
        self.setToolTip(series.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """A head of one line, and the plot."""
        theme = themes.current()
        return QSize(theme.s(223), theme.s(_HEAD + _PLOT))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows get a narrower line."""
        return QSize(themes.current().s(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name and goal, base line, line, last value."""
        painter, theme = QPainter(self), themes.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRect(0, 0, self.width(), theme.s(_HEAD - 6))
        painting.draw_text(painter, head, theme, self._series.name, kind="caption", ink="text2")
        right = Qt.AlignmentFlag.AlignRight
        painting.draw_text(
            painter, head, theme, self._series.goal, kind="caption", ink="text2", align=right
        )
        area = QRectF(
            theme.s(6),
            theme.s(_HEAD),
            self.width() - theme.s(6 + _END),
            theme.s(_PLOT) - theme.s(4),
        )
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(QPointF(0, area.bottom() + 2), QPointF(area.right(), area.bottom() + 2))
        if self._series.points:
            self._draw_line(painter, theme, area)

    def _draw_line(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        points = self._places(area)
        pen = QPen(theme.color("chart3"), theme.s(2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.color("surface"))
        rings = points if len(points) <= _MOST_DOTS else points[-1:]
        for point in rings:
            painter.drawEllipse(point, theme.s(_DOT), theme.s(_DOT))
        last = f"{self._series.points[-1][1]:g}"
        height = theme.s(20)
        y = min(max(points[-1].y() - height / 2, 0), self.height() - height)
        place = QRect(round(area.right()) + theme.s(10), round(y), theme.s(_END), height)
        painting.draw_text(painter, place, theme, last, kind="strong")

    def _places(self, area: QRectF) -> list[QPointF]:
        first, last = self._series.points[0][0], self._series.points[-1][0]
        span = max(last - first, 1)
        return [
            QPointF(
                area.left() + area.width() * (x - first) / span,
                area.bottom() - area.height() * value / self._series.highest,
            )
            for x, value in self._series.points
        ]

"""Small charts of one figure since admission, each with its last value at the right end."""

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
_END = 30
_DOT = 3
_MOST_DOTS = 16
"""With more points than this the line speaks alone."""

_BAR, _RADIUS = 14.0, 3.0
_ROOM_ABOVE = 1.05
"""How much higher the plot is than the highest of what it shows."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSeries(Series):
    """What a small chart of bars shows, on the band from `least` to `most` that is wanted.

    Attributes:
        below: the places whose bars stay below it.
        last: the last value in words.
    """

    least: float = 0
    most: float = 0
    below: frozenset[float] = frozenset()
    last: str = ""


class SmallChart(QWidget):
    """A head, and below it a line or bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = Series(name="")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_series(self, series: Series) -> None:
        """Draw other values."""
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
        """Narrow windows get a narrower chart."""
        return QSize(themes.current().s(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name and goal, base line, values."""
        painter, theme = QPainter(self), themes.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = Qt.AlignmentFlag.AlignRight
        goal, room = self._series.goal, painting.text_width(theme, self._series.goal, "caption")
        head = QRect(0, 0, self.width(), theme.s(_HEAD - 6))
        name = head.adjusted(0, 0, -(room + theme.s(8)) if goal else 0, 0)
        painting.draw_text(painter, name, theme, self._series.name, kind="caption", ink="text2")
        painting.draw_text(painter, head, theme, goal, kind="caption", ink="text2", align=right)
        area = QRectF(
            theme.s(6),
            theme.s(_HEAD),
            self.width() - theme.s(6 + _END + 10),
            theme.s(_PLOT) - theme.s(4),
        )
        if isinstance(self._series, BarSeries) and self._series.points:
            _draw_bars(painter, theme, area, self._series)
        elif self._series.points:
            _draw_line(painter, theme, area, self._series)
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(QPointF(0, area.bottom() + 2), QPointF(area.right(), area.bottom() + 2))


def _draw_line(painter: QPainter, theme: Theme, area: QRectF, series: Series) -> None:
    """One line, with a ring for each value while there are few."""
    points = _places(area, series)
    pen = QPen(theme.color("chart3"), theme.s(2))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(theme.color("surface"))
    rings = points if len(points) <= _MOST_DOTS else points[-1:]
    for point in rings:
        painter.drawEllipse(point, theme.s(_DOT), theme.s(_DOT))
    _draw_last(painter, theme, area, points[-1].y(), f"{series.points[-1][1]:g}")


def _places(area: QRectF, series: Series) -> list[QPointF]:
    first, last = series.points[0][0], series.points[-1][0]
    span = max(last - first, 1)
    return [
        QPointF(
            area.left() + area.width() * (x - first) / span,
            area.bottom() - area.height() * value / series.highest,
        )
        for x, value in series.points
    ]


def _draw_bars(painter: QPainter, theme: Theme, area: QRectF, series: BarSeries) -> None:
    """A bar for each value on the band that is wanted; those below it wear a warning."""
    top = max(series.most, *(value for _, value in series.points)) * _ROOM_ABOVE

    def height(value: float) -> float:
        return area.height() * value / top

    band = QRectF(area.left(), area.bottom() - height(series.most), area.width(), 0)
    band.setBottom(area.bottom() - height(series.least))
    painter.fillRect(band, theme.color("signed_bg"))
    step = area.width() / len(series.points)
    half, radius = min(theme.s(_BAR), step * 0.6) / 2, theme.s(_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, (at, value) in enumerate(series.points):
        middle, high = area.left() + step * (place + 0.5), height(value)
        painter.setBrush(theme.color("overdue" if at in series.below else "signed"))
        bar = QRectF(middle - half, area.bottom() - high, 2 * half, high)
        painter.drawRoundedRect(bar, min(radius, half, high / 2), min(radius, half, high / 2))
    painter.setPen(QPen(theme.color("overdue"), 1, Qt.PenStyle.DashLine))
    painter.drawLine(band.bottomLeft(), band.bottomRight())
    last_at = area.bottom() - height(series.points[-1][1])
    _draw_last(painter, theme, area, last_at, series.last)


def _draw_last(painter: QPainter, theme: Theme, area: QRectF, at: float, text: str) -> None:
    """The last value at the height where it stands, within the plot."""
    height = painting.line_height(theme, "strong")
    y = min(max(at - height / 2, area.top() - theme.s(4)), area.bottom() - height)
    place = QRect(round(area.right()) + theme.s(10), round(y), theme.s(_END), height)
    painting.draw_text(painter, place, theme, text, kind="strong")

"""The chart of urges: one line from 0 to 10 over the days they were rated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.cravings import ALERT_SCORE, HIGHEST_SCORE, Craving
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.use import words

SHOWN = 24
"""The newest scores that are drawn; with one a week, about half a year."""

_HEIGHT = 180
_TICKS = (0, 5, HIGHEST_SCORE)
_LEFT, _RIGHT, _TOP, _BELOW = 36.0, 64.0, 10.0, 32.0
_DAYS_BELOW = 8.0
_DOT = 3.5
_LABEL_GAP = 12


class UrgeChart(QWidget):
    """Scores as a line with a ring for each; what it shows is also said in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: tuple[Craving, ...] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Urges over time"))

    def show_scores(self, scores: Sequence[Craving], today: date) -> None:
        """Draw the newest of some scores, given newest first."""
        self._scores, self._today = tuple(reversed(scores[:SHOWN])), today
        self.setAccessibleDescription(self.spoken())
        self.update()

    def spoken(self) -> str:
        """The values in words, the oldest first."""
        return "; ".join(
            f"{words.day(one.rated_on, self._today)}: {words.score(one)}" for one in self._scores
        )

    def sizeHint(self) -> QSize:
        """As wide as its card, with room for the scale."""
        return QSize(themes.current().s(320), themes.current().s(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows get a narrower line."""
        return QSize(themes.current().s(160), themes.current().s(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Scale, days, line."""
        if not self._scores:
            return
        theme, painter = themes.current(), QPainter(self)
        area = self._area(theme)
        self._paint_scale(painter, theme, area)
        points = self._points(area)
        self._paint_days(painter, theme, area, points)
        _paint_line(painter, theme, points)
        self._paint_last(painter, theme, points[-1])

    def _area(self, theme: Theme) -> QRectF:
        """Where the line runs."""
        return QRectF(
            theme.s(_LEFT),
            theme.s(_TOP),
            max(self.width() - theme.s(_LEFT) - theme.s(_RIGHT), 1),
            self.height() - theme.s(_TOP) - theme.s(_BELOW),
        )

    def _points(self, area: QRectF) -> list[QPointF]:
        """The scores in their places; days lie as far from each other as they are."""
        first, last = self._scores[0].rated_on, self._scores[-1].rated_on
        days = (last - first).days
        count = len(self._scores)
        places = []
        for at, one in enumerate(self._scores):
            # Several scores of one day stand side by side.
            share = (one.rated_on - first).days / days if days else at / max(count - 1, 1)
            if count == 1:
                share = 0.5
            places.append(QPointF(area.left() + share * area.width(), _height_of(one.score, area)))
        return places

    def _paint_scale(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        for tick in _TICKS:
            y = round(_height_of(tick, area))
            painter.setPen(QPen(theme.color("grid"), 1))
            painter.drawLine(round(area.left()), y, round(area.right()), y)
            _paint_tick(painter, theme, y, str(tick), "text2", area)
        y = round(_height_of(ALERT_SCORE, area))
        painter.setPen(QPen(theme.color("chart2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(area.left()), y, round(area.right()), y)
        _paint_tick(painter, theme, y, str(ALERT_SCORE), "overdue", area)

    def _paint_days(
        self, painter: QPainter, theme: Theme, area: QRectF, points: Sequence[QPointF]
    ) -> None:
        """The days below, the newest surely, others where there is room."""
        free_from = float(self.width())
        for point, one in zip(reversed(points), reversed(self._scores), strict=True):
            text = words.day(one.rated_on, self._today)
            width = painting.text_width(theme, text, "caption")
            left = min(max(point.x() - width / 2, 0), self.width() - width)
            if left + width + theme.s(_LABEL_GAP) > free_from:
                continue
            top = round(area.bottom()) + theme.s(_DAYS_BELOW)
            place = QRect(round(left), top, width, painting.line_height(theme, "caption"))
            painting.draw_text(painter, place, theme, text, kind="caption", ink="text2")
            free_from = left

    def _paint_last(self, painter: QPainter, theme: Theme, point: QPointF) -> None:
        """The newest score in figures, at the end of the line."""
        height = painting.line_height(theme, "strong")
        left = round(point.x()) + theme.s(10)
        place = QRect(left, round(point.y()) - height // 2, theme.s(_RIGHT), height)
        text = str(self._scores[-1].score)
        painting.draw_text(painter, place, theme, text, kind="strong", ink="chart1")


def _height_of(score: int, area: QRectF) -> float:
    return area.bottom() - score / HIGHEST_SCORE * area.height()


def _paint_tick(painter: QPainter, theme: Theme, y: int, text: str, ink: str, area: QRectF) -> None:
    height = painting.line_height(theme, "caption")
    place = QRect(0, y - height // 2, round(area.left()) - theme.s(10), height)
    right = Qt.AlignmentFlag.AlignRight
    painting.draw_text(painter, place, theme, text, kind="caption", ink=ink, align=right)


def _paint_line(painter: QPainter, theme: Theme, points: Sequence[QPointF]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("chart1"), 2))
    painter.drawPolyline(list(points))
    painter.setBrush(theme.color("surface"))
    dot = theme.s(10 * _DOT) / 10
    for point in points:
        painter.drawEllipse(point, dot, dot)
    painter.restore()

"""The chart of hours: a bar for each week on the band that is wanted, walked by arrow keys."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.hour_reports import HourReport
from counselor_desk.records.hours import Standing, Week, written
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.chart_attendance import words
from counselor_desk.ui.theme import Theme

HEIGHT = 212
_LEFT, _RIGHT, _TOP, _BELOW = 46.0, 112.0, 22.0, 42.0
_BAR, _RADIUS = 34.0, 4.0
_NARROW = 640
"""Below this width the words at the right end are left to the title."""
_LEAST_STEP, _LEAST_HOURS, _LEAST_NUMBER = 46.0, 26.0, 18.0
_LEAST_WITH_YEAR = 84.0
"""Weeks closer than this have their day, their hours or their number at some of them only."""
_HOUR = 60


class HoursChart(QWidget):
    """Weeks as bars: attended filled, planned dashed; a short one says so by color and “!”.

    Signals:
        week_opened: Enter, or a double click; carries the week.
        reason_requested: R on a short week; carries the week.
    """

    week_opened = Signal(object)
    reason_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: HourReport | None = None
        self._weeks: tuple[Week, ...] = ()
        self._top = float(_HOUR)
        self._least_day = _LEAST_STEP
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.say("Hours a week"))

    def show_report(self, report: HourReport) -> None:
        """Draw a stay; the week that goes on is the current one."""
        is_same = self._report is not None and self._report.client_id == report.client_id
        self._report = report
        self._weeks = weeks = report.shown_weeks
        # Asked for at each bar, so it is worked out once.
        highest = max((week.expected for week in weeks), default=0)
        self._top = max(report.limits.week_most + 2 * _HOUR, highest)
        names_years = any(week.begins_on.year != report.today.year for week in weeks)
        self._least_day = _LEAST_WITH_YEAR if names_years else _LEAST_STEP
        if not is_same or self._at >= len(weeks):
            running = (at for at, one in enumerate(weeks) if one.standing is Standing.RUNNING)
            self._at = next(running, max(len(weeks) - 1, 0))
        self._tell()
        self.update()

    def current(self) -> Week | None:
        """The week the keys are on."""
        return self._weeks[self._at] if self._weeks else None

    def spoken(self) -> str:
        """Every week in words."""
        report = self._report
        if report is None:
            return ""
        return "; ".join(words.spoken_week(report, week) for week in self._weeks)

    def sizeHint(self) -> QSize:
        """As wide as its card."""
        return QSize(themes.current().s(640), themes.current().s(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows get narrower bars."""
        return QSize(themes.current().s(320), themes.current().s(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk the weeks, Enter opens one, R gives the reason of a short one."""
        week, count = self.current(), len(self._weeks)
        steps = {Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Right: self._at + 1}
        steps |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}
        key = Qt.Key(event.key())
        if key in steps and week is not None:
            self._go(min(max(steps[key], 0), count - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and week is not None:
            self.week_opened.emit(week)
        elif key == Qt.Key.Key_R and week is not None and not event.modifiers():
            self.reason_requested.emit(week)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the week."""
        super().mousePressEvent(event)
        self._take(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it."""
        week = self.current()
        if self._take(event) and week is not None:
            self.week_opened.emit(week)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which week the keys are on."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No week stands out without the keys."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, then each week."""
        report = self._report
        if report is None:
            return
        theme, painter = themes.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area(theme)
        self._paint_ground(painter, theme, area, report)
        step = area.width() / max(len(self._weeks), 1)
        for place, week in enumerate(self._weeks):
            middle = area.left() + step * (place + 0.5)
            self._paint_week(painter, theme, area, report, week, middle, step)
            self._paint_names(painter, theme, area, report, week, place, middle, step)

    def _go(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._tell()
            self.update()

    def _take(self, event: QMouseEvent) -> bool:
        area, weeks = self._area(themes.current()), self._weeks
        x = event.position().x() - area.left()
        at = int(x // (area.width() / max(len(weeks), 1)))
        if not 0 <= at < len(weeks):
            return False
        self._go(at)
        return True

    def _tell(self) -> None:
        """Screen readers hear the week; the description has all of them."""
        report, week = self._report, self.current()
        if report is None:
            return
        said = words.spoken_week(report, week) if week is not None else ""
        self.setAccessibleDescription(f"{said}. {self.spoken()}" if said else "")
        self.setToolTip(said)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def _area(self, theme: Theme) -> QRectF:
        right = _RIGHT if self.width() >= theme.s(_NARROW) else 8.0
        return QRectF(
            theme.s(_LEFT),
            theme.s(_TOP),
            max(self.width() - theme.s(_LEFT) - theme.s(right), 1),
            self.height() - theme.s(_TOP) - theme.s(_BELOW),
        )

    def _paint_ground(
        self, painter: QPainter, theme: Theme, area: QRectF, report: HourReport
    ) -> None:
        least, most = report.limits.week_least, report.limits.week_most
        low, high = self._y(least, area), self._y(most, area)
        painter.fillRect(
            QRectF(area.left(), high, area.width(), low - high), theme.color("signed_bg")
        )
        for minutes in (0, least):
            y = round(self._y(minutes, area))
            painter.setPen(QPen(theme.color("signed_bd" if minutes else "grid"), 1))
            painter.drawLine(round(area.left()), y, round(area.right()), y)
        painter.setPen(QPen(theme.color("overdue"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(area.left()), round(high), round(area.right()), round(high))
        height = painting.line_height(theme, "caption")
        for minutes in (0, least, most):
            place = QRect(
                0,
                round(self._y(minutes, area)) - height // 2,
                round(area.left()) - theme.s(10),
                height,
            )
            right = Qt.AlignmentFlag.AlignRight
            painting.draw_text(
                painter,
                place,
                theme,
                f"{minutes / _HOUR:g}",
                kind="caption",
                ink="text2",
                align=right,
            )
        if self.width() < theme.s(_NARROW):
            return
        left, wide = round(area.right()) + theme.s(8), theme.s(_RIGHT - 8)
        limit = words.say("{most} h limit").format(most=f"{most / _HOUR:g}")
        goal = words.say("{least} – {most} h goal").format(
            least=f"{least / _HOUR:g}", most=f"{most / _HOUR:g}"
        )
        for text, middle, ink in ((limit, high, "overdue"), (goal, (low + high) / 2, "signed")):
            place = QRect(left, round(middle) - height // 2, wide, height)
            painting.draw_text(painter, place, theme, text, kind="caption", ink=ink)

    def _paint_week(
        self,
        painter: QPainter,
        theme: Theme,
        area: QRectF,
        report: HourReport,
        week: Week,
        middle: float,
        step: float,
    ) -> None:
        is_short = report.lacks(week) > 0
        half = min(theme.s(_BAR), step * 0.6) / 2
        foot, reached, top = (
            self._y(minutes, area) for minutes in (0, week.minutes, week.expected)
        )
        radius = theme.s(_RADIUS)
        if self.hasFocus() and week is self.current():
            ring = QRectF(middle - step / 2, area.top() - theme.s(18), step, self.height())
            ring.setBottom(self.height() - 1)
            painter.setPen(QPen(theme.color("focus"), theme.s(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring.adjusted(2, 2, -2, -2), radius, radius)
        if week.minutes:
            box = QRectF(middle - half, reached, 2 * half, foot - reached)
            painter.setPen(Qt.PenStyle.NoPen)
            is_running = week.standing is Standing.RUNNING
            is_below = is_short and (not is_running or week.ahead == 0)
            painter.setBrush(theme.color("overdue" if is_below else "signed"))
            painter.drawRoundedRect(box, radius, radius)
        if week.ahead:
            box = QRectF(middle - half, top, 2 * half, reached - top)
            painter.setPen(
                QPen(theme.color("overdue" if is_short else "text3"), 1, Qt.PenStyle.DashLine)
            )
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_names(
        self,
        painter: QPainter,
        theme: Theme,
        area: QRectF,
        report: HourReport,
        week: Week,
        place: int,
        middle: float,
        step: float,
    ) -> None:
        """The hours above the bar, number and day of the week below it."""
        is_ahead = week.standing is Standing.AHEAD
        center, height = Qt.AlignmentFlag.AlignHCenter, painting.line_height(theme, "caption")
        hours_every, number_every, day_every = (
            ceil(theme.s(least) / step) for least in (_LEAST_HOURS, _LEAST_NUMBER, self._least_day)
        )
        if (week.expected or not is_ahead) and not place % hours_every:
            told = written(week.expected).removesuffix(" h")
            told = f"{told} !" if report.lacks(week) else told
            kind, ink = ("caption", "text2") if is_ahead else ("strong", "text")
            if step < theme.s(_LEAST_STEP):
                kind = "caption"
            high = painting.line_height(theme, kind)
            top = round(self._y(week.expected, area)) - high - theme.s(1)
            box = _around(middle, step * hours_every, top, high)
            painting.draw_text(painter, box, theme, told, kind=kind, ink=ink, align=center)
        below = round(area.bottom()) + theme.s(4)
        ink = "text" if week.standing is Standing.RUNNING else "text2"
        for told, every, top in (
            (str(week.number), number_every, below),
            (words.short(week.begins_on, report.today), day_every, below + height),
        ):
            if not place % every:
                box = _around(middle, step * every, top, height)
                painting.draw_text(painter, box, theme, told, kind="caption", ink=ink, align=center)

    def _y(self, minutes: int, area: QRectF) -> float:
        return area.bottom() - area.height() * minutes / self._top


def _around(middle: float, width: float, top: int, height: int) -> QRect:
    return QRect(round(middle - width / 2), top, round(width), height)

"""Paints the week: a box a day with hours and letter, dashed while planned, bars and chips."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counselor_desk.records.attendance_weeks import ClientWeek, DayCell, Outlook
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.attendance import words
from counselor_desk.ui.attendance.model import Shows, WeekModel, shows
from counselor_desk.ui.delegates import Index
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.theme import Theme

ROW_HEIGHT = 43
"""Of a line, in pixels at 100 %."""

LEFT = 16
"""Where a line begins, in pixels at 100 % from its left edge."""

_AVATAR, _NAME_AT = 26, 50
_BOX_HEIGHT, _BOX_GAP = 28, 4
_TOTAL_WIDTH, _BAR_WIDTH = 76, 84
_SECOND = 7
_MOST_SHARE = 1.5
"""The bar is full at so many times the goal, so that more than the goal can be seen."""


class WeekDelegate(QStyledItemDelegate):
    """One look for each part of a line; color never speaks alone."""

    def __init__(self, model: WeekModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.bad: tuple[int, int] | None = None
        """Row and column of the cell whose last key could not be done."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The height of a line."""
        return QSize(0, themes.current().s(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the line, then the part."""
        theme, rect, line = themes.current(), QRect(option.rect), index.data(ROW_ROLE)
        if not isinstance(line, ClientWeek):
            return
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(rect, theme.color("selected"))
        if index.row() < self._model.rowCount() - 1:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        match shows(index.column()):
            case Shows.CLIENT:
                _draw_client(painter, rect, theme, line)
            case Shows.DAY:
                self._draw_day(painter, rect, theme, option, index)
            case Shows.TOTAL:
                _draw_total(painter, rect, theme, line)
            case Shows.REST:
                _draw_rest(painter, rect, theme, line)
        painter.restore()

    def _draw_day(
        self,
        painter: QPainter,
        rect: QRect,
        theme: Theme,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        cell = self._model.cell(index.row(), index.column())
        if cell is None:
            return
        box = box_in(rect, theme)
        _draw_cell(painter, box, theme, cell)
        is_bad = self.bad == (index.row(), index.column())
        if is_bad or option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("risk" if is_bad else "focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = theme.s(tokens.RADIUS_CHIP)
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), radius, radius)


def box_in(rect: QRect, theme: Theme) -> QRect:
    """The box of a day in its cell."""
    height = theme.s(_BOX_HEIGHT)
    gap = theme.s(_BOX_GAP)
    top = rect.top() + (rect.height() - height) // 2
    return QRect(rect.left() + gap, top, rect.width() - 2 * gap, height)


def _draw_client(painter: QPainter, rect: QRect, theme: Theme, line: ClientWeek) -> None:
    side = theme.s(_AVATAR)
    disc = QRect(rect.left() + theme.s(LEFT), rect.center().y() - side // 2, side, side)
    painting.draw_avatar(painter, disc, theme, line.name)
    place = rect.adjusted(theme.s(_NAME_AT), 0, -theme.s(6), 0)
    painting.draw_text(painter, place, theme, line.name, kind="strong")


def _draw_cell(painter: QPainter, box: QRect, theme: Theme, cell: DayCell) -> None:
    """Hours at the left, letter at the right; dashed as long as something is not recorded."""
    if not cell.parts:
        center = Qt.AlignmentFlag.AlignHCenter
        painting.draw_text(painter, box, theme, "–", ink="text3", align=center)
        return
    pad = theme.s(9 if box.width() > theme.s(56) else 5)
    inner = box.adjusted(pad, 0, -pad, 0)
    told = words.hours(cell.minutes)
    if cell.code is None:
        _draw_dashes(painter, box, theme)
        painting.draw_text(painter, inner, theme, told, ink="text2", is_tabular=True)
        return
    look = words.look(cell.code)
    painting.draw_box(painter, box, theme, f"{look.tone}_bg", f"{look.tone}_bd", tokens.RADIUS_CHIP)
    if cell.is_open:
        _draw_dashes(painter, box, theme)
    painting.draw_text(painter, inner, theme, told, is_tabular=True)
    second = words.REMOTE if cell.is_remote and not look.second else look.second
    letter = QRect(inner)
    right = Qt.AlignmentFlag.AlignRight
    if second:
        small = inner.adjusted(0, theme.s(4), 0, 0)
        painting.draw_text(painter, small, theme, second, kind="key", ink=look.tone, align=right)
        letter.adjust(0, 0, -theme.s(_SECOND), 0)
    painting.draw_text(painter, letter, theme, look.letter, kind="chip", ink=look.tone, align=right)


def _draw_dashes(painter: QPainter, box: QRect, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("border_btn"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.s(tokens.RADIUS_CHIP)
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), radius, radius)
    painter.restore()


def _draw_total(painter: QPainter, rect: QRect, theme: Theme, line: ClientWeek) -> None:
    """The hours, and a bar where there is room for it."""
    place = rect.adjusted(theme.s(4), 0, 0, 0)
    painting.draw_text(painter, place, theme, words.total(line), kind="strong", is_tabular=True)
    left = rect.left() + theme.s(_TOTAL_WIDTH + 8)
    if rect.right() - left < theme.s(_BAR_WIDTH) // 2:
        return
    bar = QRect(left, rect.top(), min(theme.s(_BAR_WIDTH), rect.right() - left), rect.height())
    tone = {Outlook.REACHED: "signed", Outlook.PARTIAL: "neutral"}.get(line.outlook, "overdue")
    share = line.week.minutes / (max(line.least, 1) * _MOST_SHARE)
    painting.draw_bar(painter, bar, theme, share, tone)


def _draw_rest(painter: QPainter, rect: QRect, theme: Theme, line: ClientWeek) -> None:
    text, tone, icon = words.rest(line)
    place = rect.adjusted(theme.s(4), 0, -theme.s(10), 0)
    if tone:
        size = painting.chip_size(theme, text, icon)
        top = place.center().y() - size.height() // 2
        chip = QRect(place.left(), top, min(size.width(), place.width()), size.height())
        painting.draw_chip(painter, chip, theme, text=text, tone=tone, icon=icon)
        return
    if icon:
        corner = QPoint(place.left(), place.top())
        painting.draw_icon(painter, corner, place.height(), theme, icon, "signed", 14)
        place.setLeft(place.left() + theme.s(20))
    painting.draw_text(painter, place, theme, text, kind="caption", ink="text2")

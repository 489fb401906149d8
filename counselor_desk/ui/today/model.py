"""The list of what is owed: which part of it is shown, and how a row is painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counselor_desk.records.today import (
    Due,
    OwedAnswer,
    OwedBackup,
    OwedDischarge,
    OwedGroupNotes,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedRoster,
    OwedSession,
    OwedStayReview,
    OwedTask,
    key,
)
from counselor_desk.ui import models, painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import STRETCH, Geometry, draw_cell, draw_row_ground
from counselor_desk.ui.models import ROW_ROLE, Index, RowsModel
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.today import words

ROW_HEIGHT = 51
_TILE = 32
_CHIP_WIDTH = 118
_STEP_WIDTH = 104
_STEP_PADDING = 12
_NARROW = 480
"""Below this width, at 100 %, the due day stands in the caption and not in a chip."""

_WIDE_ROW = Geometry(
    widths=(_TILE, STRETCH, _CHIP_WIDTH, _STEP_WIDTH), height=ROW_HEIGHT, left=14, right=14, gap=12
)
_NARROW_ROW = Geometry(
    widths=(_TILE, STRETCH, _STEP_WIDTH), height=ROW_HEIGHT, left=14, right=14, gap=12
)


class Part(StrEnum):
    """A part of the list, in the order of the keys from 1 on."""

    ALL = "all"
    NOTES = "notes"
    PLANS = "plans"
    HOURS = "hours"
    TASKS = "tasks"
    DISCHARGES = "discharges"


def part_of(item: Due) -> Part:
    """The part an item is shown in, beside all of them."""
    match item:
        case OwedNote() | OwedSession() | OwedGroupNotes():
            return Part.NOTES
        case OwedHours():
            return Part.HOURS
        case OwedPlan() | OwedReview() | OwedStayReview():
            return Part.PLANS
        case OwedTask():
            return Part.TASKS
        case OwedDischarge() | OwedLength():
            return Part.DISCHARGES
        case OwedBackup() | OwedAnswer() | OwedRoster():
            return Part.ALL


def counts(items: Sequence[Due]) -> Counter[Part]:
    """How many items each part lists."""
    found = Counter(part_of(item) for item in items)
    found[Part.ALL] = len(items)
    return found


def only(items: Sequence[Due], part: Part) -> list[Due]:
    """The items of one part."""
    return [item for item in items if part is Part.ALL or part_of(item) is part]


def is_same(one: Due, other: Due) -> bool:
    """Whether two items ask for the same thing, though other words may stand in it by now."""
    return key(one) == key(other)


class OwedList(RowsModel[Due]):
    """The rows and what a screen reader says of them; `today` gives the local date."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        column: models.Column[Due] = models.Column("", lambda item: words.described(item, today()))
        super().__init__([column], parent)


class OwedDelegate(QStyledItemDelegate):
    """Paints a row: tile, who and what above a caption, how pressing it is, and its button.

    The first row's button is filled when it is late: there is where to begin.
    """

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.pointed: Index | None = None
        """The row whose button the mouse is on."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().row(ROW_HEIGHT))

    def button_place(self, row: QRect, item: Due) -> QRect:
        """Where the button of a row is."""
        theme = themes.current()
        width = painting.text_width(theme, words.step(item), "strong")
        width += 2 * (theme.s(_STEP_PADDING) + 1)
        height = theme.s(tokens.CONTROL_HEIGHT)
        last = self._geometry(row, theme).places(row, theme)[-1]
        top = row.center().y() - height // 2
        return QRect(last.right() - width + 1, top, width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and line, then the parts."""
        theme = themes.current()
        item: Due = index.data(ROW_ROLE)
        rect: QRect = option.rect
        is_last = index.row() == index.model().rowCount() - 1
        painter.save()
        if not option.state & QStyle.StateFlag.State_HasFocus:
            # Marked while keys go to the list, so that the page is calm otherwise.
            option.state &= ~QStyle.StateFlag.State_Selected
        draw_row_ground(painter, rect, theme, option, index.row() == 0, is_last)
        geometry = self._geometry(rect, theme)
        places = geometry.places(rect, theme)
        due = words.due(item, self._today())
        self._paint_tile(painter, places[0], theme, item, due.tone)
        caption = words.caption(item, self._today())
        if geometry is _WIDE_ROW:
            draw_cell(painter, places[2], theme, due)
        else:
            caption = f"{due.text} · {caption}"
        _paint_words(painter, places[1], theme, item, caption, self._today())
        is_filled = index.row() == 0 and item.is_late
        is_pointed = self.pointed is not None and self.pointed == index
        self._paint_button(painter, rect, theme, item, is_filled=is_filled, is_pointed=is_pointed)
        painter.restore()

    def _geometry(self, row: QRect, theme: Theme) -> Geometry:
        return _WIDE_ROW if row.width() >= theme.s(_NARROW) else _NARROW_ROW

    def _paint_tile(
        self, painter: QPainter, place: QRect, theme: Theme, item: Due, tone: str
    ) -> None:
        side = theme.s(_TILE)
        tile = QRect(place.left(), place.center().y() - side // 2, side, side)
        painting.draw_tile(painter, tile, theme, words.icon(item), tone)

    def _paint_button(
        self,
        painter: QPainter,
        row: QRect,
        theme: Theme,
        item: Due,
        *,
        is_filled: bool,
        is_pointed: bool,
    ) -> None:
        place = self.button_place(row, item)
        fill = "accent" if is_filled else "surface"
        if is_pointed:
            fill = "accent_hover" if is_filled else "hover"
        edge = "" if is_filled else "border_btn"
        painting.draw_box(painter, place, theme, fill, edge, tokens.RADIUS_CONTROL)
        kind, ink = ("strong", "on_accent") if is_filled else ("button", "text")
        width = painting.text_width(theme, words.step(item), kind)
        corner = QPoint(place.left() + (place.width() - width) // 2, place.top())
        line = QRect(corner, QSize(width, place.height()))
        painting.draw_text(painter, line, theme, words.step(item), kind=kind, ink=ink)


def _paint_words(
    painter: QPainter, place: QRect, theme: Theme, item: Due, caption: str, today: date
) -> None:
    """The name and what is to be done, above the caption."""
    upper, lower = (painting.line_height(theme, kind) for kind in ("strong", "caption"))
    top = place.top() + (place.height() - upper - lower) // 2
    who = words.who(item)
    width = min(painting.text_width(theme, who, "strong"), place.width())
    name = QRect(place.left(), top, width, upper)
    painting.draw_text(painter, name, theme, who, kind="strong")
    left = name.right() + 1 + theme.s(8)
    what = QRect(left, top, max(place.right() - left + 1, 0), upper)
    painting.draw_text(painter, what, theme, words.what(item, today))
    below = QRect(place.left(), top + upper, place.width(), lower)
    painting.draw_text(painter, below, theme, caption, kind="caption", ink="text3")

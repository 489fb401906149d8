"""Delegates: paint the rows of a list with the geometry of the design."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

STRETCH = 0.0
"""The width of the one cell that takes what is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text, with a caption below it if there is one and an avatar before it if named.

    `is_struck` crosses the line out, as one that was entered in error.
    """

    text: str
    caption: str = ""
    kind: str = "body"
    ink: str = "text"
    avatar: str = ""
    is_right: bool = False
    is_tabular: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipWords:
    """A state chip."""

    text: str
    tone: str = "neutral"
    icon: str = ""
    is_right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Measured words above a bar, filled by `share` (0-1)."""

    text: str
    share: float
    tone: str = "accent"
    mark: float = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An icon alone."""

    icon: str
    ink: str = "text3"


Cell = Words | ChipWords | Bar | Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """How the cells of a row lie, in pixels at 100 %; one width may be `STRETCH`."""

    widths: tuple[float, ...]
    height: float = tokens.TWO_LINE_ROW_HEIGHT
    left: float = 16
    right: float = 12
    gap: float = 16

    def places(self, rect: QRect, theme: Theme) -> list[QRect]:
        """The rectangle of each cell in a row."""
        gap = theme.s(self.gap)
        widths = [theme.s(width) for width in self.widths]
        taken = sum(widths) + gap * (len(widths) - 1) + theme.s(self.left) + theme.s(self.right)
        spare = max(rect.width() - taken, 0)
        x, places = rect.left() + theme.s(self.left), []
        for width, wanted in zip(widths, self.widths, strict=True):
            actual = spare if wanted == STRETCH else width
            places.append(QRect(x, rect.top(), actual, rect.height()))
            x += actual + gap
        return places


class RowDelegate(QStyledItemDelegate):
    """Paints each row of a one-column view as cells that `cells` makes of it.

    The row is selected, hovered or focused as a whole; the last one follows the card's corners
    where the list ends a card.
    """

    def __init__(
        self,
        geometry: Geometry,
        cells: Callable[[Any], Sequence[Cell]],
        parent: QObject | None = None,
        *,
        ends_card: bool = True,
    ) -> None:
        super().__init__(parent)
        self._geometry = geometry
        self._cells = cells
        self._ends_card = ends_card

    def set_geometry(self, geometry: Geometry) -> None:
        """Lay the cells otherwise, for another width of the page."""
        self._geometry = geometry

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().row(self._geometry.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line and cells."""
        theme = themes.current()
        rect: QRect = option.rect
        row = index.data(ROW_ROLE)
        painter.save()
        is_end = self._ends_card and _is_last(index)
        draw_row_ground(painter, rect, theme, option, _is_first(index), is_end)
        for cell, place in zip(self._cells(row), self._geometry.places(rect, theme), strict=True):
            draw_cell(painter, place, theme, cell)
        painter.restore()


def draw_row_ground(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    option: QStyleOptionViewItem,
    is_first: bool,
    is_last: bool,
) -> None:
    """The line above a row and its selected, hovered or focused ground."""
    state = option.state
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    if is_selected or is_hovered:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = _row_path(rect, theme.s(tokens.RADIUS_CARD) - 1 if is_last else 0)
        painter.fillPath(path, theme.color("selected" if is_selected else "hover"))
        painter.restore()
    if not is_first:
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme.color("border"))
    if (
        state & QStyle.StateFlag.State_HasFocus
        and state & QStyle.StateFlag.State_KeyboardFocusChange
    ):
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


def draw_cell(painter: QPainter, rect: QRect, theme: Theme, cell: Cell) -> None:
    """One cell in its place."""
    match cell:
        case Words():
            _draw_words(painter, rect, theme, cell)
        case ChipWords():
            size = painting.chip_size(theme, cell.text, cell.icon)
            width = min(size.width(), rect.width())
            left = rect.right() - width + 1 if cell.is_right else rect.left()
            place = QRect(left, rect.center().y() - size.height() // 2, width, size.height())
            painting.draw_chip(
                painter, place, theme, text=cell.text, tone=cell.tone, icon=cell.icon
            )
        case Bar():
            words = QRect(rect.left(), rect.top() + theme.s(4), rect.width(), rect.height() // 2)
            bar = QRect(rect.left(), rect.bottom() - theme.s(17), rect.width(), theme.s(12))
            painting.draw_text(painter, words, theme, cell.text, kind="caption", ink="text2")
            painting.draw_bar(painter, bar, theme, cell.share, cell.tone, cell.mark)
        case Picture():
            painting.draw_icon(painter, rect.topLeft(), rect.height(), theme, cell.icon, cell.ink)
        case None:
            pass


def _draw_words(painter: QPainter, rect: QRect, theme: Theme, cell: Words) -> None:
    if cell.avatar:
        side = theme.s(30)
        disc = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        painting.draw_avatar(painter, disc, theme, cell.avatar)
        rect = rect.adjusted(side + theme.s(10), 0, 0, 0)
    if cell.caption:
        painting.draw_two_lines(
            painter,
            rect,
            theme,
            cell.text,
            cell.caption,
            first_kind=cell.kind,
            is_first_struck=cell.is_struck,
        )
        return
    painting.draw_text(
        painter,
        rect,
        theme,
        cell.text,
        kind=cell.kind,
        ink=cell.ink,
        align=Qt.AlignmentFlag.AlignRight if cell.is_right else Qt.AlignmentFlag.AlignLeft,
        is_tabular=cell.is_tabular,
        is_struck=cell.is_struck,
    )


def _row_path(rect: QRect, radius: int) -> QPainterPath:
    path = QPainterPath()
    if radius <= 0:
        path.addRect(QRectF(rect))
        return path
    path.addRoundedRect(QRectF(rect), radius, radius)
    upper = QPainterPath()
    upper.addRect(QRectF(rect.left(), rect.top(), rect.width(), rect.height() - radius))
    return path.united(upper)


def _is_first(index: Index) -> bool:
    return index.row() == 0


def _is_last(index: Index) -> bool:
    return index.row() == index.model().rowCount(index.parent()) - 1

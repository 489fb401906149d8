"""Paints the rows of the palette: picture, words with the hits in bold, state or key."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counselor_desk.records.search import Passage
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.keys import draw_key, shown_keys
from counselor_desk.ui.models import ROW_ROLE, Index
from counselor_desk.ui.palette.rows import Row
from counselor_desk.ui.theme import Theme

ROW_HEIGHT = 35
HEADING_HEIGHT = 28
_LEFT = 12
_TEXT_LEFT = 38
_RIGHT = 12
_GAP = 11
_LEAST_PASSAGE = 40


class PaletteDelegate(QStyledItemDelegate):
    """One line a row, over the whole width of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower than what can be chosen."""
        row: Row = index.data(ROW_ROLE)
        return QSize(0, themes.current().s(row_height(row)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, picture and words."""
        theme, rect, row = themes.current(), option.rect, index.data(ROW_ROLE)
        painter.save()
        if row.is_heading:
            line = rect.adjusted(theme.s(_LEFT), 0, -theme.s(_RIGHT), 0)
            painting.draw_text(painter, line, theme, row.title, kind="chip", ink="text3")
        else:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            is_pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if row.act is not None and (is_chosen or is_pointed):
                painter.fillRect(rect, theme.color("selected" if is_chosen else "hover"))
            _draw_row(painter, rect, theme, row, is_chosen=is_chosen)
        painter.restore()


def row_height(row: Row) -> float:
    """In pixels at 100 %."""
    return HEADING_HEIGHT if row.is_heading else ROW_HEIGHT


def _draw_row(painter: QPainter, rect: QRect, theme: Theme, row: Row, *, is_chosen: bool) -> None:
    place = QPoint(rect.left() + theme.s(_LEFT), rect.top())
    ink = "accent" if is_chosen else "text2"
    painting.draw_icon(painter, place, rect.height(), theme, row.icon, ink)
    words = rect.adjusted(theme.s(_TEXT_LEFT), 0, -theme.s(_RIGHT), 0)
    words.setRight(_draw_end(painter, words, theme, row, is_chosen=is_chosen))
    kind = "strong" if row.is_strong else "body"
    words.setLeft(_draw_words(painter, words, theme, row.title, kind) + theme.s(_GAP))
    if row.detail:
        end = _draw_words(painter, words, theme, row.detail, "body", ink="text2")
        words.setLeft(end + theme.s(_GAP))
    if row.passages and words.width() > theme.s(_LEAST_PASSAGE):
        _draw_passages(painter, words, theme, row.passages)


def _draw_end(painter: QPainter, words: QRect, theme: Theme, row: Row, *, is_chosen: bool) -> int:
    """State or key at the right; returns where the words have to end."""
    if row.state:
        width = painting.text_width(theme, row.state, "caption")
        place = QRect(words.right() - width + 1, words.top(), width, words.height())
        painting.draw_text(painter, place, theme, row.state, kind="caption", ink="text2")
        return place.left() - theme.s(_GAP)
    keys = shown_keys(row.keys or ("Enter" if is_chosen and row.act is not None else ""))
    if not keys:
        return words.right()
    return draw_key(painter, words, theme, keys) - theme.s(_GAP)


def _draw_words(
    painter: QPainter, rect: QRect, theme: Theme, text: str, kind: str, *, ink: str = "text"
) -> int:
    """Words from the left of `rect`; returns where they end."""
    width = min(painting.text_width(theme, text, kind), max(rect.width(), 0))
    place = QRect(rect.left(), rect.top(), width, rect.height())
    painting.draw_text(painter, place, theme, text, kind=kind, ink=ink)
    return place.left() + width


def _draw_passages(
    painter: QPainter, rect: QRect, theme: Theme, passages: tuple[Passage, ...]
) -> None:
    """The words around a hit in quotes, the hit in bold, cut where the room ends."""
    parts = (Passage(text="“"), *passages, Passage(text="”"))
    left = rect.left()
    for part in parts:
        kind, ink = ("strong", "text") if part.is_hit else ("body", "text2")
        width = painting.text_width(theme, part.text, kind) - 1
        room = rect.right() - left
        if room <= 0:
            return
        place = QRect(left, rect.top(), min(width + 1, room), rect.height())
        is_cut = painting.draw_text(painter, place, theme, part.text, kind=kind, ink=ink)
        if is_cut:
            return
        left += width

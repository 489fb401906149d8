"""The legend of the week: the tones of the kinds, and the icons of what is written up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.schedule import words
from counselor_desk.ui.schedule.painting import hatch

_MARK, _ICON, _AFTER_MARK, _GAP = 12, 14, 6, 14


class Legend(QWidget):
    """Painted in one line; nothing of it can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = [*(text for _, text in words.legend_kinds()), words.own()]
        said += [text for *_, text in words.legend_states()]
        self.setAccessibleName(", ".join(said))

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        theme = themes.current()
        width = 0
        for text, mark in self._parts():
            width += theme.s(mark + _AFTER_MARK + _GAP)
            width += painting.text_width(theme, text, "caption")
        return QSize(width - theme.s(_GAP), theme.s(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A square for each kind, an icon for each state, and the word for it."""
        painter, theme, x = QPainter(self), themes.current(), 0
        for tone, text in words.legend_kinds():
            side = theme.s(_MARK)
            mark = QRect(x, (self.height() - side) // 2, side, side)
            painting.draw_box(painter, mark, theme, tone, radius=3)
            x = self._paint_word(painter, x + side, text)
        side = theme.s(_MARK)
        hatch(painter, QRect(x, (self.height() - side) // 2, side, side), theme, "border_strong")
        x = self._paint_word(painter, x + side, words.own())
        for icon, tone, text in words.legend_states():
            painting.draw_icon(painter, QPoint(x, 0), self.height(), theme, icon, tone, _ICON)
            x = self._paint_word(painter, x + theme.s(_ICON), text)

    def _paint_word(self, painter: QPainter, x: int, text: str) -> int:
        """Paint a word after its mark; gives where the next mark stands."""
        theme = themes.current()
        left = x + theme.s(_AFTER_MARK)
        width = painting.text_width(theme, text, "caption")
        place = QRect(left, 0, width, self.height())
        painting.draw_text(painter, place, theme, text, kind="caption", ink="text2")
        return left + width + theme.s(_GAP)

    def _parts(self) -> list[tuple[str, int]]:
        kinds = [(text, _MARK) for _, text in words.legend_kinds()]
        kinds.append((words.own(), _MARK))
        return kinds + [(text, _ICON) for *_, text in words.legend_states()]

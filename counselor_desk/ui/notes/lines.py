"""Quiet lines of the inspector: one that is ticked, and one that folds a group away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus

_ICON = 14
_GAP = 6


class TickLine(KeyboardFocus, QPushButton):
    """A line of small text that is ticked or not, as long as it needs to be.

    The tick is a check mark; without it an empty ring says that there is something to choose.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self.setCheckable(True)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        dress(self, k="tick")

    def words(self) -> str:
        """What is ticked."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        """The words take as many lines as the width asks for."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words at this width."""
        return self._height(themes.current(), width)

    def sizeHint(self) -> QSize:
        """As high as the words at the width there is."""
        theme = themes.current()
        return QSize(theme.s(200), self._height(theme, max(self.width(), theme.s(200))))

    def minimumSizeHint(self) -> QSize:
        """Gives way in width; the height follows the width."""
        return QSize(themes.current().s(80), themes.current().s(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring or the check, then the words."""
        super().paintEvent(event)
        theme, painter = themes.current(), QPainter(self)
        metrics = QFontMetrics(theme.font("caption"))
        name, ink = ("check", "accent") if self.isChecked() else ("circle", "text3")
        line_height = max(metrics.height(), theme.s(_ICON)) + 2 * theme.s(3)
        painting.draw_icon(painter, QPoint(0, 0), line_height, theme, name, ink, _ICON)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2" if self.isChecked() else "text3"))
        area = self._text_area(theme, self.width())
        painter.drawText(area, Qt.TextFlag.TextWordWrap, self._words)

    def _text_area(self, theme: themes.Theme, width: int) -> QRect:
        left = theme.s(_ICON) + theme.s(_GAP)
        return QRect(left, theme.s(3), max(width - left - theme.s(4), 1), 10_000)

    def _height(self, theme: themes.Theme, width: int) -> int:
        metrics = QFontMetrics(theme.font("caption"))
        area = self._text_area(theme, width)
        text = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, self._words)
        return max(text.height() + 2 * theme.s(3), theme.s(24))


class FoldLine(KeyboardFocus, QPushButton):
    """The head of a group that can be opened: number, name and how many are in it."""

    def __init__(self, number: str, text: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._words, self._count = number, text, count
        self.setCheckable(True)
        self.setToolTip(text)
        self.setAccessibleName(
            self.tr("{number} {name}, {count} objectives").format(
                number=number, name=text, count=count
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress(self, k="fold")

    def sizeHint(self) -> QSize:
        """One control high."""
        theme = themes.current()
        return QSize(theme.s(200), theme.s(tokens.CONTROL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box from the style sheet; chevron, number, name, count."""
        super().paintEvent(event)
        theme, painter = themes.current(), QPainter(self)
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        left = theme.s(12)
        painting.draw_icon(painter, QPoint(left, 0), self.height(), theme, chevron, "text2", _ICON)
        left += theme.s(_ICON) + theme.s(6)
        count = str(self._count)
        right = self.width() - theme.s(14)
        count_width = painting.text_width(theme, count)
        place = QRect(right - count_width, 0, count_width, self.height())
        painting.draw_text(painter, place, theme, count, ink="text2")
        words = f"{self._number}  {self._words}" if self._number else self._words
        place = QRect(left, 0, right - count_width - theme.s(8) - left, self.height())
        painting.draw_text(painter, place, theme, words, ink="text2")

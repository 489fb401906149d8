"""A flag as a chip that can be pressed: what must be seen at once, and the way to its source."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.flag_words import FlagWords
from counselor_desk.ui.focus import KeyboardFocus

HIT_HEIGHT = 24
"""The least height one can hit well (WCAG 2.2, 2.5.8)."""


class FlagChip(KeyboardFocus, QPushButton):
    """A chip that can be pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, k="head")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_words(FlagWords("", "", "neutral", ""))

    def show_words(self, said: FlagWords) -> None:
        """Say another flag."""
        self.said = said
        self.setAccessibleName(said.sentence)
        self.setToolTip(said.sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The chip, with a margin above and below that can be hit too."""
        theme = themes.current()
        size = painting.chip_size(theme, self.said.text, self.said.icon)
        return QSize(size.width(), max(size.height(), theme.s(HIT_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        """Chips give way as a whole, or end in an ellipsis when they are alone."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip, outlined when it is reached by keyboard or pointed at."""
        theme, painter = themes.current(), QPainter(self)
        height = theme.s(tokens.CHIP_HEIGHT)
        rect = self.rect()
        rect.setTop((self.height() - height) // 2)
        rect.setHeight(height)
        said = self.said
        painting.draw_chip(painter, rect, theme, text=said.text, tone=said.tone, icon=said.icon)
        is_reached = self.property("kb") == "1" and self.hasFocus()
        if is_reached or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink = "focus" if is_reached else said.tone
            painter.setPen(QPen(theme.color(ink), 2 if is_reached else 1))
            radius = theme.s(tokens.RADIUS_CHIP)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)

"""Scrolling: a part of a page that moves up and down, with its bar inside the right margin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.dressing import dress

BAR_WIDTH = 10
"""The bar as the style sheet draws it, in pixels at 100 %."""

_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PageScroll(QScrollArea):
    """Content that scrolls up and down, never sideways.

    The room of the bar is always kept free, so that nothing jumps when it comes: the content's
    own right margin is `BAR_WIDTH` less than the page's. A dialog, which scrolls in low windows
    alone, does without (`keeps_room`).
    """

    def __init__(
        self, content: QWidget, parent: QWidget | None = None, *, keeps_room: bool = True
    ) -> None:
        super().__init__(parent)
        self._keeps_room = keeps_room
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content
        dress(content, c="clear")
        self.setWidget(content)
        self.verticalScrollBar().rangeChanged.connect(self._keep_room)
        themes.look().theme_changed.connect(self._keep_room)
        self._keep_room()

    def minimumSizeHint(self) -> QSize:
        """As wide as the content must be, however low."""
        return QSize(self._content.minimumSizeHint().width() + self._bar_room(), self._lowest())

    def sizeHint(self) -> QSize:
        """As large as the content."""
        hint = self._content.sizeHint()
        return QSize(hint.width() + self._bar_room(), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by plain keys; those with Ctrl or Alt belong to the page."""
        if event.modifiers() & _CHORDS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _keep_room(self, *_range: object) -> None:
        needs_bar = self.verticalScrollBar().maximum() > 0
        self.setViewportMargins(0, 0, 0 if needs_bar else self._bar_room(), 0)

    def _bar_room(self) -> int:
        return themes.current().s(BAR_WIDTH) if self._keeps_room else 0

    def _lowest(self) -> int:
        return themes.current().s(48)

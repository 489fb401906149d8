"""Small painted parts that show a state or a person: chip, tile, avatar, icon, progress bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes


class _Painted(QWidget):
    """A widget of fixed size that paints itself and takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """As large as its content."""
        return self.sizeHint()


class Chip(_Painted):
    """A state: icon, word and tone together, so that color never speaks alone."""

    def __init__(
        self, text: str, tone: str = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.set_state(text, tone, icon)

    def set_state(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        """Show another state."""
        self.text, self.tone, self.icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The chip's own size."""
        return painting.chip_size(themes.current(), self.text, self.icon)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painting.draw_chip(
            QPainter(self),
            self.rect(),
            themes.current(),
            text=self.text,
            tone=self.tone,
            icon=self.icon,
        )


class Tile(_Painted):
    """A soft square with an icon, at the start of a row or a card."""

    def __init__(
        self,
        icon: str,
        tone: str = "accent",
        *,
        size: float = 32,
        icon_size: float = tokens.ICON_SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size, self._icon_size = icon, tone, size, icon_size

    def sizeHint(self) -> QSize:
        """A square."""
        side = themes.current().s(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile."""
        painter, theme = QPainter(self), themes.current()
        painting.draw_tile(painter, self.rect(), theme, self._icon, self._tone, self._icon_size)


class Icon(_Painted):
    """An icon that only goes with words beside it."""

    def __init__(
        self,
        name: str,
        ink: str = "text2",
        *,
        size: float = tokens.ICON_SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._ink, self._size = name, ink, size

    def set_icon(self, name: str, ink: str | None = None) -> None:
        """Show another icon, in another token's color if given."""
        self._name = name
        self._ink = self._ink if ink is None else ink
        self.update()

    def sizeHint(self) -> QSize:
        """A square of the icon's size."""
        side = themes.current().s(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painting.draw_icon(
            QPainter(self),
            QPoint(0, 0),
            self.height(),
            themes.current(),
            self._name,
            self._ink,
            self._size,
        )


class Avatar(_Painted):
    """A person's initials on a disc whose tone follows from the name."""

    def __init__(self, name: str, *, size: float = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square of 20, 28, 30 or 44."""
        side = themes.current().s(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc."""
        painting.draw_avatar(QPainter(self), self.rect(), themes.current(), self._name)


class ProgressBar(QWidget):
    """A 6 px bar; the words beside it carry the numbers."""

    def __init__(
        self,
        share: float = 0.0,
        tone: str = "accent",
        *,
        mark: float = -1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share, tone)

    def set_share(self, share: float, tone: str = "accent") -> None:
        """Fill `share` of the bar, 0-1, in the color of `tone`."""
        self._share, self._tone = share, tone
        self.setAccessibleName(f"{round(share * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Thin, and as wide as its row lets it be."""
        theme = themes.current()
        return QSize(theme.s(96), self._height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough to be read."""
        theme = themes.current()
        return QSize(theme.s(24), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint groove, filling and mark."""
        painter, theme = QPainter(self), themes.current()
        painting.draw_bar(painter, self.rect(), theme, self._share, self._tone, self._mark)

    def _height(self) -> int:
        # A mark stands out above and below the bar.
        return themes.current().s(6) + (4 if self._mark >= 0 else 0)

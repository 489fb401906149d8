"""Buttons: one class for every kind, with the icon 8 px from the word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton

Kind = Literal["primary", "secondary", "quiet", "link", "plain", "danger", "segment", "tab"]

_GAP = 8
_BORDER = 1
_PADDING = {"link": 0, "plain": 0, "tab": 2, "segment": 10}
_INK = {
    "primary": "on_accent",
    "quiet": "text2",
    "plain": "text2",
    "link": "link",
    "danger": "risk",
    "segment": "text2",
    "tab": "text2",
}
_HOVER_INK = {"quiet": "text", "plain": "text", "segment": "text", "tab": "text"}
_FLUSH = ("link", "plain")
_WEIGHTED = ("primary", "link", "segment", "tab")


class Button(KeyboardFocus, QPushButton):
    """A button with a word and, if wanted, an icon before it.

    Kinds: `primary` filled, at most one in a region; `secondary` outlined; `quiet` without an
    outline; `link` accent text whose edge is the text's edge; `plain` the same in a calm color;
    `danger` only in dialogs.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "secondary",
        icon: str = "",
        is_small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon_name = icon
        self._is_small = is_small
        self.set_text(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, k=kind, z="s" if is_small else "")

    def set_text(self, text: str) -> None:
        """Change the word; ampersands are shown as they are."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.updateGeometry()

    @property
    def icon_name(self) -> str:
        """The picture before the word; empty for none."""
        return self._icon_name

    def set_icon(self, name: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, gap and word, in the heaviest weight the button can take."""
        theme = themes.current()
        height = tokens.SMALL_CONTROL_HEIGHT if self._is_small else tokens.CONTROL_HEIGHT
        height = {"segment": 26, "tab": 38}.get(self.kind, height)
        return QSize(self._content_width(theme) + 2 * self._inset(theme), theme.s(height))

    def minimumSizeHint(self) -> QSize:
        """As wide as its words: a button's label is never cut."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Keep the word from the style, which would put the icon too near to it."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style sheet draw the body, then icon and word."""
        super().paintEvent(event)
        is_hovered = self.isEnabled() and self.underMouse()
        self._draw_content(QPainter(self), themes.current(), is_hovered=is_hovered)

    def _draw_content(self, painter: QPainter, theme: Theme, *, is_hovered: bool) -> None:
        ink = self._ink(is_hovered=is_hovered)
        width = self._content_width(theme)
        x = self._inset(theme) if self.kind in _FLUSH else (self.width() - width) // 2
        line = QRect(max(x, 0), 0, min(width, self.width()), self.height())
        if self._icon_name:
            is_plain = self.kind == "secondary" and self.isEnabled()
            icon_ink = "text2" if is_plain else ink
            painting.draw_icon(
                painter, line.topLeft(), line.height(), theme, self._icon_name, icon_ink
            )
            line.setLeft(line.left() + theme.s(tokens.ICON_SIZE) + theme.s(_GAP))
        kind = self._type()
        if kind in ("chip", "strong") and not self._is_heavy():
            kind = {"chip": "small_button", "strong": "button"}[kind]
            spare = line.width() - painting.text_width(theme, self._label, kind)
            line.adjust(spare // 2, 0, 0, 0)
        painting.draw_text(painter, line, theme, self._label, kind=kind, ink=ink)
        if self.kind in _FLUSH and (is_hovered or self.property("kb") == "1"):
            self._underline(painter, line, theme)

    def _underline(self, painter: QPainter, line: QRect, theme: Theme) -> None:
        metrics = QFontMetrics(theme.font(self._type()))
        y = line.center().y() + metrics.ascent() // 2 + theme.s(3)
        is_ringed = self.property("kb") == "1" and self.hasFocus()
        painter.setPen(QPen(theme.color("focus"), 2 if is_ringed else 1))
        painter.drawLine(QPoint(line.left(), y), QPoint(line.right(), y))

    def _ink(self, *, is_hovered: bool) -> str:
        if not self.isEnabled():
            return "disabled"
        if self.isCheckable() and self.isChecked():
            return self._checked_ink()
        usual = _INK.get(self.kind, "text")
        return _HOVER_INK.get(self.kind, usual) if is_hovered else usual

    def _checked_ink(self) -> str:
        if self.kind == "tab":
            return "accent"
        return "text" if self.property("tone") == "neutral" else "on_accent"

    def _is_heavy(self) -> bool:
        return self.kind not in ("segment", "tab") or self.isChecked()

    def _type(self) -> str:
        is_heavy = self.kind in _WEIGHTED
        if self._is_small or self.kind == "segment":
            return "chip" if is_heavy else "small_button"
        return "strong" if is_heavy else "button"

    def _inset(self, theme: Theme) -> int:
        usual = 10 if self._is_small else 12
        padding = _PADDING.get(self.kind, usual)
        return theme.s(padding) + (0 if self.kind in (*_FLUSH, "tab") else _BORDER)

    def _content_width(self, theme: Theme) -> int:
        width = painting.text_width(theme, self._label, self._type())
        if self._icon_name:
            width += theme.s(tokens.ICON_SIZE) + (theme.s(_GAP) if self._label else 0)
        return width


class IconButton(KeyboardFocus, QPushButton):
    """A button of an icon alone; its name is read out and shown as a tooltip."""

    def __init__(
        self, icon: str, name: str, *, ink: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._ink = ink
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, k="icon")

    def set_name(self, name: str) -> None:
        """What the button does, for the tooltip and for screen readers."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        """Change the picture."""
        self._icon_name = icon
        self.update()

    def sizeHint(self) -> QSize:
        """A square of the small control height."""
        side = themes.current().s(tokens.SMALL_CONTROL_HEIGHT)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than it can be hit."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The body from the style sheet, the icon in its middle."""
        super().paintEvent(event)
        theme = themes.current()
        painter = QPainter(self)
        left = (self.width() - theme.s(tokens.ICON_SIZE)) // 2
        ink = self._ink if self.isEnabled() else "disabled"
        painting.draw_icon(painter, QPoint(left, 0), self.height(), theme, self._icon_name, ink)

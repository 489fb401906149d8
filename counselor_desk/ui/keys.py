"""How the screen shows the keys that do something: their names, on caps."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter

from counselor_desk.ui import painting, tokens
from counselor_desk.ui.theme import Theme

_HEIGHT = 20
_PADDING = 8


def shown_keys(keys: str) -> str:
    """A key in the words of the computer at hand: `Ctrl K`."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("+", " ")


def draw_key(painter: QPainter, rect: QRect, theme: Theme, words: str) -> int:
    """A key on its cap at the right end of `rect`, centered in height; gives its left edge."""
    width = painting.text_width(theme, words, "key") + 2 * theme.s(_PADDING)
    top = rect.top() + (rect.height() - theme.s(_HEIGHT)) // 2
    cap = QRect(rect.right() - width + 1, top, width, theme.s(_HEIGHT))
    painting.draw_box(painter, cap, theme, "sunken", "border", radius=tokens.RADIUS_CHIP)
    center = Qt.AlignmentFlag.AlignHCenter
    painting.draw_text(painter, cap, theme, words, kind="key", ink="text2", align=center)
    return cap.left()

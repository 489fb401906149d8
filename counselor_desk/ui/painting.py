"""Paints chips, avatars, tiles, bars and text with one geometry, for widgets and delegates alike.

All measures are pixels at 100 %; the theme turns them into pixels of the screen. Rectangles are
in the painter's own coordinates.
"""

from __future__ import annotations

import zlib
from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPixmapCache

from counselor_desk.ui import tokens
from counselor_desk.ui.theme import Theme

CHIP_ICON = 13
AVATAR_TONES = ("accent", "signed", "draft", "overdue")
_CHIP_PADDING = 8
_CHIP_GAP = 5
_MOST_KEPT = 300 * 48
"""Pixels of the largest box whose picture is kept."""


def text_width(theme: Theme, text: str, kind: str = "body", *, is_tabular: bool = False) -> int:
    """How wide a line of text is, with the pixel that rounding may cost."""
    font = theme.font(kind, is_tabular=is_tabular)
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1


def line_height(theme: Theme, kind: str = "body") -> int:
    """How high a line of text is."""
    return theme.metrics(kind).height()


def chip_size(theme: Theme, text: str, icon: str = "") -> QSize:
    """The size of a chip with this word and icon."""
    width = text_width(theme, text, "chip") + 2 * theme.s(_CHIP_PADDING)
    if icon:
        width += theme.s(CHIP_ICON) + theme.s(_CHIP_GAP)
    return QSize(width, theme.s(tokens.CHIP_HEIGHT))


def draw_chip(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    *,
    text: str,
    tone: str = "neutral",
    icon: str = "",
) -> None:
    """Fill `rect` with a chip; a word too long for it ends in an ellipsis."""
    colors = _tone_colors(tone)
    draw_box(painter, rect, theme, colors[1], colors[2], tokens.RADIUS_CHIP)
    inner = rect.adjusted(theme.s(_CHIP_PADDING), 0, -theme.s(_CHIP_PADDING), 0)
    if icon:
        draw_icon(painter, inner.topLeft(), inner.height(), theme, icon, colors[0], CHIP_ICON)
        inner.setLeft(inner.left() + theme.s(CHIP_ICON) + theme.s(_CHIP_GAP))
    draw_text(painter, inner, theme, text, kind="chip", ink=colors[0])


def draw_box(
    painter: QPainter, rect: QRect, theme: Theme, fill: str, edge: str = "", radius: float = 0
) -> None:
    """A filled, rounded box; `edge` is the token of a 1 px outline, none when empty."""
    outline = theme.colors[edge] if edge else ""
    _draw_round(painter, rect, theme.colors[fill], outline, theme.s(radius))


def draw_icon(
    painter: QPainter,
    place: QPoint,
    height: int,
    theme: Theme,
    name: str,
    ink: str,
    size: float = tokens.ICON_SIZE,
) -> None:
    """An icon whose left edge is at `place`, centered in `height` pixels below it."""
    y = place.y() + (height - theme.s(size)) // 2
    painter.drawPixmap(QPoint(place.x(), y), theme.pixmap(name, ink, size))


def draw_text(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    text: str,
    *,
    kind: str = "body",
    ink: str = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    is_tabular: bool = False,
    is_struck: bool = False,
) -> bool:
    """One line of text, centered in height; returns whether it had to be cut with an ellipsis."""
    if not text:
        return False
    metrics = theme.metrics(kind, is_tabular=is_tabular)
    line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    font = theme.font(kind, is_tabular=is_tabular)
    if is_struck:
        font = QFont(font)
        font.setStrikeOut(True)
    painter.save()
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, line)
    painter.restore()
    return line != text


def draw_two_lines(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    first: str,
    second: str,
    *,
    first_kind: str = "strong",
    second_ink: str = "text3",
    is_first_struck: bool = False,
) -> None:
    """A line with its caption below, together centered in height."""
    first_height, second_height = line_height(theme, first_kind), line_height(theme, "caption")
    top = rect.top() + (rect.height() - first_height - second_height) // 2
    upper = QRect(rect.left(), top, rect.width(), first_height)
    lower = QRect(rect.left(), top + first_height, rect.width(), second_height)
    draw_text(painter, upper, theme, first, kind=first_kind, is_struck=is_first_struck)
    draw_text(painter, lower, theme, second, kind="caption", ink=second_ink)


def draw_bar(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    share: float,
    tone: str = "accent",
    mark: float = -1,
) -> None:
    """A progress bar of 6 px, centered in height.

    Args:
        share: how much is filled, 0-1.
        mark: where a tick stands, 0-1; none when negative.
    """
    thick = theme.s(6)
    groove = QRect(rect.left(), rect.center().y() - thick // 2, rect.width(), thick)
    draw_box(painter, groove, theme, "pressed", radius=3)
    filled = round(groove.width() * min(max(share, 0.0), 1.0))
    if filled:
        chunk = QRect(groove.left(), groove.top(), max(filled, thick), thick)
        draw_box(painter, chunk, theme, tone, radius=3)
    if mark >= 0:
        x = groove.left() + round(groove.width() * mark)
        painter.fillRect(QRect(x, groove.top() - 2, 1, thick + 4), theme.color("text2"))


def draw_avatar(painter: QPainter, rect: QRect, theme: Theme, name: str) -> None:
    """A disc with initials."""
    tone = AVATAR_TONES[zlib.crc32(name.encode()) % len(AVATAR_TONES)]
    fill = "accent_soft" if tone == "accent" else f"{tone}_bg"
    _draw_round(painter, rect, theme.colors[fill], "", rect.height() / 2)
    painter.save()
    font = theme.font("chip")
    font.setPixelSize(max(round(rect.height() * 0.38), 1))
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def draw_tile(
    painter: QPainter, rect: QRect, theme: Theme, icon: str, tone: str = "accent", size: float = 16
) -> None:
    """A soft square with an icon in its middle."""
    fill = "accent_soft" if tone == "accent" else f"{tone}_bg"
    draw_box(painter, rect, theme, fill, radius=tokens.RADIUS_CONTROL)
    left = rect.left() + (rect.width() - theme.s(size)) // 2
    draw_icon(painter, QPoint(left, rect.top()), rect.height(), theme, icon, tone, size)


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Marcus R." gives "MR"."""
    words = [word for word in name.split() if word[0].isalnum()]
    ends = [words[0], *words[1:][-1:]] if words else []
    return "".join(word[0].upper() for word in ends)


def _draw_round(painter: QPainter, rect: QRect, fill: str, edge: str, radius: float) -> None:
    """A rounded box in these colors; `edge` is empty for none.

    A small one is drawn once and kept: rounding and smoothing take fifteen times as long as
    putting the picture down, and a list has four of them in every row.
    """
    ratio = painter.device().devicePixelRatioF()
    if ratio != int(ratio) or rect.isEmpty() or rect.width() * rect.height() > _MOST_KEPT:
        _draw_smoothly(painter, rect, fill, edge, radius)
        return
    key = f"box:{rect.width()}:{rect.height()}:{fill}:{edge}:{radius}:{ratio}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = QPixmap(rect.size() * int(ratio))
        kept.setDevicePixelRatio(ratio)
        kept.fill(Qt.GlobalColor.transparent)
        with QPainter(kept) as drawing:
            _draw_smoothly(drawing, QRect(QPoint(0, 0), rect.size()), fill, edge, radius)
        QPixmapCache.insert(key, kept)
    painter.drawPixmap(rect.topLeft(), kept)


def _draw_smoothly(painter: QPainter, rect: QRect, fill: str, edge: str, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
    inset = 0.5 if edge else 0.0
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def _tone_colors(tone: str) -> tuple[str, str, str]:
    if tone == "accent":
        return "accent", "accent_soft", "accent_soft"
    return tone, f"{tone}_bg", f"{tone}_bd"

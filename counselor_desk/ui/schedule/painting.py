"""Paints one entry of the week: its bar, its name, its line, and how far it is written up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from counselor_desk.records.weeks import Block, Entry, OwnTime
from counselor_desk.ui import painting
from counselor_desk.ui.schedule import words
from counselor_desk.ui.theme import Theme

_RADIUS = 4
_BAR = 3
_PADDING = 10
_ICON = 15
_LEAST_FOR_ICONS = 76


def paint_entry(
    painter: QPainter, rect: QRect, theme: Theme, entry: Entry, *, is_next: bool, is_current: bool
) -> None:
    """A session, or what a client has meanwhile; the next and the current one are outlined."""
    tone = "neutral" if isinstance(entry, OwnTime) else words.tone(entry.service)
    if isinstance(entry, OwnTime):
        hatch(painter, rect, theme)
    else:
        fill, edge = _ground(entry, tone)
        painting.draw_box(painter, rect, theme, fill, edge, _RADIUS)
    bar = QRect(rect.left(), rect.top(), theme.s(_BAR), rect.height())
    painter.fillRect(bar, theme.color(tone))
    if is_next or is_current:
        painter.save()
        painter.setPen(QPen(theme.color("focus" if is_current else "accent"), 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.s(_RADIUS), theme.s(_RADIUS))
        painter.restore()
    inner = rect.adjusted(theme.s(_PADDING), 0, -theme.s(6), 0)
    _paint_words(painter, inner, theme, entry)


def hatch(painter: QPainter, rect: QRect, theme: Theme, ink: str = "border") -> None:
    """The ground of what is no session: slanted lines in an outline, darker where it is small."""
    painting.draw_box(painter, rect, theme, "surface", ink, _RADIUS)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.color(ink), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.s(_RADIUS), theme.s(_RADIUS))
    painter.restore()


def _paint_words(painter: QPainter, inner: QRect, theme: Theme, block: Entry) -> None:
    upper, lower = (painting.line_height(theme, kind) for kind in ("strong", "caption"))
    lines = _lines(block, (inner.height() - upper) // lower)
    spare = (inner.height() - upper - lower * len(lines)) // 2
    top = inner.top() + max(min(spare, theme.s(5)), 0)
    first = QRect(inner.left(), top, inner.width(), upper)
    for icon, ink in _icons(block):
        if first.width() < theme.s(_LEAST_FOR_ICONS):
            break
        side = theme.s(_ICON)
        first.setWidth(first.width() - side - theme.s(4))
        corner = QPoint(first.right() + theme.s(4), first.top())
        painting.draw_icon(painter, corner, first.height(), theme, icon, ink, _ICON)
    ink = "text" if block.is_mine else "text2"
    painting.draw_text(painter, first, theme, block.title, kind="strong", ink=ink)
    below = QRect(inner.left(), first.bottom() + 1, inner.width(), lower)
    for text in lines:
        painting.draw_text(painter, below, theme, text, kind="caption", ink="text2")
        below.translate(0, lower)


def _lines(block: Entry, room: int) -> list[str]:
    """What stands below the name in so many lines; the people have one of their own if they can."""
    told, people = words.line(block), words.people(block)
    if room <= 0:
        return []
    if room == 1 or not people:
        return [words.joined(told, people)]
    return [told, people]


def _icons(block: Entry) -> list[tuple[str, str]]:
    """From the right edge on: how far it is written up, then whether it overlaps."""
    found = []
    if isinstance(block, Block) and words.icon(block.write_up):
        found.append((words.icon(block.write_up), words.state_tone(block.write_up)))
    if block.clashes:
        found.append(("triangle-alert", "overdue"))
    return found


def _ground(block: Block, tone: str) -> tuple[str, str]:
    if not block.is_mine:
        return "surface", "border"
    return ("accent_soft", "border") if tone == "accent" else (f"{tone}_bg", f"{tone}_bd")

"""Lines of facts in a card: a label, the fact that wraps, a caption and a state, all painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.models import ROW_ROLE, Column, Index, RowsModel
from counselor_desk.ui.painted_lists import lay_bare
from counselor_desk.ui.theme import Theme

LABEL_WIDTH = 108
_GAP = 12
_PADDING = 5
_SIDE = 16
_NARROW = 340


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line. `chip` is a word, its tone and its icon; `key` is what Enter on it opens."""

    label: str = ""
    text: str = field(repr=False)
    caption: str = field(default="", repr=False)
    chip: tuple[str, str, str] | None = None
    is_quiet: bool = False
    key: object = field(default=None, repr=False)


class FactLines(QListView):
    """Facts below each other, as tall as they are; the page around scrolls.

    Up and Down move, Enter or a click opens the line, Insert adds one, where the lines can be
    changed.

    Signals:
        opened: carries the key of the line.
        add_requested: Insert.
    """

    opened = Signal(object)
    add_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_editable = True
        columns: tuple[Column[Fact], ...] = (
            Column("", lambda fact: fact.label),
            Column("", lambda fact: fact.text),
            Column("", lambda fact: fact.caption),
            Column("", lambda fact: fact.chip[0] if fact.chip else ""),
        )
        self.rows: RowsModel[Fact] = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(_FactDelegate(self))
        lay_bare(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        themes.look().theme_changed.connect(self._fit)

    def show_facts(self, facts: Sequence[Fact], *, is_editable: bool) -> None:
        """Show other facts; the line at the same place stays current."""
        self._is_editable = is_editable
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_editable else Qt.CursorShape.ArrowCursor
        )
        if self.rows.rows == tuple(facts):
            return
        current = self.currentIndex().row()
        self.rows.set_rows(facts)
        if self.hasFocus() and facts:
            self.setCurrentIndex(self.rows.index(min(max(current, 0), len(facts) - 1), 0))
        self._fit()

    def take_focus(self) -> None:
        """Go to the first line."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_editable(self) -> bool:
        """Whether a line opens."""
        return self._is_editable

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap otherwise in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Insert adds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Insert and self._is_editable:
            self.add_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first line is current when the focus comes by key."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is marked where the focus is not."""
        super().focusOutEvent(event)
        self.clearSelection()

    def changeEvent(self, event: QEvent) -> None:
        """A larger type needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """As tall as the lines at the present width."""
        return QSize(themes.current().s(320), self.height_at(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        """Every line; the width gives way."""
        return QSize(themes.current().s(200), self.height())

    def height_at(self, width: int) -> int:
        """How tall all lines are in a width."""
        theme = themes.current()
        return sum(_height(theme, fact, width) for fact in self.rows.rows)

    def _fit(self, *_theme: object) -> None:
        self.setFixedHeight(max(self.height_at(self.viewport().width()), 1))

    def _open(self, index: Index) -> None:
        fact = self.rows.row(index)
        if fact is not None and self._is_editable:
            self.opened.emit(fact.key)


class _FactDelegate(QStyledItemDelegate):
    """Paints the lines of a `FactLines`."""

    def __init__(self, view: FactLines) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as the wrapped fact."""
        width = self._view.viewport().width()
        return QSize(width, _height(themes.current(), index.data(ROW_ROLE), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, label, fact, caption, state."""
        theme, fact, rect = themes.current(), index.data(ROW_ROLE), option.rect
        painter.save()
        self._draw_ground(painter, option, theme)
        text_at = _text_place(theme, fact, rect)
        if fact.label:
            line = painting.line_height(theme)
            label = QRect(
                rect.left() + theme.s(_SIDE),
                rect.top() + theme.s(_PADDING),
                theme.s(LABEL_WIDTH) if not _is_narrow(theme, rect.width()) else text_at.width(),
                line,
            )
            painting.draw_text(painter, label, theme, fact.label, kind="caption", ink="text2")
        ink = "text3" if fact.is_quiet else "text"
        _draw_wrapped(painter, text_at, theme, fact.text, "body", ink)
        if fact.caption:
            below = _caption_place(theme, fact, rect)
            _draw_wrapped(painter, below, theme, fact.caption, "caption", "text3")
        if fact.chip:
            _draw_chip(painter, rect, theme, fact.chip)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        state = option.state
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver) and self._view.is_editable()
        if has_focus or is_hovered:
            token = "selected" if has_focus else "hover"
            side = theme.s(_SIDE) // 2
            painting.draw_box(painter, option.rect.adjusted(side, 0, -side, 0), theme, token, "", 6)


def _is_narrow(theme: Theme, width: int) -> bool:
    return width < theme.s(_NARROW)


def _chip_room(theme: Theme, fact: Fact) -> int:
    if not fact.chip:
        return 0
    return painting.chip_size(theme, fact.chip[0], fact.chip[2]).width() + theme.s(_GAP)


def _text_place(theme: Theme, fact: Fact, rect: QRect) -> QRect:
    """Where the fact stands: beside its label, in a narrow card below it."""
    left, top = rect.left() + theme.s(_SIDE), rect.top() + theme.s(_PADDING)
    if fact.label and _is_narrow(theme, rect.width()):
        top += painting.line_height(theme)
    elif fact.label:
        left += theme.s(LABEL_WIDTH) + theme.s(_GAP)
    right = rect.right() - theme.s(_SIDE) - _chip_room(theme, fact)
    return QRect(left, top, max(right - left, theme.s(48)), rect.bottom() - top)


def _caption_place(theme: Theme, fact: Fact, rect: QRect) -> QRect:
    """Where the caption stands: below the fact and its chip, as wide as both."""
    place = _text_place(theme, fact, rect)
    top = place.top() + _wrapped(theme, fact.text, place.width(), "body")
    if fact.chip:
        top = max(top, _chip_place(theme, fact.chip, rect).bottom() + 1)
    right = rect.right() - theme.s(_SIDE)
    return QRect(place.left(), top, max(right - place.left(), place.width()), place.height())


def _height(theme: Theme, fact: Fact, width: int) -> int:
    rect = QRect(0, 0, width, 0)
    place = _text_place(theme, fact, rect)
    height = place.top() + _wrapped(theme, fact.text, place.width(), "body")
    if fact.chip:
        height = max(height, _chip_place(theme, fact.chip, rect).bottom() + 1)
    if fact.caption:
        below = _caption_place(theme, fact, rect)
        height = below.top() + _wrapped(theme, fact.caption, below.width(), "caption")
    return height + theme.s(_PADDING)


def _wrapped(theme: Theme, text: str, width: int, kind: str) -> int:
    return ceil(_laid_out(theme, text, width, kind).boundingRect().height())


def _draw_wrapped(
    painter: QPainter, rect: QRect, theme: Theme, text: str, kind: str, ink: str
) -> None:
    painter.setPen(theme.color(ink))
    _laid_out(theme, text, rect.width(), kind).draw(painter, QPointF(rect.topLeft()))


def _laid_out(theme: Theme, text: str, width: int, kind: str) -> QTextLayout:
    """The lines of a text in a width; a word breaks only where it is wider than that."""
    layout = QTextLayout(text.replace("\n", "\u2028") or " ", theme.font(kind))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _chip_place(theme: Theme, chip: tuple[str, str, str], rect: QRect) -> QRect:
    """Where the chip stands: at the right end of the first line."""
    word, _tone, icon = chip
    size = painting.chip_size(theme, word, icon)
    top = rect.top() + (painting.line_height(theme) + 2 * theme.s(_PADDING) - size.height()) // 2
    left = rect.right() - theme.s(_SIDE) - size.width() + 1
    return QRect(left, top, size.width(), size.height())


def _draw_chip(painter: QPainter, rect: QRect, theme: Theme, chip: tuple[str, str, str]) -> None:
    word, tone, icon = chip
    place = _chip_place(theme, chip, rect)
    painting.draw_chip(painter, place, theme, text=word, tone=tone, icon=icon)

"""Rows and columns whose margins and gaps are given at 100 % and follow the text size."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QSpacerItem,
    QWidget,
)

from counselor_desk.ui import dressing
from counselor_desk.ui import theme as themes
from counselor_desk.ui.theme import Theme

Margins = tuple[float, float, float, float]
Stretch = Literal["stretch"]
Item = QWidget | QLayout | float | Stretch | tuple[QWidget | QLayout, int] | None

_NONE: Margins = (0, 0, 0, 0)


class _Line(QBoxLayout):
    """A box layout that remembers its measures at 100 %."""

    def __init__(
        self,
        direction: QBoxLayout.Direction,
        items: tuple[Item, ...],
        margins: Margins,
        spacing: float,
    ) -> None:
        super().__init__(direction)
        self._margins = margins
        self._spacing = spacing
        self._spacers: list[tuple[QSpacerItem, float]] = []
        look = themes.look()
        self.add(*items)
        self._measure(look.theme)
        look.theme_changed.connect(self._measure)

    def add(self, *items: Item) -> None:
        """Append widgets, layouts, gaps in pixels at 100 %, "stretch" or (widget, factor).

        None is left out, so that an optional part can be written in place.
        """
        for item in items:
            match item:
                case None:
                    pass
                case "stretch":
                    self.addStretch(1)
                case int() | float():
                    self._add_gap(item)
                case (QWidget() as widget, int(factor)):
                    self.addWidget(widget, factor)
                case (QLayout() as layout, int(factor)):
                    self.addLayout(layout, factor)
                case QWidget():
                    self.addWidget(item)
                case QLayout():
                    self.addLayout(item)

    def set_margins(self, margins: Margins) -> None:
        """Change the margins (left, top, right, bottom), in pixels at 100 %."""
        self._margins = margins
        self._measure(themes.current())

    def _add_gap(self, px: float) -> None:
        spacer = QSpacerItem(0, 0)
        self._spacers.append((spacer, px))
        self._size_gap(spacer, px, themes.current())
        self.addSpacerItem(spacer)

    def _size_gap(self, spacer: QSpacerItem, px: float, theme: Theme) -> None:
        is_row = self.direction() == QBoxLayout.Direction.LeftToRight
        spacer.changeSize(theme.s(px) if is_row else 0, 0 if is_row else theme.s(px))

    def _measure(self, theme: Theme) -> None:
        self.setContentsMargins(_scaled(self._margins, theme))
        self.setSpacing(theme.s(self._spacing))
        for spacer, px in self._spacers:
            self._size_gap(spacer, px, theme)
        self.invalidate()


class Row(_Line):
    """Items side by side, 8 px apart unless told otherwise."""

    def __init__(self, *items: Item, margins: Margins = _NONE, spacing: float = 8) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, items, margins, spacing)


class Column(_Line):
    """Items below each other, 8 px apart unless told otherwise."""

    def __init__(self, *items: Item, margins: Margins = _NONE, spacing: float = 8) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, items, margins, spacing)


class Grid(QGridLayout):
    """Cells in rows and columns with gaps at 100 %."""

    def __init__(
        self, *, margins: Margins = _NONE, spacing: float = 8, row_spacing: float | None = None
    ) -> None:
        super().__init__()
        self._margins = margins
        self._gaps = (spacing, spacing if row_spacing is None else row_spacing)
        look = themes.look()
        self._measure(look.theme)
        look.theme_changed.connect(self._measure)

    def _measure(self, theme: Theme) -> None:
        self.setContentsMargins(_scaled(self._margins, theme))
        self.setHorizontalSpacing(theme.s(self._gaps[0]))
        self.setVerticalSpacing(theme.s(self._gaps[1]))


class FlowRow(QLayout):
    """Items side by side that go on in a next line where the width ends."""

    def __init__(
        self, *items: QWidget, margins: Margins = _NONE, spacing: float = 12, row_spacing: float = 8
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._margins = margins
        self._gaps = (spacing, row_spacing)
        look = themes.look()
        self._measure(look.theme)
        look.theme_changed.connect(self._measure)
        for item in items:
            self.addWidget(item)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item, as Qt asks."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height depends on how many lines the width makes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    def sizeHint(self) -> QSize:
        """All items in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        gaps = max(len(hints) - 1, 0) * self.spacing()
        width = sum(hint.width() for hint in hints) + gaps
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Room for the widest single item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, is_real: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        gap, row_gap = (themes.current().s(px) for px in self._gaps)
        x, y, line_height = area.x(), area.y(), 0
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), max(area.width(), item.minimumSize().width()))
            if line_height and x + width > area.x() + area.width():
                x, y, line_height = area.x(), y + line_height + row_gap, 0
            if is_real:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + gap
            line_height = max(line_height, hint.height())
        return y + line_height - rect.y() + margins.bottom()

    def _measure(self, theme: Theme) -> None:
        self.setContentsMargins(_scaled(self._margins, theme))
        self.setSpacing(theme.s(self._gaps[0]))
        self.invalidate()


def hold(
    widget: QWidget,
    *,
    width: float | None = None,
    height: float | None = None,
    min_width: float | None = None,
    max_width: float | None = None,
    min_height: float | None = None,
) -> None:
    """Fix measures of a widget, in pixels at 100 %; they follow the text size from then on."""
    widget.setProperty(dressing.MEASURES, [width, height, min_width, max_width, min_height])
    dressing.measure(widget, themes.current().s)


def _scaled(margins: Margins, theme: Theme) -> QMargins:
    left, top, right, bottom = (theme.s(px) if px > 0 else -theme.s(-px) for px in margins)
    return QMargins(left, top, right, bottom)

"""The spot on a page where somebody was: how far scrolled, which control, where the caret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

_PATIENCE_MS = 1000
"""How long a page may go on growing until it is as high as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Positions alone, no words: it may leave the process at lock.

    Attributes:
        scrolls: how far each scroll area in sight is scrolled, down and to the right, in pixels.
        control: the class of the control that has the focus, such as `NoteText`; empty for none.
        focus: which of the page's controls of that class in sight it is. Others may come and go,
            such as a button that is there while there is something to undo.
        caret: caret and the other end of the selection in a text, or the rows that lead to the
            current line of a list.
    """

    scrolls: tuple[tuple[int, int], ...] = ()
    control: str = ""
    focus: int = 0
    caret: tuple[int, ...] = ()

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Spot:
        """As `dataclasses.asdict` gave it, through JSON.

        Raises:
            ValueError, TypeError, KeyError: it is not that.
        """
        return cls(
            scrolls=tuple((int(down), int(right)) for down, right in kept["scrolls"]),
            control=str(kept["control"]),
            focus=int(kept["focus"]),
            caret=tuple(int(one) for one in kept["caret"]),
        )


def taken(page: QWidget) -> Spot:
    """Where somebody is on this page now."""
    focus = page.focusWidget()
    control = "" if focus is None else type(focus).__name__
    stops = _stops(page, control)
    return Spot(
        scrolls=tuple(
            (area.verticalScrollBar().value(), area.horizontalScrollBar().value())
            for area in _areas(page)
        ),
        control=control if focus in stops else "",
        focus=stops.index(focus) if focus in stops else 0,
        caret=() if focus is None else _caret(focus),
    )


def return_to(page: QWidget, spot: Spot) -> None:
    """Go back there on the same page, as far as it is still the same."""
    stops = _stops(page, spot.control)
    if 0 <= spot.focus < len(stops):
        stops[spot.focus].setFocus(Qt.FocusReason.OtherFocusReason)
        _set_caret(stops[spot.focus], spot.caret)
    areas = _areas(page)
    if len(areas) != len(spot.scrolls):
        return
    for area, (down, right) in zip(areas, spot.scrolls, strict=True):
        _Scroll(area.verticalScrollBar(), down)
        _Scroll(area.horizontalScrollBar(), right)


def _stops(page: QWidget, control: str) -> list[QWidget]:
    """What can have the focus on the page and is of this class, in the order it was made.

    Every button counts: Qt takes those beside a clicked one out of the tab key's way, so that as
    many would be missing here as were clicked on before.
    """
    return [
        one
        for one in page.findChildren(QWidget)
        if type(one).__name__ == control
        and one.isVisible()
        and (isinstance(one, QAbstractButton) or one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]


def _areas(page: QWidget) -> list[QAbstractScrollArea]:
    return [one for one in page.findChildren(QAbstractScrollArea) if one.isVisible()]


def _caret(widget: QWidget) -> tuple[int, ...]:
    if isinstance(widget, QTextEdit):
        cursor = widget.textCursor()
        return cursor.position(), cursor.anchor()
    if isinstance(widget, QLineEdit):
        return (widget.cursorPosition(),)
    if isinstance(widget, QAbstractItemView):
        return _path(widget.currentIndex())
    return ()


def _path(index: QModelIndex) -> tuple[int, ...]:
    return (*_path(index.parent()), index.row()) if index.isValid() else ()


def _set_caret(widget: QWidget, caret: tuple[int, ...]) -> None:
    if isinstance(widget, QTextEdit) and len(caret) == len(("position", "anchor")):
        end = widget.document().characterCount() - 1
        position, anchor = (min(max(one, 0), end) for one in caret)
        cursor = widget.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
    elif isinstance(widget, QLineEdit) and caret:
        widget.setCursorPosition(caret[0])
    elif isinstance(widget, QAbstractItemView) and caret:
        index = QModelIndex()
        for row in caret:
            index = widget.model().index(row, 0, index)
        if index.isValid():
            widget.setCurrentIndex(index)


class _Scroll(QObject):
    """Scrolls to a value, at the latest when the page has grown to where it is."""

    def __init__(self, bar: QScrollBar, value: int) -> None:
        super().__init__(bar)
        self._bar, self._value = bar, value
        # Later than what a page does on getting the focus, which scrolls to its caret.
        QTimer.singleShot(0, self, self._go)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.deleteLater)
        self._patience.start()
        bar.rangeChanged.connect(self._go)

    def _go(self) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._bar.setValue(self._value)
        if self._bar.value() == self._value:
            self.deleteLater()

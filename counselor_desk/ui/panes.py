"""The panes that F6 goes through: navigation, content, inspector, foot."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.ui.cards import Panel
from counselor_desk.ui.inspector import InspectorPane

_CONTENT = 1


class Panes:
    """Moves the focus from pane to pane; the content gives it back to what had it last."""

    def __init__(self, navigation: QWidget, entry: QWidget) -> None:
        """`entry` is the stop of the navigation that gets the focus."""
        self._navigation = navigation
        self._entry = entry
        self._left: QWidget | None = None

    def turn(self, page: QWidget, step: int) -> None:
        """Go on to the next pane (1) or back to the one before (-1).

        Args:
            page: what is open beside the navigation.
            step: 1 or -1.
        """
        inner = _inner_panes(page)
        panes = (self._navigation, page, *inner)
        focus = QApplication.focusWidget()
        here = _place_of(focus, panes)
        if here == _CONTENT:
            self._left = focus
        for distance in range(1, len(panes)):
            place = (here + distance * step) % len(panes)
            stop = self._stop_in(panes[place], inner if place == _CONTENT else ())
            if stop is not None:
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _stop_in(self, pane: QWidget, apart: Sequence[QWidget]) -> QWidget | None:
        if pane is self._navigation:
            return self._entry
        stops = [one for one in _stops(pane) if not _lies_in(one, apart)]
        left = self._left
        if left is not None and shiboken6.isValid(left) and left in stops:
            return left
        return stops[0] if stops else None


def _inner_panes(page: QWidget) -> tuple[QWidget, ...]:
    """The inspector and the foot of a page, as far as they are in sight."""
    feet = [one for one in page.findChildren(Panel) if one.property("c") == "foot"]
    inspectors = page.findChildren(InspectorPane)
    return tuple(pane for pane in (*inspectors, *feet) if pane.isVisible())


def _place_of(focus: QWidget | None, panes: Sequence[QWidget]) -> int:
    """The pane with the focus; the inner ones come last, so that they win over their page."""
    if focus is None:
        return _CONTENT
    return max((at for at, pane in enumerate(panes) if pane.isAncestorOf(focus)), default=_CONTENT)


def _lies_in(widget: QWidget, panes: Sequence[QWidget]) -> bool:
    return any(pane.isAncestorOf(widget) for pane in panes)


_LINE = 24
"""Stops whose middles lie within so many pixels are beside each other."""


def _stops(pane: QWidget) -> list[QWidget]:
    """What Tab reaches in a pane, from the top down."""
    stops = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    ]

    def place(stop: QWidget) -> tuple[int, int]:
        center = stop.mapTo(pane, stop.rect().center())
        return center.y() // _LINE, center.x()

    return sorted(stops, key=place)

"""Gives single widgets their part in the style sheet and their fixed measures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

MEASURES = "held_measures"


def dress(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties that the style sheet reads and draw the widget anew if one changed."""
    is_changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            is_changed = True
    # Before its first polish a widget reads its properties anyway, and polishing is dear.
    if is_changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def measure(widget: QWidget, s: Callable[[float], int]) -> None:
    """Apply the measures a widget holds, if any, at the scale of `s`."""
    held = widget.property(MEASURES)
    if not held:
        return
    setters = (
        widget.setFixedWidth,
        widget.setFixedHeight,
        widget.setMinimumWidth,
        widget.setMaximumWidth,
        widget.setMinimumHeight,
    )
    for px, setter in zip(held, setters, strict=True):
        if px is not None:
            setter(s(px))

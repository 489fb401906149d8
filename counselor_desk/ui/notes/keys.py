"""The keys of the note editor, claimed before those of the window (decision 47)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Keyed(Protocol):
    """What the keys do."""

    def sign(self) -> None:
        """Ctrl+Enter."""

    def accept_save(self) -> None:
        """Ctrl+S."""

    def toggle_inspector(self) -> None:
        r"""Ctrl+\."""

    def show_last_note(self) -> None:
        """Ctrl+Shift+L."""

    def focus_next(self) -> None:
        """Alt+Down."""

    def toggle_objective(self, place: int) -> None:
        """Ctrl+1 to Ctrl+9."""


_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


def action(page: Keyed, event: QKeyEvent) -> Callable[[], None] | None:
    """What a key does on the page; None when the page has no use for it."""
    key = Qt.Key(event.key())
    # The keypad's digits and Enter carry a modifier of their own.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == _CONTROL and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
        return partial(page.toggle_objective, key - Qt.Key.Key_0)
    acts: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]] = {
        (_CONTROL, Qt.Key.Key_Return): page.sign,
        (_CONTROL, Qt.Key.Key_Enter): page.sign,
        (_CONTROL, Qt.Key.Key_S): page.accept_save,
        (_CONTROL, Qt.Key.Key_Backslash): page.toggle_inspector,
        (_CONTROL | _SHIFT, Qt.Key.Key_L): page.show_last_note,
        (_ALT, Qt.Key.Key_Down): page.focus_next,
    }
    return acts.get((modifiers, key))

"""The keys of the plan, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable
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

    def undo(self) -> None:
        """Ctrl+Z, where no text field has it."""

    def redo(self) -> None:
        """Ctrl+Y and Ctrl+Shift+Z, where no text field has them."""


_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def action(page: Keyed, event: QKeyEvent) -> Callable[[], None] | None:
    """What a key does on the page; None when the page has no use for it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    acts: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]] = {
        (_CONTROL, Qt.Key.Key_Return): page.sign,
        (_CONTROL, Qt.Key.Key_Enter): page.sign,
        (_CONTROL, Qt.Key.Key_S): page.accept_save,
        (_CONTROL, Qt.Key.Key_Backslash): page.toggle_inspector,
        (_CONTROL, Qt.Key.Key_Z): page.undo,
        (_CONTROL, Qt.Key.Key_Y): page.redo,
        (_CONTROL | _SHIFT, Qt.Key.Key_Z): page.redo,
    }
    return acts.get((modifiers, Qt.Key(event.key())))

"""The keys of the discharge summary, claimed before those of the window."""

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

    def focus_next(self) -> None:
        """Alt+Down."""

    def focus_previous(self) -> None:
        """Alt+Up."""


_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


def action(page: Keyed, event: QKeyEvent) -> Callable[[], None] | None:
    """What a key does on the page; None when the page has no use for it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    acts: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]] = {
        (_CONTROL, Qt.Key.Key_Return): page.sign,
        (_CONTROL, Qt.Key.Key_Enter): page.sign,
        (_CONTROL, Qt.Key.Key_S): page.accept_save,
        (_ALT, Qt.Key.Key_Down): page.focus_next,
        (_ALT, Qt.Key.Key_Up): page.focus_previous,
    }
    return acts.get((modifiers, Qt.Key(event.key())))

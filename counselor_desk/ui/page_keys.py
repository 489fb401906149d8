"""The keys of a page, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

Stroke = tuple[Qt.KeyboardModifier, Qt.Key]
"""A key with its modifiers."""

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

Keyed = TypeVar("Keyed")


class Signed(Protocol):
    """What every page that ends in a signature does with the keys."""

    def sign(self) -> None:
        """Ctrl+Enter."""

    def accept_save(self) -> None:
        """Ctrl+S."""


SIGNING: Mapping[Stroke, Callable[[Signed], None]] = {
    (CONTROL, Qt.Key.Key_Return): lambda page: page.sign(),
    (CONTROL, Qt.Key.Key_Enter): lambda page: page.sign(),
    (CONTROL, Qt.Key.Key_S): lambda page: page.accept_save(),
}
"""The keys of every page that ends in a signature."""


def pressed(event: QKeyEvent) -> Stroke:
    """The key that was pressed; those of the keypad count as the others."""
    # The keypad's digits and Enter carry a modifier of their own.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return modifiers, Qt.Key(event.key())


def take(event: QKeyEvent, page: Keyed, acts: Mapping[Stroke, Callable[[Keyed], None]]) -> bool:
    """Claim a key that means something to the page, and act once it is pressed.

    Returns False for every other key, and when a key is let go.
    """
    act = acts.get(pressed(event))
    if act is None:
        return False
    match event.type():
        case QEvent.Type.ShortcutOverride:
            event.accept()
        case QEvent.Type.KeyPress:
            act(page)
        case _:
            return False
    return True

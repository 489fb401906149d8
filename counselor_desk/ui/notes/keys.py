"""The keys of the note editor, claimed before those of the window."""

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


_ACTS: dict[tuple[Qt.KeyboardModifier, Qt.Key], str] = {
    (_CONTROL, Qt.Key.Key_Return): "sign",
    (_CONTROL, Qt.Key.Key_Enter): "sign",
    (_CONTROL, Qt.Key.Key_S): "accept_save",
    (_CONTROL, Qt.Key.Key_Backslash): "toggle_inspector",
    (_CONTROL | _SHIFT, Qt.Key.Key_L): "show_last_note",
    (_ALT, Qt.Key.Key_Down): "focus_next",
}


def action(page: Keyed, event: QKeyEvent) -> Callable[[], None] | None:
    """What a key does on the page; None when the page has no use for it."""
    place = _objective(event)
    if place:
        return partial(page.toggle_objective, place)
    name = _ACTS.get(_pressed(event))
    acts: dict[str, Callable[[], None]] = {
        "sign": page.sign,
        "accept_save": page.accept_save,
        "toggle_inspector": page.toggle_inspector,
        "show_last_note": page.show_last_note,
        "focus_next": page.focus_next,
    }
    return acts[name] if name else None


def is_claimed(event: QKeyEvent) -> bool:
    """Whether the page acts on this key, so that a text has to let it pass."""
    return bool(_objective(event)) or _pressed(event) in _ACTS


def _objective(event: QKeyEvent) -> int:
    """The place of the objective that Ctrl and a digit mean; 0 for any other key."""
    modifiers, key = _pressed(event)
    is_digit = modifiers == _CONTROL and Qt.Key.Key_1 <= key <= Qt.Key.Key_9
    return key - Qt.Key.Key_0 if is_digit else 0


def _pressed(event: QKeyEvent) -> tuple[Qt.KeyboardModifier, Qt.Key]:
    # The keypad's digits and Enter carry a modifier of their own.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return modifiers, Qt.Key(event.key())

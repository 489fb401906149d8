"""The keys of the assessment, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from counselor_desk.records.assessments import HIGHEST_RATING


class Keyed(Protocol):
    """What the keys do."""

    def sign(self) -> None:
        """Ctrl+Enter."""

    def accept_save(self) -> None:
        """Ctrl+S."""

    def toggle_inspector(self) -> None:
        r"""Ctrl+\."""

    def focus_next(self) -> None:
        """Alt+Down."""

    def focus_previous(self) -> None:
        """Alt+Up."""


_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ACTS: dict[tuple[Qt.KeyboardModifier, Qt.Key], str] = {
    (_CONTROL, Qt.Key.Key_Return): "sign",
    (_CONTROL, Qt.Key.Key_Enter): "sign",
    (_CONTROL, Qt.Key.Key_S): "accept_save",
    (_CONTROL, Qt.Key.Key_Backslash): "toggle_inspector",
    (_ALT, Qt.Key.Key_Down): "focus_next",
    (_ALT, Qt.Key.Key_Up): "focus_previous",
}


def action(page: Keyed, event: QKeyEvent) -> Callable[[], None] | None:
    """What a key does on the page; None when the page has no use for it."""
    acts: dict[str, Callable[[], None]] = {
        "sign": page.sign,
        "accept_save": page.accept_save,
        "toggle_inspector": page.toggle_inspector,
        "focus_next": page.focus_next,
        "focus_previous": page.focus_previous,
    }
    name = _ACTS.get(_pressed(event))
    return acts[name] if name else None


def is_claimed(event: QKeyEvent) -> bool:
    """Whether the page acts on this key, so that a text has to let it pass."""
    return _pressed(event) in _ACTS


def rating(event: QKeyEvent) -> int | None:
    """The rating that a digit means; None for any other key."""
    modifiers, key = _pressed(event)
    if modifiers != Qt.KeyboardModifier.NoModifier:
        return None
    number = key - Qt.Key.Key_0
    return number if 0 <= number <= HIGHEST_RATING else None


def _pressed(event: QKeyEvent) -> tuple[Qt.KeyboardModifier, Qt.Key]:
    # The keypad's digits and Enter carry a modifier of their own.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return modifiers, Qt.Key(event.key())

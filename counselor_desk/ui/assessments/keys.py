"""The keys of the assessment, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from counselor_desk.records.assessments import HIGHEST_RATING
from counselor_desk.ui.page_keys import ALT, CONTROL, SIGNING, Signed, Stroke, pressed


class Keyed(Signed, Protocol):
    """What the keys do."""

    def toggle_inspector(self) -> None:
        r"""Ctrl+\."""

    def focus_next(self) -> None:
        """Alt+Down."""

    def focus_previous(self) -> None:
        """Alt+Up."""


ACTS: Mapping[Stroke, Callable[[Keyed], None]] = {
    **SIGNING,
    (CONTROL, Qt.Key.Key_Backslash): lambda page: page.toggle_inspector(),
    (ALT, Qt.Key.Key_Down): lambda page: page.focus_next(),
    (ALT, Qt.Key.Key_Up): lambda page: page.focus_previous(),
}


def is_claimed(event: QKeyEvent) -> bool:
    """Whether the page acts on this key, so that a text has to let it pass."""
    return pressed(event) in ACTS


def rating(event: QKeyEvent) -> int | None:
    """The rating that a digit means; None for any other key."""
    modifiers, key = pressed(event)
    if modifiers != Qt.KeyboardModifier.NoModifier:
        return None
    number = key - Qt.Key.Key_0
    return number if 0 <= number <= HIGHEST_RATING else None

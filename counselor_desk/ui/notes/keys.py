"""The keys of the note editor, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from counselor_desk.ui.page_keys import ALT, CONTROL, SHIFT, SIGNING, Signed, Stroke, pressed


class Keyed(Signed, Protocol):
    """What the keys do."""

    def toggle_inspector(self) -> None:
        r"""Ctrl+\."""

    def show_last_note(self) -> None:
        """Ctrl+Shift+L."""

    def focus_next(self) -> None:
        """Alt+Down."""

    def open_phrases(self) -> None:
        """Ctrl+J."""

    def toggle_objective(self, place: int) -> None:
        """Ctrl+1 to Ctrl+9."""

    def take_up_group(self) -> None:
        """Ctrl+G."""

    def insert_date(self) -> None:
        """Ctrl+;."""

    def insert_time(self) -> None:
        """Ctrl+Shift+;."""


def _toggle(place: int) -> Callable[[Keyed], None]:
    return lambda page: page.toggle_objective(place)


ACTS: Mapping[Stroke, Callable[[Keyed], None]] = {
    **SIGNING,
    (CONTROL, Qt.Key.Key_Backslash): lambda page: page.toggle_inspector(),
    (CONTROL | SHIFT, Qt.Key.Key_L): lambda page: page.show_last_note(),
    (CONTROL, Qt.Key.Key_J): lambda page: page.open_phrases(),
    (CONTROL, Qt.Key.Key_G): lambda page: page.take_up_group(),
    (ALT, Qt.Key.Key_Down): lambda page: page.focus_next(),
    (CONTROL, Qt.Key.Key_Semicolon): lambda page: page.insert_date(),
    # With Shift, many keyboards say which sign the key has then.
    (CONTROL | SHIFT, Qt.Key.Key_Semicolon): lambda page: page.insert_time(),
    (CONTROL | SHIFT, Qt.Key.Key_Colon): lambda page: page.insert_time(),
    **{(CONTROL, Qt.Key(Qt.Key.Key_0 + place)): _toggle(place) for place in range(1, 10)},
}


def is_claimed(event: QKeyEvent) -> bool:
    """Whether the page acts on this key, so that a text has to let it pass."""
    return pressed(event) in ACTS

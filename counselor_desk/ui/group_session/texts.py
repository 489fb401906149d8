"""The text areas of a group session: they let the page's keys pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from counselor_desk.ui.page_keys import ALT, CONTROL, SHIFT, SIGNING, Signed, Stroke, pressed
from counselor_desk.ui.text_editor import TextEditor


class Keyed(Signed, Protocol):
    """What the keys do."""

    def go_on(self, step: int) -> None:
        """Alt+Down and Alt+Up."""

    def toggle_objective(self, place: int) -> None:
        """Ctrl+1 to Ctrl+9."""

    def set_all_present(self) -> None:
        """Ctrl+Shift+A."""

    def set_no_risk(self) -> None:
        """Ctrl+Shift+R."""


def _toggle(place: int) -> Callable[[Keyed], None]:
    return lambda page: page.toggle_objective(place)


ACTS: Mapping[Stroke, Callable[[Keyed], None]] = {
    **SIGNING,
    (ALT, Qt.Key.Key_Down): lambda page: page.go_on(1),
    (ALT, Qt.Key.Key_Up): lambda page: page.go_on(-1),
    (CONTROL | SHIFT, Qt.Key.Key_A): lambda page: page.set_all_present(),
    (CONTROL | SHIFT, Qt.Key.Key_R): lambda page: page.set_no_risk(),
    **{(CONTROL, Qt.Key(Qt.Key.Key_0 + place)): _toggle(place) for place in range(1, 10)},
}
"""The keys of the page, claimed before those of the window."""


class GroupText(TextEditor):
    """A text of a group session."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page have its keys."""
        if pressed(event) in ACTS:
            event.ignore()
        else:
            super().keyPressEvent(event)

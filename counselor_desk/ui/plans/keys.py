"""The keys of the plan, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt

from counselor_desk.ui.page_keys import CONTROL, SHIFT, SIGNING, Signed, Stroke


class Keyed(Signed, Protocol):
    """What the keys do."""

    def toggle_inspector(self) -> None:
        r"""Ctrl+\."""

    def open_phrases(self) -> None:
        """Ctrl+J."""

    def open_library(self) -> None:
        """Ctrl+Shift+J."""

    def undo(self) -> None:
        """Ctrl+Z, where no text field has it."""

    def redo(self) -> None:
        """Ctrl+Y and Ctrl+Shift+Z, where no text field has them."""


ACTS: Mapping[Stroke, Callable[[Keyed], None]] = {
    **SIGNING,
    (CONTROL, Qt.Key.Key_Backslash): lambda page: page.toggle_inspector(),
    (CONTROL, Qt.Key.Key_J): lambda page: page.open_phrases(),
    (CONTROL | SHIFT, Qt.Key.Key_J): lambda page: page.open_library(),
    (CONTROL, Qt.Key.Key_Z): lambda page: page.undo(),
    (CONTROL, Qt.Key.Key_Y): lambda page: page.redo(),
    (CONTROL | SHIFT, Qt.Key.Key_Z): lambda page: page.redo(),
}

"""The keys of the discharge summary, claimed before those of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt

from counselor_desk.ui.page_keys import ALT, SIGNING, Signed, Stroke


class Keyed(Signed, Protocol):
    """What the keys do."""

    def focus_next(self) -> None:
        """Alt+Down."""

    def focus_previous(self) -> None:
        """Alt+Up."""


ACTS: Mapping[Stroke, Callable[[Keyed], None]] = {
    **SIGNING,
    (ALT, Qt.Key.Key_Down): lambda page: page.focus_next(),
    (ALT, Qt.Key.Key_Up): lambda page: page.focus_previous(),
}

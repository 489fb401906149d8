"""Reads the modules of pages that were not opened yet, one at a time, while nobody waits."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import reading_order

PAGES = tuple(
    f"counselor_desk.ui.{pages}"
    for pages in (
        "overview",
        "plans",
        "notes",
        "attendance",
        "schedule",
        "groups",
        "preview",
        "assessments",
        "diagnoses",
        "medications",
        "facts",
        "work",
        "discharges",
        "cvs",
        "use",
        "stay_reviews",
        "palette",
    )
)
"""The packages of pages, in the order in which they may be needed."""

_PAUSE_MS = 20
_FIRST_PAUSE_MS = 300
"""The page one starts on is painted first."""

_QUIET_MS = 120
"""After a key nothing is read for this long: what the key changed is painted first."""

_TURN_MS = 8.0
"""Several small modules go into a turn; after this time no other one is begun."""


class ReadAhead(QObject):
    """Imports modules before they are needed, so that the first opening of pages is quick.

    What a module imports is read before it, in turns of its own, so that whoever types meanwhile
    waits for a single module at most and not for the fifty that a page is made of; a key puts the
    next turn off. It is done on the window's thread: Qt's classes must not be made on another one
    meanwhile, which ended the program once in a hundred starts on a busy machine.

    Signals:
        done: everything was read.
    """

    done = Signal()

    def __init__(
        self,
        packages: Iterable[str],
        parent: QObject,
        *,
        modules: Iterable[str] = (),
        pause_ms: int = _PAUSE_MS,
        quiet_ms: int = _QUIET_MS,
        turn_ms: float = _TURN_MS,
    ) -> None:
        """First `modules`, then those of `packages`, in the order in which they may be needed.

        Args:
            packages: every module of them is read.
            modules: these as well, each after what it imports (`reading_order.needed_by`).
            pause_ms: how long nothing is read between two turns.
            quiet_ms: how long nothing is read after a key; 0 to go on.
            turn_ms: how long a turn may go on with another module; 0 for one step at a time.
        """
        super().__init__(parent)
        first = list(modules)
        self._left = [*first, *(name for package in packages for name in _modules(package))]
        self._looked_at = set(first)
        self._pause_ms, self._quiet_ms, self._turn_ms = pause_ms, quiet_ms, turn_ms
        self._window: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take_turn)

    def start(self, after_ms: int = _FIRST_PAUSE_MS) -> None:
        """Begin soon, unless everything was read."""
        self._left = [name for name in self._left if name not in sys.modules]
        if self._left:
            self._timer.start(after_ms)
            parent = self.parent()
            if self._quiet_ms and isinstance(parent, QWidget):
                self._window = parent.window().windowHandle()
            if self._window is not None:
                self._window.installEventFilter(self)

    def is_done(self) -> bool:
        """Whether nothing is left to read."""
        return not self._left

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key puts the next turn off."""
        if event.type() == QEvent.Type.KeyPress and self._timer.isActive():
            self._timer.start(max(self._quiet_ms, self._timer.remainingTime()))
        return super().eventFilter(watched, event)

    def _take_turn(self) -> None:
        self._timer.setInterval(self._pause_ms)
        ends_at = time.monotonic() + self._turn_ms / 1000
        while self._left:
            self._step(self._left[0])
            if time.monotonic() >= ends_at:
                return
        self._timer.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
        self.done.emit()

    def _step(self, name: str) -> None:
        """Put what the first module needs before it; once that was read, read the module."""
        if name not in sys.modules and name not in self._looked_at:
            self._looked_at.add(name)
            needed = reading_order.imported_by(name)
            seen = self._looked_at | sys.modules.keys()
            self._left[:0] = [one for one in needed if one not in seen]
            return
        del self._left[0]
        importlib.import_module(name)


def _modules(package: str) -> list[str]:
    """The names of a package's modules; nothing of them is run."""
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found is not None else None
    return [f"{package}.{module.name}" for module in pkgutil.iter_modules(places or [])]

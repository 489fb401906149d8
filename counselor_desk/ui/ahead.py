"""Reads the modules of pages that were not opened yet, one at a time, while nobody waits."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

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


class ReadAhead(QObject):
    """Imports modules before they are needed, so that the first opening of pages is quick.

    One module at each turn of the event loop: whoever types meanwhile waits for one at most. It
    is done on the window's thread: Qt's classes must not be made on another one meanwhile, which
    ended the program once in a hundred starts on a busy machine.

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
    ) -> None:
        """First `modules`, then those of `packages`, in the order in which they may be needed.

        Between two of them `pause_ms` pass.
        """
        super().__init__(parent)
        self._left = [*modules, *(name for package in packages for name in _modules(package))]
        self._pause_ms = pause_ms
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_one)

    def start(self, after_ms: int = _FIRST_PAUSE_MS) -> None:
        """Begin soon, unless everything was read."""
        self._left = [name for name in self._left if name not in sys.modules]
        if self._left:
            self._timer.start(after_ms)

    def is_done(self) -> bool:
        """Whether nothing is left to read."""
        return not self._left

    def _read_one(self) -> None:
        self._timer.setInterval(self._pause_ms)
        while self._left and self._left[0] in sys.modules:
            del self._left[0]
        if self._left:
            importlib.import_module(self._left.pop(0))
        else:
            self._timer.stop()
            self.done.emit()


def _modules(package: str) -> list[str]:
    """The names of a package's modules; nothing of them is run."""
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found is not None else None
    return [f"{package}.{module.name}" for module in pkgutil.iter_modules(places or [])]

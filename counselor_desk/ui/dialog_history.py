"""Qt's file dialog writes the folders it showed into a file of all its programs: undone here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings

_KEYS = ("FileDialog/history", "FileDialog/lastVisited")


@contextmanager
def unremembered() -> Iterator[None]:
    """While the block asks for a file or folder: afterwards the history is as it was before."""
    before = {key: _kept().value(key) for key in _KEYS if _kept().contains(key)}
    try:
        yield
    finally:
        kept = _kept()
        for key in _KEYS:
            if key in before:
                kept.setValue(key, before[key])
            else:
                kept.remove(key)
        kept.sync()


def _kept() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")

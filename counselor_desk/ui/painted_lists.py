"""Lists whose rows a delegate paints: nothing of Qt's own frame, bars and editing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView


def lay_bare(view: QListView, name: str, *, scrolls: bool = False) -> None:
    """Leave the rows alone to be seen; `name` is what a screen reader calls the list.

    A list that does not scroll is as tall as its rows, and the page around it scrolls.
    """
    view.setAccessibleName(name)
    view.setMouseTracking(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not scrolls:
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

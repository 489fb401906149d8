"""The pages of the window, of which one is seen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class PageStack(QStackedWidget):
    """The pages, of which one is seen."""

    def minimumSizeHint(self) -> QSize:
        """None: a page gives way to the window, whatever it held in a wider one.

        What it can leave out or wrap it sees from the room it gets; the window has to shrink
        first. A page that was wide when it was left would keep the window wide.
        """
        return QSize(0, 0)

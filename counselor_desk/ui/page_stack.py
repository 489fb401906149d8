"""Pages in one place, of which one is seen: those of the window, the tabs of a chart."""

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

    def hasHeightForWidth(self) -> bool:
        """No: its pages fill the room there is, however high their words would be.

        Else every line that wraps on any page, seen or not, is measured again and again for the
        window around them all.
        """
        return False

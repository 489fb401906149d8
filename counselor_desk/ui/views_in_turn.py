"""Views that take all of a page or tab in turn: the plan and its thread, the day and its week."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.ui.dressing import dress
from counselor_desk.ui.navigation import Leaf, Place, View
from counselor_desk.ui.printing import Printable, PrintRequest


class ViewsInTurn(QStackedWidget):
    """Shows the view a place names, else the first one; the others are made when asked for."""

    def __init__(
        self, views: Mapping[View, Callable[[], Leaf]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._factories = views
        self._leaves: dict[View, Leaf] = {}
        self._first = next(iter(views))
        self._current = self._first

    def show_place(self, place: Place) -> None:
        """Show the view the place names.

        Raises:
            DeskError: what is being typed could not be saved, or the view cannot be read.
        """
        wanted = place.view or self._first
        if wanted not in self._factories:
            wanted = self._first
        if wanted is not self._current:
            self.flush()
        leaf = self._leaf(wanted)
        self._current = wanted
        # Its keys are heard by the view alone; left to itself the focus would rest on the frame.
        self.setFocusProxy(leaf.widget)
        self.setCurrentWidget(leaf.widget)
        leaf.page.show_place(place)

    def make_ahead(self) -> None:
        """Make the view that is shown first, before it is asked for."""
        self._leaf(self._first)

    def flush(self) -> None:
        """Write what is being typed in the open view."""
        leaf = self._leaves.get(self._current)
        if leaf is not None:
            leaf.page.flush()

    def print_request(self) -> PrintRequest | None:
        """What the open view would print."""
        leaf = self._leaves.get(self._current)
        if leaf is None or not isinstance(leaf.page, Printable):
            return None
        return leaf.page.print_request()

    def _leaf(self, view: View) -> Leaf:
        if view not in self._leaves:
            self._leaves[view] = self._factories[view]()
            self.addWidget(self._leaves[view].widget)
        return self._leaves[view]

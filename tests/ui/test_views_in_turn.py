"""Views in turn: the keys of a page are heard by the view that is shown."""

import pytest
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.navigation import Leaf, Page, Place, View
from counselor_desk.ui.views_in_turn import ViewsInTurn


class Shown(QWidget):
    def show_place(self, place: Place) -> None:
        """Nothing to show."""

    def flush(self) -> None:
        """Nothing to write."""


@pytest.fixture
def views(qtbot):
    """The views and what was made of them so far."""
    pages = {}

    def maker(view):
        def make():
            pages[view] = Shown()
            return Leaf(pages[view], pages[view])

        return make

    made = ViewsInTurn({view: maker(view) for view in (View.PLAN, View.THREAD)})
    qtbot.addWidget(made)
    return made, pages


@pytest.mark.parametrize("view", [View.PLAN, View.THREAD])
def test_the_focus_goes_to_the_view_that_is_shown(views, view):
    made, pages = views
    made.show_place(Place(page=Page.CHART, view=view))

    made.setFocus()

    assert made.focusProxy() is pages[view]

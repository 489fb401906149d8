"""A tab of a chart with several views: one at a time, chosen by the segments in its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Place, Tab, View
from counselor_desk.ui.printing import Printable, PrintRequest
from counselor_desk.ui.segments import SegmentedControl


@runtime_checkable
class Headed(Protocol):
    """A view with controls of its own for the right end of the head."""

    head: QWidget


@runtime_checkable
class Whole(Protocol):
    """A view that takes the whole tab at times, as an editor does."""

    whole_wanted: SignalInstance

    @property
    def is_whole(self) -> bool:
        """Whether it wants the whole tab now."""


class TabOfViews(QWidget):
    """Several views of one tab, such as tasks and CVs of Work & life.

    The views are made when they are first shown. A view that is `Headed` gets its controls into
    the head, one that is `Printable` answers the Print button of the chart, and one that is
    `Whole` may have the head's room too.
    """

    def __init__(
        self,
        navigator: Navigator,
        tab: Tab,
        parent: QWidget | None = None,
        *,
        title: str,
        names: Mapping[View, str],
        views: Mapping[View, Callable[[], Leaf]],
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._navigator = navigator
        self._factories = views
        self._leaves: dict[View, Leaf] = {}
        self._client_id: ClientId | None = None
        self._tab = tab
        self.view_segments = SegmentedControl(
            tuple((view, names[view]) for view in views), name=self.tr("View"), tone="neutral"
        )
        self.view_segments.set_value(next(iter(views)))
        self.view_segments.edited.connect(self._turn)
        self._heads = QStackedWidget()
        self._pages = QStackedWidget()
        self._head = QWidget()
        head = Row(
            Label(title, "section"),
            4,
            self.view_segments,
            (self._heads, 1),
            margins=(28, 12, 28, 10),
        )
        self._head.setLayout(head)
        self.view_segments.setVisible(len(views) > 1)
        self.setLayout(Column(self._head, (self._pages, 1), spacing=0))

    def show_place(self, place: Place) -> None:
        """Show the client the place names in the view it names, else in the one shown last.

        Raises:
            DeskError: what is being typed could not be saved, or the view cannot be read.
        """
        self.flush()
        self._client_id = place.client_id
        wanted = place.view or self._view()
        view = wanted if wanted in self._factories else self._view()
        leaf = self._leaf(view)
        self.view_segments.set_value(view)
        self._pages.setCurrentWidget(leaf.widget)
        self._heads.setCurrentIndex(self._pages.currentIndex())
        leaf.page.show_place(place)
        self._fit_head()

    def make_ahead(self) -> None:
        """Make the view that is shown first, before it is asked for."""
        self._leaf(next(iter(self._factories)))

    def flush(self) -> None:
        """Write what is being typed in the open view."""
        leaf = self._leaves.get(self._view())
        if leaf is not None:
            leaf.page.flush()

    def print_request(self) -> PrintRequest | None:
        """What the open view would print."""
        leaf = self._leaves.get(self._view())
        if leaf is None or not isinstance(leaf.page, Printable):
            return None
        return leaf.page.print_request()

    def _view(self) -> View:
        shown = next(
            (
                view
                for view, leaf in self._leaves.items()
                if leaf.widget is self._pages.currentWidget()
            ),
            None,
        )
        return shown or next(iter(self._factories))

    def _leaf(self, view: View) -> Leaf:
        if view not in self._leaves:
            leaf = self._factories[view]()
            self._leaves[view] = leaf
            self._heads.addWidget(leaf.page.head if isinstance(leaf.page, Headed) else QWidget())
            self._pages.addWidget(leaf.widget)
            if isinstance(leaf.page, Whole):
                leaf.page.whole_wanted.connect(self._fit_head)
        return self._leaves[view]

    def _fit_head(self, *_wish: object) -> None:
        leaf = self._leaves.get(self._view())
        is_whole = leaf is not None and isinstance(leaf.page, Whole) and leaf.page.is_whole
        self._head.setVisible(not is_whole)

    def _turn(self, view: object) -> None:
        if self._client_id is not None:
            self._navigator.replace(
                Place(
                    page=Page.CHART,
                    client_id=self._client_id,
                    tab=self._tab,
                    view=View(str(view)),
                )
            )
            self.view_segments.set_value(self._view())

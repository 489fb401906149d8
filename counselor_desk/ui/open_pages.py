"""The pages made so far: each when it is first needed, thrown away when nobody sees it."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.clients.chart import ChartPage
from counselor_desk.ui.navigation import Leaf, Page, Tab
from counselor_desk.ui.page_making import PageMaker
from counselor_desk.ui.page_stack import PageStack


class OpenPages(PageStack):
    """The pages of the window by what they are, one of them seen."""

    _maker: PageMaker

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leaves: dict[Page, Leaf] = {}

    def use(self, maker: PageMaker) -> None:
        """Let this maker make the pages."""
        self._maker = maker

    def leaf(self, page: Page) -> Leaf:
        """The page, made now if it is not there."""
        if page not in self.leaves:
            self.keep(page, self._maker.make(page))
        return self.leaves[page]

    def keep(self, page: Page, leaf: Leaf) -> None:
        """Have this page."""
        self.leaves[page] = leaf
        self.addWidget(leaf.widget)

    def here(self) -> Leaf | None:
        """The page that is seen."""
        widget = self.currentWidget()
        return next((leaf for leaf in self.leaves.values() if leaf.widget is widget), None)

    def drop_hidden(self) -> None:
        """Throw away every page that is not seen; it is made anew when it is.

        Restyling takes time for each widget, seen or not.
        """
        here = self.here()
        for page, leaf in tuple(self.leaves.items()):
            if leaf is here:
                continue
            del self.leaves[page]
            self.removeWidget(leaf.widget)
            shiboken6.delete(leaf.widget)
        if here is not None and isinstance(here.page, ChartPage):
            here.page.drop_hidden()

    def makers_ahead(self) -> tuple[Callable[[], QWidget], ...]:
        """What makes the pages that are opened most."""
        return (
            lambda: self._chart().make_ahead(Tab.OVERVIEW),
            lambda: self._chart().make_ahead(Tab.PLAN),
            lambda: self._chart().make_ahead(Tab.NOTES),
            lambda: self.leaf(Page.NOTE).widget,
            lambda: self.leaf(Page.CLIENTS).widget,
            lambda: self.leaf(Page.GROUP_SESSION).widget,
            lambda: self._chart().make_ahead(Tab.ASSESSMENT),
            lambda: self._chart().make_ahead(Tab.ATTENDANCE),
            lambda: self._chart().make_ahead(Tab.MEDICATIONS),
            lambda: self._chart().make_ahead(Tab.WORK),
            lambda: self._chart().make_ahead(Tab.DISCHARGE),
        )

    def _chart(self) -> ChartPage:
        page = self.leaf(Page.CHART).page
        if not isinstance(page, ChartPage):
            raise TypeError("the chart's place holds another page")
        return page

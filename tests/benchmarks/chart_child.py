"""Opens a chart, one of its tabs or a view of a tab when it is asked, and says how long it took.

`ACT STORE` come as arguments; the parent ends it when it knows enough.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.services import clients
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.ui import theme as themes
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace
from tests.benchmarks.empty_window import answer, asked
from tests.benchmarks.pages_child import paint
from tests.benchmarks.paired import timed
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock

CHART = "chart"
_LIST = Place(page=Page.CLIENTS)
_VIEWS = {
    "person": (Tab.OVERVIEW, View.FACTS),
    "diagnoses": (Tab.ASSESSMENT, View.DIAGNOSES),
    "use": (Tab.ASSESSMENT, View.USE),
    "stay": (Tab.ASSESSMENT, View.STAY),
}
"""The acts that open a view; every other act is the name of a tab."""


class Window(QMainWindow):
    """The window on an open store, on the chart that is measured or elsewhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.workspace = Workspace(lock_minutes=5)
        self.workspace.use(desk)
        self.setCentralWidget(self.workspace)
        themes.look().clothe(self)
        self.resize(1366, 768)
        self.show()
        self.workspace.start()
        self._finish_ahead()
        self._client_id = next(row.id for row in clients.rows(desk) if row.name.startswith("Zoe"))

    def _finish_ahead(self) -> None:
        """Let everything be read and made that waits for a pause: it would strike at random."""
        while not self.workspace._ahead.is_done():
            QApplication.processEvents()
        while not self.workspace._pages_ahead.is_done():
            self.workspace._pages_ahead._take_one()

    def chart(self) -> float:
        """How long the chart takes when none was made before."""
        self._go(_LIST)
        self.workspace.drop_hidden()
        paint()
        return self._timed(self._place(Tab.OVERVIEW))

    def tab(self, tab: Tab, view: View | None = None) -> float:
        """How long a tab takes whose page was made in a pause, in a view or the one shown last."""
        self._go(self._place(Tab.MEDICATIONS if tab is Tab.WORK else Tab.WORK))
        return self._timed(self._place(tab, view))

    def _timed(self, place: Place) -> float:
        return timed(lambda: self._go(place))

    def _go(self, place: Place) -> None:
        self.workspace.navigator.open(place)
        paint()

    def _place(self, tab: Tab, view: View | None = None) -> Place:
        return Place(page=Page.CHART, client_id=self._client_id, tab=tab, view=view)


def _at(act: str) -> tuple[Tab] | tuple[Tab, View]:
    return _VIEWS[act] if act in _VIEWS else (Tab(act),)


def main(act: str, store: str) -> None:
    """Measure until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    opened = vault.unlock(Path(store), PASSPHRASE, config_dir=None, bounds=LOOSE)
    window = Window(Desk(vault=opened, zone=ZONE, clock=Clock()))
    measured = window.chart if act == CHART else partial(window.tab, *_at(act))
    measured()
    for _ in asked():
        gc.collect()
        gc.disable()
        took = measured()
        gc.enable()
        answer(took)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Opens the print preview of a long plan whenever it is asked, and says how long it took.

`ACT STORE` come as arguments; the parent ends it when it knows enough.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.services import clients, exports
from counselor_desk.services.desk import Desk
from counselor_desk.services.exports import DocumentKind
from counselor_desk.storage import vault
from counselor_desk.ui import theme as themes
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.preview.page import PreviewPage
from counselor_desk.ui.printing import PrintRequest, place_of
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace
from tests.benchmarks.empty_window import answer, asked
from tests.benchmarks.long_plan import PAGES
from tests.benchmarks.paired import timed
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock

_PATIENCE_MS = 20


class Window(QMainWindow):
    """The window on an open store, on the preview or on another page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.workspace = Workspace(lock_minutes=5)
        self.workspace.use(desk)
        self.setCentralWidget(self.workspace)
        themes.look().clothe(self)
        self.resize(1366, 768)
        self.show()
        self.workspace.start()
        client_id = clients.rows(desk)[0].id
        (choice,) = exports.choose(desk, client_id, DocumentKind.TREATMENT_PLAN)
        uid = choice.record.uid
        request = PrintRequest(kind=DocumentKind.TREATMENT_PLAN, uid=uid, client_id=client_id)
        self._place = place_of(request)

    def open(self) -> float:
        """How long it takes until the page is there, when none was made before."""
        self._leave()
        took = timed(lambda: (self.workspace.navigator.open(self._place), self._paint()))
        self._wait()
        return took

    def draw(self) -> float:
        """How long it takes until every page of the plan is drawn, large and small."""
        self._leave()
        took = timed(lambda: (self.workspace.navigator.open(self._place), self._wait()))
        pages = self._page().pages.count()
        if pages < PAGES:
            raise RuntimeError(f"the plan has {pages} pages, not {PAGES}")
        return took

    def _leave(self) -> None:
        self.workspace.navigator.open(Place(page=Page.TODAY))
        self.workspace.drop_hidden()
        self._paint()

    def _page(self) -> PreviewPage:
        page = self.workspace.findChild(PreviewPage)
        if not isinstance(page, PreviewPage):
            raise TypeError("there is no preview")
        return page

    def _wait(self) -> None:
        page, every = self._page(), QEventLoop.ProcessEventsFlag.AllEvents
        while not page.is_settled():
            QApplication.processEvents(every, _PATIENCE_MS)

    def _paint(self) -> None:
        for _ in range(4):
            QApplication.processEvents()


def main(act: str, store: str) -> None:
    """Measure until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    opened = vault.unlock(Path(store), PASSPHRASE, config_dir=None, bounds=LOOSE)
    window = Window(Desk(vault=opened, zone=ZONE, clock=Clock()))
    measured = window.open if act == "open" else window.draw
    measured()
    for _ in asked():
        gc.collect()
        gc.disable()
        took = measured()
        gc.enable()
        answer(took)


if __name__ == "__main__":
    main(*sys.argv[1:])

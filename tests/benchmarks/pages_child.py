"""Opens a page or changes the theme whenever it is asked, and says how long it took.

`ACT STORE` come as arguments; the parent ends it when it knows enough.
"""

from __future__ import annotations

import gc
import sys
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, notes
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.ui import theme as themes
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace
from tests.benchmarks.empty_window import answer, asked
from tests.benchmarks.paired import timed
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock

_THEMES = (Theme(dark=True), Theme(scale=1.25), Theme())


class Window(QMainWindow):
    """The window on an open store, on the page that is measured or on another."""

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
        listed = notes.rows(desk, client_id)
        draft = next(row for row in listed if row.state is RecordState.DRAFT)
        self.places = {
            "plan": Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN),
            "thread": Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN, view=View.THREAD),
            "note": Place(page=Page.NOTE, client_id=client_id, note_id=draft.id),
            "clients": Place(page=Page.CLIENTS),
            "form": Place(page=Page.CLIENT_FORM, client_id=client_id),
            "cvs": Place(page=Page.CHART, client_id=client_id, tab=Tab.WORK, view=View.CVS),
            "phrases": Place(page=Page.PHRASES),
            "backup": Place(page=Page.BACKUP),
            "settings": Place(page=Page.SETTINGS),
        }

    def open(self, page: str) -> float:
        """How long it takes, when no page of this kind was made before."""
        self.workspace.navigator.open(Place(page=Page.TODAY))
        self.workspace.drop_hidden()
        paint()
        return timed(lambda: (self.workspace.navigator.open(self.places[page]), paint()))

    def wear(self, theme: Theme) -> float:
        """How long another theme takes, as the menu asks for it."""
        return timed(lambda: (self.workspace.drop_hidden(), themes.look().wear(theme), paint()))


def paint() -> None:
    """Let the window do what it has put off."""
    for _ in range(4):
        QApplication.processEvents()


def main(act: str, store: str) -> None:
    """Measure until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    opened = vault.unlock(Path(store), PASSPHRASE, config_dir=None, bounds=LOOSE)
    window = Window(Desk(vault=opened, zone=ZONE, clock=Clock()))
    what, page = act.split()
    window.open(page)
    for theme, _ in zip(cycle(_THEMES), asked(), strict=False):
        gc.collect()
        gc.disable()
        took = window.open(page) if what == "open" else window.wear(theme)
        gc.enable()
        answer(took)


if __name__ == "__main__":
    main(*sys.argv[1:])

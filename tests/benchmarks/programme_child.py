"""Opens a page of the programme whenever it is asked, and says how long it took.

`ACT STORE` come as arguments; the parent ends it when it knows enough.
"""

from __future__ import annotations

import gc
import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.records.ids import SessionId
from counselor_desk.services import attendance, schedule
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.ui import theme as themes
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace
from tests.benchmarks.empty_window import answer, asked
from tests.benchmarks.pages_child import paint
from tests.benchmarks.paired import timed
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock

_AWAY = Place(page=Page.PHRASES)


class Window(QMainWindow):
    """The window on an open store, on the page that is measured or on another."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.workspace = Workspace(lock_minutes=5)
        self.workspace.use(desk)
        self.setCentralWidget(self.workspace)
        themes.look().clothe(self)
        self.resize(1366, 768)
        self.show()
        self.workspace.start()
        self.places = {
            "today": Place(page=Page.TODAY),
            "attendance": Place(page=Page.ATTENDANCE),
            "group": Place(page=Page.GROUP_SESSION, session_id=_unwritten(desk)),
        }

    def open(self, page: str) -> float:
        """How long it takes when no page of this kind was made before."""
        self.workspace.navigator.open(_AWAY)
        self.workspace.drop_hidden()
        paint()
        self._clock.pass_by(minutes=2)  # what is owed is read anew after a minute
        return timed(lambda: (self.workspace.navigator.open(self.places[page]), paint()))


def _unwritten(desk: Desk) -> SessionId:
    """The session of the group that met last, with nothing written of it."""
    yesterday = desk.today() - timedelta(days=1)
    first = schedule.book(desk, yesterday, yesterday).occurrences[0]
    return attendance.hold(desk, first).id


def main(act: str, store: str) -> None:
    """Measure until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    opened = vault.unlock(Path(store), PASSPHRASE, config_dir=None, bounds=LOOSE)
    clock = Clock()
    window = Window(Desk(vault=opened, zone=ZONE, clock=clock), clock)
    window.open(act)
    for _ in asked():
        gc.collect()
        gc.disable()
        took = window.open(act)
        gc.enable()
        answer(took)


if __name__ == "__main__":
    main(*sys.argv[1:])

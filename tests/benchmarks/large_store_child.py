"""Backs up and checks a store behind its window and prints how long the window waited.

`STORE FOLDER` come as arguments; the backup goes to the folder. What is printed are lists of the
longest wait of each second, in milliseconds: at rest, in the backup, in the check.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from counselor_desk.services import backups, checks
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.ui import tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.theme import Theme
from tests.benchmarks.pages_child import Window
from tests.desks import LOOSE, NOW, PASSPHRASE, ZONE, Clock

_TICK_MS = 5
_REST_S = 15


class Waits(QObject):
    """Ticks on the window's thread and keeps the longest wait between two ticks, by second."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self._begun = self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        second = int(now - self._begun)
        while len(self.seconds) <= second:
            self.seconds.append(0.0)
        self.seconds[second] = max(self.seconds[second], (now - self._last) * 1000 - _TICK_MS)
        self._last = now

    def stop(self) -> list[float]:
        """Tick no more; gives what was kept."""
        self._timer.stop()
        return [round(longest, 2) for longest in self.seconds]


def waits_during(app: QApplication, job: Callable[[], object]) -> list[float]:
    """The waits while the job runs as the window's jobs do."""
    waits = Waits()
    tasks.run(waits, job, lambda _done: app.quit(), lambda _problem: app.exit(1))
    if app.exec():
        raise RuntimeError("the job failed")
    return waits.stop()


def main(store: str, folder: str) -> None:
    """Rest, back up, check; then print."""
    app = QApplication([])
    themes.apply(app, Theme())
    opened = vault.unlock(Path(store), PASSPHRASE, config_dir=None, bounds=LOOSE)
    window = Window(Desk(vault=opened, zone=ZONE, clock=Clock()))
    named = [Path(folder)]
    found = {
        "rest": waits_during(app, partial(time.sleep, _REST_S)),
        "backup": waits_during(app, partial(backups.make_all, opened, named, at=NOW, bounds=LOOSE)),
        "check": waits_during(app, partial(checks.look_through, opened)),
    }
    window.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])

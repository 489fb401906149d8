"""Types into a note while its store is backed up and checked, and prints how long each turn took.

`STORE FOLDER` come as arguments; the backup goes to the folder. The store has one client with a
draft that is linked to the plan. What is printed are, at rest, in the backup and in the check, the
milliseconds of each key until its letter is painted, and of each other turn of the window: how long
it came too late, kept waiting by the other thread, and what it did then, saves included. What other
programs took of the processors does not count.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.notes import SectionCode
from counselor_desk.services import backups, checks
from counselor_desk.ui import autosave, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.theme import Theme
from tests.benchmarks.typing_child import open_note, show_caret, unlock
from tests.desks import NOW, Clock
from tests.journeys.persons import begin

_LETTERS = "and then he said that the week went better "
_TURN_S = 0.005
_KEY_EVERY_S = 0.125
_KEYS_BETWEEN_PAUSES = 40
_PAUSE_S = 1.4 * autosave.PAUSE_MS / 1000
_REST_S = 20
_SCHEDULE = Path("/proc/thread-self/schedstat")


@dataclass
class Waits:
    """What somebody who types waited for, in milliseconds; `saves` counts what reached the disk."""

    keys: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    saves: int = 0


class Typist:
    """Types eight letters a second and pauses now and then, as long as something goes on."""

    def __init__(self, editor: TextEditor, saving: Autosave) -> None:
        self._editor = editor
        self._saving = saving
        self._letters = cycle(_LETTERS)

    def during(self, job: Callable[[], object]) -> Waits:
        """The waits while the job runs as the window's jobs do."""
        waits = Waits()
        ends: list[object] = []
        saved = self._saving.saved.connect(lambda: ends or _count(waits))
        tasks.run(self._editor, job, ends.append, ends.append)
        while not ends:
            for _ in range(_KEYS_BETWEEN_PAUSES):
                waits.keys.append(_milliseconds(self._press))
                waits.turns += _turns(_KEY_EVERY_S)
            waits.turns += _turns(_PAUSE_S)
        self._saving.saved.disconnect(saved)
        if isinstance(ends[0], Exception) or not waits.saves:
            raise SystemExit("the job failed, or nothing was saved beside it")
        return waits

    def _press(self) -> None:
        QTest.keyClick(self._editor.window().windowHandle(), next(self._letters))
        for _ in range(3):
            QApplication.processEvents()


def _count(waits: Waits) -> None:
    waits.saves += 1


def _turns(span_s: float) -> list[float]:
    until = time.perf_counter() + span_s
    found = []
    while time.perf_counter() < until:
        found.append(_milliseconds(_take_turn, _TURN_S))
    return found


def _take_turn() -> None:
    time.sleep(_TURN_S)
    QApplication.processEvents()


def _milliseconds(act: Callable[[], None], asleep_s: float = 0.0) -> float:
    """How long an act took beyond its sleep, on a machine that does nothing else.

    While the other thread keeps this one waiting it computes, so no wait of that kind is longer
    than what the processors did for both; what is longer by the clock is other programs' doing.
    """
    queued, worked, begun = _queued_s(), time.process_time(), time.perf_counter()
    act()
    took_s = time.perf_counter() - begun - (_queued_s() - queued) - asleep_s
    return min(took_s, time.process_time() - worked) * 1000


def _queued_s() -> float:
    """How long this thread stood in the system's queue for a processor so far.

    Source: Linux, Documentation/scheduler/sched-stats.rst: the second number, in nanoseconds.
    """
    return int(_SCHEDULE.read_text("ascii").split()[1]) / 1e9


def main(store: Path, folder: Path) -> None:
    """Type at rest, beside a backup and beside a check; then print."""
    app = QApplication([])
    themes.apply(app, Theme())
    window = begin(store, clock=Clock(), settings=store.parent / "settings.json")
    unlock(window)
    page = open_note(window)
    editor = page.sheet.block(SectionCode.DATA).editor
    window.activateWindow()
    editor.setFocus()
    show_caret(editor)
    opened = window.desk.vault
    typist = Typist(editor, page.findChild(Autosave))
    found = {
        "rest": typist.during(partial(time.sleep, _REST_S)),
        "backup": typist.during(partial(backups.make_all, opened, [folder], at=NOW)),
        "check": typist.during(partial(checks.look_through, opened)),
    }
    window.close()
    tasks.finish()
    sys.stdout.write(json.dumps({name: asdict(waits) for name, waits in found.items()}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

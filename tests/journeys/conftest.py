"""A window over a store, a person in front of it, and answers to what it asks."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from counselor_desk.services import clients, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import costs
from counselor_desk.ui import messages, tasks
from counselor_desk.ui import theme as themes
from tests.desks import PASSPHRASE, PROGRAM, ZONE, Clock
from tests.journeys.persons import Person, begin
from tests.journeys.stalls import Stalls

_WINDOWS = (QMainWindow, QMenu, messages.Dialog)


class Answers:
    """What the program may ask, and what the person does then.

    Dialogs open as they do for anybody; one that nobody expects is refused and fails the test.
    """

    def __init__(self) -> None:
        self._expected: list[tuple[str, Callable[[], None]]] = []
        self._unexpected: list[str] = []
        self._open = messages.run

    def expect(self, title: str, act: Callable[[], None]) -> None:
        """The next dialog has this title; `act` presses or clicks something that closes it."""
        self._expected.append((title, act))

    def run(self, dialog: messages.Dialog) -> bool:
        """Open a dialog as the program does, and answer it from inside."""
        title = dialog.title_label.text()
        if not self._expected or self._expected[0][0] != title:
            self._unexpected.append(title)
            return False
        _, act = self._expected.pop(0)
        QTimer.singleShot(0, dialog, lambda: self._answer(dialog, act))
        return self._open(dialog)

    def check(self) -> None:
        """Everything was asked, and nothing else."""
        assert not self._unexpected, f"asked out of turn: {self._unexpected}"
        assert not self._expected, f"never asked: {[title for title, _ in self._expected]}"

    def _answer(self, dialog: messages.Dialog, act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            if dialog.isVisible():
                self._unexpected.append(f"{dialog.title_label.text()} (left open)")
                dialog.reject()


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """Tell it what the program will ask: `answers.expect("Sign this note?", act)`."""
    seam = Answers()
    monkeypatch.setattr(messages, "run", seam.run)
    yield seam
    seam.check()


@pytest.fixture(autouse=True)
def cheapest_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """New keys cost the least that the program accepts, so that nobody waits for a measurement."""
    monkeypatch.setattr(costs, "calibrate", lambda: costs.FLOOR)


class _Windows(QObject):
    """Sees every window that opens."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self.opened: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a window that is shown and is none of those that the program has."""
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched.isWindow() and not isinstance(watched, _WINDOWS):
            self.opened.add(f"{type(watched).__name__} at {_line_of_the_program()}")
        return False


def _line_of_the_program() -> str:
    lines = [one for one in traceback.extract_stack() if "counselor_desk" in one.filename]
    return f"{Path(lines[-1].filename).name}:{lines[-1].lineno}" if lines else "a line of Qt"


@pytest.fixture(autouse=True)
def no_window_by_mistake(qapp) -> Iterator[None]:
    """A part that is shown before it lies in its page flashes up as a window of its own."""
    spy = _Windows(qapp)
    qapp.installEventFilter(spy)
    yield
    qapp.removeEventFilter(spy)
    spy.deleteLater()
    assert not spy.opened


@pytest.fixture
def clock() -> Clock:
    """A Thursday in March 2026, ten in the morning in Chicago, until a test moves it."""
    return Clock()


@pytest.fixture
def start(
    qapp, tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """Start the window on a folder; returns the person in front of it.

    What made the person wait while typing or moving is told at the end.
    """
    themes.apply(qapp, themes.Theme())
    people: list[Person] = []
    stalls = Stalls()

    def make(folder: Path, **how: object) -> Person:
        window = begin(folder, clock=clock, settings=tmp_path / "config" / "settings.json", **how)
        people.append(Person(window, stalls))
        return people[-1]

    yield make
    for person in people:
        person.window.close()
        person.window.deleteLater()
    tasks.finish()
    QApplication.processEvents()
    stalls.report(request.node)
    stalls.check()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A closed store with one client, and the words that open it; made once."""
    folder = tmp_path_factory.mktemp("pattern") / "Records.cdesk"
    desk, words = stores.create(
        folder, PASSPHRASE, config_dir=None, zone=ZONE, program=PROGRAM, cost=costs.FLOOR
    )
    clients.add(
        desk,
        NewClient(given_name="Marcus", family_name="Reyes", admitted_on=date(2026, 2, 9)),
    )
    stores.lock(desk)
    return folder, words


@pytest.fixture
def store(pattern: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Path:
    """A copy of the pattern, for one test."""
    return Path(shutil.copytree(pattern[0], tmp_path / "Records.cdesk"))


@pytest.fixture
def person(start: Callable[..., Person], store: Path) -> Person:
    """Somebody in front of the unlocked window, at the list of clients."""
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


@pytest.fixture
def reopened() -> Iterator[Callable[[Path], Desk]]:
    """Opens a store through the services, after the window let it go."""
    opened: list[Desk] = []

    def make(folder: Path, passphrase: str = PASSPHRASE) -> Desk:
        opened.append(stores.unlock(folder, passphrase, config_dir=None, zone=ZONE))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The store's folder, a temporary folder and the log, all watched."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    log = logging.FileHandler(tmp_path / "log.txt")
    root = logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    yield [tmp_path, Path(os.environ["HOME"]), Path(os.environ["XDG_CONFIG_HOME"])]
    root.removeHandler(log)
    root.setLevel(level)
    log.close()

"""Opening a store: what stands between the first picture and an open desk.

Painted before the store's libraries are loaded, so the services are imported late.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import (
    DamagedKeysError,
    DamagedRecordsError,
    DeskError,
    EmptyRecordsError,
    ForeignRecordsError,
    MissingKeysError,
    MissingRecordsError,
    NoStoreError,
    SecretError,
    StoreInUseError,
    WrongSecretError,
)
from counselor_desk.ui import tasks
from counselor_desk.ui.ahead import ReadAhead
from counselor_desk.ui.restoring import Restoring
from counselor_desk.ui.unlock import UnlockScreen

if TYPE_CHECKING:
    from counselor_desk.records.recovery_sheets import RecoverySheet
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.stores import StoreFace
    from counselor_desk.ui.backups.restore import RestoreOrder
    from counselor_desk.ui.first_run import FirstRun, FirstRunScreen

_SUFFIX = ".cdesk"
_WITH_QT = "counselor_desk.ui"
_FIRST_PAGES = tuple(
    f"{_WITH_QT}.{name}"
    for name in ("workspace", "today.page", "notes.editor_page", "notes.page", "plans.page")
)
"""What is likely to be opened first."""
_DAMAGED = (
    DamagedKeysError,
    DamagedRecordsError,
    EmptyRecordsError,
    ForeignRecordsError,
    MissingKeysError,
    MissingRecordsError,
)
"""What a backup mends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the outside gives: where things lie, the time zone, the clock.

    Attributes:
        folder: the store to open.
        usual_folder: where the first store is made.
        config_dir: where a third copy of the key file is kept, or None.
        zone: gives the IANA name of the local time zone.
        clock: gives the moment, in UTC.
    """

    folder: Path
    usual_folder: Path
    config_dir: Path | None
    zone: Callable[[], str]
    clock: Callable[[], datetime]


class Opening(QStackedWidget):
    """The unlock screen and the first run, and the work behind their buttons.

    Signals:
        painted: the first picture is on the screen.
        loaded: what is needed after the passphrase was read from the disk.
        opened: a store is open; carries its `Desk`.
        turned_away: another process has the store; carries the sentence. Only at the start.
        text_scale_requested: the first run tries on text of this factor of the normal size.
    """

    painted = Signal()
    loaded = Signal()
    opened = Signal(object)
    turned_away = Signal(str)
    text_scale_requested = Signal(float)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = around.folder
        self._around = around
        self._waiting: Desk | None = None
        self._is_start = True
        self._is_painted = False
        self._is_deriving = False
        self._looking: tasks.Task[_Look] | None = None
        self._help: Callable[[], None] = self._look_again
        self.news = ""
        """What the person should read once the store is open."""
        self.first_run: FirstRunScreen | None = None
        self._first_id = ""
        self.unlock_screen = UnlockScreen()
        self.unlock_screen.unlock_requested.connect(self._unlock)
        self.unlock_screen.words_requested.connect(self._unlock_with_words)
        self.unlock_screen.new_passphrase_chosen.connect(self._change_passphrase)
        self.unlock_screen.open_other_requested.connect(self.ask_folder)
        self.unlock_screen.restore_requested.connect(self.ask_backup)
        self.unlock_screen.problem_action_requested.connect(self._help_on)
        self.restoring = Restoring(self, around)
        self.restoring.restored.connect(self._open_restored)
        self.restoring.failed.connect(self._not_restored)
        self.addWidget(self.unlock_screen)
        self._name_store()

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first picture, not before it, load what the store needs."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._go_on_after_paint)

    def _go_on_after_paint(self) -> None:
        self.painted.emit()
        self.look()

    def look(self) -> None:
        """Look at the store; what unlocking needs and has no Qt is loaded on the same thread.

        While a key is derived it does not: it would take our own lock for somebody else's.
        """
        if self._is_deriving:
            return
        self._looking = tasks.run(
            self, partial(_look, self.folder, self._around), self._meet, self._say
        )

    def use(self, folder: Path) -> None:
        """Turn to the store in another folder."""
        self.folder = folder
        self._is_start = False
        self.show_locked()
        self.look()

    def show_locked(self) -> None:
        """Show the unlock screen, empty."""
        self._drop_waiting()
        self.unlock_screen.forget()
        self.unlock_screen.clear_problem()
        self._name_store()
        self.setCurrentWidget(self.unlock_screen)

    def ask_folder(self) -> None:
        """Let the person choose the folder of another store."""
        from counselor_desk.ui import messages

        chosen = messages.choose_folder(
            self, self.tr("Open another folder"), self.folder.absolute().parent
        )
        if chosen is not None:
            self.use(chosen)

    def ask_backup(self) -> None:
        """Let the person choose a backup that takes the place of the store, or makes it anew."""
        self.restoring.begin(self.folder)

    def restore(self, order: RestoreOrder) -> None:
        """Let a restored store take the place of the one that was just closed, and open it."""
        self.show_locked()
        self.unlock_screen.set_busy(True)
        self.restoring.finish(order)

    def close_waiting(self) -> None:
        """Close a store that was opened by words and never got its new passphrase."""
        self._drop_waiting()

    def _name_store(self) -> None:
        self.unlock_screen.set_store(self.folder.absolute().name.removesuffix(_SUFFIX))

    def _meet(self, look: _Look) -> None:
        self._looking = None
        self._read_ahead(look.to_read)
        face = look.face
        if face.folder != self.folder:
            return
        self.unlock_screen.set_store(face.label, look.practice_passphrase)
        is_start, self._is_start = self._is_start, False
        if isinstance(face.problem, StoreInUseError) and is_start:
            self.turned_away.emit(str(face.problem))
        elif face.problem is not None:
            self._say(face.problem)
        elif not face.exists and self.folder == self._around.usual_folder:
            self._show_first_run()
        elif not face.exists:
            self._say(NoStoreError(str(face.folder)))

    def _read_ahead(self, modules: tuple[str, ...]) -> None:
        if not modules:
            self.loaded.emit()
            return
        ahead = ReadAhead((), self, modules=modules, pause_ms=0, quiet_ms=0)
        # What was read stays: looking at it again in each collection costs the first page 40 ms.
        ahead.done.connect(gc.freeze)
        ahead.done.connect(self.loaded)
        ahead.start(after_ms=0)

    def _say(self, problem: DeskError) -> None:
        """Show what is wrong with the store, with the one button that may help."""
        if isinstance(problem, NoStoreError):
            action, self._help = self.tr("Make a new store here"), self._show_first_run
        elif isinstance(problem, _DAMAGED):
            action, self._help = self.tr("Restore a backup…"), self.ask_backup
        else:
            action, self._help = self.tr("Look again"), self._look_again
        self.unlock_screen.show_problem(str(problem), action)

    def _help_on(self) -> None:
        self._help()

    def _look_again(self) -> None:
        self.unlock_screen.clear_problem()
        self.look()

    def _open_restored(self, secret: str | tuple[str, ...], sentence: str, folder: Path) -> None:
        is_to_look, self.folder = folder != self.folder, folder
        self._drop_first_run()
        self.show_locked()
        self.news = sentence
        if isinstance(secret, str):
            self._unlock(secret)
        else:
            # Whoever only looks at a backup needs no new passphrase for it.
            on_done = self._opened if is_to_look else self._ask_new
            self._open_with_words(" ".join(secret), on_done)

    def _not_restored(self, problem: DeskError) -> None:
        self.unlock_screen.set_busy(False)
        self._say(problem)

    def _unlock(self, passphrase: str) -> None:
        self.unlock_screen.set_busy(True)
        self._derive(partial(_unlock, self.folder, passphrase, self._around), self._opened)

    def _unlock_with_words(self, text: str) -> None:
        self._open_with_words(text, self._ask_new)

    def _open_with_words(self, text: str, on_done: Callable[[Desk], None]) -> None:
        self.unlock_screen.set_busy(True)
        self._derive(partial(_unlock_with_words, self.folder, text, self._around), on_done)

    def _derive(self, job: Callable[[], Desk], on_done: Callable[[Desk], None]) -> None:
        self._is_deriving = True
        if self._looking is not None:
            self._looking.drop()
            self._looking = None
        tasks.run(self, job, on_done, self._refuse)

    def _refuse(self, problem: DeskError) -> None:
        self._is_deriving = False
        self.unlock_screen.set_busy(False)
        if isinstance(problem, WrongSecretError) and problem.kind == "passphrase":
            self.unlock_screen.show_wrong()
        elif isinstance(problem, SecretError):
            self.unlock_screen.show_error(str(problem))
        else:
            self._say(problem)

    def _opened(self, desk: Desk) -> None:
        self._is_deriving = False
        self.unlock_screen.set_busy(False)
        self.unlock_screen.forget()
        self.unlock_screen.clear_problem()
        self.opened.emit(desk)

    def _ask_new(self, desk: Desk) -> None:
        from counselor_desk.services import stores

        self._waiting = desk
        self.unlock_screen.set_busy(False)
        self.unlock_screen.ask_new_passphrase(stores.strength, stores.suggest_passphrase)

    def _change_passphrase(self, passphrase: str) -> None:
        if self._waiting is None:
            return
        self.unlock_screen.set_busy(True)
        self._derive(partial(_change_passphrase, self._waiting, passphrase), self._go_on)

    def _go_on(self, desk: Desk) -> None:
        self._waiting = None
        self._opened(desk)

    def _drop_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.close()

    def _show_first_run(self) -> None:
        from counselor_desk.services import first_runs, stores
        from counselor_desk.ui.first_run import FirstRunScreen

        if self.first_run is None:
            self._first_id = first_runs.new_store_id()
            self.first_run = FirstRunScreen(
                new_words=stores.new_words,
                strength=stores.strength,
                suggest=stores.suggest_passphrase,
                sheet_of=self._sheet,
                refuse_folder=lambda chosen: first_runs.refusal(self.folder, chosen),
            )
            self.first_run.finished.connect(self._make)
            self.first_run.open_other_requested.connect(self.ask_folder)
            self.first_run.restore_requested.connect(self.ask_backup)
            self.first_run.text_scale_requested.connect(self.text_scale_requested)
            self.addWidget(self.first_run)
        # Who asked for a backup meanwhile goes on with that.
        if not self.restoring.returns_to(self.first_run):
            self.setCurrentWidget(self.first_run)

    def _make(self, made: FirstRun) -> None:
        if self.first_run is None:
            return
        self.first_run.set_busy(True)
        job = partial(_make, self.folder, self._first_id, made, self._around)
        tasks.run(self, job, self._made, self._not_made)

    def _sheet(self, words: tuple[str, ...]) -> RecoverySheet:
        from counselor_desk.services import first_runs

        moment = self._around.clock()
        return first_runs.sheet(self.folder, self._first_id, words, moment, self._around.zone())

    def _made(self, desk: Desk) -> None:
        self._drop_first_run()
        self.setCurrentWidget(self.unlock_screen)
        self.opened.emit(desk)

    def _drop_first_run(self) -> None:
        first_run, self.first_run = self.first_run, None
        if first_run is not None:
            self.removeWidget(first_run)
            first_run.deleteLater()

    def _not_made(self, problem: DeskError) -> None:
        if self.first_run is not None:
            self.first_run.set_busy(False)
            self.first_run.show_problem(str(problem))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    face: StoreFace
    to_read: tuple[str, ...]
    practice_passphrase: str = field(default="", repr=False)


def _look(folder: Path, around: Surroundings) -> _Look:
    from counselor_desk.services import stores

    to_read = _warm_up(around)
    face = stores.look(folder)
    if not face.is_practice:
        return _Look(face=face, to_read=to_read)
    from counselor_desk.services import practice_store

    known = practice_store.known_passphrase(folder)
    return _Look(face=face, to_read=to_read, practice_passphrase=known)


def _warm_up(around: Surroundings) -> tuple[str, ...]:
    """Read now what is needed after the passphrase, while the person types it.

    Returns the modules with Qt's classes, which the window's own thread has to read.
    """
    from counselor_desk.services import stores
    from counselor_desk.ui import reading_order

    stores.warm_up()
    around.zone()  # its first answer reads tables
    order = reading_order.needed_by(_FIRST_PAGES)
    for name in order:
        if not name.startswith(_WITH_QT):
            importlib.import_module(name)
    return tuple(name for name in order if name.startswith(_WITH_QT))


def _unlock(folder: Path, passphrase: str, around: Surroundings) -> Desk:
    from counselor_desk.services import keys, stores

    desk = stores.unlock(
        folder, passphrase, config_dir=around.config_dir, zone=around.zone(), clock=around.clock
    )
    keys.strengthen(desk, passphrase)
    return desk


def _unlock_with_words(folder: Path, text: str, around: Surroundings) -> Desk:
    from counselor_desk.services import stores

    words = stores.check_words(text)
    return stores.unlock_with_words(
        folder, words, config_dir=around.config_dir, zone=around.zone(), clock=around.clock
    )


def _change_passphrase(desk: Desk, passphrase: str) -> Desk:
    from counselor_desk.services import keys

    keys.change_passphrase(desk, passphrase)
    return desk


def _make(folder: Path, store_id: str, made: FirstRun, around: Surroundings) -> Desk:
    from counselor_desk.services import first_runs

    return first_runs.make(
        folder,
        made.passphrase,
        made.words,
        store_id=store_id,
        program=made.program,
        backup_folder=made.backup_folder,
        config_dir=around.config_dir,
        zone=around.zone(),
        clock=around.clock,
    )

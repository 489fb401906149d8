"""The last thing before a store is closed: a backup in every folder the counselor named."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.audit import LockReason
from counselor_desk.ui import messages, tasks

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.records.backups import BackupTry
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.unlock import UnlockScreen


class Parting(QObject):
    """Makes the backups away from the window's thread, then closes the store.

    A backup that fails is noted and never keeps the store open.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_busy = False

    def begin(
        self,
        desk: Desk,
        on_closed: Callable[[], None],
        *,
        backs_up: bool = True,
        by_itself: LockReason | None = None,
    ) -> None:
        """Back up, close, and call `on_closed`: at once where there is nothing to back up.

        `by_itself` says why the program locks although nobody asked for it.
        """
        from counselor_desk.services import backups

        # The computer is going to sleep, or slept: there is no time for a backup.
        has_time = backs_up and by_itself is not LockReason.SLEEP
        places = _places(desk) if has_time else ()
        if not places:
            _close(desk, by_itself)
            on_closed()
            return
        self.is_busy = True
        end = partial(self._end, desk, by_itself, on_closed)
        tasks.run(
            self,
            partial(backups.make_all, desk.vault, places, at=desk.local(desk.now())),
            end,
            lambda _problem: end(()),
        )

    def gives_up_last_words(self, window: QWidget) -> bool:
        """Ask whether to close although what was typed last could not be saved."""
        return messages.ask(
            window,
            self.tr("Close without your last words?"),
            self.tr(
                "They could not be saved, and closing loses them. Everything before is safe. Go "
                "back to copy them, or to free some space and try again."
            ),
            self.tr("Close and lose them"),
            danger=True,
        )

    def say_memory_is_kept(self, screen: UnlockScreen) -> None:
        """Say that the store is closed, and that this process still goes on."""
        screen.show_problem(
            self.tr(
                "The store is closed and safe. The program could not start afresh, so this "
                "computer's memory may still hold parts of it: close Counselor Desk and open it "
                "again when you leave."
            ),
            tone="overdue",
        )

    def is_session_ending(self) -> bool:
        """Whether the person is logging out or shutting down, which nobody should hold up."""
        app = QGuiApplication.instance()
        return isinstance(app, QGuiApplication) and app.isSavingSession()

    def _end(
        self,
        desk: Desk,
        by_itself: LockReason | None,
        on_closed: Callable[[], None],
        tried: Sequence[BackupTry],
    ) -> None:
        from counselor_desk.services import backups

        # What cannot be noted is asked for by the next start, which knows of no backup.
        with contextlib.suppress(DeskError):
            for one in tried:
                backups.note(desk, one)
        _close(desk, by_itself)
        self.is_busy = False
        on_closed()


def _places(desk: Desk) -> tuple[Path, ...]:
    """Where backups go; nowhere while it is not clear which records are in force."""
    from counselor_desk.services import backups

    if desk.is_read_only or desk.vault.is_rotated:
        return ()
    try:
        return tuple(place.path for place in backups.places(desk))
    except DeskError:
        return ()


def _close(desk: Desk, by_itself: LockReason | None) -> None:
    from counselor_desk.services import backups, stores

    try:
        stores.lock(desk, by_itself)
    except DeskError:
        # The log could not be written; what was typed was saved before.
        desk.close()
    if desk.vault.looked_at is not None:
        backups.put_away(desk.vault.folder)

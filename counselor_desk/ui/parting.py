"""The last thing before a store is closed: a backup in every folder the counselor named."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counselor_desk.errors import DeskError
from counselor_desk.ui import tasks

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.records.backups import BackupTry
    from counselor_desk.services.desk import Desk


class Parting(QObject):
    """Makes the backups away from the window's thread, then closes the store.

    A backup that fails is noted and never keeps the store open.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_busy = False

    def begin(self, desk: Desk, on_closed: Callable[[], None], *, backs_up: bool = True) -> None:
        """Back up, close, and call `on_closed`: at once where there is nothing to back up."""
        from counselor_desk.services import backups

        places = _places(desk) if backs_up else ()
        if not places:
            _close(desk)
            on_closed()
            return
        self.is_busy = True
        tasks.run(
            self,
            partial(backups.make_all, desk.vault, places, at=desk.local(desk.now())),
            partial(self._end, desk, on_closed),
            lambda _problem: self._end(desk, on_closed, ()),
        )

    def _end(self, desk: Desk, on_closed: Callable[[], None], tried: Sequence[BackupTry]) -> None:
        from counselor_desk.services import backups

        # What cannot be noted is asked for by the next start, which knows of no backup.
        with contextlib.suppress(DeskError):
            for one in tried:
                backups.note(desk, one)
        _close(desk)
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


def _close(desk: Desk) -> None:
    from counselor_desk.services import backups, stores

    try:
        stores.lock(desk)
    except DeskError:
        # The log could not be written; what was typed was saved before.
        desk.close()
    if desk.vault.looked_at is not None:
        backups.put_away(desk.vault.folder)

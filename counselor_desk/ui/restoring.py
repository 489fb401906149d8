"""From the unlock screen to restored records: the steps, the swap, and opening what came of it.

Backups are read by modules that are loaded when somebody asks for them.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.ui import tasks

if TYPE_CHECKING:
    from counselor_desk.records.backups import Restored
    from counselor_desk.ui.backups.restore import RestoreOrder
    from counselor_desk.ui.backups.screen import RestoreScreen
    from counselor_desk.ui.opening import Surroundings


class Restoring(QObject):
    """Shows the steps of a restore in a stack, and lets the restored store take its place.

    Signals:
        restored: it is in place; carries the secret that opens it, a sentence about it, and its
            folder.
        failed: it is not, and everything is as it was; carries the DeskError.
    """

    restored = Signal(object, str, object)
    failed = Signal(object)

    def __init__(self, stack: QStackedWidget, around: Surroundings) -> None:
        super().__init__(stack)
        self._stack, self._around = stack, around
        self._before: QWidget | None = None
        self.screen: RestoreScreen | None = None

    def begin(self, folder: Path) -> None:
        """Let the person choose a backup for the store in `folder`."""
        from counselor_desk.ui.backups.inspecting import Target
        from counselor_desk.ui.backups.screen import RestoreScreen

        self._before = self._stack.currentWidget()
        self.screen = RestoreScreen(
            Target(
                folder=folder,
                local=self._local,
                now=self._around.clock,
                config_dir=self._around.config_dir,
            )
        )
        self.screen.ordered.connect(self.finish)
        self.screen.left.connect(self.leave)
        self._stack.addWidget(self.screen)
        self._stack.setCurrentWidget(self.screen)
        self.screen.begin()

    def finish(self, order: RestoreOrder) -> None:
        """Let the prepared store take its place; the one there is closed by now."""
        from counselor_desk.ui.backups.screen import put_in_place

        at = self._local(self._around.clock())
        job = partial(put_in_place, order, self._around.config_dir, at)
        tasks.run(self, job, partial(self._tell, order), self._fail)

    def returns_to(self, before: QWidget) -> bool:
        """Show `before` once the steps are left; False when none are shown."""
        if self.screen is None:
            return False
        self._before = before
        return True

    def leave(self) -> None:
        """Show again what was there before the steps."""
        screen, self.screen = self.screen, None
        if screen is None:
            return
        if self._before is not None:
            self._stack.setCurrentWidget(self._before)
        self._stack.removeWidget(screen)
        screen.deleteLater()

    def _local(self, moment: datetime) -> datetime:
        from zoneinfo import ZoneInfo

        return moment.astimezone(ZoneInfo(self._around.zone()))

    def _tell(self, order: RestoreOrder, restored: Restored) -> None:
        from counselor_desk.ui.backups.screen import told

        self.leave()
        news = "" if order.is_to_look else told(restored)
        self.restored.emit(order.secret, news, order.prepared.folder)

    def _fail(self, problem: DeskError) -> None:
        self.leave()
        self.failed.emit(problem)

"""What watches over an open store: who is there, the clipboard, and how far the log has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counselor_desk.records.audit import LockReason
from counselor_desk.ui.clipboard import ClipboardWatch
from counselor_desk.ui.idle import IdleWatch

if TYPE_CHECKING:
    from counselor_desk.records.store_settings import StoreSettings
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.session_watch import SessionWatch
    from counselor_desk.ui.workspace import Workspace


class Watches(QObject):
    """Begins with an open store and ends when its pages go; says when it is time to lock.

    Signals:
        lock_due: nobody is there, or the screen was locked, or the computer slept; carries
            which of them, a `LockReason`.
    """

    lock_due = Signal(object)

    def __init__(self, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._workspace: Workspace | None = None
        self._clipboard = ClipboardWatch(self)
        self.idle = IdleWatch(clock, parent=self)
        self.idle.warned.connect(lambda: self._warn(is_near=True))
        self.idle.resumed.connect(lambda: self._warn(is_near=False))
        self.idle.expired.connect(lambda: self.lock_due.emit(LockReason.IDLE))
        self.idle.slept.connect(self._lock_after_sleep)

    def follow(self, session: SessionWatch) -> None:
        """Hear when the desktop locks the screen or the computer goes to sleep."""
        session.screen_locked.connect(self._lock_with_screen)
        session.sleep_begins.connect(self._lock_after_sleep)

    def start(self, desk: Desk, workspace: Workspace) -> None:
        """Watch over this store from now on."""
        from counselor_desk.ui.anchoring import Anchoring

        self._desk, self._workspace = desk, workspace
        self.idle.start()
        self._clipboard.start()
        anchoring = Anchoring(desk, workspace)
        anchoring.log_broke.connect(workspace.warn_of_log)
        anchoring.cipher_failed.connect(workspace.warn_of_cipher)
        anchoring.start()

    def heed(self, chosen: StoreSettings) -> None:
        """Lock after the time that is set for this store, and say so."""
        self.idle.set_minutes(chosen.lock_minutes)
        if self._workspace is not None:
            self._workspace.sidebar.set_lock_minutes(chosen.lock_minutes)

    def stop(self) -> None:
        """The pages are gone, and what was copied from them leaves the clipboard."""
        self.idle.stop()
        self._clipboard.stop()
        self._desk = self._workspace = None

    def _warn(self, *, is_near: bool) -> None:
        if self._workspace is not None:
            self._workspace.warn_of_lock(is_near=is_near)

    def _lock_after_sleep(self) -> None:
        from counselor_desk.services import settings

        if self._desk is not None and settings.get(self._desk).locks_on_sleep:
            self.lock_due.emit(LockReason.SLEEP)

    def _lock_with_screen(self) -> None:
        from counselor_desk.services import settings

        if self._desk is not None and settings.get(self._desk).locks_with_screen:
            self.lock_due.emit(LockReason.SCREEN)

"""What the navigation tells of the store: clients open last, how many, what is due, the backup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from counselor_desk.errors import DeskError
from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.services import backups, clients
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.ui.backups import words as backup_words
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.roll import Roll
from counselor_desk.ui.sidebar import RECENT_LIMIT, Sidebar
from counselor_desk.ui.today.dues import Dues


class SidebarFacts(QObject):
    """Keeps the navigation up to date while a store is open."""

    def __init__(
        self,
        desk: Desk,
        sidebar: Sidebar,
        bulletin: Bulletin,
        *,
        roll: Roll,
        dues: Dues,
        recent: Sequence[ClientId] | None,
    ) -> None:
        """`recent` are the clients that were open last; None takes those noted last."""
        super().__init__(sidebar)
        self._desk, self._sidebar, self._roll, self._dues = desk, sidebar, roll, dues
        self._recent = roll.last_noted(RECENT_LIMIT) if recent is None else list(recent)
        roll.changed.connect(self._show_roll)
        dues.changed.connect(self._show_dues)
        bulletin.changed.connect(self._hear)
        self._show_roll()
        self._show_dues()
        self._show_backup_age()

    def recent(self) -> list[ClientId]:
        """The last clients that were open, newest first."""
        return list(self._recent)

    def remember(self, client_id: ClientId | None) -> None:
        """This client is open now."""
        if client_id is None or client_id in self._recent:
            return
        self._recent = [client_id, *self._recent][:RECENT_LIMIT]
        self._show_recent()

    def _show_recent(self) -> None:
        self._sidebar.set_recent(clients.short_names(self._desk, self._recent))

    def _show_roll(self) -> None:
        self._sidebar.set_active_count(self._roll.counts()[ClientStatus.ACTIVE])
        self._show_recent()

    def _show_dues(self) -> None:
        try:
            self._sidebar.set_due_count(len(self._dues.items()))
        except DeskError:
            # The page itself says so, where one can try again.
            self._sidebar.set_due_count(0)

    def _show_backup_age(self) -> None:
        last = backups.state(self._desk).last_verified
        now = self._desk.local(self._desk.now())
        age = "" if last is None else backup_words.ago(self._desk.local(last.tried_at), now)
        self._sidebar.set_backup_age(age)

    def _hear(self, changes: Changes) -> None:
        if Kind.BACKUP in changes.kinds:
            self._show_backup_age()

"""The roll: every client of the counselor, read once a day and again when something changed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients
from counselor_desk.services.changes import Changes, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset({Kind.CLIENT, Kind.EPISODE, Kind.PLAN, Kind.NOTE, Kind.SETTINGS})


class Roll(QObject):
    """Shared by the list and the navigation, so that unlocking reads the clients once.

    Signals:
        changed: rows were announced to be others; sent once for many changes in a row.
    """

    changed = Signal()

    def __init__(self, desk: Desk, bulletin: Bulletin, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[ClientRow] | None = None
        self._names: Sequence[tuple[ClientId, str]] | None = None
        self._read_on: date | None = None
        self._is_telling = False
        bulletin.changed.connect(self._hear)

    def rows(self) -> Sequence[ClientRow]:
        """Every client, by name."""
        today = self._desk.today()
        if self._rows is None or self._read_on != today:
            self._read_on = today
            self._rows = clients.rows(self._desk)
        return self._rows

    def in_order(self, sort: str, *, is_descending: bool) -> list[ClientRow]:
        """Every client in the order of a column; nothing is read again for it."""
        return clients.in_order(self.rows(), sort, is_descending=is_descending)

    def matching(self, needle: str) -> Set[ClientId] | None:
        """The clients whose name or number holds each word of `needle`; None for everybody."""
        if not needle.strip():
            return None
        if self._names is None:
            self._names = clients.search_names(self._desk)
        return clients.found_in(self._names, needle)

    def counts(self) -> Counter[ClientStatus]:
        """How many clients are in intake, in treatment and discharged."""
        return Counter(row.status for row in self.rows())

    def last_noted(self, limit: int) -> list[ClientId]:
        """The clients with the newest notes, discharged ones left out."""
        noted = [
            (row.last_note_on, row.id)
            for row in self.rows()
            if row.last_note_on and row.status is not ClientStatus.DISCHARGED
        ]
        noted.sort(key=lambda pair: pair[0], reverse=True)
        return [client_id for _, client_id in noted[:limit]]

    def _hear(self, changes: Changes) -> None:
        if not changes.kinds & _CONCERNED:
            return
        self._rows = self._names = None
        if not self._is_telling:
            self._is_telling = True
            # Later, so that many changes in a row are read once.
            QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self._is_telling = False
        self.changed.emit()

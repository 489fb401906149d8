"""Standings: what is owed first for each client, the flags that come first, and the hours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.flags import Flag
from counselor_desk.records.ids import ClientId
from counselor_desk.records.today import OfClient, Owed
from counselor_desk.services import flags
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui.clients.model import SOON

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.today import Agenda, HoursLine
    from counselor_desk.ui.bulletin import Bulletin

_UNTOLD = frozenset({Kind.DRAFT, Kind.CV, Kind.PROGRAM, Kind.BACKUP})
"""What is typed goes on all the time, and none of it moves a client in the list."""


class Standings(QObject):
    """Read once, and again when something changed or a day went by; typing a filter reads nothing.

    Signals:
        changed: something else may be owed or flagged; sent once for many changes in a row.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        bulletin: Bulletin,
        agenda: Callable[[], Agenda],
        parent: QObject | None = None,
    ) -> None:
        """`agenda` gives what is owed, the most pressing first, and the hours of the week."""
        super().__init__(parent)
        self._desk, self._read_agenda = desk, agenda
        self._dues: dict[ClientId, OfClient] = {}
        self._flags: dict[ClientId, Flag] = {}
        self._others: dict[ClientId, Flag] = {}
        self._hours: dict[ClientId, HoursLine] = {}
        self._read_on: date | None = None
        self._is_telling = False
        bulletin.changed.connect(self._hear)

    def due(self, row: ClientRow) -> OfClient | None:
        """What is owed first for a client within the time that Today looks ahead."""
        self._read()
        return self._dues.get(row.id)

    def due_on(self, row: ClientRow) -> date | None:
        """The day of that, else the day the plan is owed by; None when nothing is.

        What law and calendar ask is owed now, and stands where the near dates end.
        """
        day = self._dated(row)
        if self.asked(row) is None:
            return day
        near = self._desk.today() + SOON
        return near if day is None else min(day, near)

    def asked(self, row: ClientRow) -> Flag | None:
        """What law or calendar ask first, told where no date is near."""
        self._read()
        day = self._dated(row)
        is_near = day is not None and day <= self._desk.today() + SOON
        return None if is_near else self._others.get(row.id)

    def flag(self, row: ClientRow) -> Flag | None:
        """The first flag of risk."""
        self._read()
        return self._flags.get(row.id)

    def hours(self, row: ClientRow) -> HoursLine | None:
        """The hours of the running week, None where they are not kept."""
        self._read()
        return self._hours.get(row.id)

    def in_need(self, rows: Iterable[ClientRow]) -> frozenset[ClientId]:
        """Those for whom a risk is flagged, or something is owed by today."""
        self._read()
        today = self._desk.today()
        return frozenset(row.id for row in rows if self._is_in_need(row, today))

    def _is_in_need(self, row: ClientRow, today: date) -> bool:
        due = self._dues.get(row.id)
        if row.status is ClientStatus.DISCHARGED and due is None:
            return False
        due_on = row.plan_due_on if due is None else due.due_on
        return row.id in self._flags or (due_on is not None and due_on <= today)

    def _dated(self, row: ClientRow) -> date | None:
        """The day something is owed by."""
        due = self.due(row)
        if due is not None:
            return due.due_on
        return None if row.status is ClientStatus.DISCHARGED else row.plan_due_on

    def _read(self) -> None:
        if self._read_on == self._desk.today():
            return
        today, agenda = self._desk.today(), self._read_agenda()
        self._dues, self._flags = {}, flags.risks(self._desk)
        self._others = flags.others(self._desk)
        self._hours = {line.client_id: line for line in agenda.hours}
        for due in agenda.items:
            if isinstance(due, Owed):
                self._dues.setdefault(due.client_id, due)
        # Last, so that what could not be read is read again.
        self._read_on = today

    def _hear(self, changes: Changes) -> None:
        if not changes.kinds - _UNTOLD:
            return
        self._read_on = None
        if not self._is_telling:
            self._is_telling = True
            # Later, so that many changes in a row are read once.
            QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self._is_telling = False
        self.changed.emit()

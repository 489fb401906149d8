"""The dues: everything that is owed, read once and again when something changed or time passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.today import Due
from counselor_desk.services import today
from counselor_desk.services.changes import Changes, Kind

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.today import Agenda
    from counselor_desk.ui.bulletin import Bulletin

_UNTOLD = frozenset({Kind.DRAFT, Kind.CV, Kind.PROGRAM})
"""What is typed goes on all the time and adds nothing to the list, so it is read with the next."""

_GOOD_FOR = timedelta(minutes=1)
"""The clock goes on, and with it what is late."""


class Dues(QObject):
    """Shared by the page and the navigation, so that the store is read once for both.

    Signals:
        changed: something else may be owed; sent once for many changes in a row.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        bulletin: Bulletin,
        parent: QObject | None = None,
        *,
        rows: Callable[[], Sequence[ClientRow]] | None = None,
    ) -> None:
        """`rows` gives the clients as of today, where somebody has read them already."""
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self._agenda: Agenda | None = None
        self._read_at: datetime | None = None
        self._is_telling = False
        bulletin.changed.connect(self._hear)

    def items(self) -> Sequence[Due]:
        """What is owed, the most pressing first.

        Raises:
            DeskError: the store cannot be read.
        """
        return self.agenda().items

    def agenda(self) -> Agenda:
        """What is owed, with the sessions of the day and the hours of the week.

        Raises:
            DeskError: the store cannot be read.
        """
        if self._agenda is None or not self.is_fresh():
            self._agenda = today.agenda(self._desk, self._rows() if self._rows else None)
            self._read_at = self._desk.now()
        return self._agenda

    def is_fresh(self) -> bool:
        """Whether the store was read a moment ago, on this day."""
        if self._agenda is None or self._read_at is None:
            return False
        now = self._desk.now()
        is_same_day = self._desk.local(now).date() == self._desk.local(self._read_at).date()
        return is_same_day and timedelta(0) <= now - self._read_at < _GOOD_FOR

    def forget(self) -> None:
        """Read again next time."""
        self._agenda = None

    def _hear(self, changes: Changes) -> None:
        self.forget()
        if not self._is_telling and changes.kinds - _UNTOLD:
            self._is_telling = True
            # Later, so that many changes in a row are read once.
            QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self._is_telling = False
        self.changed.emit()

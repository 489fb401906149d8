"""What was on the screen: charts and notes that were opened, put into the log after a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from counselor_desk.errors import DeskError
from counselor_desk.records.activity import View
from counselor_desk.services import audits

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, NoteId
    from counselor_desk.services.desk import Desk

PAUSE_MS = 700
"""After the last record that was opened; leafing through notes waits for no disk."""

RETRY_MS = 10_000
"""After a failure, if nothing is opened meanwhile."""


class Views(QObject):
    """Collects what is opened and writes it down together, each at its own moment."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._last: tuple[ClientId, NoteId | None] | None = None
        self._waiting: list[View] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def saw(self, client_id: ClientId, note_id: NoteId | None = None) -> None:
        """A client's chart is on the screen, or one of its notes; the same one counts once."""
        if self._last == (client_id, note_id):
            return
        self._last = (client_id, note_id)
        self._waiting.append(View(at=self._desk.now(), client_id=client_id, note_id=note_id))
        self._pause.start(PAUSE_MS)

    def flush(self) -> None:
        """Write down what waits; what cannot be written is tried again."""
        self._pause.stop()
        if not self._waiting or self._desk.is_read_only or self._desk.vault.is_rotated:
            return  # nothing is written to an older copy, nor where other records are in force
        try:
            audits.record_views(self._desk, self._waiting)
        except DeskError:
            self._pause.start(RETRY_MS)
        else:
            self._waiting.clear()

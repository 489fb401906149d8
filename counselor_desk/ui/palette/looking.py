"""Looks for texts while one types: a job at a time, ended by the next key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counselor_desk.errors import DeskError
from counselor_desk.services.search import FEW, TextSearch
from counselor_desk.ui import tasks

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.records.search import FoundText
    from counselor_desk.services.desk import Desk


class Looking(QObject):
    """Asks the store away from the window's thread; only the last question is answered.

    Signals:
        found: the question, and the texts with its words.
        failed: the question could not be answered; carries the DeskError.
    """

    found = Signal(str, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._search: TextSearch | None = None
        self._is_asking = False
        self._next: tuple[str, ClientId | None, int] | None = None

    def ask(self, text: str, *, client_id: ClientId | None = None, limit: int = FEW) -> None:
        """Look for these words; what is looked for now is given up."""
        self._next = text, client_id, limit
        if self._is_asking and self._search is not None:
            self._search.stop()
        else:
            self._go_on()

    def end(self) -> None:
        """Forget every question, and let go of the store soon."""
        self._next = None
        search, self._search = self._search, None
        if search is not None:
            search.stop()
            # Wiping what was decrypted takes a while.
            tasks.run(self, search.close, lambda _nothing: None, self.failed.emit)

    def leave(self) -> None:
        """Let go of the store at once: it is about to be closed."""
        self._next = None
        search, self._search = self._search, None
        if search is not None:
            search.close()

    def _go_on(self) -> None:
        asked, self._next = self._next, None
        if asked is None:
            return
        if self._search is None:
            self._search = TextSearch(self._desk)
        text, client_id, limit = asked
        self._is_asking = True
        tasks.run(
            self,
            partial(self._search.find, text, client_id=client_id, limit=limit),
            partial(self._take, text),
            self._fail,
        )

    def _take(self, text: str, texts: tuple[FoundText, ...] | None) -> None:
        self._is_asking = False
        if self._next is not None:
            self._go_on()
        elif texts is not None and self._search is not None:
            self.found.emit(text, texts)

    def _fail(self, problem: DeskError) -> None:
        self._is_asking = False
        if self._next is not None:
            self._go_on()
        else:
            self.failed.emit(problem)

"""While a store is open: note outside it how far it has come; try once its ciphers and its log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counselor_desk.services import anchors, checks
from counselor_desk.ui import tasks

if TYPE_CHECKING:
    from counselor_desk.errors import DeskError
    from counselor_desk.services.desk import Desk

INTERVAL_MS = 60_000


class Anchoring(QObject):
    """Works beside the pages of one open store; it ends with its parent.

    Signals:
        log_broke: the log does not hold; carries where it breaks first.
        cipher_failed: this computer computes a cipher wrongly and nothing is written any more;
            carries the sentence that says so.
    """

    log_broke = Signal(str)
    cipher_failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.keep)

    def start(self) -> None:
        """Begin, and look at the log now: 100,000 entries take a fifth of a second or more."""
        self._timer.start()
        tasks.run(self, checks.ciphers, self._stop_if_wrong, self._stay_quiet)
        tasks.run(self, partial(checks.chain, self._desk.vault), self._tell, self._stay_quiet)

    def keep(self) -> None:
        """Note how far the records have come, if that changed; a slow disk holds nobody up."""
        job = anchors.due(self._desk)
        if job is not None:
            tasks.run(self, job, self._stay_quiet, self._stay_quiet)

    def _tell(self, problem: str) -> None:
        if problem:
            self.log_broke.emit(problem)

    def _stop_if_wrong(self, algorithm: str) -> None:
        if algorithm:
            self.cipher_failed.emit(checks.stop_writing(self._desk, algorithm))

    def _stay_quiet(self, _outcome: DeskError | None) -> None:
        """An anchor is never a reason to complain, and the log's job tells what it finds."""

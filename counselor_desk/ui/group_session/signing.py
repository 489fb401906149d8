"""Signing the ready notes one by one between two events, with progress and a way to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.services.group_signing import Outcome, Signing
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import ProgressBar
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row

if TYPE_CHECKING:
    from counselor_desk.records.group_sessions import GroupEdit


class SigningStrip(Panel):
    """How many notes are signed so far.

    Signals:
        cancel_requested: sign no more.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="foot", margins=(28, 8, 20, 8), spacing=0, parent=parent)
        self._label, self._bar = Label("", "muted"), ProgressBar()
        self.group_cancel_button = Button(self.tr("Cancel"), is_small=True)
        self.group_cancel_button.clicked.connect(self.cancel_requested)
        self.body.add(Row(self._label, (self._bar, 1), self.group_cancel_button, spacing=12))

    def show_progress(self, done: int, count: int) -> None:
        """`done` of `count` are signed or refused."""
        said = self.tr("Signing note {done} of {count}").format(
            done=min(done + 1, count), count=count
        )
        self._label.setText(said)
        self._bar.set_share(done / count if count else 1.0)


class SigningRun(QObject):
    """Signs one note each time the window has nothing else to do.

    Signals:
        progressed: how many are done, and of how many.
        ended: it is over or was stopped; carries the session as it stands and an `Outcome`.
    """

    progressed = Signal(int, int)
    ended = Signal(object, object)

    def __init__(self, signing: Signing, parent: QObject) -> None:
        super().__init__(parent)
        self._signing = signing
        self._count = signing.left
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def edit(self) -> GroupEdit:
        """The session as it stands, with what is signed so far."""
        return self._signing.edit

    def start(self) -> None:
        """Begin with the next event."""
        self.progressed.emit(0, self._count)
        self._timer.start()

    def stop(self) -> None:
        """Sign no more; what is signed stays signed."""
        self._timer.stop()
        outcome: Outcome = self._signing.finish()
        self.ended.emit(self._signing.edit, outcome)

    def _step(self) -> None:
        self._signing.step()
        self.progressed.emit(self._count - self._signing.left, self._count)
        if self._signing.left:
            self._timer.start()
        else:
            self.stop()

"""Long work in sight: how far it is, and a way to stop it."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import ProgressBar
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

_LOOK_EVERY_MS = 100


class Work:
    """What a job and the window share: the job tells how far it is and asks whether to stop."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._share = 0.0

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._share

    def tell(self, done: int, total: int) -> None:
        """Called by the job: `done` of `total`, in whatever it counts."""
        self._share = min(max(done / total, 0.0), 1.0) if total else 0.0

    def stop(self) -> None:
        """Ask the job to stop at the next place where nothing is lost by it."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Called by the job: whether it should stop."""
        return self._stopped.is_set()


class WorkLine(QWidget):
    """What is being done, a bar, and Cancel; there only while something is.

    It looks at the work ten times a second: a job never calls into the window.

    Signals:
        cancel_requested: Cancel was pressed; the work was asked to stop.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._label = Label("", "strong")
        self._share = Label("", "caption", is_tabular=True)
        self._bar = ProgressBar()
        self.cancel_button = Button(self.tr("Cancel"), is_small=True)
        self.cancel_button.clicked.connect(self._cancel)
        words = Column(Row((self._label, 1), self._share), self._bar, spacing=6)
        self.setLayout(Row((words, 1), self.cancel_button, margins=(0, 8, 0, 2), spacing=14))
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        self.hide()

    def begin(self, text: str) -> Work:
        """Show that something began; the job gets what comes back."""
        self._work = Work()
        self.destroyed.connect(self._work.stop)
        self.say(text)
        self.cancel_button.setVisible(True)
        self.cancel_button.setEnabled(True)
        self.look()
        self._clock.start()
        self.show()
        return self._work

    def say(self, text: str) -> None:
        """Say what is being done."""
        self._label.setText(text)
        self.setAccessibleName(text)

    def end(self) -> None:
        """Nothing is being done any more."""
        self._clock.stop()
        self._work = None
        self.hide()

    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._work is not None

    def look(self) -> None:
        """Show how far it is."""
        if self._work is None:
            return
        self._bar.set_share(self._work.share)
        self._share.setText(f"{round(self._work.share * 100)} %")

    def _cancel(self) -> None:
        if self._work is None:
            return
        self._work.stop()
        self.cancel_button.setEnabled(False)
        self.say(self.tr("Stopping…"))
        self.cancel_requested.emit()

"""The line above a form that was left: since when its text stands there, and a way to drop it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates, times
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row


class TypedLine(QWidget):
    """A quiet line above a form that was left: since when its text stands, and a way to drop it.

    Signals:
        start_over_requested: the text is to go.
    """

    start_over_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Label("", "muted", wraps=True)
        self.start_over_button = Button(self.tr("Start over"), kind="link")
        self.start_over_button.clicked.connect(self.start_over_requested)
        self.setLayout(Row((self._said, 1), self.start_over_button, spacing=12))
        self.hide()

    def tell(self, kept_at: datetime, today: datetime) -> None:
        """Show the line; both are moments of the local clock."""
        day = kept_at.date()
        words = self.tr("What you typed on {day}, {time} is still here.").format(
            day=f"{dates.WEEKDAYS[day.weekday()][:3]}, {dates.write_short(day, today.date())}",
            time=times.write_time(kept_at.time()),
        )
        self._said.setText(words)
        self.show()

    def text(self) -> str:
        """What it says."""
        return self._said.text()

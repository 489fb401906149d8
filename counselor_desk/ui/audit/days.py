"""Which days of the log are shown: a span that ends today, or from one day to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.ui import messages
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import day, spread

_SPANS = (0, 1, 7, 30, 365)
"""How many days back one may look; 0 is all of them."""

BETWEEN = "between"
"""The value that asks for two days."""

_WIDTH = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRange:
    """Two days, both included; None where a side is open."""

    first_on: date | None = None
    last_on: date | None = None

    def in_order(self) -> DayRange:
        """The earlier day first, whichever was typed first."""
        if self.first_on and self.last_on and self.last_on < self.first_on:
            return DayRange(first_on=self.last_on, last_on=self.first_on)
        return self


class DaysChoice(ComboBox):
    """The spans, and at the end the way to two days of one's own.

    Signals:
        chosen: other days are wanted.
    """

    chosen = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Days"))
        self._today = today
        self._between = DayRange()
        self._before: object = 0
        self._offer()
        self.set_value(0)
        self.edited.connect(self._choose)

    def range(self) -> DayRange:
        """The days that are wanted."""
        value = self.value()
        if value == BETWEEN:
            return self._between
        if isinstance(value, int) and value:
            return DayRange(first_on=self._today() - timedelta(days=value - 1))
        return DayRange()

    def _offer(self) -> None:
        spans = [(span, self._span(span)) for span in _SPANS]
        self.set_options((*spans, (BETWEEN, self._between_text())))

    def _span(self, days: int) -> str:
        if days == 0:
            return self.tr("Any day")
        if days == 1:
            return self.tr("Today")
        return self.tr("Last {days} days").format(days=days)

    def _between_text(self) -> str:
        first, last = self._between.first_on, self._between.last_on
        today = self._today()
        if first and last and first != last:
            return f"{dates.write_short(first, today)} – {dates.write_short(last, today)}"
        if first and last:
            return dates.write_short(first, today)
        if first:
            return self.tr("From {day}").format(day=dates.write_short(first, today))
        if last:
            return self.tr("Until {day}").format(day=dates.write_short(last, today))
        return self.tr("From … to …")

    def _choose(self, value: object) -> None:
        if value == BETWEEN and not self._ask():
            self.set_value(self._before)
            return
        if value != BETWEEN:
            self._between = DayRange()
        self._before = value
        self._offer()
        self.chosen.emit()

    def _ask(self) -> bool:
        """Ask for the two days; whether any was given."""
        fields = {
            "first_on": day(self.tr("From"), self._today),
            "last_on": day(self.tr("To"), self._today),
        }
        dialog = FormDialog(
            self,
            self.tr("Which days?"),
            self._between,
            fields=fields,
            layout=spread(fields, ("first_on", "last_on")),
            act=self._keep,
            verb=self.tr("Show"),
            sentence=self.tr("Both are shown as well. Without one of them that side is open."),
            width=_WIDTH,
        )
        is_given = messages.run(dialog)
        dialog.deleteLater()
        return is_given and self._between != DayRange()

    def _keep(self, typed: DayRange, _is_sure: bool) -> None:
        self._between = typed.in_order()

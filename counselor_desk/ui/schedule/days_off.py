"""The days off: listed, added and taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.ids import Uid
from counselor_desk.records.schedule import Holiday
from counselor_desk.services import schedule
from counselor_desk.ui import fact_table, messages
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.delegates import STRETCH, Words
from counselor_desk.ui.fact_table import END, Column, EmptyLine, FactTable, action_words
from counselor_desk.ui.schedule import dialogs
from counselor_desk.ui.schedule.words import translated as say
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WIDTH, _HEIGHT = 520, 300


@dataclass(frozen=True, slots=True)
class _DayLine:
    holiday: Holiday

    @property
    def uid(self) -> Uid:
        """One for each day."""
        return Uid(self.holiday.day.isoformat())


class DaysOffDialog(messages.Dialog):
    """Every day from today on on which the program is closed."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent,
            say("Days off"),
            say("Nothing is planned on these days but what was moved there."),
            width=_WIDTH,
        )
        self.setObjectName("days_off")
        self._desk = desk
        self.table: FactTable[_DayLine] = FactTable(
            _columns(desk.today), name=say("Days off"), ends_card=False
        )
        self.empty = EmptyLine(say("No day off lies ahead."), is_below_line=False)
        self.day_add_button = Button(say("Add day…"), icon="plus")
        self.close_button = Button(say("Close"), kind="primary")
        scroll = PageScroll(self.table, keeps_room=False)
        scroll.setMaximumHeight(_HEIGHT)
        self.body.add(scroll, self.empty)
        self._scroll = scroll
        self.set_buttons(self.close_button, escape=self.day_add_button)
        self.table.acted.connect(self._act)
        self.table.add_requested.connect(self._add)
        self.day_add_button.clicked.connect(self._add)
        self.close_button.clicked.connect(self.accept)
        self._show()

    def _show(self) -> None:
        today = self._desk.today()
        ahead = [_DayLine(one) for one in schedule.holidays(self._desk) if one.day >= today]
        self.table.show_rows(ahead)
        self._scroll.setVisible(bool(ahead))
        self._scroll.setFixedHeight(min(self.table.minimumHeight() + 2, _HEIGHT))
        self.empty.setVisible(not ahead)
        if self.isVisible():
            self.place()

    def _act(self, action: str, row: _DayLine) -> None:
        if action in (END, fact_table.OPEN):
            schedule.remove_holiday(self._desk, row.holiday)
            self._show()

    def _add(self) -> None:
        def keep(day: date, name: str) -> None:
            schedule.add_holiday(self._desk, day, name)

        dialog = dialogs.day_off(self, keep, today=self._desk.today)
        dialog.remember(Subject.of(self._desk, None, "day_off"))
        messages.run(dialog)
        dialog.deleteLater()
        self._show()


def _columns(today: Callable[[], date]) -> tuple[Column[_DayLine], ...]:
    def said(row: _DayLine) -> str:
        day = row.holiday.day
        return f"{dates.WEEKDAYS[day.weekday()]}, {dates.write_short(day, today())}"

    return (
        Column(
            key="day",
            width=STRETCH,
            cell=lambda row, _: Words(text=said(row), caption=row.holiday.name, kind="strong"),
            spoken=lambda row: f"{said(row)}, {row.holiday.name}",
        ),
        Column(
            key=END,
            width=90,
            cell=lambda _row, _: action_words(say("Open after all"), is_main=False),
            action=END,
        ),
    )

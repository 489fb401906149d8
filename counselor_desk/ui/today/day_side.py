"""The day beside what is owed: its sessions, a day at a time, and the hours of the week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from counselor_desk.services import shown_names, weeks
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.today import words
from counselor_desk.ui.today.side import HoursCard, SessionsCard

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.today import Agenda

_WIDTH, _ANY_WIDTH = 336, 16_777_215


class DaySide(QWidget):
    """Two cards, below each other at the right of the list, side by side below it.

    Signals:
        day_turned: another day is wanted; carries -1 or 1.
    """

    day_turned = Signal(int)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turned = 0
        self.has_any = False
        self.sessions_card = SessionsCard(now)
        self.hours_card = HoursCard()
        self._column = Column(self.sessions_card, self.hours_card, "stretch", spacing=14)
        self.setLayout(self._column)
        self.sessions_card.turned.connect(self.day_turned)
        self.hide()

    def show_agenda(self, desk: Desk, agenda: Agenda) -> None:
        """The sessions of the day one turned to, at first of today, and the hours of the week.

        Raises:
            DeskError: the other day cannot be read.
        """
        today = desk.today()
        day = today + self._turned * timedelta(days=1)
        self.sessions_card.show_blocks(
            weeks.between(desk, day, day) if self._turned else agenda.sessions,
            is_hidden=shown_names.are_hidden(desk),
            day=words.short_day(day, today) if self._turned else "",
        )
        self.hours_card.show_lines(agenda.hours, agenda.least, agenda.most)
        self.has_any = bool(agenda.sessions or agenda.hours or self._turned)

    def turn(self, step: int) -> None:
        """The next `show_agenda` is about the day before (-1) or after (1)."""
        self._turned += step

    def turn_to_today(self) -> bool:
        """The next `show_agenda` is about today; whether it was about another day."""
        was_turned, self._turned = bool(self._turned), 0
        return was_turned

    def focus(self, step: int) -> None:
        """Give the keys to the sessions, or where there are none to the arrow that was pressed."""
        card = self.sessions_card
        arrow = card.later_button if step > 0 else card.earlier_button
        target = card.session_list if card.session_list.isVisible() else arrow
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand(self, room: int | None) -> None:
        """Stand at the right of the list, `room` pixels high; None is below it."""
        is_beside = room is not None
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._column.setDirection(down if is_beside else across)
        self.sessions_card.fit(is_low=not is_beside)
        used = self.sessions_card.sizeHint().height() + self._column.spacing()
        self.hours_card.fit(None if room is None else room - used)
        for place, card in enumerate((self.sessions_card, self.hours_card)):
            self._column.setStretch(place, 0 if is_beside else 1)
            top = Qt.AlignmentFlag(0) if is_beside else Qt.AlignmentFlag.AlignTop
            self._column.setAlignment(card, top)
        self._column.setStretch(2, 1 if is_beside else 0)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY_WIDTH)
        hold(self, width=_WIDTH if is_beside else None)
        for card in (self.sessions_card, self.hours_card):
            card.updateGeometry()
            inner = card.layout()
            if inner is not None:
                inner.activate()
        self._column.activate()

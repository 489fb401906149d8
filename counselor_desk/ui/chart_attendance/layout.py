"""How the Attendance tab is laid out: the card of the segments, and the cards below the weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from counselor_desk.records.mutual_help import MutualHelpMeeting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chart_attendance import rows
from counselor_desk.ui.chart_attendance.cards import (
    ForecastCard,
    KindsCard,
    NumbersCard,
    ShortWeeksCard,
)
from counselor_desk.ui.chart_attendance.chart import HoursChart
from counselor_desk.ui.chart_attendance.findings import FindingsCard
from counselor_desk.ui.chart_attendance.rows import PlannedRow, SessionRow
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, FlowRow, Row, hold
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl

WEEKS, SESSIONS, SCHEDULE, MEETINGS = "weeks", "sessions", "schedule", "meetings"
"""The parts a place can name: the segments."""
_SIDE, _SIDE_BY_SIDE = 400, 940
"""The right column, and the width from which it stands beside the left one."""


class HoursLayout(QWidget):
    """One card that holds the segments, and the cards of the weeks below it."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._today = today
        self._make_head()
        self._make_parts()
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page the right column stands below the left one."""
        super().resizeEvent(event)
        self._place_side()

    def _make_head(self) -> None:
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self._title = Label("", "section")
        self._hint = ElidedLabel("", "muted")
        self.attendance_segments = SegmentedControl(
            (
                (WEEKS, say("Weeks")),
                (SESSIONS, say("Sessions")),
                (SCHEDULE, say("Schedule")),
                (MEETINGS, say("Mutual help")),
            ),
            name=say("Attendance shown"),
            tone="neutral",
        )
        self.attendance_segments.set_value(WEEKS)
        self.attendance_letter_button = Button(say("Letter…"), icon="mail", is_small=True)
        self.attendance_record_button = Button(say("Record session"), icon="plus", is_small=True)
        self.meeting_add_button = Button(say("Add meeting"), icon="plus", is_small=True)

    def _make_parts(self) -> None:
        self.hours_chart = HoursChart()
        self.chart_empty = EmptyLine(is_below_line=False)
        self.findings_card = FindingsCard(self._today)
        self.kinds_card = KindsCard()
        self.short_card = ShortWeeksCard(self._today)
        self.forecast_card = ForecastCard()
        self.numbers_card = NumbersCard(self._today)
        self.sessions_table: FactTable[SessionRow] = FactTable(
            rows.sessions(self._today), name=say("Sessions")
        )
        self.weekly_table: FactTable[PlannedRow] = FactTable(
            rows.weekly(self._today), name=say("Every week"), ends_card=False
        )
        self.coming_title = Label(say("The next two weeks"), "section")
        self.coming_table: FactTable[PlannedRow] = FactTable(
            rows.planned(self._today), name=say("The next two weeks")
        )
        self.meetings_table: FactTable[MutualHelpMeeting] = FactTable(
            rows.meetings(self._today), name=say("Mutual-help meetings")
        )
        self.standing_button = Button("", kind="link", is_small=True)
        self.count_label = ElidedLabel("", "muted")
        self.list_empty = EmptyLine()

    def _lay(self) -> None:
        controls = QWidget()
        controls.setLayout(
            FlowRow(
                self.attendance_segments,
                self.attendance_letter_button,
                self.attendance_record_button,
                self.meeting_add_button,
                spacing=8,
            )
        )
        self._standing = QWidget()
        self._standing.setLayout(
            Row(self.standing_button, (self.count_label, 1), margins=(16, 0, 16, 8))
        )
        self._chart_box = QWidget()
        self._chart_box.setLayout(
            Column(self.hours_chart, self.chart_empty, margins=(15, 0, 12, 8))
        )
        self._coming_head = QWidget()
        self._coming_head.setLayout(Row(self.coming_title, "stretch", margins=(16, 14, 16, 6)))
        self.main_card = Card(
            Row(self._title, (self._hint, 1), controls, margins=(16, 12, 12, 8)),
            self._chart_box,
            self._standing,
            self.weekly_table,
            self._coming_head,
            self.sessions_table,
            self.coming_table,
            self.meetings_table,
            self.list_empty,
            margins=(1, 0, 1, 1),
            spacing=0,
        )
        main, self._side, self._below = QWidget(), QWidget(), QWidget()
        main.setLayout(
            Column(self.findings_card, self.kinds_card, self.numbers_card, "stretch", spacing=14)
        )
        self._side.setLayout(Column(self.short_card, self.forecast_card, "stretch", spacing=14))
        self._grid = QGridLayout(self._below)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(main, 0, 0)
        self._grid.addWidget(self._side, 0, 1)
        self._grid.setColumnStretch(0, 1)
        content = QWidget()
        content.setLayout(
            Column(
                self.problem_banner,
                self.main_card,
                self._below,
                "stretch",
                margins=(28, 17, 18, 16),
                spacing=14,
            )
        )
        self._scroll = PageScroll(content)
        self.setLayout(Column(self._scroll))

    def _place_side(self) -> None:
        theme = themes.current()
        is_beside = self.width() >= theme.s(_SIDE_BY_SIDE)
        row, column = (0, 1) if is_beside else (1, 0)
        self._grid.setSpacing(theme.s(14))
        hold(self._side, width=_SIDE if is_beside else None)
        if not is_beside:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
        self._grid.removeWidget(self._side)
        self._grid.addWidget(self._side, row, column)

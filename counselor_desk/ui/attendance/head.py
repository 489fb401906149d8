"""The top of the attendance page: which week, whose lines, the sheet and a new session."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.attendance_weeks import AttendanceWeek
from counselor_desk.ui import theme as themes
from counselor_desk.ui.attendance import words
from counselor_desk.ui.attendance.foot import Legend
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.segments import SegmentedControl

_SPAN_WIDTH = 96
"""Of the days of the week between its arrows, so that these stay while one turns."""

_ROOM_FOR_LEGEND = 820


class Filter(StrEnum):
    """Whose lines are shown."""

    MINE = "mine"
    BELOW = "below"
    ALL = "all"


class WeekHead(QWidget):
    """Title, week and filters.

    Signals:
        turned: show an earlier (-1) or a later (1) week.
        now_requested: show the running week.
        filtered: other lines are wanted.
        print_requested: put the week on paper.
        record_requested: record a session.
    """

    turned = Signal(int)
    now_requested = Signal()
    filtered = Signal()
    print_requested = Signal()
    record_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary_label = Label("", "muted")
        self.sheet_print_button = Button(self.tr("Print sheet"), icon="printer")
        self.sheet_print_button.clicked.connect(self.print_requested)
        self.session_record_button = Button(self.tr("Record session"), kind="primary", icon="plus")
        self.session_record_button.clicked.connect(self.record_requested)
        title = Column(Label(self.tr("Attendance"), "title"), self.summary_label, spacing=2)
        self._make_filters()
        self.setLayout(
            Column(
                Row((title, 1), self.sheet_print_button, self.session_record_button),
                12,
                self._filters,
                spacing=0,
            )
        )

    def wanted(self) -> Filter:
        """Whose lines are shown."""
        return Filter(str(self.filter_segments.value()))

    def show_week(self, week: AttendanceWeek, count: int) -> None:
        """Name a week of which so many lines are shown."""
        below = sum(line.is_below for line in week.lines if line.is_mine)
        goal = words.goal(week.least)
        self.week_label.setText(words.span(week, is_short=True))
        self.week_now_button.setVisible(week.today not in week.days)
        self.filter_segments.set_text(
            Filter.BELOW, self.tr("Below {goal} h {count}").format(goal=goal, count=below)
        )
        is_over = week.last_on < week.today
        text = (
            self.tr("{span} · {clients} · {below} below {goal} hours")
            if is_over
            else self.tr("{span} · {clients} · {below} below {goal} hours so far")
        )
        clients = self.tr("1 client") if count == 1 else self.tr("{n} clients").format(n=count)
        self.summary_label.setText(
            text.format(span=words.span(week), clients=clients, below=below, goal=goal)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the letters need no words: each cell says them."""
        super().resizeEvent(event)
        self._legend.setVisible(self.width() >= themes.current().s(_ROOM_FOR_LEGEND))

    def _make_filters(self) -> None:
        self.week_back_button = IconButton("chevron-left", self.tr("Earlier week"))
        self.week_on_button = IconButton("chevron-right", self.tr("Later week"))
        self.week_back_button.clicked.connect(lambda: self.turned.emit(-1))
        self.week_on_button.clicked.connect(lambda: self.turned.emit(1))
        self.week_label = Label("", "strong")
        self.week_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hold(self.week_label, min_width=_SPAN_WIDTH)
        self.week_now_button = Button(self.tr("This week"), kind="link", is_small=True)
        self.week_now_button.clicked.connect(self.now_requested)
        self.filter_segments = SegmentedControl(
            (
                (Filter.MINE, self.tr("Mine")),
                (Filter.BELOW, self.tr("Below")),
                (Filter.ALL, self.tr("All")),
            ),
            name=self.tr("Clients"),
            tone="neutral",
        )
        self.filter_segments.set_value(Filter.MINE)
        self.filter_segments.edited.connect(lambda _wanted: self.filtered.emit())
        self._legend = Legend()
        self._filters = Row(
            self.week_back_button,
            self.week_label,
            self.week_on_button,
            4,
            self.filter_segments,
            4,
            self.week_now_button,
            "stretch",
            self._legend,
        )

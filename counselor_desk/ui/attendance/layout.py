"""How the attendance page is laid out: the week above its bar, or what to do in an empty one."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.records.attendance_weeks import AttendanceWeek, ClientWeek
from counselor_desk.ui.attendance.foot import CellBar
from counselor_desk.ui.attendance.grid import WeekGrid
from counselor_desk.ui.attendance.head import WeekHead
from counselor_desk.ui.attendance.shortfall import ShortfallBanner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.layouts import Column

_ALMOST_ALL = 200
"""The share of the grid in the height; what it does not need lies below the bar."""


class WeekLayout(QWidget):
    """Head, the short week that asks for its reason, and the grid with its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._make()

    def _make(self) -> None:
        self.head = WeekHead()
        self.shortfall_banner = ShortfallBanner()
        self.shortfall_banner.hide()
        self._make_grid()
        self._make_empty()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self._empty)
        self.setLayout(
            Column(
                self.head,
                12,
                self.shortfall_banner,
                (self._pages, 1),
                margins=(28, 20, 28, 16),
                spacing=0,
            )
        )
        # The grid first: it is what one comes for; then what asks, the filters, the head.
        for one, other in (
            (self.week_grid, self.cell_bar.part_segments),
            (self.cell_bar.part_segments, self.cell_bar.session_open_button),
            (self.cell_bar.session_open_button, self.shortfall_banner.shortfall_reason_combo),
        ):
            QWidget.setTabOrder(one, other)

    def _make_grid(self) -> None:
        self.week_grid = WeekGrid()
        self.cell_bar = CellBar()
        self._card = Panel(self.week_grid, part="card", margins=(1, 1, 1, 1), spacing=0)
        self._body = QWidget()
        self._body.setLayout(
            Column((self._card, _ALMOST_ALL), 12, self.cell_bar, "stretch", margins=(0, 12, 0, 0))
        )

    def _make_empty(self) -> None:
        self.empty_record_button = Button(self.tr("Record session"), icon="plus")
        self._empty = EmptyState(
            "calendar-days",
            self.tr("No sessions recorded this week."),
            "",
            self.empty_record_button,
        )

    def _name_empty(self, week: AttendanceWeek, lines: list[ClientWeek]) -> None:
        if not week.is_empty and not lines:
            self._empty.set_text(
                self.tr("Nobody here."), self.tr("Choose All to see everybody in treatment.")
            )
            return
        self._empty.set_text(
            self.tr("No sessions recorded this week."),
            self.tr("Plan groups and sessions, or record one that was held."),
        )

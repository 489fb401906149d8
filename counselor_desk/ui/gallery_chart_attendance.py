"""Pictures of the Attendance tab: weeks, sessions, schedule, mutual help, dialog of a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.hour_reports import HourReport
from counselor_desk.records.reasons import ReasonedRule
from counselor_desk.services import clients, hour_reports
from counselor_desk.ui.chart_attendance import dialogs, words
from counselor_desk.ui.chart_attendance.dialogs import ReasonEdit
from counselor_desk.ui.chart_attendance.layout import MEETINGS, SCHEDULE, SESSIONS, WEEKS
from counselor_desk.ui.chart_attendance.page import AttendancePage
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="chart-attendance", make=at(_part(WEEKS)), needs_desk=True, prepare=_enter),
        Screen(name="chart-attendance-sessions", make=at(_part(SESSIONS)), needs_desk=True),
        Screen(name="chart-attendance-schedule", make=at(_part(SCHEDULE)), needs_desk=True),
        Screen(name="chart-attendance-mutual-help", make=at(_part(MEETINGS)), needs_desk=True),
        Screen(
            name="chart-attendance-reason", make=at(_part(WEEKS)), needs_desk=True, prepare=_ask_why
        ),
        Screen(name="chart-attendance-empty", make=at(_without), needs_desk=True),
    )


def _part(part: str) -> Callable[[Desk], Place]:
    """The open stay with the most short weeks, and of those the one with the most sessions."""

    def find(desk: Desk) -> Place:
        found = [hour_reports.of_client(desk, row.id) for row in clients.rows(desk)]
        told = [one for one in found if one is not None and one.episode.is_open]
        if not told:
            return Place(page=Page.CLIENTS)
        best = max(told, key=_worth)
        return Place(page=Page.CHART, client_id=best.client_id, tab=Tab.ATTENDANCE, part=part)

    return find


def _worth(report: HourReport) -> tuple[int, int]:
    return len(report.short_weeks), len(report.sessions)


def _without(desk: Desk) -> Place:
    """A client without a session."""
    for row in clients.rows(desk):
        report = hour_reports.of_client(desk, row.id)
        if report is None or not report.sessions:
            return Place(page=Page.CHART, client_id=row.id, tab=Tab.ATTENDANCE)
    return Place(page=Page.CLIENTS)


def _ask_why(window: QWidget) -> None:
    """A reason that was given, to be changed or taken back."""
    page = window.findChild(AttendancePage)
    if isinstance(page, AttendancePage):
        title = words.reason_question(
            ReasonedRule.SHORT_WEEK, words.short(page.today(), page.today())
        )
        dialog = dialogs.of_reason(
            page, title, ReasonEdit(), lambda _typed: None, on_take_back=lambda: None
        )
        dialog.place()
        dialog.show()


def _enter(window: QWidget) -> None:
    """The keyboard on the week that goes on."""
    page = window.findChild(AttendancePage)
    if isinstance(page, AttendancePage):
        page.hours_chart.setFocus()

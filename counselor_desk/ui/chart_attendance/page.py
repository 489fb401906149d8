"""The Attendance tab: hours week by week, and single sessions, schedule and mutual help."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.hour_reports import HourFinding, HourPaperKind, HourReport
from counselor_desk.records.hours import Standing, Week
from counselor_desk.records.ids import ClientId
from counselor_desk.records.mutual_help import MutualHelpMeeting
from counselor_desk.records.reasons import GivenReason, ReasonedRule
from counselor_desk.services import clients, hour_reports, mutual_help, profiles, shown_names
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.mutual_help import MutualHelp
from counselor_desk.ui import fact_table
from counselor_desk.ui.chart_attendance import papers, words
from counselor_desk.ui.chart_attendance.layout import (
    MEETINGS,
    SCHEDULE,
    SESSIONS,
    WEEKS,
    HoursLayout,
)
from counselor_desk.ui.chart_attendance.rows import NumberRow, PlannedRow, SessionRow
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.chart_attendance.writing import Writing
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.printing import PrintRequest

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

FINDINGS = "findings"
"""The part a place names to stand on the findings below the weeks."""

_CONCERNED = frozenset(
    {
        Kind.ATTENDANCE,
        Kind.SCHEDULE,
        Kind.GROUP,
        Kind.MUTUAL_HELP,
        Kind.PROFILE,
        Kind.EPISODE,
        Kind.CLIENT,
        Kind.NOTE,
    }
)
_PAPERS = {
    WEEKS: (DocumentKind.HOURS_REPORT, HourPaperKind.HOURS_REPORT),
    SESSIONS: (DocumentKind.ATTENDANCE_REPORT, HourPaperKind.ATTENDANCE_REPORT),
    SCHEDULE: (DocumentKind.CLIENT_SCHEDULE, HourPaperKind.CLIENT_SCHEDULE),
    MEETINGS: (DocumentKind.HOURS_REPORT, HourPaperKind.HOURS_REPORT),
}


class AttendancePage(HoursLayout):
    """One stay in four segments; what is written is written in dialogs.

    Signals:
        print_requested: put a letter or a list on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._client_name = ""
        self._report: HourReport | None = None
        self._known: MutualHelp | None = None
        self._is_stale = False
        self._menu = papers.Letters(
            self._desk, self.attendance_letter_button, self.print_requested.emit
        )
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the hours of the place's client, in the segment its part names.

        Raises:
            DeskError: they cannot be read.
        """
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._client_id = place.client_id
            self.problem_banner.hide()
            self.attendance_segments.set_value(WEEKS)
        if place.part in _PAPERS:
            self.attendance_segments.set_value(place.part)
        elif place.part == FINDINGS:
            self.attendance_segments.set_value(WEEKS)
        self._load()
        if place.part == FINDINGS and not self.findings_card.isHidden():
            self.findings_card.table.enter()
            self._scroll.ensureWidgetVisible(self.findings_card)

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def print_request(self) -> PrintRequest | None:
        """The paper of the segment that is shown; None where it would be empty."""
        kind, paper = _PAPERS[str(self.attendance_segments.value())]
        return papers.paper_of(self._desk, self._client_id, kind, paper)

    def today(self) -> date:
        """The local date."""
        return self._desk.today()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._load()

    def _connect(self) -> None:
        self.attendance_segments.edited.connect(lambda _value: self._show())
        self.attendance_letter_button.clicked.connect(lambda: self._menu.open_for(self._client_id))
        self.attendance_record_button.clicked.connect(lambda: self._writing().record())
        self.meeting_add_button.clicked.connect(lambda: self._writing().add_meeting())
        self.hours_chart.reason_requested.connect(self._give_reason)
        self.hours_chart.week_opened.connect(self._open_week)
        self.findings_card.settle_requested.connect(self._settle)
        self.kinds_card.unmarked_requested.connect(self._open_unmarked)
        self.kinds_card.meetings_requested.connect(lambda: self._turn_to(MEETINGS))
        self.short_card.reason_requested.connect(self._give_reason)
        self.numbers_card.set_requested.connect(
            lambda: self._writing().set_number(self._client_name)
        )
        self.numbers_card.end_requested.connect(self._end_number)
        self.sessions_table.acted.connect(self._act_on_session)
        self.sessions_table.add_requested.connect(lambda: self._writing().record())
        self.weekly_table.acted.connect(self._act_on_time)
        self.meetings_table.acted.connect(self._act_on_meeting)
        self.meetings_table.add_requested.connect(lambda: self._writing().add_meeting())
        self.standing_button.clicked.connect(self._tell_standing)

    def _load(self) -> None:
        if self._client_id is None:
            return
        self._is_stale = False
        client = clients.get(self._desk, self._client_id)
        self._client_name = shown_names.shown(self._desk, client)
        self._report = hour_reports.of_client(self._desk, client.id)
        self._known = mutual_help.of_client(self._desk, client.id)
        self._show()

    def _is_open(self) -> bool:
        return self._report is not None and self._report.episode.is_open

    def _show(self) -> None:
        """Show the segment; a client who was not admitted yet has the empty chart alone."""
        report, value = self._report, str(self.attendance_segments.value())
        is_weeks = value == WEEKS
        self._title.setText(
            {
                WEEKS: say("Hours a week"),
                SESSIONS: say("Sessions"),
                SCHEDULE: say("Every week"),
                MEETINGS: say("Mutual help"),
            }[value]
        )
        self._hint.setText(say("dashed = scheduled") if is_weeks else "")
        self.attendance_letter_button.setVisible(bool(report and report.sessions))
        self.attendance_record_button.setVisible(self._is_open() and value in (WEEKS, SESSIONS))
        self.meeting_add_button.setVisible(self._is_open() and value == MEETINGS)
        self._chart_box.setVisible(is_weeks)
        self._below.setVisible(is_weeks and report is not None)
        self._standing.setVisible(value == MEETINGS)
        self._coming_head.setVisible(value == SCHEDULE and bool(report and report.coming))
        for table in (
            self.sessions_table,
            self.weekly_table,
            self.coming_table,
            self.meetings_table,
        ):
            table.hide()
        self.list_empty.hide()
        {
            WEEKS: self._show_weeks,
            SESSIONS: self._show_sessions,
            SCHEDULE: self._show_schedule,
            MEETINGS: self._show_meetings,
        }[value]()

    def _show_weeks(self) -> None:
        report, known = self._report, self._known
        has_hours = report is not None and bool(report.sessions)
        self.hours_chart.setVisible(report is not None)
        self.chart_empty.setVisible(not has_hours)
        if report is None or known is None:
            self.chart_empty.say(say("Hours appear after the admission and the first session."))
            return
        self.chart_empty.say(say("Hours appear after the first session."))
        self.hours_chart.show_report(report)
        self.findings_card.show_report(report, is_editable=report.episode.is_open)
        self.kinds_card.show_report(report, known)
        self.short_card.show_report(report, is_editable=report.episode.is_open)
        self.forecast_card.setVisible(report.episode.is_open)
        self.forecast_card.show_report(report)
        self.numbers_card.show_numbers(self._numbers(), is_editable=report.episode.is_open)

    def _show_sessions(self) -> None:
        sessions = self._report.sessions if self._report else ()
        shown = tuple(SessionRow(line=one) for one in sessions)
        self.sessions_table.show_rows(shown, is_editable=self._is_open())
        self._say_empty(say("No session recorded yet."), is_empty=not shown)

    def _show_schedule(self) -> None:
        weekly = self._report.weekly if self._report else ()
        coming = self._report.coming if self._report else ()
        for table, lines in ((self.weekly_table, weekly), (self.coming_table, coming)):
            table.show_rows(
                tuple(PlannedRow(line=one, place=place) for place, one in enumerate(lines)),
                is_editable=self._is_open() and table is self.weekly_table,
            )
        self._say_empty(
            say("Nothing is planned. Put the client into a group, or plan a weekly time."),
            is_empty=not weekly and not coming,
        )

    def _show_meetings(self) -> None:
        known = self._known or MutualHelp(client_id=ClientId(0))
        self.standing_button.set_text(words.standing(known.standing, self.today()))
        self.standing_button.setEnabled(self._is_open())
        counts = mutual_help.by_week(known.meetings, int(self._desk.program().week_starts))
        newest = sorted(counts.items(), reverse=True)[:4]
        told = say(" · ").join(
            say("week of {day}: {count}").format(day=words.short(day, self.today()), count=count)
            for day, count in newest
        )
        self.count_label.setText(told)
        self.meetings_table.show_rows(known.meetings, is_editable=self._is_open())
        self._say_empty(
            say("No meeting told yet. They are kept apart and never count as treatment hours."),
            is_empty=not known.meetings,
        )

    def _say_empty(self, text: str, *, is_empty: bool) -> None:
        self.list_empty.say(text)
        self.list_empty.setVisible(is_empty)

    def _numbers(self) -> tuple[NumberRow, ...]:
        if self._client_id is None:
            return ()
        usual = profiles.in_force(self._desk)
        return tuple(
            NumberRow(number=one, usual=int(getattr(usual, one.name)))
            for one in profiles.client_history(self._desk, self._client_id)
            if one.ended_on is None and words.number(one.name)
        )

    def _writing(self) -> Writing:
        return Writing(self._desk, self, self._client_id or ClientId(0), self._complain)

    def _turn_to(self, value: str) -> None:
        self.attendance_segments.set_value(value)
        self._show()
        self.attendance_segments.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_reason(self, week: Week) -> None:
        report = self._report
        if report is None or not self._is_open():
            return
        if week.standing in (Standing.FULL, Standing.RUNNING) and report.lacks(week):
            self._writing().give_reason(report, ReasonedRule.SHORT_WEEK, week.begins_on)

    def _settle(self, told: HourFinding | GivenReason) -> None:
        """Give or change the reason, or show the sessions that a finding comes from."""
        report = self._report
        if report is None:
            return
        if isinstance(told, HourFinding):
            reasoned, week = told.reasoned, told.week
        else:
            reasoned, week = (told.rule, told.about_on), None
        if reasoned is not None:
            if self._is_open():
                self._writing().give_reason(report, *reasoned)
        elif week is not None:
            self._open_week_of(week)
        else:
            self._turn_to(SESSIONS)

    def _open_unmarked(self) -> None:
        """The week of the oldest planned session that nobody marked."""
        report = self._report
        if report is not None and report.unmarked:
            day = report.unmarked[0].held_on
            self._open_week(next(week for week in report.weeks if day <= week.last_on))

    def _open_week(self, week: Week) -> None:
        self._open_week_of(week.begins_on)

    def _open_week_of(self, begins_on: date) -> None:
        """The week of everybody, at this client."""
        part = begins_on.isoformat()
        self._navigator.open(Place(page=Page.ATTENDANCE, client_id=self._client_id, part=part))

    def _act_on_session(self, action: str, row: SessionRow) -> None:
        if action == fact_table.OPEN and self._is_open():
            self._writing().correct(row.line)

    def _act_on_time(self, action: str, row: PlannedRow) -> None:
        series_id = row.line.own_series
        if series_id is None or not self._is_open():
            return
        if action == fact_table.OPEN:
            self._writing().change_time(series_id)
        elif action == fact_table.END:
            self._writing().end_time(series_id)

    def _act_on_meeting(self, action: str, row: MutualHelpMeeting) -> None:
        if not self._is_open():
            return
        if action == fact_table.OPEN:
            self._writing().edit_meeting(row)
        elif action == fact_table.END:
            self._writing().remove_meeting(row)

    def _tell_standing(self) -> None:
        if self._known is not None:
            self._writing().tell_standing(self._known)

    def _end_number(self, row: NumberRow) -> None:
        self._writing().end_number(row.number)

    def _complain(self, problem: DeskError) -> None:
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()

    def _hear(self, changes: Changes) -> None:
        kinds = changes.kinds & _CONCERNED
        is_mine = self._client_id in changes.clients or not changes.clients
        if not (kinds and is_mine) and Kind.SETTINGS not in changes.kinds:
            return
        if self.isVisible():
            self._load()
        else:
            self._is_stale = True

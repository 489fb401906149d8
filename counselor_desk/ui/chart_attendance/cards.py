"""The cards below the chart: kinds of care, short weeks, forecast, numbers of the client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.hour_reports import HourReport, by_service, remote_minutes
from counselor_desk.records.hours import written
from counselor_desk.services.mutual_help import MutualHelp
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.chart_attendance import rows, words
from counselor_desk.ui.chart_attendance.rows import KindRow, NumberRow, ShortWeek
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Item, Row

_HOUR = 60


class KindsCard(Card):
    """Planned and delivered hours by kind of care, and mutual help apart below them.

    Signals:
        left: an arrow went over the edge of the rows; -1 up or 1 down.
        unmarked_requested: show the first planned session that nobody marked.
        meetings_requested: show the meetings of mutual help.
    """

    left = Signal(int)
    unmarked_requested = Signal()
    meetings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self.since_label = ElidedLabel("", "muted")
        self.table: FactTable[KindRow] = FactTable(
            rows.kinds(), name=say("Planned and delivered"), ends_card=False
        )
        self.unmarked_button = Button("", kind="link", is_small=True)
        self.remote_label = Label("", "muted", wraps=True)
        self._unmarked = _foot(Icon("circle-alert", "overdue"), self.unmarked_button, "stretch")
        self._remote = _foot(Icon("monitor", "text2"), (self.remote_label, 1))
        self.meetings_button = Button("", kind="link", is_small=True)
        self.apart_label = ElidedLabel(say("kept apart, not treatment hours"), "muted")
        self.apart_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = Label(say("Planned and delivered"), "section")
        self.body.add(
            12,
            Row(title, (self.since_label, 1), margins=(16, 0, 16, 0)),
            4,
            self.table,
            self._unmarked,
            self._remote,
            _foot(Icon("handshake", "text2"), self.meetings_button, (self.apart_label, 1)),
        )
        self.table.left.connect(self.left)
        self.unmarked_button.clicked.connect(self.unmarked_requested)
        self.meetings_button.clicked.connect(self.meetings_requested)

    def show_report(self, report: HourReport, known: MutualHelp) -> None:
        """Show the kinds of a stay."""
        sums = by_service(report.sessions, report.unmarked)
        shown = [KindRow(kind=one, planned=one.planned, delivered=one.delivered) for one in sums]
        planned, delivered = sum(one.planned for one in sums), report.delivered
        self.table.show_rows((*shown, KindRow(kind=None, planned=planned, delivered=delivered)))
        began = report.episode.admitted_on
        since = words.short(began, report.today) if began else ""
        self.since_label.setText(say("{day} to today").format(day=since) if since else "")
        count = known.since(began) if began else len(known.meetings)
        told = say("{count} mutual-help meetings since {day}").format(count=count, day=since)
        self.meetings_button.set_text(told)
        self.unmarked_button.set_text(words.unmarked(len(report.unmarked)))
        self._unmarked.setVisible(bool(report.unmarked))
        remote = remote_minutes(report.sessions)
        self.remote_label.setText(words.remote(remote, delivered))
        self._remote.setVisible(bool(remote))


class ShortWeeksCard(Card):
    """Weeks below the least hours with their reasons; those without one first.

    Signals:
        reason_requested: give or change the reason of a week; carries it.
        left: an arrow went over the edge of the rows; -1 up or 1 down.
    """

    reason_requested = Signal(object)
    left = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self.count_label = ElidedLabel("", "muted")
        self.table: FactTable[ShortWeek] = FactTable(
            rows.short_weeks(today), name=say("Short weeks")
        )
        self.empty = EmptyLine()
        self.body.add(
            12,
            Row(
                Label(say("Short weeks"), "section"),
                (self.count_label, 1),
                margins=(16, 0, 16, 0),
            ),
            8,
            self.table,
            self.empty,
        )
        self.table.acted.connect(self._act)
        self.table.left.connect(self.left)

    def show_report(self, report: HourReport, *, is_editable: bool) -> None:
        """Show the short weeks of a stay."""
        short, full = report.short_weeks, report.full_weeks
        shown = tuple(ShortWeek(week=week, report=report) for week in short)
        self.table.show_rows(shown, is_editable=is_editable)
        self.count_label.setText(
            say("{short} of {all}").format(short=len(short), all=len(full)) if full else ""
        )
        self.empty.setVisible(not short)
        self.empty.say(say("No full week was short.") if full else say("No full week yet."))

    def _act(self, _action: str, row: ShortWeek) -> None:
        self.reason_requested.emit(row.week)


class ForecastCard(Card):
    """What this week and the weeks ahead come to if everything planned is attended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=4, parent=parent)
        self.week_chip, self.week_label = Chip(""), Label("", "strong")
        self.ahead_chip, self.ahead_label = Chip(""), Label("", "strong")
        self.sum_name, self.sum_label = Label("", "muted"), Label("", "strong")
        self.gap_chip, self.gap_label = Chip(""), Label("", "strong")
        self._ahead_name = Label("", "muted")
        self.body.add(
            Label(say("Forecast"), "section"),
            4,
            _fact(Label(say("This week ends at"), "muted"), self.week_chip, self.week_label),
            _fact(self._ahead_name, self.ahead_chip, self.ahead_label),
            _fact(self.sum_name, self.sum_label),
            _fact(Label(say("Longest gap between visits"), "muted"), self.gap_chip, self.gap_label),
        )

    def show_report(self, report: HourReport) -> None:
        """Show what is to come of a stay."""
        running, least = report.running, f"{report.limits.week_least / _HOUR:g}"
        lacking = report.lacks(running) if running else 0
        short = words.short_on(lacking, report.last_planned_on)
        self.week_chip.set_state(short, "overdue", "clock")
        self.week_chip.setVisible(bool(lacking))
        self.week_label.setText(written(running.expected) if running else "–")
        self._ahead_name.setText(say("Weeks below {least} h ahead").format(least=least))
        ahead = report.short_ahead
        days = ", ".join(words.short(week.begins_on, report.today) for week in ahead[:2])
        if len(ahead) > len(ahead[:2]):
            days = say("{days} and {count} more").format(days=days, count=len(ahead) - 2)
        self.ahead_chip.set_state(days, "overdue", "clock")
        self.ahead_chip.setVisible(bool(ahead))
        self.ahead_label.setText(say("none"))
        self.ahead_label.setVisible(not ahead)
        weeks = report.episode.target_weeks
        self.sum_name.setText(say("At week {number}").format(number=weeks))
        whole = round(report.expected / _HOUR)
        self.sum_label.setText(say("about {hours} h in all").format(hours=whole))
        self._show_gap(report)

    def _show_gap(self, report: HourReport) -> None:
        most = report.limits.gap_most
        if report.longest_gap is None:
            self.gap_label.setText(say("–, limit {most}").format(most=most))
            self.gap_chip.hide()
            self.gap_label.show()
            return
        days = report.longest_gap[0]
        count = say("1 day") if days == 1 else say("{count} days").format(count=days)
        told = say("{days}, limit {most}").format(days=count, most=most)
        is_long = days > most
        self.gap_chip.set_state(told, "overdue", "triangle-alert")
        self.gap_chip.setVisible(is_long)
        self.gap_label.setText(told)
        self.gap_label.setVisible(not is_long)


class NumbersCard(Card):
    """The numbers that differ for this client, each with its reason.

    Signals:
        set_requested: set one.
        end_requested: let the program's number hold again; carries its row.
    """

    set_requested = Signal()
    end_requested = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self.table: FactTable[NumberRow] = FactTable(
            rows.numbers(today), name=say("Numbers of this client")
        )
        self.numbers_set_button = Button(say("Set…"), kind="link", is_small=True)
        self.empty = EmptyLine(say("The numbers of the program hold."), is_below_line=False)
        self.body.add(
            12,
            Row(
                Label(say("Numbers of this client"), "section"),
                "stretch",
                self.numbers_set_button,
                margins=(16, 0, 16, 0),
            ),
            6,
            self.table,
            self.empty,
        )
        self.numbers_set_button.clicked.connect(self.set_requested)
        self.table.acted.connect(lambda _action, row: self.end_requested.emit(row))

    def show_numbers(self, shown: Sequence[NumberRow], *, is_editable: bool) -> None:
        """Show what differs."""
        self.table.show_rows(tuple(shown), is_editable=is_editable)
        self.empty.setVisible(not shown)
        self.numbers_set_button.setVisible(is_editable)


def _foot(*parts: Item) -> QWidget:
    """A line below a table."""
    foot = QWidget()
    foot.setLayout(Column(Line(), Row(*parts, margins=(16, 5, 16, 6))))
    return foot


def _fact(name: QWidget, *values: QWidget) -> Row:
    return Row(name, "stretch", *values)

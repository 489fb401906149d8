"""The activity log page: whether the log is unbroken, what is wanted of it, and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.activity import LogCheck, LogDay, LogFilter, LogIndex, LogLine, Part
from counselor_desk.records.audit import Act
from counselor_desk.services import audits, clients
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.audit import words
from counselor_desk.ui.audit.days import DaysChoice
from counselor_desk.ui.audit.model import LogList, Row
from counselor_desk.ui.audit.places import place_of
from counselor_desk.ui.audit.rows import LogRows
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, hold
from counselor_desk.ui.layouts import Row as RowLayout
from counselor_desk.ui.printing import ReportRequest
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.navigation import Navigator, Place

_QUIET_MS = 200
"""Typing rests this long before the log is searched."""


class AuditPage(QWidget):
    """The log. Nothing here can be changed or removed.

    Signals:
        said: something was done; carries the words.
        print_requested: put lines of the log on paper; carries a `ReportRequest`.
    """

    said = Signal(str)
    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._check: LogCheck | None = None
        self._clients: list[tuple[ClientId, str]] = []
        self._asked: LogFilter | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.reload)
        self._model = LogList(self._read, self._describe, audits.PAGE, self)
        self._make_head()
        self._make_body()
        self._connect()
        bulletin.changed.connect(lambda _changes: self._quiet.start() if self.isVisible() else None)

    def show_place(self, place: Place) -> None:  # noqa: ARG002 - there is one place here
        """Show the log as it is now, and check it if nobody did since it was opened."""
        self._offer_clients()
        self.reload()
        if self._check is None:
            self.check_again(is_noted=False)
        self.audit_find_edit.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def flush(self) -> None:
        """Nothing is typed here that would be kept."""

    def is_settled(self) -> bool:
        """Whether what was asked for is shown and the log is checked."""
        found = self._model.found
        return found is not None and found.wanted == self._asked and self._check is not None

    def reload(self) -> None:
        """Look for the wanted lines again, on another thread."""
        self._quiet.stop()
        try:
            self._asked = self._wanted()
        except DeskError as problem:
            self._complain(str(problem))
            return
        job = partial(audits.index_of, self._desk.vault, self._desk.zone, self._asked)
        tasks.run(self, job, self._show_found, lambda problem: self._complain(str(problem)))

    def check_again(self, *, is_noted: bool = True) -> None:
        """Check the whole log, on another thread; `is_noted` puts that into the log itself."""
        self.audit_check_button.setEnabled(False)
        self.chain_banner.set_message(self.tr("Checking every entry…"), tone="neutral")
        job = partial(audits.check_of, self._desk.vault, self._desk.now(), self._desk.zone)
        tasks.run(self, job, partial(self._show_check, is_noted), self._check_failed)

    def _make_head(self) -> None:
        self.audit_check_button = Button(self.tr("Check again"), icon="shield-check")
        self.audit_print_button = Button(self.tr("Print report…"), icon="printer")
        title = Column(
            Label(self.tr("Activity log"), "title"),
            Label(
                self.tr(
                    "Every opening, change, print and release on this computer. Entries cannot be "
                    "edited or removed."
                ),
                "muted",
                wraps=True,
            ),
            spacing=2,
        )
        self._head = RowLayout(
            (title, 1), self.audit_check_button, self.audit_print_button, spacing=8
        )
        hint = self.tr("Client, word or number")
        self.audit_find_edit = LineEdit(hint=hint, name=hint)
        hold(self.audit_find_edit, width=220)
        self.audit_segments = SegmentedControl(
            tuple((one, words.part(one)) for one in Part),
            name=self.tr("Entries shown"),
            tone="neutral",
        )
        self.audit_segments.set_value(Part.ALL)
        self.audit_days_choice = DaysChoice(self._desk.today)
        self.audit_client_choice = ComboBox(name=self.tr("Client"))
        for choice in (self.audit_days_choice, self.audit_client_choice):
            hold(choice, width=136)
        self._tools = QWidget()
        row = RowLayout(
            (FlowRow(self.audit_find_edit, self.audit_segments, spacing=10), 1),
            self.audit_days_choice,
            self.audit_client_choice,
            spacing=10,
        )
        # Beside the field, not between it and the segments that went below it.
        for choice in (self.audit_days_choice, self.audit_client_choice):
            row.setAlignment(choice, Qt.AlignmentFlag.AlignTop)
        self._tools.setLayout(row)

    def _make_body(self) -> None:
        self.chain_banner = Banner("", tone="neutral")
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.audit_rows = LogRows(self._model, self._desk.today)
        self._card = Card(self.audit_rows, margins=(1, 1, 1, 1), spacing=0)
        self.audit_clear_button = Button(self.tr("Clear filter"))
        self._none = EmptyState(
            "search",
            self.tr("No entry matches"),
            self.tr("Nothing in the log has all of this."),
            self.audit_clear_button,
        )
        self._bodies = QStackedWidget()
        for body in (self._card, self._none):
            self._bodies.addWidget(body)
        self.setLayout(
            Column(
                self._head,
                14,
                self._tools,
                12,
                self.problem_banner,
                self.chain_banner,
                12,
                (self._bodies, 1),
                margins=(28, 20, 28, 16),
                spacing=0,
            )
        )

    def _connect(self) -> None:
        self.audit_find_edit.textChanged.connect(lambda _text: self._quiet.start())
        for control in (self.audit_segments, self.audit_client_choice):
            control.edited.connect(lambda _value: self.reload())
        self.audit_days_choice.chosen.connect(self.reload)
        self.chain_banner.action_requested.connect(self.report_break)
        self.audit_check_button.clicked.connect(partial(self.check_again, is_noted=True))
        self.audit_print_button.clicked.connect(self.print)
        self.audit_clear_button.clicked.connect(self._clear)
        self.audit_rows.shown.connect(self.show_line)
        self.audit_rows.menu_requested.connect(self._open_menu)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print)
        QShortcut(QKeySequence("Ctrl+F"), self, self.audit_find_edit.setFocus)

    def show_line(self, line: LogLine) -> None:
        """Open the record a line is about; without one say all that is known."""
        place = place_of(line)
        if place is not None:
            self._navigator.open(place)
            return
        said = words.described(line)
        if line.event.act is Act.FAILED_UNLOCK:
            said += "\n" + self.tr(
                "Tries before unlocking are kept in a plain file beside the store until it is "
                "next opened. Somebody with access to the folder can remove that file."
            )
        messages.tell(self, line.what, said)

    def _wanted(self) -> LogFilter:
        days = self.audit_days_choice.range()
        part = self.audit_segments.value()
        return audits.wanted(
            self._desk,
            part=part if isinstance(part, Part) else Part.ALL,
            text=self.audit_find_edit.text(),
            client_id=self._client_id(),
            first_on=days.first_on,
            last_on=days.last_on,
        )

    def _client_id(self) -> ClientId | None:
        chosen = self.audit_client_choice.value()
        return next((one for one, _ in self._clients if one == chosen), None)

    def _offer_clients(self) -> None:
        self._clients = [(row.id, row.name) for row in clients.rows(self._desk)]
        self.audit_client_choice.set_options(((0, self.tr("All clients")), *self._clients))
        if self.audit_client_choice.value() is None:
            self.audit_client_choice.set_value(0)

    def _read(self, seqs: Sequence[int]) -> Sequence[LogLine]:
        return audits.lines(self._desk, seqs)

    def _describe(self, row: Row) -> str:
        if isinstance(row, LogDay):
            return f"{words.day(row.day, self._today())}, {words.entries(row.count)}"
        return words.described(row)

    def _today(self) -> date:
        return self._desk.today()

    def _show_found(self, found: LogIndex) -> None:
        if found.wanted != self._asked:
            return  # something else was asked for meanwhile
        self._model.set_found(found)
        self._bodies.setCurrentWidget(self._card if found.seqs else self._none)

    def show_check(self, check: LogCheck) -> None:
        """Say whether the log is whole, and offer a report where it is not."""
        self._check = check
        self.audit_check_button.setEnabled(True)
        said = f"{words.standing(check, self._today())} · {words.clock_standing(check)}"
        self.chain_banner.set_message(
            said,
            tone="signed" if check.is_whole else "risk",
            action="" if check.is_whole else self.tr("Open report"),
        )

    def _show_check(self, is_noted: bool, check: LogCheck) -> None:
        self.show_check(check)
        if is_noted:
            try:
                audits.note_checked(self._desk, check)
            except DeskError as problem:
                self._complain(str(problem))
            self.reload()

    def _check_failed(self, problem: DeskError) -> None:
        self.audit_check_button.setEnabled(True)
        self.chain_banner.set_message(str(problem), tone="risk")

    def print(self) -> None:
        """Ask for the preview of a report of what is shown."""
        found = self._model.found
        if found is None or self._check is None:
            return
        try:
            report = audits.report(self._desk, found, self._check, self._filters())
        except DeskError as problem:
            self._complain(str(problem))
            return
        self.print_requested.emit(ReportRequest(report=report))

    def report_break(self) -> None:
        """Ask for the preview of a report of the entries around the one that does not fit."""
        if self._check is None or self._check.first_bad_seq is None:
            return
        try:
            lines = audits.around(self._desk, self._check.first_bad_seq)
        except DeskError as problem:
            self._complain(str(problem))
            return
        said = ((self.tr("Shown"), self.tr("The entries around the one that does not fit")),)
        report = audits.selection(lines, self._check, said)
        self.print_requested.emit(ReportRequest(report=report))

    def _filters(self) -> tuple[tuple[str, str], ...]:
        """What is asked for, for the head of the report."""
        return (
            (self.tr("Shown"), self.audit_segments_text()),
            (self.tr("Days"), self.audit_days_choice.currentText()),
            (self.tr("Client"), self.audit_client_choice.currentText()),
            (self.tr("Words"), self.audit_find_edit.text().strip() or "–"),
        )

    def audit_segments_text(self) -> str:
        """The part that is shown, in words."""
        part = self.audit_segments.value()
        return words.part(part if isinstance(part, Part) else Part.ALL)

    def _open_menu(self, at: QPoint) -> None:
        lines = self.audit_rows.chosen()
        if not lines:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy line")).triggered.connect(partial(self.copy, lines))
        menu.addAction(self.tr("Show")).triggered.connect(partial(self.show_line, lines[0]))
        menu.addAction(self.tr("Print selection…")).triggered.connect(
            partial(self._print_lines, lines)
        )
        menu.popup(at)

    def copy(self, lines: Sequence[LogLine]) -> None:
        """Put lines on the clipboard and that into the log."""
        try:
            audits.note_released(self._desk, Act.COPY_OUT, "")
        except DeskError as problem:
            self._complain(str(problem))
            return
        QGuiApplication.clipboard().setText("\n".join(words.described(line) for line in lines))
        self.said.emit(self.tr("Copied"))

    def _print_lines(self, lines: Sequence[LogLine]) -> None:
        if self._check is None:
            return
        report = audits.selection(lines, self._check, self._filters())
        self.print_requested.emit(ReportRequest(report=report))

    def _clear(self) -> None:
        self.audit_find_edit.setText("")
        self.audit_segments.set_value(Part.ALL)
        self.audit_days_choice.set_value(0)
        self.audit_client_choice.set_value(0)
        self.reload()

    def _complain(self, sentence: str) -> None:
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

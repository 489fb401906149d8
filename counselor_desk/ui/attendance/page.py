"""The attendance page: a week of everybody, short weeks with their reasons, the sheet on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.errors import DeskError, ImpossibleAttendanceError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import AttendanceWeek, ClientWeek, Part
from counselor_desk.records.hours import WEEK
from counselor_desk.records.ids import ClientId
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.records.sessions import Modality
from counselor_desk.services import attendance_weeks, groups
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.attendance_weeks import Cleared
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import messages, page_keys, toast
from counselor_desk.ui.attendance import reasons
from counselor_desk.ui.attendance.head import Filter
from counselor_desk.ui.attendance.layout import WeekLayout
from counselor_desk.ui.attendance.menu import MenuActs, open_menu
from counselor_desk.ui.attendance.model import FIRST_DAY
from counselor_desk.ui.attendance.typed_cell import TypedCell
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.printing import ReportRequest
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset(
    {
        Kind.ATTENDANCE,
        Kind.SCHEDULE,
        Kind.GROUP,
        Kind.EPISODE,
        Kind.CLIENT,
        Kind.NOTE,
        Kind.PROFILE,
        Kind.PROGRAM,
        Kind.SETTINGS,
    }
)


class AttendancePage(WeekLayout):
    """The week of everybody in treatment.

    Signals:
        print_requested: put the week on paper; carries a `ReportRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._navigator = desk, navigator
        self._day = desk.today()
        self._week: AttendanceWeek | None = None
        self._order: list[ClientId] = []
        self._is_stale = False
        self._menu: QMenu | None = None
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the week whose first day is the part, at a client, or the one shown before."""
        if place.part:
            self._day = date.fromisoformat(place.part)
            self.head.filter_segments.set_value(Filter.ALL)
        self._sort_again()
        self.reload()
        row = -1 if place.client_id is None else self.week_grid.cells.row_of(place.client_id)
        if row >= 0:
            self.week_grid.go_to(row, FIRST_DAY)
        if self.week_grid.cells.rowCount():
            self.week_grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if not place.part:
            self._type_again()

    def flush(self) -> None:
        """Everything is kept with the key that sets it; a number half typed outlives a lock."""
        self._typed_cell.flush()

    def reload(self) -> None:
        """Read the week again; lines stay where they are until the week or the filter changes."""
        self._is_stale = False
        week = attendance_weeks.of_week(self._desk, self._day)
        self._week = week
        lines = self._in_order(week)
        self.head.show_week(week, len(lines))
        self.week_grid.show_week(week, lines)
        self._card.setMaximumHeight(self.week_grid.height_of_lines() + 2)
        first = next((line for line in lines if line.needs_reason), None)
        self.shortfall_banner.show_line(first)
        is_empty = week.is_empty or not lines
        self._pages.setCurrentWidget(self._empty if is_empty else self._body)
        if is_empty:
            self._name_empty(week, lines)
        self._show_cell()

    def event(self, event: QEvent) -> bool:
        """Alt with an arrow turns the week, Ctrl+P prints it."""
        acts = {
            (page_keys.ALT, Qt.Key.Key_Left): lambda page: page.turn(-1),
            (page_keys.ALT, Qt.Key.Key_Right): lambda page: page.turn(1),
            (page_keys.CONTROL, Qt.Key.Key_P): lambda page: page.print_sheet(),
        }
        if isinstance(event, QKeyEvent) and page_keys.take(event, self, acts):
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def turn(self, weeks: int) -> None:
        """Show an earlier (-1) or a later (1) week."""
        self._day += WEEK * weeks
        self._sort_again()
        self.reload()

    def show_this_week(self) -> None:
        """Show the running week."""
        self._day = self._desk.today()
        self._sort_again()
        self.reload()

    def print_sheet(self) -> None:
        """The lines that are shown, on paper."""
        if self._week is not None:
            made = attendance_weeks.sheet(self._desk, self._week, self.week_grid.cells.lines)
            self.print_requested.emit(ReportRequest(report=made))

    def record_session(self) -> None:
        """Ask for a session that was not planned, or that somebody else led."""
        from counselor_desk.ui.attendance.recording import GroupChoice, RecordDialog

        now = attendance_weeks.of_week(self._desk, self._desk.today())
        lines = sorted(now.lines, key=lambda line: line.name)
        choices = [
            GroupChoice(
                group=one.group, members=frozenset(member.client_id for member in one.members)
            )
            for one in groups.every(self._desk)
            if one.group.is_open
        ]
        dialog = RecordDialog(
            self,
            self._desk.today,
            [(line.client_id, line.name) for line in lines],
            choices,
            self._record,
        )
        dialog.remember(Subject(self._desk, None, "recorded_session"))
        if messages.run(dialog):
            toast.of_window(self).announce(self.tr("Session recorded"))
        dialog.deleteLater()

    def _record(self, new: NewSession, present: list[ClientId]) -> None:
        attendance_weeks.record(self._desk, new, present)
        self._day = new.held_on
        self.reload()

    def _connect(self) -> None:
        self.head.turned.connect(self.turn)
        self.head.now_requested.connect(self.show_this_week)
        self.head.filtered.connect(self._filter)
        self.head.print_requested.connect(self.print_sheet)
        self.head.record_requested.connect(self.record_session)
        self.shortfall_banner.reason_saved.connect(self._tell_reason)
        grid = self.week_grid
        grid.moved.connect(self._move)
        grid.coded.connect(self._set_code)
        grid.typed.connect(self._set_minutes)
        grid.typing.connect(self._explain)
        grid.copy_requested.connect(self._copy_down)
        grid.clear_requested.connect(self._clear)
        grid.open_requested.connect(self._open_session)
        grid.menu_requested.connect(self._open_menu)
        self._typed_cell = TypedCell(self._desk, grid)
        self.cell_bar.open_requested.connect(self._open_session)
        grid.turned.connect(self.cell_bar.turn)
        self.empty_record_button.clicked.connect(self.record_session)

    def _type_again(self) -> None:
        """Put back the number that was being typed over a cell at a lock."""
        found = self._typed_cell.find()
        if found is None:
            return
        client_id, day, text = found
        self._day = day
        self.reload()
        row = self.week_grid.cells.row_of(client_id)
        if self._week is not None and row >= 0:
            self.week_grid.go_to(row, FIRST_DAY + self._week.days.index(day))
            self.week_grid.type_number(text)

    def _sort_again(self) -> None:
        self._order = []

    def _filter(self) -> None:
        self._sort_again()
        self.reload()

    def _in_order(self, week: AttendanceWeek) -> list[ClientWeek]:
        """The wanted lines; while one works in a week, none moves or leaves."""
        known = {line.client_id: line for line in week.lines}
        if not self._order:
            self._order = [line.client_id for line in week.lines if self._is_wanted(line)]
            return [known[one] for one in self._order]
        kept = [known[one] for one in self._order if one in known]
        shown = set(self._order)
        new = [line for line in week.lines if line.client_id not in shown and self._is_wanted(line)]
        self._order = [line.client_id for line in (*kept, *new)]
        return [*kept, *new]

    def _is_wanted(self, line: ClientWeek) -> bool:
        match self.head.wanted():
            case Filter.ALL:
                return True
            case Filter.BELOW:
                return line.is_mine and line.is_below
            case _:
                return line.is_mine

    def _move(self) -> None:
        self.cell_bar.say("")
        self._show_cell()

    def _show_cell(self) -> None:
        grid = self.week_grid
        self.cell_bar.setVisible(grid.current_cell() is not None)
        self.cell_bar.show_cell(grid.current_line(), grid.current_cell())
        self._explain("")

    def _explain(self, typed: str) -> None:
        """Say what the keys do; while a number is typed, what it means."""
        if not typed:
            self.cell_bar.hint(self.tr("P L A E or a number sets the cell · Ctrl D copies down"))
            return
        try:
            minutes = attendance_weeks.minutes_typed(typed)
        except DeskError:
            self.cell_bar.hint("")
        else:
            self.cell_bar.hint(
                self.tr("{count} min, Enter sets it").format(count=minutes), is_urgent=True
            )

    def _do(self, act: Callable[[ClientWeek, Part], object]) -> bool:
        """Act on the chosen session; what cannot be is said, and nothing is lost."""
        line, part = self.week_grid.current_line(), self.cell_bar.chosen()
        if line is None:
            return False
        try:
            if part is None:
                raise ImpossibleAttendanceError.nothing_there()
            act(line, part)
        except DeskError as problem:
            self.week_grid.set_bad(is_bad=True)
            self.cell_bar.say(str(problem))
            return False
        self.week_grid.set_bad(is_bad=False)
        self.cell_bar.say("")
        self.reload()
        return True

    def _set_code(self, code: AttendanceCode) -> None:
        self._do(
            lambda line, part: attendance_weeks.mark(
                self._desk, line.client_id, part, code, initiator=self
            )
        )

    def _set_minutes(self, typed: str) -> None:
        def act(line: ClientWeek, part: Part) -> None:
            minutes = attendance_weeks.minutes_typed(typed)
            attendance_weeks.set_minutes(self._desk, line.client_id, part, minutes, initiator=self)

        if self._do(act):
            self._typed_cell.forget()
            self.week_grid.close_editor()

    def _set_modality(self, modality: Modality) -> None:
        self._do(
            lambda line, part: attendance_weeks.set_modality(
                self._desk, line.client_id, part, modality, initiator=self
            )
        )

    def _copy_down(self) -> None:
        below, place = self.week_grid.line_below(), self.week_grid.day_place()
        if below is None:
            return
        index = self.week_grid.currentIndex()
        is_done = self._do(
            lambda _line, part: attendance_weeks.copy(
                self._desk, part, below, place, initiator=self
            )
        )
        if is_done:
            self.week_grid.go_to(index.row() + 1, index.column())

    def _clear(self) -> None:
        cleared: list[Cleared] = []
        is_done = self._do(
            lambda line, part: cleared.append(
                attendance_weeks.clear(self._desk, line.client_id, part, initiator=self)
            )
        )
        if is_done:
            toast.of_window(self).announce(
                self.tr("Attendance cleared"), self.tr("Undo"), lambda: self._restore(cleared[0])
            )

    def _restore(self, cleared: Cleared) -> None:
        if self._write(partial(attendance_weeks.restore, self._desk, cleared, initiator=self)):
            self.week_grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, at: QPoint) -> None:
        line = self.week_grid.current_line()
        if line is None:
            return
        if self._menu is None:
            self._menu = QMenu(self)
        acts = MenuActs(
            on_code=self._set_code,
            on_modality=self._set_modality,
            on_clear=self._clear,
            on_reason=partial(self._tell_reason, line),
        )
        open_menu(self._menu, at, line, self.cell_bar.chosen(), acts)

    def _open_session(self) -> None:
        """The page of the group session, or the note about the session."""
        line, part = self.week_grid.current_line(), self.cell_bar.chosen()
        if line is None or part is None or part.led_by:
            return
        if part.is_of_group:
            self._do(lambda _line, one: self._open_group(one))
            return
        note = attendance_weeks.note_of(self._desk, line.client_id, part)
        note_id = None if note is None else note[0]
        self._navigator.open(Place(page=Page.NOTE, client_id=line.client_id, note_id=note_id))

    def _open_group(self, part: Part) -> None:
        """A meeting that was only planned is held with it."""
        session_id = attendance_weeks.hold(self._desk, part, initiator=self)
        self._navigator.open(Place(page=Page.GROUP_SESSION, session_id=session_id))

    def _tell_reason(self, line: ClientWeek, code: ReasonCode | None) -> None:
        """Give or change the reason of a short week, or take it back; the toast undoes it."""
        if not self._write(partial(reasons.tell, self._desk, line, code, initiator=self)):
            return
        said = self.tr("Reason taken back") if code is None else self.tr("Reason saved")
        toast.of_window(self).announce(
            said,
            self.tr("Undo"),
            lambda: self._bring_back_reason(line),
        )

    def _bring_back_reason(self, line: ClientWeek) -> None:
        self._write(partial(reasons.undo, self._desk, line, initiator=self))

    def _write(self, act: Callable[[], object]) -> bool:
        """Do what is not about the chosen session; what cannot be is said in the bar."""
        try:
            act()
        except DeskError as problem:
            self.cell_bar.say(str(problem))
            return False
        self.reload()
        return True

    def _hear(self, changes: Changes) -> None:
        """Somebody else wrote what the week is made of."""
        if changes.initiator is self or not changes.kinds & _CONCERNED:
            return
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True

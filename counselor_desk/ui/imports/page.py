"""The page that imports clients: choose a file, match its columns, look at the result, import."""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError, NoNameColumnError, UnclearDatesError
from counselor_desk.records.ids import ClientId
from counselor_desk.records.imports import ClientImport
from counselor_desk.services import import_mapping, imports, shown_names
from counselor_desk.services.import_files import Sheet
from counselor_desk.services.imports import Trial
from counselor_desk.ui import messages, tasks, toast
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import EmptyState, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.imports import words
from counselor_desk.ui.imports.check import CheckStep
from counselor_desk.ui.imports.columns import ColumnsStep
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.step_line import StepLine
from counselor_desk.ui.work_line import Work, WorkLine

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class Step(IntEnum):
    """Where one is."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    DONE = 3


class ImportPage(QWidget):
    """Four steps, of which only the last writes; it can be undone.

    Signals:
        said: something was done that is announced; carries the words.
    """

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,  # noqa: ARG002 - what others write changes nothing here
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._sheet: Sheet | None = None
        self._trial: Trial | None = None
        self._last: ClientImport | None = None
        self.step = Step.FILE
        self._make_head()
        self._make_steps()
        self._make_foot()
        self.setLayout(Column(self._bar, self._top, (self._steps, 1), self._foot, spacing=0))
        QShortcut(QKeySequence("Ctrl+Return"), self, self._press_next)
        QShortcut(QKeySequence("Ctrl+O"), self, self.choose)

    def show_place(self, _place: Place) -> None:
        """Show the step one was at; after an import begin with another file."""
        if self.step is Step.DONE:
            self._begin_anew()
        self._last = imports.newest(self._desk)
        self._show(self.step)

    def flush(self) -> None:
        """Nothing is typed here."""

    def choose(self) -> None:
        """Ask for a file and read it."""
        if self.work_line.is_busy():
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = messages.choose_open_path(
            self,
            self.tr("Choose a list of clients"),
            Path(folder or Path.home()),
            self.tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
        )
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read this file and go on to its columns."""
        self._begin(self.tr("Reading {name}…").format(name=path.name))
        tasks.run(self, partial(imports.read, path), partial(self._take_sheet, path), self._fail)

    def look(self) -> None:
        """Find out what the import would do."""
        if self._sheet is None or self.work_line.is_busy():
            return
        work = self._begin(self.tr("Looking at every row…"))
        who, mapping = imports.acting(self._desk), self.columns_step.mapping()
        job = partial(imports.try_out, who, self._sheet, mapping, work.tell)
        tasks.run(self, job, self._take_trial, self._fail)

    def bring_in(self) -> None:
        """Import what is chosen: all of it or nothing."""
        if self._trial is None or self.work_line.is_busy():
            return
        work = self._begin(self.tr("Importing…"), can_cancel=True)
        job = partial(
            imports.bring_in,
            imports.acting(self._desk),
            self._trial,
            kept_lines=self.check_step.kept_lines(),
            accepts_unusual_ages=self.check_step.accepts_unusual_ages(),
            tell=work.tell,
            is_stopped=work.is_stopped,
        )
        tasks.run(self, job, self._take_import, self._fail)

    def ask_to_undo(self) -> None:
        """Ask whether the last import is to be undone."""
        if self._last is None or self.work_line.is_busy():
            return
        is_sure = messages.ask(
            self,
            self.tr("Undo this import?"),
            self.tr(
                "{clients} leave the store again. This works only as long as nothing was written "
                "about any of them."
            ).format(clients=words.clients(self._last.clients)),
            self.tr("Undo import"),
            danger=True,
        )
        if is_sure:
            self.undo()

    def undo(self) -> None:
        """Take the clients of the last import out again."""
        if self._last is None or self.work_line.is_busy():
            return
        work = self._begin(self.tr("Undoing the import…"))
        job = partial(imports.take_out, imports.acting(self._desk), self._last, work.tell)
        tasks.run(self, job, self._take_undo, self._fail)

    def _make_head(self) -> None:
        self.back_button = IconButton("chevron-left", self.tr("Back to clients"))
        self.back_button.clicked.connect(self._open_clients)
        self.file_label = ElidedLabel("", "caption")
        title = Label(self.tr("Import clients"), "title")
        self._bar = Panel(
            Row(self.back_button, 4, title, 8, (self.file_label, 1)),
            part="bar",
            margins=(18, 10, 28, 10),
        )
        self.step_line = StepLine(
            (self.tr("File"), self.tr("Columns"), self.tr("Check"), self.tr("Done"))
        )
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.undo_banner = Banner("", icon="history")
        self.undo_banner.action_requested.connect(self.ask_to_undo)
        self.work_line = WorkLine()
        self._top = QWidget()
        self._top.setLayout(
            Column(
                self.step_line,
                self.problem_banner,
                self.undo_banner,
                self.work_line,
                margins=(28, 14, 28, 10),
                spacing=10,
            )
        )
        self.problem_banner.hide()
        self.undo_banner.hide()

    def _make_steps(self) -> None:
        self.choose_button = Button(self.tr("Choose a file…"), kind="primary", icon="folder-open")
        self.choose_button.clicked.connect(self.choose)
        self._file_step = EmptyState(
            "file-down",
            self.tr("A list of clients as a CSV file"),
            self.tr(
                "Save it from a spreadsheet or another program: the first line names the columns, "
                "and each line below is a client. Nothing is written before you have seen what "
                "would come in. Up to 20,000 rows."
            ),
            self.choose_button,
        )
        self.open_clients_button = Button(self.tr("Open clients"), kind="primary", icon="users")
        self.open_clients_button.clicked.connect(self._open_clients)
        self.again_button = Button(self.tr("Import another file"))
        self.again_button.clicked.connect(self._again)
        self._done_step = EmptyState("check", "", "", self.open_clients_button, self.again_button)
        self._steps = QStackedWidget()
        for widget in (self._file_step, self._done_step):
            self._steps.addWidget(widget)

    @cached_property
    def columns_step(self) -> ColumnsStep:
        """The columns; made with the first file, so that the page opens at once."""
        made = ColumnsStep(self._shown_name)
        made.edited.connect(self.problem_banner.hide)
        self._steps.addWidget(made)
        return made

    @cached_property
    def check_step(self) -> CheckStep:
        """The result; made with the first look."""
        made = CheckStep(self._desk)
        made.edited.connect(self._show_next)
        self._steps.addWidget(made)
        return made

    def _make_foot(self) -> None:
        self.previous_button = Button(self.tr("Back"))
        self.previous_button.clicked.connect(self._go_back)
        self.next_button = Button("", kind="primary")
        self.next_button.clicked.connect(self._go_on)
        self._foot = Panel(
            Row("stretch", self.previous_button, self.next_button),
            part="foot",
            margins=(28, 9, 28, 9),
        )

    def _shown_name(self, name: str) -> str:
        return shown_names.of_other(self._desk, name)

    def _begin(self, words_of_work: str, *, can_cancel: bool = False) -> Work:
        self.problem_banner.hide()
        work = self.work_line.begin(words_of_work)
        self.work_line.cancel_button.setVisible(can_cancel)
        self._allow(is_allowed=False)
        return work

    def _end(self) -> None:
        self.work_line.end()
        self._allow(is_allowed=True)

    def _allow(self, *, is_allowed: bool) -> None:
        """While something is being done nothing else can be begun."""
        for button in (self.previous_button, self.next_button, self.choose_button):
            button.setEnabled(is_allowed)
        self._steps.setEnabled(is_allowed)
        self.undo_banner.action_button.setEnabled(is_allowed)

    def _take_sheet(self, path: Path, sheet: Sheet) -> None:
        self._end()
        self._sheet = sheet
        self.file_label.setText(words.file(path.name, sheet))
        self.columns_step.show_sheet(sheet, import_mapping.guess(sheet.headers))
        self._show(Step.COLUMNS)

    def _take_trial(self, trial: Trial) -> None:
        self._end()
        self._trial = trial
        self.check_step.show_trial(trial)
        self._show(Step.CHECK)

    def _take_import(self, result: tuple[ClientImport, tuple[ClientId, ...]]) -> None:
        self._end()
        made, client_ids = result
        self._last = made
        title = self.tr("{clients} imported").format(clients=words.clients(made.clients))
        self._done_step.set_text(
            title, self.tr("They are in the list of clients now, each with an open episode.")
        )
        self._show(Step.DONE)
        imports.announce(self._desk, client_ids, initiator=self)
        toast.of_window(self).announce(title, self.tr("Undo"), self.undo)

    def _take_undo(self, client_ids: tuple[ClientId, ...]) -> None:
        self._end()
        imports.announce(self._desk, client_ids, initiator=self)
        self.said.emit(self.tr("Import undone"))
        self._last = imports.newest(self._desk)
        if self.step is Step.DONE:
            self._begin_anew()
        self._show(self.step)

    def _fail(self, problem: DeskError) -> None:
        self._end()
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()
        if isinstance(problem, UnclearDatesError):
            self.columns_step.ask_for_order()
        elif isinstance(problem, NoNameColumnError):
            self.columns_step.point_at_names()

    def _show(self, step: Step) -> None:
        self.step = step
        self._steps.setCurrentWidget(self._widget())
        self.step_line.show_step(step)
        self.file_label.setVisible(step in {Step.COLUMNS, Step.CHECK})
        self._foot.setVisible(step in {Step.COLUMNS, Step.CHECK})
        self._show_undo()
        self._show_next()
        if step is Step.CHECK:
            self.check_step.take_focus()
            return
        first = {
            Step.FILE: self.choose_button,
            Step.COLUMNS: self.next_button,
            Step.DONE: self.open_clients_button,
        }
        first[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _widget(self) -> QWidget:
        match self.step:
            case Step.FILE:
                return self._file_step
            case Step.COLUMNS:
                return self.columns_step
            case Step.CHECK:
                return self.check_step
            case Step.DONE:
                return self._done_step

    def _show_undo(self) -> None:
        last = self._last if self.step in {Step.FILE, Step.DONE} else None
        self.undo_banner.setVisible(last is not None)
        if last is None:
            return
        when = words.moment(self._desk.local(last.made_at), self._desk.today())
        self.undo_banner.set_message(
            self.tr(
                "Last import: {clients}, {when}. It can be undone until something is written "
                "about one of them."
            ).format(clients=words.clients(last.clients), when=when),
            action=self.tr("Undo import"),
            icon="history",
        )

    def _show_next(self) -> None:
        if self.step is Step.COLUMNS:
            self.next_button.set_text(self.tr("Look at the result"))
            self.next_button.setEnabled(True)
        if self.step is not Step.CHECK:
            return
        has_problems = self._trial is not None and bool(self._trial.problems)
        count = self.check_step.count()
        self.next_button.set_text(
            self.tr("Choose the corrected file…")
            if has_problems
            else self.tr("Import {clients}").format(clients=words.clients(count))
        )
        can_import = count > 0 and self.check_step.is_confirmed()
        self.next_button.setEnabled(has_problems or can_import)

    def _press_next(self) -> None:
        if self._foot.isVisible() and self.next_button.isEnabled():
            self._go_on()

    def _go_on(self) -> None:
        if self.step is Step.COLUMNS:
            self.look()
        elif self._trial is not None and self._trial.problems:
            self.choose()
        else:
            self.bring_in()

    def _go_back(self) -> None:
        self.problem_banner.hide()
        self._show(Step.COLUMNS if self.step is Step.CHECK else Step.FILE)

    def _begin_anew(self) -> None:
        self._sheet, self._trial = None, None
        self.step = Step.FILE

    def _again(self) -> None:
        self._begin_anew()
        self._show(Step.FILE)
        self.choose()

    def _open_clients(self) -> None:
        self._navigator.open(Place(page=Page.CLIENTS))

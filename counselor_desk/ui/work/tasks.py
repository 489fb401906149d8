"""Vocational tasks on the screen: next steps on top, a list for each lane, one task inspected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.edits import TaskEdit
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.plans import Goal
from counselor_desk.records.tasks import Lane, Task
from counselor_desk.services import clients, episodes, form_drafts, tasks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui import toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.work import words
from counselor_desk.ui.work.layout import ALL, OPEN, TasksLayout

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset({Kind.TASK, Kind.PLAN, Kind.EPISODE})
_BY_PROGRAM = Qt.FocusReason.OtherFocusReason


class TasksView(TasksLayout):
    """The tasks of a client. Changes go to disk as they are made."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - pages are made alike
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk = desk
        self._client_id: ClientId | None = None
        self._tasks: tuple[Task, ...] = ()
        self._goals: tuple[Goal, ...] = ()
        self._current: Task | None = None
        self._typed: Task | None = None
        self._is_open = True
        self._is_stale = False
        self._begun: TaskEdit | None = None
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._autosave = Autosave(self._keep, self)
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the tasks of the place's client, on the task it names.

        Raises:
            DeskError: what is being typed could not be saved.
        """
        self.flush()
        if place.client_id is None:
            return
        is_another = place.client_id != self._client_id
        if is_another:
            self._client_id = place.client_id
            self._current = None
            self.tasks_filter.set_value(OPEN)
            self.lanes.close_adding()
        self._load(place.task_uid or self._chosen_uid())
        if is_another:
            self._go_on_adding(place.client_id)
        if place.task_uid is not None and self._chosen_uid() != place.task_uid:
            self.tasks_filter.set_value(ALL)
            self._read(place.task_uid)
        self._reveal.start()

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        if self._current is not None and self.panel.applied(self._current) != self._typed:
            self._autosave.touch()
        self._autosave.flush_or_raise()
        self._keep_begun()

    def print_request(self) -> PrintRequest | None:
        """All tasks of the client, None when there are none."""
        if self._client_id is None or not self._tasks:
            return None
        uid = clients.get(self._desk, self._client_id).uid
        return PrintRequest(kind=DocumentKind.VOCATIONAL_TASKS, uid=uid, client_id=self._client_id)

    def tasks(self) -> tuple[Task, ...]:
        """Every task of the client, open ones first."""
        return self._tasks

    def current(self) -> Task | None:
        """The task that is inspected."""
        return self._current

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched
        if self._is_stale:
            self._load(self._chosen_uid())

    def _connect(self) -> None:
        lanes, panel = self.lanes, self.panel
        lanes.chosen.connect(lambda uid: self._choose(Uid(uid)))
        lanes.opened.connect(lambda _uid: self._open_details())
        lanes.ticked.connect(lambda uid: self._tick(Uid(uid)))
        lanes.dropped.connect(lambda uid: self._drop(Uid(uid)))
        lanes.moved.connect(lambda uid, lane: self._move(Uid(uid), lane))
        lanes.added.connect(self._add)
        lanes.adding_opened.connect(self._reveal.start)
        self.grown.connect(self._follow_adding)
        self._reveal.timeout.connect(lambda: self.reveal(self._chosen_uid()))
        self.strip.ticked.connect(lambda uid: self._tick(Uid(uid)))
        self.strip.chosen.connect(lambda uid: self._go_to(Uid(uid)))
        self.tasks_add_button.clicked.connect(self._start_adding)
        self.tasks_first_button.clicked.connect(self._start_adding)
        self.tasks_filter.edited.connect(lambda _value: self._filter())
        panel.edited.connect(self._autosave.touch)
        panel.settled.connect(self._autosave.flush)
        panel.close_requested.connect(self._close_details)
        self._autosave.saved.connect(self.failure_banner.hide)
        self._autosave.failed.connect(self.complain)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._undo),
            (QKeySequence("Ctrl+\\"), self.split.toggle),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _load(self, chosen: Uid | None) -> None:
        """Read the client's tasks and goals, and show them."""
        if self._client_id is None:
            return
        self._is_stale = False
        episode = episodes.current(self._desk, self._client_id)
        self._is_open = episode is not None and episode.is_open
        self._goals = tasks.goals(self._desk, self._client_id)
        self._read(chosen)

    def _read(self, chosen: Uid | None) -> None:
        if self._client_id is None:
            return
        self._tasks = tasks.of_client(self._desk, self._client_id)
        self._current = self._found(chosen)
        self._show()

    def _show(self) -> None:
        """Bring lanes, strip and inspector in line with the tasks."""
        today, shown = self._desk.today(), self._shown()
        if self._current not in shown:
            self._current = next(iter(shown), None)
        is_adding = self.lanes.adding() is not None
        self.show_filled(is_filled=bool(self._tasks) or is_adding, is_open=self._is_open)
        self.summary_label.setText(words.counts(self._tasks, today))
        self.tasks_filter.setVisible(bool(self._tasks))
        self.tasks_add_button.setVisible(self._is_open and bool(self._tasks))
        self.strip.show_tasks(self._tasks, today, is_editable=self._is_open)
        self.lanes.show_tasks(self._tasks, shown, is_editable=self._is_open)
        self.lanes.choose(self._chosen_uid())
        self._inspect()

    def _filter(self) -> None:
        if self._settle():
            self._show()

    def _shown(self) -> tuple[Task, ...]:
        """Under Open, what was closed today stays in sight, so that its outcome can be told."""
        if self.tasks_filter.value() == ALL:
            return self._tasks
        today = self._desk.today()
        return tuple(task for task in self._tasks if task.is_open or task.closed_on == today)

    def _inspect(self) -> None:
        self.split.set_available(self._current is not None)
        if self._current is not None:
            self.panel.show_task(self._current, self._goals, is_editable=self._is_open)
            self._typed = self.panel.applied(self._current)

    def _choose(self, uid: Uid) -> None:
        """Another row is current: keep what was typed for the last one, inspect this one."""
        if uid == self._chosen_uid() or not self._settle():
            self.lanes.choose(self._chosen_uid())
            return
        self._current = self._found(uid)
        self._inspect()
        self._reveal.start()

    def _go_to(self, uid: Uid) -> None:
        self._choose(uid)
        self.lanes.choose(self._chosen_uid())
        self._open_details()

    def _follow_adding(self) -> None:
        """The line for a new task stays in sight while it makes room for itself."""
        if self.lanes.adding() is not None:
            self._reveal.start()

    def _open_details(self) -> None:
        if not self.split.is_open:
            self.split.set_open(True)
        self.panel.focus_field()

    def _close_details(self) -> None:
        self.split.set_open(False)
        self.lanes.focus_task(self._chosen_uid())

    def _start_adding(self) -> None:
        """Open the line for a new task in the lane one is in."""
        lane = self._current.lane if self._current is not None else Lane.JOB
        self.pages.setCurrentWidget(self.split)
        self.lanes.add_to(lane)

    def _go_on_adding(self, client_id: ClientId) -> None:
        """Open the line again with what was typed into it when one left."""
        found = form_drafts.find(self._desk, client_id, TaskEdit)
        self._begun = found.edit if found is not None else None
        if self._begun is None or not self._is_open:
            return
        self.pages.setCurrentWidget(self.split)
        self.lanes.add_to(self._begun.lane)
        line = self.lanes.adding()
        if line is not None:
            line.show_typed(self._begun)

    def _keep_begun(self) -> None:
        """Write what stands in the line for a new task to the disk; nothing for an empty one."""
        if self._client_id is None or not self._is_open or self._desk.is_read_only:
            return
        line = self.lanes.adding()
        typed = line.typed() if line is not None else None
        if typed is not None and not (typed.text.strip() or typed.due_on.strip()):
            typed = None
        if typed == self._begun:
            return
        if typed is None:
            form_drafts.forget(self._desk, self._client_id, TaskEdit)
        else:
            form_drafts.keep(self._desk, self._client_id, typed)
        self._begun = typed

    def _add(self, new: NewTask) -> None:
        line = self.lanes.adding()
        if self._client_id is None or not self._settle():
            return
        try:
            task = tasks.add(self._desk, self._client_id, new, initiator=self)
        except DeskError as problem:
            if line is not None:
                is_due = new.due_on is not None and new.due_on < self._desk.today()
                line.complain("due_on" if is_due and new.text.strip() else "text", str(problem))
            return
        self._read(task.uid)
        if line is not None:
            line.start()
        self._settle()

    def _tick(self, uid: Uid) -> None:
        """Done, or open again."""
        if not self._settle():
            return
        task = self._found(uid)
        if task is None:
            return
        if task.is_open:
            self._step(self.tr("Task done"), task, tasks.finish)
        else:
            self._step(self.tr("Task reopened"), task, tasks.reopen)

    def _drop(self, uid: Uid) -> None:
        task = self._found(uid) if self._settle() else None
        if task is not None and task.is_open:
            self._step(self.tr("Task dropped"), task, tasks.drop)

    def _move(self, uid: Uid, lane: Lane) -> None:
        task = self._found(uid) if self._settle() else None
        if task is not None:
            said = self.tr("Task moved to {lane}").format(lane=words.lane(lane))
            self._step(said, replace(task, lane=lane), tasks.change, before=task)
            self.lanes.focus_task(uid)

    def _step(
        self, said: str, task: Task, act: Callable[..., Task], *, before: Task | None = None
    ) -> None:
        """Do something to a task that a toast can take back."""
        try:
            act(self._desk, task, initiator=self)
        except DeskError as problem:
            self.complain(str(problem))
            return
        self._read(task.uid)
        earlier = before or task
        toast.of_window(self).announce(said, self.tr("Undo"), lambda: self._bring_back(earlier))

    def _bring_back(self, earlier: Task) -> None:
        """Undo a step: the task as it was before."""
        if not self._settle():
            return
        try:
            tasks.change(self._desk, earlier, initiator=self)
        except DeskError as problem:
            self.complain(str(problem))
            return
        if earlier.client_id == self._client_id:
            self._read(earlier.uid)

    def _undo(self) -> None:
        shown = toast.of_window(self)
        if not shown.isHidden():
            shown.act()

    def _settle(self) -> bool:
        """Keep what is typed in the inspector; whether everything that can be kept is."""
        try:
            self.flush()
        except DeskError:
            return False  # the banner says it, and the text is still on the screen
        return True

    def _keep(self) -> None:
        """Write what the inspector says; a field that cannot be kept says why and stays."""
        if self._current is None or not self._is_open:
            return
        typed = self.panel.applied(self._current)
        if typed == self._typed:
            return
        problems = tasks.problems(self._desk, typed)
        self.panel.show_problems(problems)
        good = replace(typed, **{name: getattr(self._current, name) for name in problems})
        self._typed = typed
        if good == self._current:
            return
        uid = self._current.uid
        tasks.change(self._desk, good, initiator=self)
        self._tasks = tasks.of_client(self._desk, good.client_id)
        self._current = self._found(uid)
        self._follow()

    def _follow(self) -> None:
        """Let rows and strip follow the fields, which keep caret and text."""
        today = self._desk.today()
        self.summary_label.setText(words.counts(self._tasks, today))
        self.strip.show_tasks(self._tasks, today, is_editable=self._is_open)
        self.lanes.show_tasks(self._tasks, self._shown(), is_editable=self._is_open)
        self.lanes.choose(self._chosen_uid())

    def _found(self, uid: Uid | None) -> Task | None:
        return next((task for task in self._tasks if task.uid == uid), None)

    def _chosen_uid(self) -> Uid | None:
        return self._current.uid if self._current is not None else None

    def _hear(self, changes: Changes) -> None:
        is_mine = changes.initiator is self
        if is_mine or self._client_id not in changes.clients or not changes.kinds & _CONCERNED:
            return
        if self.isVisible() and not self._autosave.is_waiting:
            self._load(self._chosen_uid())
        else:
            self._is_stale = True

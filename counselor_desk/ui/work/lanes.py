"""The lanes: one card with a list for each part of life a task can be about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.records.tasks import Lane, Task
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.work import words
from counselor_desk.ui.work.adding import AddLine
from counselor_desk.ui.work.rows import TaskList


class LaneHead(QWidget):
    """The head of a lane: icon, name, how many, and the button that adds.

    Signals:
        add_requested: open the line for a new task.
    """

    add_requested = Signal()

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = words.lane(lane)
        self._count = Label("", "hint")
        self.lane_add_button = IconButton("plus", self.tr("Add to {lane}").format(lane=name))
        self.lane_add_button.clicked.connect(self.add_requested)
        self.setLayout(
            Row(
                Icon(words.lane_icon(lane)),
                2,
                Label(name, "strong"),
                2,
                self._count,
                "stretch",
                self.lane_add_button,
                margins=(16, 5, 10, 5),
            )
        )

    def show_count(self, said: str, *, is_editable: bool) -> None:
        """Say how many tasks there are; without leave to write there is nothing to add."""
        self._count.setText(said)
        self.lane_add_button.setVisible(is_editable)


class LaneSection(QWidget):
    """One lane: its head, its list, and the line that adds to it.

    Signals:
        added: keep this task; carries a `NewTask`.
        adding_opened: the line for a new task came into sight.
    """

    added = Signal(object)
    adding_opened = Signal()

    def __init__(
        self, lane: Lane, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lane = lane
        self._today = today
        self.head = LaneHead(lane)
        self.list = TaskList(today, name=words.lane(lane))
        self._adding: AddLine | None = None
        self._holder = QWidget()
        self._holder_row = Row(margins=(12, 4, 12, 10))
        self._holder.setLayout(self._holder_row)
        self.setLayout(Column(self.head, self.list, self._holder, spacing=0))
        self._holder.hide()
        self.head.add_requested.connect(self.open_adding)
        self.list.add_requested.connect(self.open_adding)

    @property
    def adding(self) -> AddLine | None:
        """The line for a new task, where it is open."""
        return None if self._holder.isHidden() else self._adding

    def show_tasks(
        self, every: Sequence[Task], shown: Sequence[Task], *, is_editable: bool
    ) -> None:
        """Show some tasks of the lane; `every` is counted."""
        said = words.counts(tuple(every), self._today())
        self.head.show_count(said, is_editable=is_editable)
        self.list.show_tasks(shown, is_editable=is_editable)
        if not is_editable:
            self.close_adding()

    def open_adding(self) -> None:
        """Show the line for a new task, with the caret in it."""
        if self._adding is None:
            self._adding = AddLine(self.lane, self._today)
            self._adding.added.connect(self.added)
            self._adding.closed.connect(self.close_adding)
            self._holder_row.add((self._adding, 1))
        self._holder.show()
        self._adding.start()
        self.adding_opened.emit()

    def close_adding(self) -> None:
        """Put the line away; the focus goes back to the lane."""
        line = self.adding
        if line is None:
            return
        had_focus = line.isAncestorOf(line.window().focusWidget() or self)
        self._holder.hide()
        if had_focus:
            is_empty = self.list.isHidden()
            back = self.head.lane_add_button if is_empty else self.list
            back.setFocus(Qt.FocusReason.OtherFocusReason)


class LaneCard(Card):
    """Every lane below the other; one task is current in all of them.

    Signals:
        chosen, opened, ticked, dropped: carry the uid of a task.
        moved: carries the uid of a task and the lane it is to go to.
        added: keep this task; carries a `NewTask`.
        adding_opened: the line for a new task came into sight.
    """

    chosen = Signal(str)
    opened = Signal(str)
    ticked = Signal(str)
    dropped = Signal(str)
    moved = Signal(str, object)
    added = Signal(object)
    adding_opened = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 2, 1, 6), spacing=0, parent=parent)
        self.sections = tuple(LaneSection(lane, today) for lane in Lane)
        for place, section in enumerate(self.sections):
            if place:
                self.body.add(Line())
            self.body.add(section)
            self._connect(place, section)

    def show_tasks(
        self, every: Sequence[Task], shown: Sequence[Task], *, is_editable: bool
    ) -> None:
        """Show tasks, each in its lane."""
        for section in self.sections:
            section.show_tasks(
                [task for task in every if task.lane is section.lane],
                [task for task in shown if task.lane is section.lane],
                is_editable=is_editable,
            )

    def choose(self, uid: Uid | None) -> None:
        """Make one task current, in whatever lane it is, without telling."""
        for section in self.sections:
            section.list.choose(uid)

    def focus_task(self, uid: Uid | None) -> None:
        """Give the focus to the list that has a task; to the first one when none has it."""
        filled = [section.list for section in self.sections if not section.list.isHidden()]
        holding = [one for one in filled if one.rows.find(lambda task: task.uid == uid).isValid()]
        for one in (holding or filled)[:1]:
            one.setFocus(Qt.FocusReason.OtherFocusReason)

    def row_rect(self, uid: Uid | None) -> QRect:
        """Where the row of a task is in the card; empty when it is not shown."""
        for section in self.sections:
            index = section.list.rows.find(lambda task: task.uid == uid)
            if index.isValid():
                rect = section.list.visualRect(index)
                return QRect(section.list.mapTo(self, rect.topLeft()), rect.size())
        return QRect()

    def section(self, lane: Lane) -> LaneSection:
        """The section of a lane."""
        return next(one for one in self.sections if one.lane is lane)

    def adding(self) -> AddLine | None:
        """The line that is open for a new task."""
        return next((one.adding for one in self.sections if one.adding is not None), None)

    def close_adding(self) -> None:
        """Put the line for a new task away."""
        for section in self.sections:
            section.close_adding()

    def add_to(self, lane: Lane) -> None:
        """Open the line for a new task of a lane."""
        self.section(lane).open_adding()

    def _connect(self, place: int, section: LaneSection) -> None:
        listed = section.list
        listed.chosen.connect(lambda uid: self._choose(section, uid))
        listed.opened.connect(self.opened)
        listed.ticked.connect(self.ticked)
        listed.dropped.connect(self.dropped)
        listed.left.connect(lambda step: self._step(place, step))
        listed.move_requested.connect(lambda uid, step: self._move(place, uid, step))
        section.added.connect(self.added)
        section.adding_opened.connect(lambda: self._close_others(section))
        section.adding_opened.connect(self.adding_opened)

    def _choose(self, chosen: LaneSection, uid: str) -> None:
        for section in self.sections:
            if section is not chosen:
                section.list.choose(None)
        self.chosen.emit(uid)

    def _step(self, place: int, step: int) -> None:
        """The arrow left a list: go on in the next lane that has tasks."""
        ahead = self.sections[place + 1 :] if step > 0 else self.sections[:place][::-1]
        for section in ahead:
            if not section.list.isHidden():
                section.list.enter(step)
                return

    def _move(self, place: int, uid: str, step: int) -> None:
        if 0 <= place + step < len(self.sections):
            self.moved.emit(uid, self.sections[place + step].lane)

    def _close_others(self, opened: LaneSection) -> None:
        for section in self.sections:
            if section is not opened:
                section.close_adding()

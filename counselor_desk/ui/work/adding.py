"""The line that adds a task in place: what is to be done, by when, by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counselor_desk.records.edits import TaskEdit
from counselor_desk.records.tasks import Lane, TaskOwner
from counselor_desk.services.tasks import TEXT_LIMIT, NewTask
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.work import words

_ROOM_FOR_ONE_LINE = 620


class AddLine(Panel):
    """Fields for a new task of one lane. Enter adds and stays for the next; Escape closes.

    Signals:
        added: keep this task; carries a `NewTask`.
        closed: the person is done adding.
    """

    added = Signal(object)
    closed = Signal()

    def __init__(
        self, lane: Lane, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(part="sunken", margins=(12, 10, 8, 10), parent=parent)
        self._lane = lane
        self.task_text_edit = LineEdit(max_length=TEXT_LIMIT)
        self.task_due_on_edit = DateField(today)
        self.task_owner_choice = ComboBox(words.owners())
        self.task_owner_choice.set_value(TaskOwner.CLIENT)
        self._text = LabeledField(self.tr("What is to be done"), self.task_text_edit)
        self._due = ParsedField(self.tr("Due"), self.task_due_on_edit)
        owner = LabeledField(self.tr("Who"), self.task_owner_choice)
        self.task_add_button = Button(self.tr("Add"))
        self.task_close_button = IconButton("x", self.tr("Close"))
        hold(self._due, width=132)
        hold(owner, width=132)
        buttons = QWidget()
        buttons.setLayout(Row(self.task_add_button, self.task_close_button, margins=(0, 18, 0, 0)))
        rest = QWidget()
        rest.setLayout(Row(self._due, owner, buttons, "stretch", spacing=10))
        self._line = Row((self._text, 1), rest, spacing=10)
        self.body.add(self._line)
        self.task_text_edit.edited.connect(lambda _text: self._text.set_error(""))
        self.task_add_button.clicked.connect(self._add)
        self.task_close_button.clicked.connect(self.closed)

    def start(self) -> None:
        """Empty the fields and put the caret into the first one; who does it stays."""
        self.task_text_edit.set_value("")
        self.task_due_on_edit.set_value(None)
        self._text.set_error("")
        self._due.set_error("")
        self.task_text_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> TaskEdit:
        """What stands in the line, the day as it was typed."""
        owner = self.task_owner_choice.value()
        return TaskEdit(
            lane=self._lane,
            text=self.task_text_edit.text(),
            due_on=self.task_due_on_edit.text(),
            owner=owner if isinstance(owner, TaskOwner) else TaskOwner.CLIENT,
        )

    def show_typed(self, typed: TaskEdit) -> None:
        """Put back what stood in the line."""
        self.task_text_edit.set_value(typed.text)
        self.task_due_on_edit.set_value(None, typed.due_on)
        self.task_owner_choice.set_value(typed.owner)

    def complain(self, field: str, sentence: str) -> None:
        """Say what is wrong with the text, or with the due date."""
        is_due = field == "due_on"
        (self._due if is_due else self._text).set_error(sentence)
        aim = self.task_due_on_edit if is_due else self.task_text_edit
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page the words get a line of their own."""
        super().resizeEvent(event)
        is_wide = self.width() >= themes.current().s(_ROOM_FOR_ONE_LINE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if is_wide else down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        due = self.task_due_on_edit
        due.settle()
        if due.problem():
            self.complain("due_on", due.problem())
            return
        owner = self.task_owner_choice.value()
        self.added.emit(
            NewTask(
                lane=self._lane,
                text=self.task_text_edit.value(),
                due_on=due.value(),
                owner=owner if isinstance(owner, TaskOwner) else TaskOwner.CLIENT,
            )
        )

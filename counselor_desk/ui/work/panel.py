"""The inspector of a task: every field of it, with what is wrong below the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import dates
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.plans import Goal
from counselor_desk.records.tasks import Task, TaskOwner
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.work import words

_MARGINS = (18, 14, 8, 16)
Field = TextEditor | LineEdit | ComboBox | DateField


class TaskPanel(QWidget):
    """The fields of one task.

    Signals:
        edited: the person changed something.
        settled: a value was chosen, or a text was left or rested: it can be kept now.
        close_requested: the cross at the heading.
    """

    edited = Signal()
    settled = Signal()
    close_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._today = today
        self._heading = Label("", "group")
        self.inspector_close_button = IconButton("x", self.tr("Close"))
        self.inspector_close_button.clicked.connect(self.close_requested)
        self._make_fields(today)
        self._labeled: dict[str, LabeledField] = {
            "text": LabeledField(self.tr("What is to be done"), self.task_text),
            "lane": LabeledField(self.tr("Lane"), self.task_lane_choice),
            "status": LabeledField(self.tr("Status"), self.task_status_choice),
            "owner": LabeledField(self.tr("Who"), self.task_owner_choice),
            "owner_name": LabeledField(self.tr("Name"), self.task_owner_name_edit),
            "due_on": ParsedField(self.tr("Due"), self.task_due_on_edit),
            "next_action": LabeledField(self.tr("Next action"), self.task_next_action_text),
            "next_on": ParsedField(self.tr("On"), self.task_next_on_edit),
            "goal_uid": LabeledField(self.tr("Goal it serves"), self.task_goal_choice),
            "outcome": LabeledField(self.tr("Outcome"), self.task_outcome_text),
        }
        self._lay_out()
        for field in self._fields.values():
            self._connect(field)

    def show_task(self, task: Task, goals: Sequence[Goal], *, is_editable: bool) -> None:
        """Fill the fields from a task; those that say the same keep their caret."""
        is_other = self._task is None or self._task.uid != task.uid
        self._task = task
        made = dates.write_short(task.made_on, self._today())
        self._heading.setText(self.tr("Task · made {day}").format(day=made))
        self.task_goal_choice.set_options(self._goals(task, goals))
        for name, field in self._fields.items():
            value = getattr(task, name)
            if isinstance(field, DateField):
                if is_other or value != field.value():
                    field.set_value(value)
            elif field.value() != value:
                field.set_value(value)
            field.setEnabled(is_editable)
        self.show_problems({})
        self._fit()

    def applied(self, task: Task) -> Task:
        """The task as the fields say it; a date that cannot be read leaves the one it has."""
        shown: dict[str, Any] = {
            name: field.value()
            for name, field in self._fields.items()
            if not (isinstance(field, DateField) and field.problem())
        }
        return replace(task, **shown)

    def show_problems(self, problems: Mapping[str, DeskError]) -> None:
        """Say below each field why it is not kept."""
        for name, labeled in self._labeled.items():
            field = labeled.field
            if isinstance(field, DateField) and name not in problems:
                field.explain()
            else:
                labeled.set_error(str(problems[name]) if name in problems else "")

    def focus_field(self, name: str = "text") -> None:
        """Put the caret into a field."""
        self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self, today: Callable[[], date]) -> None:
        self.task_text = TextEditor(name=self.tr("What is to be done"), is_boxed=True)
        self.task_lane_choice = ComboBox(words.lanes())
        self.task_status_choice = ComboBox(words.statuses())
        self.task_owner_choice = ComboBox(words.owners())
        self.task_owner_name_edit = LineEdit(max_length=NAME_LIMIT)
        self.task_due_on_edit = DateField(today)
        self.task_next_action_text = TextEditor(
            name=self.tr("Next action"), is_boxed=True, min_lines=1
        )
        self.task_next_on_edit = DateField(today)
        self.task_goal_choice = ComboBox()
        self.task_outcome_text = TextEditor(name=self.tr("Outcome"), is_boxed=True)
        self._fields: dict[str, Field] = {
            "text": self.task_text,
            "lane": self.task_lane_choice,
            "status": self.task_status_choice,
            "owner": self.task_owner_choice,
            "owner_name": self.task_owner_name_edit,
            "due_on": self.task_due_on_edit,
            "next_action": self.task_next_action_text,
            "next_on": self.task_next_on_edit,
            "goal_uid": self.task_goal_choice,
            "outcome": self.task_outcome_text,
        }

    def _lay_out(self) -> None:
        part = self._labeled
        pairs = field_grid(
            (part["lane"], part["status"]),
            (part["owner"], part["due_on"]),
            shares=(3, 2),
        )
        self.setLayout(
            Column(
                Row((self._heading, 1), self.inspector_close_button),
                part["text"],
                pairs,
                part["owner_name"],
                part["next_action"],
                part["next_on"],
                part["goal_uid"],
                part["outcome"],
                "stretch",
                margins=_MARGINS,
                spacing=12,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _connect(self, field: Field) -> None:
        if isinstance(field, TextEditor):
            field.edited.connect(self.edited)
            field.paused.connect(lambda _text: self.settled.emit())
        elif isinstance(field, DateField):
            field.edited.connect(lambda _day: self._choose())
        elif isinstance(field, LineEdit):
            field.edited.connect(lambda _text: self.edited.emit())
            field.editingFinished.connect(self.settled)
        else:
            field.edited.connect(lambda _value: self._choose())

    def _choose(self) -> None:
        self._fit()
        self.edited.emit()
        self.settled.emit()

    def _fit(self) -> None:
        """Only somebody else has a name to be typed."""
        is_named = self.task_owner_choice.value() is TaskOwner.OTHER
        self._labeled["owner_name"].setVisible(is_named)

    def _goals(self, task: Task, goals: Sequence[Goal]) -> list[tuple[object, str]]:
        """None, the goals of the plan, and the one of an earlier plan where it is linked."""
        offered: list[tuple[object, str]] = [(None, self.tr("None"))]
        offered += [(goal.node_uid, words.goal(goal)) for goal in goals]
        if all(task.goal_uid != value for value, _ in offered):
            offered.append((task.goal_uid, self.tr("A goal of an earlier plan")))
        return offered

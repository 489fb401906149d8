"""The card of course topics: planned and taught ones, and what each member had of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.records.courses import Course, key
from counselor_desk.records.schedule import PlannedTopic
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.groups import topic_columns, words
from counselor_desk.ui.groups.lines import GroupWhole, MemberLine
from counselor_desk.ui.groups.topic_columns import UP, TopicLine
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row

_STEPS = {"Alt+Up": -1, "Alt+Down": 1}


class TopicsCard(Card):
    """What a group teaches; it writes nothing itself.

    Signals:
        add_requested: plan another topic.
        acted: an action and the row it is wanted for.
        moved: a planned topic goes up (-1) or down (1); carries its row first.
    """

    add_requested = Signal()
    acted = Signal(str, object)
    moved = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self.course_label = ElidedLabel("", "muted")
        self.topic_add_button = Button(self.tr("Plan topic"), icon="plus", is_small=True)
        self.planned_table: FactTable[TopicLine] = FactTable(
            topic_columns.planned(), name=self.tr("Course topics"), ends_card=False
        )
        self.members_table: FactTable[MemberLine] = FactTable(
            topic_columns.attended(Course()), name=self.tr("Topics by member")
        )
        self.empty_line = EmptyLine(first=self.tr("Plan topic"))
        head = Row(
            (Column(Label(self.tr("Course topics"), "section"), self.course_label, spacing=2), 1),
            self.topic_add_button,
            margins=(16, 0, 12, 0),
        )
        self._between = Line()
        self.body.add(10, head, 8, self.planned_table, self._between)
        self.body.add(6, self.members_table, self.empty_line)
        self.topic_add_button.clicked.connect(self.add_requested)
        self.empty_line.asked.connect(self.add_requested)
        self.planned_table.add_requested.connect(self.add_requested)
        self.planned_table.acted.connect(self._act)
        for keys, step in _STEPS.items():
            self._listen(keys, step)

    def show_course(self, whole: GroupWhole) -> None:
        """Show what a group plans and taught, and its members."""
        course, is_open = whole.course, whole.line.group.is_open
        curriculum = whole.line.group.curriculum
        follows = words.translated("Follows {name}").format(name=curriculum) if curriculum else ""
        said = words.joined(follows, words.course(course))
        self.course_label.setText(said)
        self.course_label.setVisible(bool(said))
        self.topic_add_button.setVisible(is_open)
        self.planned_table.show_rows(_lines(course, whole.planned), is_editable=is_open)
        self.members_table.set_columns(topic_columns.attended(course))
        self.members_table.show_rows(whole.members if course.lines else ())
        self._between.setVisible(bool(course.lines and whole.members))
        self.empty_line.setVisible(not course.lines)
        self.empty_line.say(
            self.tr(
                "No topics are planned. Taught ones count once a meeting is written up with its "
                "course topic."
            ),
            can_ask=is_open,
        )

    def _listen(self, keys: str, step: int) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.planned_table, lambda: self._move(step))
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _act(self, action: str, row: TopicLine) -> None:
        if action == UP:
            self.moved.emit(row, -1)
        else:
            self.acted.emit(action, row)

    def _move(self, step: int) -> None:
        row = self.planned_table.current()
        if row is not None:
            self.moved.emit(row, step)


def _lines(course: Course, planned: Sequence[PlannedTopic]) -> tuple[TopicLine, ...]:
    by_key = {key(one.taught): one for one in planned}
    return tuple(
        TopicLine(line=line, planned=by_key.get(key(line.topic)), is_first=at == 0)
        for at, line in enumerate(course.lines)
    )

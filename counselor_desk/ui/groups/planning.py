"""What one can do to the topics a group plans: each verb gives what takes it back, or None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, ImpossibleTopicError
from counselor_desk.records.courses import MOST_MEETINGS
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import PlannedTopicId
from counselor_desk.records.schedule import CourseTopic, PlannedTopic
from counselor_desk.services import courses
from counselor_desk.ui import messages, session_words
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, line, spread
from counselor_desk.ui.groups.topic_columns import TopicLine
from counselor_desk.ui.groups.words import translated as say
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

Undo = Callable[[], object]
_WIDTH = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTopic:
    """A planned topic as its dialog shows it: the meetings as they were typed."""

    topic: CourseTopic
    name: str = field(default="", repr=False)
    meetings: str = "1"

    def put_into(self, planned: PlannedTopic) -> PlannedTopic:
        """The topic with what was typed.

        Raises:
            ImpossibleTopicError: its meetings are no number from 1 to 99.
        """
        meetings = meetings_of(self.meetings)
        return replace(planned, topic=self.topic, name=self.name, meetings=meetings)


def meetings_of(typed: str) -> int:
    """How many meetings were typed.

    Raises:
        ImpossibleTopicError: it is no number from 1 to 99.
    """
    text = typed.strip()
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MOST_MEETINGS:
        raise ImpossibleTopicError.meetings(MOST_MEETINGS)
    return int(text)


class TopicDialog(FormDialog[TypedTopic]):
    """Asks what is taught, and in how many meetings; a topic of one's own is named too."""

    def __init__(
        self, parent: QWidget, planned: PlannedTopic, act: Callable[[PlannedTopic], object]
    ) -> None:
        is_new = not planned.id
        fields = {
            "topic": choice(say("Topic"), session_words.course_topic_options()),
            "meetings": line(say("Meetings")),
            "name": line(say("What it is about"), say("money and rent, sleep, parenting")),
        }
        super().__init__(
            parent,
            say("Plan a topic") if is_new else say("Planned topic"),
            TypedTopic(topic=planned.topic, name=planned.name, meetings=str(planned.meetings)),
            fields=fields,
            layout=spread(fields, ("topic", "topic", "meetings"), ("name",)),
            act=lambda typed, _is_sure: act(typed.put_into(planned)),
            problems=_problems,
            says={
                "The topic needs": "name",
                "The topic’s name": "name",
                "This topic is planned": "topic",
                "This is no number": "meetings",
            },
            verb=say("Plan") if is_new else say("Save"),
            sentence=say(
                "A meeting counts for it once it is written up with this course topic and, for "
                "an own one, with the same words."
            ),
            width=_WIDTH,
        )
        self.form.edited.connect(self._follow)
        self._fit_topic()

    def show_typed_again(self) -> None:
        """The name comes with an own topic."""
        self._fit_topic()

    def _follow(self, name: str, _value: object) -> None:
        if name == "topic":
            self._fit_topic()
            self.place()

    def _fit_topic(self) -> None:
        chosen = self.form.fields()["topic"].value()
        self.fields["name"].setVisible(chosen is CourseTopic.OWN)


class Planning:
    """Plans what a group teaches."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` is what the dialogs stand on."""
        self._desk, self._page = desk, page

    def add(self, group: Group, topics: Sequence[PlannedTopic]) -> Undo | None:
        """Plan another topic, the first one that is not planned yet if nothing else is said."""
        there = {one.topic for one in topics}
        free = next((one for one in CourseTopic if one not in there), CourseTopic.OWN)
        return self._ask_new(group, topics, free, "")

    def edit(self, group: Group, topics: Sequence[PlannedTopic], row: TopicLine) -> Undo | None:
        """Change a planned topic, or plan one that was taught and is not planned."""
        planned = row.planned
        if planned is None:
            return self._ask_new(group, topics, row.line.topic.topic, row.line.topic.name)
        others = tuple(topics)

        def keep(typed: PlannedTopic) -> None:
            changed = [typed if one.id == planned.id else one for one in others]
            courses.plan(self._desk, group.id, changed)

        about = f"group.topic/{group.uid}/{row.uid}"
        return self._undo(group, topics, self._ask(planned, keep, about))

    def remove(self, group: Group, topics: Sequence[PlannedTopic], row: TopicLine) -> Undo | None:
        """Plan a topic no more; what was taught of it stays.

        Raises:
            UnknownRecordError: the group is gone.
        """
        planned = row.planned
        if planned is None:
            return None
        courses.plan(self._desk, group.id, [one for one in topics if one.id != planned.id])
        return self._undo(group, topics, True)

    def move(self, group: Group, topics: Sequence[PlannedTopic], row: TopicLine, step: int) -> None:
        """Let a planned topic change places with the one before (-1) or after (1) it.

        Raises:
            UnknownRecordError: the group is gone.
        """
        order = list(topics)
        at = next((place for place, one in enumerate(order) if one == row.planned), None)
        if at is None or not 0 <= at + step < len(order):
            return
        order[at], order[at + step] = order[at + step], order[at]
        courses.plan(self._desk, group.id, order)

    def _ask_new(
        self, group: Group, topics: Sequence[PlannedTopic], topic: CourseTopic, name: str
    ) -> Undo | None:
        blank = PlannedTopic(
            id=PlannedTopicId(0),
            care_group_id=group.id,
            position=len(topics),
            topic=topic,
            name=name,
        )

        def keep(typed: PlannedTopic) -> None:
            courses.plan(self._desk, group.id, (*topics, typed))

        about = f"group.topic/{group.uid}"
        return self._undo(group, topics, self._ask(blank, keep, about))

    def _ask(
        self, planned: PlannedTopic, keep: Callable[[PlannedTopic], object], about: str
    ) -> bool:
        dialog = TopicDialog(self._page, planned, keep)
        dialog.remember(Subject(self._desk, None, about))
        is_kept = messages.run(dialog)
        dialog.deleteLater()
        return is_kept

    def _undo(self, group: Group, topics: Sequence[PlannedTopic], is_done: bool) -> Undo | None:
        if not is_done:
            return None
        return lambda: courses.plan(self._desk, group.id, topics)


def _problems(typed: TypedTopic) -> Mapping[str, DeskError]:
    try:
        meetings_of(typed.meetings)
    except ImpossibleTopicError as problem:
        return {"meetings": problem}
    return {}

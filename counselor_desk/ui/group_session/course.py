"""What of the course a meeting taught: the topics planned for the group first, then the others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from counselor_desk.records import courses
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, TaughtTopic
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.group_session import words


class CourseChoice(ComboBox):
    """One topic or none; a planned topic of the group's own stands here by its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._offered: tuple[TaughtTopic, ...] = ()
        self.offer(())

    def offer(self, planned: Iterable[PlannedTopic]) -> None:
        """Offer the planned topics in their order, then what else a course can teach."""
        mine = [one.taught for one in planned]
        known = {courses.key(one) for one in mine}
        rest = [TaughtTopic(topic=one) for one in CourseTopic]
        self._offered = (*mine, *(one for one in rest if courses.key(one) not in known))
        topic, about = self.course(), self.own_name()
        self.set_options(((None, self.tr("None")), *((one, _named(one)) for one in self._offered)))
        self.show_course(topic, about)

    def show_course(self, topic: CourseTopic | None, about: str) -> None:
        """Choose without telling; an own topic by what the meeting was about, if it is planned."""
        if topic is None:
            self.set_value(None)
            return
        told = courses.key(TaughtTopic.of(topic, about))
        same = (one for one in self._offered if courses.key(one) == told)
        self.set_value(next(same, TaughtTopic(topic=topic)))

    def course(self) -> CourseTopic | None:
        """What was chosen."""
        value = self.value() if self.count() else None
        return value.topic if isinstance(value, TaughtTopic) else None

    def own_name(self) -> str:
        """What the meeting is about if a planned topic of the group's own is chosen, else empty."""
        value = self.value() if self.count() else None
        return value.name if isinstance(value, TaughtTopic) else ""


def _named(one: TaughtTopic) -> str:
    return one.name or words.course(one.topic)

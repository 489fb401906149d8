"""The part that goes into every member's note: topic, what the group did, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.group_sessions import SharedPart
from counselor_desk.records.schedule import PlannedTopic
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.course import CourseChoice
from counselor_desk.ui.group_session.texts import GroupText
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, FlowRow, Row

WIDTH = 300
_WIDEST = 16_777_215


class SharedCard(Card):
    """Written once; in a narrow window it folds away above the members.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 14, 16, 16), spacing=8, parent=parent)
        self._interventions: tuple[str, ...] = ()
        self._buttons: list[Button] = []
        self._is_narrow = False
        self.group_topic_text = LineEdit(max_length=300)
        self.group_shared_text = GroupText(
            name=self.tr("What the group did"), min_lines=4, is_boxed=True
        )
        self.group_step_text = GroupText(name=self.tr("Next step"), min_lines=1, is_boxed=True)
        self.group_course_choice = CourseChoice()
        self.group_add_button = Button(self.tr("Add"), kind="link", icon="plus", is_small=True)
        self.group_own_text = LineEdit(
            hint=self.tr("What you did"), name=self.tr("Own intervention"), max_length=100
        )
        self.group_fold_button = IconButton("chevron-up", self.tr("Fold the shared part"))
        self._summary = ElidedLabel("", "muted")
        self._lay_out()
        self._connect()
        self.show_shared(SharedPart())

    def show_shared(self, shared: SharedPart) -> None:
        """Show what is written, without telling."""
        self.group_topic_text.set_value(shared.topic)
        self.group_course_choice.show_course(shared.course_topic, shared.topic)
        self.group_shared_text.set_value(shared.text)
        self.group_step_text.set_value(shared.next_step)
        self._interventions = shared.interventions
        self.group_own_text.hide()
        self._show_interventions()

    def offer_course(self, planned: Iterable[PlannedTopic]) -> None:
        """Offer what the group means to teach before other topics of a course."""
        self.group_course_choice.offer(planned)

    def collected(self) -> SharedPart:
        """What stands here."""
        return SharedPart(
            topic=self.group_topic_text.value(),
            course_topic=self.group_course_choice.course(),
            text=self.group_shared_text.value(),
            interventions=self._interventions,
            next_step=self.group_step_text.value(),
        )

    def first_empty(self) -> QWidget | None:
        """The first text that has to be written; None when all are."""
        texts = (self.group_topic_text, self.group_shared_text, self.group_step_text)
        return next((one for one in texts if not one.value().strip()), None)

    def has_focus(self) -> bool:
        """Whether somebody writes here."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def point_out(self, place: str) -> bool:
        """Put the focus on what is missing; False when it is not part of this card."""
        target: QWidget | None = {
            "topic": self.group_topic_text,
            "interventions": self.group_shared_text,
            "section_intervention": self.group_shared_text,
            "section_plan": self.group_step_text,
        }.get(place)
        if target is None:
            return False
        self.set_open(is_open=True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Stand beside the members at one width, or above them and fold away."""
        self._is_narrow = is_narrow
        self.setMinimumWidth(0 if is_narrow else themes.current().s(WIDTH))
        self.setMaximumWidth(_WIDEST if is_narrow else themes.current().s(WIDTH))
        self.group_fold_button.setVisible(is_narrow)
        self.set_open(is_open=not is_narrow or self.first_empty() is not None)

    def set_open(self, *, is_open: bool) -> None:
        """Show what is written, or the topic alone."""
        self._inner.setVisible(is_open)
        self._caption.setVisible(is_open)
        self._summary.setVisible(not is_open)
        self._summary.setText(self.group_topic_text.value())
        self.group_fold_button.set_icon("chevron-up" if is_open else "chevron-down")
        self.group_fold_button.set_name(
            self.tr("Fold the shared part") if is_open else self.tr("Show the shared part")
        )

    def _lay_out(self) -> None:
        self._caption = Label(self.tr("Goes into every member’s note"), "caption")
        title = Label(self.tr("Shared part"), "section")
        self.topic_field = LabeledField(self.tr("Topic"), self.group_topic_text)
        self.shared_field = LabeledField(self.tr("What the group did"), self.group_shared_text)
        self.step_field = LabeledField(self.tr("Next step"), self.group_step_text)
        self.course_field = LabeledField(self.tr("Course topic"), self.group_course_choice)
        self._flow = FlowRow(self.group_add_button, spacing=6, row_spacing=6)
        self._inner = QWidget()
        self._inner.setLayout(
            Column(
                self.topic_field,
                self.shared_field,
                self.step_field,
                Label(self.tr("Interventions"), "caption"),
                self._flow,
                self.group_own_text,
                self.course_field,
                spacing=8,
            )
        )
        head = Row(title, 4, (self._summary, 1), self.group_fold_button)
        self.body.add(head, self._caption, self._inner)
        self.group_fold_button.hide()
        self._summary.hide()

    def _connect(self) -> None:
        self.group_topic_text.edited.connect(self._follow_topic)
        self.group_topic_text.editingFinished.connect(self.left)
        for text in (self.group_shared_text, self.group_step_text):
            text.edited.connect(self.edited)
            text.paused.connect(lambda _text: self.left.emit())
        self.group_course_choice.edited.connect(lambda _value: self._follow_course())
        self.group_add_button.clicked.connect(self.open_menu)
        self.group_own_text.returnPressed.connect(self._take_own)
        self.group_fold_button.clicked.connect(
            lambda: self.set_open(is_open=self._inner.isHidden())
        )

    def open_menu(self) -> None:
        """Offer what groups often do, and a line for anything else."""
        menu = QMenu(self)
        for one in words.usual_interventions():
            if one not in self._interventions:
                menu.addAction(one, partial(self.add_intervention, one))
        menu.addSeparator()
        menu.addAction(self.tr("Another…"), self._ask_own)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.group_add_button.mapToGlobal(QPoint(0, self.group_add_button.height())))

    def add_intervention(self, named: str) -> None:
        """Name something that was done."""
        text = " ".join(named.split())
        if text and text not in self._interventions:
            self._interventions = (*self._interventions, text)
            self._show_interventions()
            self.edited.emit()

    def _follow_topic(self, text: str) -> None:
        """An own topic is told by what the meeting was about."""
        choice = self.group_course_choice
        choice.show_course(choice.course(), text)
        self.edited.emit()

    def _follow_course(self) -> None:
        """A meeting counts for a planned own topic when it was about the same words."""
        name = self.group_course_choice.own_name()
        if name:
            # Inserted and not set, so that the line's own undo brings back what stood there.
            self.group_topic_text.selectAll()
            self.group_topic_text.insert(name)
        self.edited.emit()

    def _ask_own(self) -> None:
        self.group_own_text.set_value("")
        self.group_own_text.show()
        self.group_own_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_own(self) -> None:
        self.add_intervention(self.group_own_text.value())
        self.group_own_text.hide()
        self.group_add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, named: str) -> None:
        self._interventions = tuple(one for one in self._interventions if one != named)
        self._show_interventions()
        self.edited.emit()

    def _show_interventions(self) -> None:
        """A button for each; pressing it takes it away."""
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._flow.removeWidget(self.group_add_button)
        self._buttons = []
        for one in self._interventions:
            button = Button(one, icon="check", is_small=True, parent=self._inner)
            button.setAccessibleName(self.tr("Take out {what}").format(what=one))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(partial(self._drop, one))
            self._buttons.append(button)
            self._flow.addWidget(button)
            button.show()
        self._flow.addWidget(self.group_add_button)

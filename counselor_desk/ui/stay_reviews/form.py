"""The form of a new continued-stay review: seven ticks, a decision, its reason, the next date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counselor_desk.records.edits import StayReviewEdit
from counselor_desk.records.stay_reviews import (
    TICKS_FOR_MOVING_ON,
    TICKS_FOR_STAYING,
    StayDecision,
)
from counselor_desk.services import stay_reviews
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.stay_reviews import words
from counselor_desk.ui.text_editor import TextEditor

_ROOM_FOR_TWO = 700


class ReviewForm(Card):
    """What is asked at a review. What was typed stays until it is kept or the form is closed.

    Signals:
        edited: the person ticked, chose or typed something.
        left: a field was left, or typing paused.
        kept: keep this review; carries a `NewStayReview`.
        closed: the person thought better of it.
    """

    edited = Signal()
    left = Signal()
    kept = Signal(object)
    closed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, parent=parent)
        self._today = today
        self._untouched = StayReviewEdit()
        self.ticks: dict[str, CheckBox] = {}
        for name in (*TICKS_FOR_STAYING, *TICKS_FOR_MOVING_ON):
            self.ticks[name] = CheckBox(words.tick(name))
        self.review_day_edit = DateField(today)
        self.review_next_edit = DateField(today)
        self.review_decision_segments = SegmentedControl(
            words.decisions(), name=self.tr("Decision")
        )
        self.review_reason_edit = TextEditor(name=self.tr("Reason"), is_boxed=True, min_lines=3)
        self._day = ParsedField(self.tr("Reviewed on"), self.review_day_edit)
        self._next = ParsedField(self.tr("Next review by"), self.review_next_edit)
        self._decision = LabeledField(self.tr("Decision"), self.review_decision_segments)
        self._reason = LabeledField(self.tr("Reason"), self.review_reason_edit)
        self.caution_banner = Banner("", tone="overdue", icon="triangle-alert")
        self.caution_banner.hide()
        self.review_cancel_button = Button(self.tr("Cancel"))
        self.review_keep_button = Button(self.tr("Keep review"), kind="primary")
        self._lay()
        for box in self.ticks.values():
            box.edited.connect(lambda _on: self._compare())
        self.review_decision_segments.edited.connect(lambda _value: self._decide())
        self._listen()
        self.review_cancel_button.clicked.connect(self.closed)
        self.review_keep_button.clicked.connect(self._keep)

    def show_review(self, new: NewStayReview) -> None:
        """Fill the form."""
        for name, box in self.ticks.items():
            box.set_value(name in new.ticks)
        self.review_day_edit.set_value(new.reviewed_on)
        self.review_next_edit.set_value(new.next_on)
        self.review_decision_segments.set_value(new.decision)
        self.review_reason_edit.set_text(new.reason)
        for field in (self._day, self._next, self._decision, self._reason):
            field.set_error("")
        self._compare()
        self._next.setEnabled(new.decision in {None, StayDecision.CONTINUE})
        self._untouched = self.typed()

    def show_typed(self, typed: StayReviewEdit) -> None:
        """Put back what stood in the form, days as they were typed."""
        for name, box in self.ticks.items():
            box.set_value(name in typed.ticks)
        self.review_decision_segments.set_value(typed.decision)
        self.review_reason_edit.set_text(typed.reason)
        days = (self.review_day_edit, typed.reviewed_on), (self.review_next_edit, typed.next_on)
        for field, text in days:
            field.set_value(None, text)
            field.settle()
        self._decide()

    def typed(self) -> StayReviewEdit:
        """What stands in the form, days as they were typed."""
        decision = self.review_decision_segments.value()
        return StayReviewEdit(
            ticks=tuple(name for name, box in self.ticks.items() if box.value()),
            decision=decision if isinstance(decision, StayDecision) else None,
            reviewed_on=self.review_day_edit.text(),
            next_on=self.review_next_edit.text(),
            reason=self.review_reason_edit.text(),
        )

    def is_dirty(self) -> bool:
        """Whether anything was ticked, chosen or typed."""
        return self.typed() != self._untouched

    def collected(self) -> NewStayReview:
        """What the form says now; a day that cannot be read counts as today."""
        decision = self.review_decision_segments.value()
        return NewStayReview(
            reviewed_on=self.review_day_edit.value() or self._today(),
            ticks=frozenset(name for name, box in self.ticks.items() if box.value()),
            decision=decision if isinstance(decision, StayDecision) else None,
            reason=self.review_reason_edit.text(),
            next_on=self.review_next_edit.value(),
        )

    def complain(self, field: str, sentence: str) -> None:
        """Say what is wrong: with the day, the next day, the decision or the reason."""
        aims = {
            "day": (self._day, self.review_day_edit),
            "next": (self._next, self.review_next_edit),
            "decision": (self._decision, self.review_decision_segments),
            "reason": (self._reason, self.review_reason_edit),
        }
        labeled, aim = aims[field]
        labeled.set_error(sentence)
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Put the focus on the first tick."""
        self.ticks[TICKS_FOR_STAYING[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page the ticks and the fields stand below each other."""
        super().resizeEvent(event)
        is_wide = self.width() >= themes.current().s(_ROOM_FOR_TWO)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for line in (self._groups, self._fields):
            line.setDirection(across if is_wide else down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps the review."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._keep()
        else:
            super().keyPressEvent(event)

    def _lay(self) -> None:
        hold(self._day, width=168)
        hold(self._next, width=168)
        self._groups = Row(
            (self._group(self.tr("For going on here"), TICKS_FOR_STAYING), 1),
            (self._group(self.tr("For moving on"), TICKS_FOR_MOVING_ON), 1),
            spacing=24,
        )
        self._fields = Row(self._decision, self._day, self._next, "stretch", spacing=20)
        for field in (self._decision, self._day, self._next):
            self._fields.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self.body.add(
            Label(self.tr("New review"), "section"),
            Label(
                self.tr("Tick what holds; then decide, and say why in your own words."),
                "muted",
                wraps=True,
            ),
            self._groups,
            2,
            self._fields,
            self._reason,
            self.caution_banner,
            Row("stretch", self.review_cancel_button, self.review_keep_button),
        )

    def _listen(self) -> None:
        """Hear of every change, to keep what is typed."""
        for box in self.ticks.values():
            box.edited.connect(self.edited)
        self.review_decision_segments.edited.connect(self.edited)
        for field in (self.review_day_edit, self.review_next_edit):
            field.textChanged.connect(self.edited)
            field.editingFinished.connect(self.left)
        self.review_reason_edit.edited.connect(self.edited)
        self.review_reason_edit.paused.connect(lambda _text: self.left.emit())

    def _group(self, title: str, names: tuple[str, ...]) -> QWidget:
        group = QWidget()
        boxes = (self.ticks[name] for name in names)
        group.setLayout(Column(Label(title, "caption"), *boxes, "stretch", spacing=7))
        return group

    def _decide(self) -> None:
        goes_on = self.review_decision_segments.value() is StayDecision.CONTINUE
        self._next.setEnabled(goes_on)
        self._decision.set_error("")
        self._compare()

    def _compare(self) -> None:
        """Warn while ticks and decision do not fit together."""
        found = stay_reviews.contradictions(self.collected())
        self.caution_banner.setVisible(bool(found))
        if found:
            self.caution_banner.set_message(found[0].message, tone="overdue", icon="triangle-alert")

    def _keep(self) -> None:
        for name, edit in (("day", self.review_day_edit), ("next", self.review_next_edit)):
            edit.settle()
            if edit.problem():
                self.complain(name, edit.problem())
                return
        for field in (self._decision, self._reason):
            field.set_error("")
        self.kept.emit(self.collected())

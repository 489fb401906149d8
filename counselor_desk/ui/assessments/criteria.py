"""The checklist of whether this level of care fits: a chip for each line, and its reason."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.assessments import (
    Assessment,
    Criterion,
    CriterionAnswer,
    CriterionCode,
)
from counselor_desk.ui.assessments import words
from counselor_desk.ui.assessments.parts import AnswerChip, AssessmentText
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row


class CriterionRow(QWidget):
    """One line of the checklist; not met and overridden ask for the reason below it.

    Signals:
        edited: the person answered or typed.
        left: the reason was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, code: CriterionCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._is_editable = True
        self._reason = ""
        self.criterion_answer_chip = AnswerChip(words.criterion(code))
        self.criterion_reason_text: AssessmentText | None = None
        self._error_label = Label("", "caption", tone="risk", wraps=True)
        self._error_label.hide()
        name = Label(words.criterion(code), wraps=True)
        # The chip keeps room for its ring: without it, it ends where the texts end.
        line = Row((name, 1), self.criterion_answer_chip, margins=(0, 0, -2, 0))
        self._column = Column(line, self._error_label, spacing=3)
        self.setLayout(self._column)
        self.criterion_answer_chip.edited.connect(self._answer)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show what the assessment says, without telling."""
        self.criterion_answer_chip.set_value(criterion.answer)
        self._reason = criterion.reason
        if self.criterion_reason_text is not None:
            self.criterion_reason_text.set_value(criterion.reason)
        self.point_out("")
        self._show_reason()

    def collected(self) -> Criterion:
        """The line as it stands here."""
        text = self.criterion_reason_text
        return Criterion(
            code=self.code,
            answer=self.criterion_answer_chip.value(),
            reason=self._reason if text is None else text.value(),
        )

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        self._is_editable = is_editable
        self.criterion_answer_chip.set_editable(is_editable=is_editable)
        if self.criterion_reason_text is not None:
            self.criterion_reason_text.setReadOnly(not is_editable)

    def point_out(self, message: str) -> None:
        """Say what is missing; an empty text takes it back."""
        self._error_label.setText(message)
        self._error_label.setVisible(bool(message))

    def focus_part(self, part: str) -> None:
        """Put the focus on the reason, or on the answer."""
        is_reason = part == "reason" and self.criterion_reason_text is not None
        target = self.criterion_reason_text if is_reason else self.criterion_answer_chip
        (target or self.criterion_answer_chip).setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        text = self.criterion_reason_text
        return [self.criterion_answer_chip, *([text] if text is not None else [])]

    def _answer(self, _answer: object) -> None:
        self.point_out("")
        self._show_reason()
        self.edited.emit()

    def _show_reason(self) -> None:
        needs_one = self.criterion_answer_chip.value() in {
            CriterionAnswer.NOT_MET,
            CriterionAnswer.OVERRIDDEN,
        }
        if needs_one and self.criterion_reason_text is None:
            self.criterion_reason_text = self._make_reason()
        if self.criterion_reason_text is not None:
            self.criterion_reason_text.setVisible(needs_one)

    def _make_reason(self) -> AssessmentText:
        """The text, made for the first answer that must be explained."""
        name = self.tr("Reason: {criterion}").format(criterion=words.criterion(self.code))
        text = AssessmentText(
            name=name, min_lines=1, is_boxed=True, hint=self.tr("Why, and what is done about it")
        )
        text.set_text(self._reason)
        text.setReadOnly(not self._is_editable)
        text.edited.connect(lambda: self.point_out(""))
        text.edited.connect(self.edited)
        text.paused.connect(lambda _text: self.left.emit())
        self._column.insertWidget(1, text)
        QWidget.setTabOrder(self.criterion_answer_chip, text)
        return text


class CriteriaPart(QWidget):
    """The six lines and how many of them are met.

    Signals:
        edited: the person answered or typed.
        left: a reason was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {code: CriterionRow(code) for code in CriterionCode}
        self._met_label = Label("", "caption")
        title = Label(self.tr("Fits this level of care?"), "section")
        head = Row((title, 1), self._met_label, spacing=8)
        self.setLayout(Column(head, 2, *self.rows.values(), spacing=4))
        for row in self.rows.values():
            row.edited.connect(self._tell)
            row.left.connect(self.left)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what the assessment says, without telling."""
        for code, row in self.rows.items():
            row.show_criterion(assessment.criterion(code))
        self._count()

    def collected(self, assessment: Assessment) -> Assessment:
        """The assessment with what stands here."""
        return replace(assessment, criteria=tuple(row.collected() for row in self.rows.values()))

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        for row in self.rows.values():
            row.set_editable(is_editable=is_editable)

    def point_out(self, place: str, message: str) -> bool:
        """Say what is missing at a place and go there; returns whether it is here."""
        code, _, part = place.partition("/")
        for row in self.rows.values():
            row.point_out(message if row.code == code else "")
        if code not in set(CriterionCode):
            return False
        self.rows[CriterionCode(code)].focus_part(part)
        return True

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [stop for row in self.rows.values() for stop in row.stops()]

    def count_not_met(self) -> int:
        """How many lines are not met."""
        answers = [row.criterion_answer_chip.value() for row in self.rows.values()]
        return answers.count(CriterionAnswer.NOT_MET)

    def _tell(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        answers = [row.criterion_answer_chip.value() for row in self.rows.values()]
        self._met_label.setText(words.met(answers.count(CriterionAnswer.MET)))

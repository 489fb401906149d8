"""The risk of harm and active withdrawal: two questions each, and what was found and done."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.assessments import Assessment, Harm, Level
from counselor_desk.ui.assessments import words
from counselor_desk.ui.assessments.parts import AssessmentText, Choice
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold

_QUESTION_WIDTH = 62


class Question(QWidget):
    """A question beside its answer, with what is missing below.

    Signals:
        edited: the person answered.
    """

    edited = Signal()

    def __init__(
        self, text: str, options: list[tuple[object, str]], *, name: str, width: float
    ) -> None:
        super().__init__()
        self.choice = Choice(options, name=name)
        self._error_label = Label("", "caption", tone="risk", wraps=True)
        self._error_label.hide()
        question = Label(text, "caption", wraps=True)
        hold(question, width=width)
        row = Row(question, self.choice, "stretch", spacing=4)
        self.setLayout(Column(row, self._error_label, spacing=3))
        self.choice.edited.connect(self._tell)

    def point_out(self, message: str) -> None:
        """Say what is missing; an empty text takes it back."""
        self._error_label.setText(message)
        self._error_label.setVisible(bool(message))

    def _tell(self, _answer: object) -> None:
        self.point_out("")
        self.edited.emit()


class RiskPart(QWidget):
    """Harm to self and to others; a present risk opens how serious it is and four texts.

    The cross closes the drawer that it is in, where there is no room for it beside the domains.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        harms = words.options(Harm, words.harm)
        self.level_chip = Chip("", "risk", "triangle-alert")
        self.self_question = Question(
            self.tr("To self"),
            harms,
            name=self.tr("Risk of harm to self"),
            width=_QUESTION_WIDTH,
        )
        self.others_question = Question(
            self.tr("To others"),
            harms,
            name=self.tr("Risk of harm to others"),
            width=_QUESTION_WIDTH,
        )
        self._questions = {
            "harm_to_self": self.self_question,
            "harm_to_others": self.others_question,
        }
        self.harm_level_combo = ComboBox(words.options(Level, words.level), is_small=True)
        self._level_field = LabeledField(self.tr("How serious"), self.harm_level_combo)
        self._fields: dict[str, LabeledField] = {}
        self._details = QWidget()
        self._detail_rows = Column(self._level_field, spacing=8)
        self._details.setLayout(self._detail_rows)
        self.close_button = IconButton("x", self.tr("Close"))
        self.close_button.hide()
        title = Label(self.tr("Risk of harm"), "section")
        head = Row(title, "stretch", self.level_chip, self.close_button)
        questions = (self.self_question, self.others_question)
        self.setLayout(Column(head, *questions, self._details, spacing=8))
        for question in questions:
            question.edited.connect(self._answer)
        self.harm_level_combo.edited.connect(lambda _level: self._answer())
        self._assessment: Assessment | None = None
        self._is_editable = True

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what the assessment says, without telling."""
        self._assessment = assessment
        self.self_question.choice.set_value(assessment.harm_to_self)
        self.others_question.choice.set_value(assessment.harm_to_others)
        self.harm_level_combo.set_value(assessment.harm_level)
        for name, field in self._fields.items():
            _editor(field).set_value(getattr(assessment, name))
        self.point_out("", "")
        self._show_details()

    def collected(self, assessment: Assessment) -> Assessment:
        """The assessment with what stands here; hidden texts stay until it is signed."""
        to_self, to_others = (one.choice.value() for one in self._questions.values())
        level = self.harm_level_combo.value()
        texts = {name: _editor(field).value() for name, field in self._fields.items()}
        return replace(
            assessment,
            harm_to_self=to_self if isinstance(to_self, Harm) else None,
            harm_to_others=to_others if isinstance(to_others, Harm) else None,
            harm_level=level if isinstance(level, Level) else Level.UNSAID,
            ideation=texts.get("ideation", assessment.ideation),
            intent=texts.get("intent", assessment.intent),
            means=texts.get("means", assessment.means),
            action=texts.get("action", assessment.action),
        )

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        self._is_editable = is_editable
        for question in self._questions.values():
            question.choice.set_editable(is_editable=is_editable)
        self._level_field.setVisible(is_editable)
        for field in self._fields.values():
            _editor(field).setReadOnly(not is_editable)

    def point_out(self, place: str, message: str) -> bool:
        """Say what is missing at a place and go there; returns whether it is here."""
        for name, question in self._questions.items():
            question.point_out(message if name == place else "")
        for name, field in self._fields.items():
            field.set_error(message if name == place else "")
        if place in self._questions:
            target: QWidget = self._questions[place].choice
        elif place in self._fields:
            target = self._fields[place].field
        else:
            return False
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        texts = (field.field for field in self._fields.values())
        questions = (one.choice.segments for one in self._questions.values())
        return [*questions, self.harm_level_combo, *texts]

    def _answer(self) -> None:
        self._show_details()
        self.edited.emit()

    def _show_details(self) -> None:
        answers = {question.choice.value() for question in self._questions.values()}
        is_present = Harm.PRESENT in answers
        if is_present and not self._fields:
            self._make_fields()
        self._details.setVisible(is_present)
        level = self.harm_level_combo.value()
        is_said = isinstance(level, Level) and level is not Level.UNSAID
        word = words.level(level) if isinstance(level, Level) and is_said else self.tr("Present")
        self.level_chip.set_state(word, "risk", "triangle-alert")
        self.level_chip.setVisible(is_present)

    def _make_fields(self) -> None:
        """The four texts, made for the first present risk."""
        self._fields = {
            "ideation": self._field(self.tr("Thoughts of harm")),
            "intent": self._field(self.tr("Intent and plan")),
            "means": self._field(self.tr("Means at hand")),
            "action": self._field(self.tr("What you did about it")),
        }
        self._detail_rows.add(*self._fields.values())
        for name, field in self._fields.items():
            _editor(field).set_text(getattr(self._assessment, name, ""))
            _editor(field).setReadOnly(not self._is_editable)
        stops = self.stops()
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _field(self, label: str) -> LabeledField:
        editor = AssessmentText(name=label, min_lines=1, is_boxed=True)
        field = LabeledField(label, editor)
        editor.edited.connect(lambda: field.set_error(""))
        editor.edited.connect(self.edited)
        editor.paused.connect(lambda _text: self.left.emit())
        return field


class WithdrawalPart(QWidget):
    """Whether withdrawal is active, and what was decided when it is.

    Signals:
        edited: the person changed something.
        left: the text was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        answers: list[tuple[object, str]] = [(False, self.tr("No")), (True, self.tr("Yes"))]
        name = self.tr("Active withdrawal")
        self.question = Question(name, answers, name=name, width=150)
        self.withdrawal_text = AssessmentText(name="", min_lines=1, is_boxed=True)
        label = self.tr("What was decided, by whom")
        self._field = LabeledField(label, self.withdrawal_text)
        self.withdrawal_text.setAccessibleName(label)
        self._field.hide()
        self.setLayout(Column(self.question, self._field, spacing=6))
        self.question.edited.connect(self._answer)
        self.withdrawal_text.edited.connect(lambda: self._field.set_error(""))
        self.withdrawal_text.edited.connect(self.edited)
        self.withdrawal_text.paused.connect(lambda _text: self.left.emit())

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what the assessment says, without telling."""
        self.question.choice.set_value(assessment.in_withdrawal)
        self.withdrawal_text.set_value(assessment.withdrawal_decision)
        self.point_out("", "")
        self._show_decision()

    def collected(self, assessment: Assessment) -> Assessment:
        """The assessment with what stands here."""
        answer = self.question.choice.value()
        return replace(
            assessment,
            in_withdrawal=answer if isinstance(answer, bool) else None,
            withdrawal_decision=self.withdrawal_text.value(),
        )

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        self.question.choice.set_editable(is_editable=is_editable)
        self.withdrawal_text.setReadOnly(not is_editable)

    def point_out(self, place: str, message: str) -> bool:
        """Say what is missing at a place and go there; returns whether it is here."""
        self.question.point_out(message if place == "in_withdrawal" else "")
        self._field.set_error(message if place == "withdrawal_decision" else "")
        if place == "in_withdrawal":
            self.question.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place == "withdrawal_decision":
            self.withdrawal_text.setFocus(Qt.FocusReason.OtherFocusReason)
        return place in {"in_withdrawal", "withdrawal_decision"}

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [self.question.choice.segments, self.withdrawal_text]

    def _answer(self) -> None:
        self._show_decision()
        self.edited.emit()

    def _show_decision(self) -> None:
        self._field.setVisible(self.question.choice.value() is True)


def _editor(field: LabeledField) -> AssessmentText:
    if not isinstance(field.field, AssessmentText):
        raise TypeError
    return field.field

"""The risk line of a note: answered or not, and what was found and done."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.notes import Note, Risk
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid, Row
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.texts import NoteText
from counselor_desk.ui.segments import SegmentedControl

REMARK_LIMIT = 2000


class RiskLine(QWidget):
    """None reported, present or not assessed; a present risk opens four fields.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
        answered: an answer was chosen; sent before `edited`.
        safety_plan_requested: name the safety plan in the next steps.
    """

    edited = Signal()
    left = Signal()
    answered = Signal()
    safety_plan_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_risk_segments = SegmentedControl(
            words.options(Risk, words.risk), name=self.tr("Risk today")
        )
        self.note_risk_remark = LineEdit(
            hint=self.tr("Remark"), name=self.tr("Remark on risk"), max_length=REMARK_LIMIT
        )
        dress(self.note_risk_remark, k="plain")
        self._error_icon = Icon("circle-alert", "risk", size=14)
        self._error = Label("", "caption", tone="risk", wraps=True)
        self._error_row = Row(self._error_icon, (self._error, 1), spacing=6)
        self._note: Note | None = None
        self._fields: dict[str, LabeledField] = {}
        self._details = QWidget()
        head = Row(
            Icon("shield"),
            Label(self.tr("Risk today"), "muted"),
            self.note_risk_segments,
            (self.note_risk_remark, 1),
        )
        self.setLayout(Column(head, self._details, self._error_row, spacing=8))
        self.note_risk_segments.edited.connect(self._answer)
        self.note_risk_remark.edited.connect(self.edited)
        self.note_risk_remark.editingFinished.connect(self.left)
        self.set_error("", "")
        self._show_details()

    def show_note(self, note: Note) -> None:
        """Show what the note says, without telling."""
        self.note_risk_segments.set_value(note.risk)
        self.note_risk_remark.set_value(note.risk_remark)
        self._note = note
        for name, field in self._fields.items():
            self._editor(field).set_text(getattr(note, name))
        self.set_error("", "")
        self._show_details()

    def collected(self, note: Note) -> Note:
        """The note with what stands here. What was typed about a risk stays when it is hidden."""
        answer = self.note_risk_segments.value()
        answered = replace(
            note,
            risk=answer if isinstance(answer, Risk) else None,
            risk_remark=self.note_risk_remark.value(),
        )
        if not self._fields:
            return answered
        texts = {name: self._editor(field).value() for name, field in self._fields.items()}
        return replace(
            answered,
            risk_ideation=texts["risk_ideation"],
            risk_plan=texts["risk_plan"],
            risk_means=texts["risk_means"],
            risk_action=texts["risk_action"],
        )

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        fields: list[QWidget] = [self._editor(field) for field in self._fields.values()]
        if fields:
            fields.append(self.note_safety_plan_button)
        return [self.note_risk_segments, self.note_risk_remark, *fields]

    def set_error(self, place: str, message: str) -> None:
        """Say what is missing at `risk` or one of its four fields; empty takes it back."""
        for name, field in self._fields.items():
            field.set_error(message if name == place else "")
        is_mine = bool(message) and place == "risk"
        self._error.setText(message if is_mine else "")
        self._error.setVisible(is_mine)
        self._error_icon.setVisible(is_mine)

    def focus_place(self, place: str) -> None:
        """Put the caret where the gap is."""
        target = self._editor(self._fields[place]) if place in self._fields else None
        (target or self.note_risk_segments).setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, _value: object) -> None:
        self.set_error("", "")
        self._show_details()
        self.answered.emit()
        self.edited.emit()

    def _show_details(self) -> None:
        is_present = self.note_risk_segments.value() is Risk.PRESENT
        if is_present and not self._fields:
            self._make_details()
        self._details.setVisible(is_present)

    def _make_details(self) -> None:
        """The four fields, made for the first present risk."""
        self._fields = {
            "risk_ideation": self._field(self.tr("Thoughts of harm")),
            "risk_plan": self._field(self.tr("Plan")),
            "risk_means": self._field(self.tr("Means at hand")),
            "risk_action": self._field(self.tr("What you did about it")),
        }
        grid = Grid(spacing=16, row_spacing=8)
        for place, field in enumerate(self._fields.values()):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self.note_safety_plan_button = Button(
            self.tr("Name the safety plan in Plan"), kind="link", is_small=True
        )
        self.note_safety_plan_button.clicked.connect(self.safety_plan_requested)
        grid.addWidget(self.note_safety_plan_button, 2, 0, Qt.AlignmentFlag.AlignLeft)
        self._details.setLayout(grid)
        for name, field in self._fields.items():
            self._editor(field).set_text(getattr(self._note, name, ""))
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)

    def _field(self, label: str) -> LabeledField:
        editor = NoteText(name=label, min_lines=1, is_boxed=True)
        field = LabeledField(label, editor)
        editor.edited.connect(lambda: field.set_error(""))
        editor.edited.connect(self.edited)
        editor.paused.connect(lambda _text: self.left.emit())
        return field

    def _editor(self, field: LabeledField) -> NoteText:
        if not isinstance(field.field, NoteText):
            raise TypeError
        return field.field

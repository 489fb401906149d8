"""The risk line of one member: answered or not, and four fields where a risk is present."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.group_sessions import MemberEdit
from counselor_desk.records.notes import Risk
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.texts import GroupText
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid, Row
from counselor_desk.ui.segments import SegmentedControl


class MemberRisk(QWidget):
    """None reported, present or not assessed.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, *beside: QWidget, parent: QWidget | None = None) -> None:
        """`beside` stands at the right end of the line, asked or not."""
        super().__init__(parent)
        self._row: MemberEdit | None = None
        self.group_risk_segments = SegmentedControl(
            words.options(Risk, words.risk), name=self.tr("Risk today")
        )
        self.fields: dict[str, LabeledField] = {}
        self._details = QWidget()
        self._details.hide()
        self._line = QWidget()
        self._line.setLayout(
            Row(
                Icon("shield"),
                Label(self.tr("Risk today"), "muted"),
                self.group_risk_segments,
            )
        )
        self.setLayout(Column(Row(self._line, "stretch", *beside), self._details))
        self.group_risk_segments.edited.connect(self._answer)

    def show_row(self, row: MemberEdit) -> None:
        """Show what is answered, without telling."""
        self._row = row
        self.group_risk_segments.set_value(row.risk)
        self._show_details()
        for name, field in self.fields.items():
            _editor(field).set_text(getattr(row, name))
            field.set_error("")

    def collected(self, row: MemberEdit) -> MemberEdit:
        """The row with what stands here; what was typed about a risk stays when it is hidden."""
        answer = self.group_risk_segments.value()
        answered = replace(row, risk=answer if isinstance(answer, Risk) else None)
        if not self.fields:
            return answered
        told = {name: _editor(field).value() for name, field in self.fields.items()}
        return replace(
            answered,
            risk_ideation=told["risk_ideation"],
            risk_plan=told["risk_plan"],
            risk_means=told["risk_means"],
            risk_action=told["risk_action"],
        )

    def set_asked(self, *, is_asked: bool) -> None:
        """Whether there was somebody to ask."""
        self._line.setVisible(is_asked)
        self._details.setVisible(is_asked and self._is_present())

    def focus_place(self, place: str, message: str) -> bool:
        """Put the caret where something is missing; False when that is not here."""
        if place == "risk":
            self.group_risk_segments.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if place in self.fields:
            self.fields[place].set_error(message)
            _editor(self.fields[place]).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _answer(self, _value: object) -> None:
        self._show_details()
        self.edited.emit()

    def _show_details(self) -> None:
        is_present = self._is_present()
        if is_present and not self.fields:
            self._make_details()
        self._details.setVisible(is_present)

    def _is_present(self) -> bool:
        return self.group_risk_segments.value() is Risk.PRESENT

    def _make_details(self) -> None:
        """The four fields, made for the first present risk."""
        self.fields = {
            "risk_ideation": self._field(self.tr("Thoughts of harm")),
            "risk_plan": self._field(self.tr("Plan")),
            "risk_means": self._field(self.tr("Means at hand")),
            "risk_action": self._field(self.tr("What you did about it")),
        }
        grid = Grid(spacing=16, row_spacing=8)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self._details.setLayout(grid)
        if self._row is not None:
            for name, field in self.fields.items():
                _editor(field).set_text(getattr(self._row, name))

    def _field(self, label: str) -> LabeledField:
        editor = GroupText(name=label, min_lines=1, is_boxed=True)
        field = LabeledField(label, editor)
        editor.edited.connect(lambda: field.set_error(""))
        editor.edited.connect(self.edited)
        return field


def _editor(field: LabeledField) -> GroupText:
    if not isinstance(field.field, GroupText):
        raise TypeError
    return field.field

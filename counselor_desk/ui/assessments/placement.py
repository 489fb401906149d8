"""Level of care, severity and summary as the counselor says them, the day, and domain names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.assessments import Assessment, Edition, Severity
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.ui.assessments import words
from counselor_desk.ui.assessments.parts import AssessmentText
from counselor_desk.ui.cards import Line
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.parsed_fields import DateField, ParsedField

LEVEL_LIMIT = 80
DAY = "assessed_on"


class PlacementPart(QWidget):
    """What the counselor concludes. The program computes nothing here.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
        edition_chosen: the domains are to have other names; carries an `Edition`.
    """

    edited = Signal()
    left = Signal()
    edition_chosen = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level_edit = LineEdit(max_length=LEVEL_LIMIT)
        self.severity_combo = ComboBox(words.options(Severity, words.severity))
        self.day_date = DateField(today, name=self.tr("Day of the assessment"))
        self.edition_combo = ComboBox(words.options(Edition, words.edition))
        self.summary_text = AssessmentText(name=self.tr("Summary"), min_lines=3, is_boxed=True)
        self._day_field = ParsedField(
            self.tr("Day of the assessment"), self.day_date, shows_meaning=False
        )
        level = LabeledField(self.tr("Level of care, typed by you"), self.level_edit)
        severity = LabeledField(self.tr("Severity"), self.severity_combo)
        edition = LabeledField(self.tr("Names of the domains"), self.edition_combo)
        self.setLayout(
            Column(
                field_grid((level, severity)),
                LabeledField(self.tr("Summary"), self.summary_text),
                Line(),
                self._day_field,
                edition,
                spacing=12,
            )
        )
        self.level_edit.edited.connect(lambda _text: self.edited.emit())
        self.level_edit.editingFinished.connect(self.left)
        self.severity_combo.edited.connect(lambda _value: self.edited.emit())
        self.day_date.textEdited.connect(lambda _text: self.edited.emit())
        self.day_date.edited.connect(lambda _day: self.edited.emit())
        self.edition_combo.edited.connect(self.edition_chosen)
        self.summary_text.edited.connect(self.edited)
        self.summary_text.paused.connect(lambda _text: self.left.emit())

    def show_edit(self, edit: AssessmentEdit) -> None:
        """Show what the assessment says, and a date that could not be read as it was typed."""
        assessment = edit.assessment
        self.level_edit.set_value(assessment.level_of_care)
        self.severity_combo.set_value(assessment.severity)
        self.edition_combo.set_value(assessment.edition)
        self.summary_text.set_value(assessment.summary)
        if DAY in edit.typed:
            self.day_date.set_value(None, edit.typed[DAY])
        elif self.day_date.value() != assessment.assessed_on:
            self.day_date.set_value(assessment.assessed_on)

    def collected(self, assessment: Assessment) -> Assessment:
        """The assessment with what stands here; a date that cannot be read stays as it was."""
        severity, edition = self.severity_combo.value(), self.edition_combo.value()
        return replace(
            assessment,
            level_of_care=self.level_edit.value(),
            severity=severity if isinstance(severity, Severity) else Severity.UNSAID,
            edition=edition if isinstance(edition, Edition) else assessment.edition,
            summary=self.summary_text.value(),
            assessed_on=self.day_date.value() or assessment.assessed_on,
        )

    def typed(self) -> dict[str, str]:
        """What stands in the date field and is no date, be it nothing."""
        text = self.day_date.text().strip()
        return {} if self.day_date.value() is not None else {DAY: text}

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        for line in (self.level_edit, self.day_date):
            line.setReadOnly(not is_editable)
        for combo in (self.severity_combo, self.edition_combo):
            combo.set_editable(is_editable=is_editable)
        self.summary_text.setReadOnly(not is_editable)

    def point_out(self, place: str, message: str) -> bool:
        """Say what is missing at the date and go there; returns whether it is here."""
        if place != DAY:
            return False
        self._day_field.set_error(message)
        self.day_date.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [
            self.level_edit,
            self.severity_combo,
            self.summary_text,
            self.day_date,
            self.edition_combo,
        ]

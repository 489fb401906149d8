"""The inspector of the assessment: risk, withdrawal, the checklist and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.ui.assessments import words
from counselor_desk.ui.assessments.criteria import CriteriaPart
from counselor_desk.ui.assessments.placement import PlacementPart
from counselor_desk.ui.assessments.risk import RiskPart, WithdrawalPart
from counselor_desk.ui.cards import Line
from counselor_desk.ui.inspector import InspectorPane
from counselor_desk.ui.layouts import Column

_MARGINS = (18, 14, 8, 18)


class AssessmentInspector(InspectorPane):
    """Everything of an assessment beside its domains.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
        edition_chosen: the domains are to have other names; carries an `Edition`.
        close_requested: the cross of the drawer.
    """

    edited = Signal()
    left = Signal()
    edition_chosen = Signal(object)
    close_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self.risk = RiskPart()
        self.withdrawal = WithdrawalPart()
        self.criteria = CriteriaPart()
        self.placement = PlacementPart(today)
        parts = (self.risk, self.withdrawal, self.criteria, self.placement)
        content = QWidget()
        content.setLayout(
            Column(
                self.risk,
                Line(),
                self.withdrawal,
                Line(),
                self.criteria,
                Line(),
                self.placement,
                "stretch",
                margins=_MARGINS,
                spacing=11,
            )
        )
        super().__init__(content, name=words.translated("Risk and level of care"), parent=parent)
        for part in parts:
            part.edited.connect(self.edited)
            part.left.connect(self.left)
        self.placement.edition_chosen.connect(self.edition_chosen)
        self.risk.close_button.clicked.connect(self.close_requested)

    def show_edit(self, edit: AssessmentEdit) -> None:
        """Show what the assessment says, without telling."""
        self.risk.show_assessment(edit.assessment)
        self.withdrawal.show_assessment(edit.assessment)
        self.criteria.show_assessment(edit.assessment)
        self.placement.show_edit(edit)

    def collected(self, edit: AssessmentEdit) -> AssessmentEdit:
        """The assessment with what stands here."""
        assessment = edit.assessment
        for part in (self.risk, self.withdrawal, self.criteria, self.placement):
            assessment = part.collected(assessment)
        return replace(edit, assessment=assessment, typed=self.placement.typed())

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        for part in (self.risk, self.withdrawal, self.criteria, self.placement):
            part.set_editable(is_editable=is_editable)

    def set_closable(self, *, is_closable: bool) -> None:
        """Whether it is a drawer, which covers what is below it."""
        self.risk.close_button.setVisible(is_closable)

    def point_out(self, place: str, message: str) -> bool:
        """Say what is missing at a place and go there; returns whether it is here."""
        parts = (self.risk, self.withdrawal, self.criteria, self.placement)
        # Not any(...): each part takes back what it said before.
        return True in [part.point_out(place, message) for part in parts]

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [
            *self.risk.stops(),
            *self.withdrawal.stops(),
            *self.criteria.stops(),
            *self.placement.stops(),
        ]

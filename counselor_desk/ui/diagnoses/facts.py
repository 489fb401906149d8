"""The dialog of one diagnosis: its code, and everything that is known beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.diagnoses import Diagnosis, DiagnosisStatus
from counselor_desk.services.icd10 import Term
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.diagnoses import words
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.forms import Bindable
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.typed_dialog import Subject, TypedDialog

_WIDTH = 640
_LONGEST = 2000


class DiagnosisDialog(TypedDialog):
    """Shows a diagnosis and takes what is typed; a problem is said at its field.

    `problems` tells by field what keeps one from being kept, `act` keeps it, and `pick` asks for
    another code. A diagnosis without an id is new: only what holds can be added. What is typed
    outlives a lock where `about` is told.
    """

    def __init__(
        self,
        parent: QWidget | None,
        diagnosis: Diagnosis,
        *,
        today: Callable[[], date],
        pick: Callable[[str], Term | None],
        problems: Callable[[Diagnosis], Mapping[str, DeskError]],
        act: Callable[[Diagnosis], object],
        about: Subject | None = None,
    ) -> None:
        is_new = diagnosis.id == 0
        super().__init__(parent, diagnosis.code, width=_WIDTH)
        self.setObjectName("diagnosis_dialog")
        self._record, self._is_new = diagnosis, is_new
        self._pick, self._problems, self._act = pick, problems, act
        self._make(today)
        self._lay()
        self._show()
        if about is not None:
            self.take_up(about, self._bindables())
        self.diagnosis_onset_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> Diagnosis:
        """The diagnosis with what the fields say now."""
        status = cast("DiagnosisStatus", self.status_segments.value())
        return replace(
            self._record,
            onset=self.diagnosis_onset_edit.value(),
            made_by=self.diagnosis_maker_edit.value(),
            remark=self.diagnosis_remark_edit.value(),
            noted_on=self.diagnosis_noted_edit.value() or self._record.noted_on,
            is_principal=self.diagnosis_principal_box.value(),
            status=status,
            ended_on=self.diagnosis_ended_edit.value(),
        )

    def show_typed_again(self) -> None:
        """The code is the one that was chosen, and what ended has a last day."""
        code, term = self._code_edit.text(), self._words_edit.text()
        self._record = replace(self._record, code=code, words=term)
        self._show_code()
        self._turn()

    def _bindables(self) -> dict[str, Bindable]:
        edits = {name: labeled.field for name, labeled in self.fields.items()}
        return {
            **{name: edit for name, edit in edits.items() if isinstance(edit, LineEdit)},
            "is_principal": self.diagnosis_principal_box,
            "status": self.status_segments,
            "code": self._code_edit,
            "words": self._words_edit,
        }

    def _make(self, today: Callable[[], date]) -> None:
        self.diagnosis_code_button = Button(self.tr("Change code…"), kind="link")
        self.diagnosis_onset_edit = LineEdit(hint=self.tr("2019, March 2024"), max_length=_LONGEST)
        self.diagnosis_maker_edit = LineEdit(hint=self.tr("if somebody else"), max_length=_LONGEST)
        self.diagnosis_remark_edit = LineEdit(max_length=_LONGEST)
        self.diagnosis_noted_edit = DateField(today)
        self.diagnosis_ended_edit = DateField(today)
        self.diagnosis_principal_box = CheckBox(self.tr("Principal diagnosis"))
        self.status_segments = SegmentedControl(words.statuses(), name=self.tr("Status"))
        # Never seen: the code is chosen in another dialog, and its draft keeps what is in fields.
        self._code_edit = LineEdit(parent=self)
        self._words_edit = LineEdit(max_length=_LONGEST, parent=self)
        for edit in (self._code_edit, self._words_edit):
            edit.hide()
        self.fields: dict[str, LabeledField] = {
            "onset": LabeledField(self.tr("Onset"), self.diagnosis_onset_edit),
            "noted_on": ParsedField(
                self.tr("In the chart since"), self.diagnosis_noted_edit, shows_meaning=False
            ),
            "made_by": LabeledField(self.tr("Made by"), self.diagnosis_maker_edit),
            "ended_on": ParsedField(
                self.tr("Until"), self.diagnosis_ended_edit, shows_meaning=False
            ),
            "remark": LabeledField(self.tr("Remark"), self.diagnosis_remark_edit),
        }
        self.diagnosis_back_button = Button(self.tr("Back"))
        verb = self.tr("Add diagnosis") if self._is_new else self.tr("Save")
        self.diagnosis_keep_button = Button(verb, kind="primary")
        self.diagnosis_code_button.clicked.connect(self._change_code)
        self.status_segments.edited.connect(lambda _status: self._turn())
        self.diagnosis_back_button.clicked.connect(self.reject)
        self.diagnosis_keep_button.clicked.connect(self._keep)

    def _lay(self) -> None:
        self._status = QWidget()
        self._status.setLayout(
            Column(
                Label(self.tr("Status"), "caption"),
                Row(self.status_segments, "stretch"),
                "stretch",
                spacing=4,
            )
        )
        grid, top = Grid(spacing=12, row_spacing=10), Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.fields["onset"], 0, 0, top)
        grid.addWidget(self.fields["noted_on"], 0, 1, top)
        grid.addWidget(self.fields["made_by"], 0, 2, top)
        grid.addWidget(self.fields["remark"], 1, 0, 1, 3, top)
        grid.addWidget(self._status, 2, 0, 1, 2, top)
        grid.addWidget(self.fields["ended_on"], 2, 2, top)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.body.add(4, grid, self.diagnosis_principal_box, self.problem_banner)
        self._status.setVisible(not self._is_new)
        self.set_buttons(
            self.diagnosis_back_button,
            self.diagnosis_keep_button,
            escape=self.diagnosis_code_button,
        )

    def _show(self) -> None:
        record = self._record
        self._show_code()
        self._tell_code()
        self.diagnosis_onset_edit.set_value(record.onset)
        self.diagnosis_maker_edit.set_value(record.made_by)
        self.diagnosis_remark_edit.set_value(record.remark)
        self.diagnosis_noted_edit.set_value(record.noted_on)
        self.diagnosis_ended_edit.set_value(record.ended_on)
        self.diagnosis_principal_box.set_value(record.is_principal)
        self.status_segments.set_value(record.status)
        self._turn()

    def _show_code(self) -> None:
        record = self._record
        self.title_label.setText(record.code)
        self.setAccessibleName(words.joined(record.code, record.words))
        self.set_sentence(words.joined(record.words, words.release(record.release)))

    def _tell_code(self) -> None:
        self._code_edit.set_value(self._record.code)
        self._words_edit.set_value(self._record.words)

    def _turn(self) -> None:
        """Only what ended has a last day, and only what holds can lead."""
        is_active = self.status_segments.value() is DiagnosisStatus.ACTIVE
        self.fields["ended_on"].setVisible(not is_active)
        self.diagnosis_principal_box.setEnabled(is_active)
        self._refit()

    def _change_code(self) -> None:
        term = self._pick(self._record.code)
        if term is not None:
            self._record = replace(self._record, code=term.code, words=term.words)
            self._show_code()
            self._tell_code()
            self._code_edit.edited.emit(term.code)
            self._say({})

    def _keep(self) -> None:
        for field in (self.diagnosis_noted_edit, self.diagnosis_ended_edit):
            field.settle()
            if field.problem() and field.isVisibleTo(self):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        typed = self.typed()
        problems = {name: str(problem) for name, problem in self._problems(typed).items()}
        self._say(problems)
        if problems:
            return
        try:
            self._act(typed)
        except DeskError as problem:
            self._say({"": str(problem)})
        else:
            self.accept()

    def _say(self, problems: Mapping[str, str]) -> None:
        """What is wrong, each at its field; the rest in the banner."""
        for name, field in self.fields.items():
            if name in problems or field.error():
                field.set_error(problems.get(name, ""))
        others = [text for name, text in problems.items() if name not in self.fields]
        self.problem_banner.set_message(" ".join(others), tone="risk")
        self.problem_banner.setVisible(bool(others))
        first = next((name for name in self.fields if name in problems), None)
        if first is not None:
            self.fields[first].field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refit()

    def _refit(self) -> None:
        if self.isVisible():
            self.place()

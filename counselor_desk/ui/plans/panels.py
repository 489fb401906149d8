"""What the inspector shows of a problem, a goal, an objective, and of the plan itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import (
    Goal,
    Objective,
    ObjectiveCategory,
    ObjectiveStatus,
    Plan,
    Problem,
    ProblemCourse,
)
from counselor_desk.ui import text_blanks
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField
from counselor_desk.ui.plans import words
from counselor_desk.ui.plans.changes import ChangeList
from counselor_desk.ui.plans.domains import DomainTicks
from counselor_desk.ui.plans.entries import Entry
from counselor_desk.ui.plans.evidence import EvidenceList
from counselor_desk.ui.plans.findings import FindingList
from counselor_desk.ui.plans.interventions import InterventionList
from counselor_desk.ui.plans.measures import ObjectiveMeasures
from counselor_desk.ui.plans.ratings import RatingList
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.signatures import SignatureList
from counselor_desk.ui.text_editor import TextEditor

Record = TypeVar("Record", Problem, Goal, Objective, Plan)
_MARGINS = (18, 14, 8, 16)


class RecordPanel(QWidget):
    """A heading, and the fields of one record by name.

    Signals:
        edited: the person changed something.
        left: a field was left.
        close_requested: the cross at the heading.
    """

    edited = Signal()
    left = Signal()
    close_requested = Signal()

    def __init__(self, entries: Mapping[str, Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = dict(entries)
        self._heading = Label("", "group")
        self.inspector_close_button = IconButton("x", self.tr("Close"))
        self.inspector_close_button.clicked.connect(self.close_requested)
        self.column = Column(
            Row((self._heading, 1), self.inspector_close_button), margins=_MARGINS, spacing=10
        )
        self.setLayout(self.column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for entry in self.entries.values():
            entry.edited.connect(self.edited)
            entry.left.connect(self.left)

    def show_fields(
        self,
        heading: str,
        uid: Uid,
        record: Problem | Goal | Objective | Plan,
        typed: Mapping[str, str],
        *,
        is_editable: bool,
    ) -> None:
        """Fill the fields from a record; `typed` has the dates that are none yet."""
        self._heading.setText(heading)
        for name, entry in self.entries.items():
            entry.show_value(getattr(record, name), typed.get(f"{uid}/{name}", ""))
            entry.set_editable(is_editable=is_editable)

    def applied(self, record: Record) -> Record:
        """The record as the fields say it."""
        shown: dict[str, Any] = {name: entry.value() for name, entry in self.entries.items()}
        return replace(record, **shown)

    def typed(self, uid: Uid) -> dict[str, str]:
        """The dates that are none yet, by `uid/field`; empty for those that are in order."""
        return {
            f"{uid}/{name}": entry.typed()
            for name, entry in self.entries.items()
            if isinstance(entry.field, DateField)
        }

    def focus_field(self, name: str = "") -> None:
        """Put the caret into a field, the first one by default; a blank in it is selected."""
        entry = self.entries.get(name) or next(iter(self.entries.values()))
        entry.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(entry.field, TextEditor):
            blank = next(iter(text_blanks.of_editor(entry.field)), None)
            if blank is not None:
                text_blanks.select(entry.field, blank)

    def first_text(self) -> TextEditor:
        """The words of the record."""
        fields = (entry.field for entry in self.entries.values())
        return next(field for field in fields if isinstance(field, TextEditor))


class ProblemPanel(RecordPanel):
    """A need in words, its diagnosis code, where it comes from and what is done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._domains: Mapping[DomainCode, str] = {}
        self.domain_ticks = DomainTicks()
        self.problem_text = TextEditor(name=_tr("Problem"), is_boxed=True)
        self.problem_code_edit = LineEdit(max_length=40)
        self.problem_course_segments = SegmentedControl(
            [(one, words.course(one)) for one in ProblemCourse], name=_tr("What is done about it")
        )
        self.problem_course_reason_text = TextEditor(name=_tr("Reason"), is_boxed=True)
        super().__init__(
            {
                "text": Entry(self.problem_text),
                "code": Entry(self.problem_code_edit, _tr("Diagnosis code")),
                "course": Entry(
                    self.problem_course_segments, _tr("What is done about it"), said=words.course
                ),
                "course_reason": Entry(self.problem_course_reason_text, _tr("Reason")),
            },
            parent,
        )
        self.problem_course_segments.edited.connect(lambda _course: self._show_reason())
        self.domain_ticks.edited.connect(self.edited)
        self.domain_ticks.edited.connect(self.left)
        self.column.add(*self.entries.values(), self.domain_ticks, "stretch")

    def offer_domains(self, domains: Mapping[DomainCode, str]) -> None:
        """The domains a problem may answer, in the words of the assessment."""
        self._domains = domains

    def show_fields(
        self,
        heading: str,
        uid: Uid,
        record: Problem | Goal | Objective | Plan,
        typed: Mapping[str, str],
        *,
        is_editable: bool,
    ) -> None:
        """Fill the fields; a reason is asked for where the problem is not treated here."""
        super().show_fields(heading, uid, record, typed, is_editable=is_editable)
        self._show_reason()
        if isinstance(record, Problem):
            answered = record.domains
            self.domain_ticks.show_domains(self._domains, answered, is_editable=is_editable)

    def applied(self, record: Record) -> Record:
        """The record as the fields and the ticks say it."""
        changed = super().applied(record)
        if isinstance(changed, Problem) and self._domains:
            return changed.answering(self.domain_ticks.value())
        return changed

    def _show_reason(self) -> None:
        is_asked = self.problem_course_segments.value() is not ProblemCourse.TREATED
        self.entries["course_reason"].setVisible(is_asked)


class GoalPanel(RecordPanel):
    """What the client wants to reach, also in the client's words."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self.goal_text = TextEditor(name=_tr("Goal"), is_boxed=True)
        self.goal_client_words_text = TextEditor(
            name=_tr("In the client’s own words"), is_boxed=True
        )
        self.goal_target_on_edit = DateField(today)
        super().__init__(
            {
                "text": Entry(self.goal_text),
                "client_words": Entry(
                    self.goal_client_words_text, _tr("In the client’s own words")
                ),
                "target_on": Entry(self.goal_target_on_edit, _tr("Target date")),
            },
            parent,
        )
        self.column.add(*self.entries.values(), "stretch")


class ObjectivePanel(RecordPanel):
    """A step, where it stands, what is done for it, and the notes that worked on it."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self.objective_text = TextEditor(name=_tr("Objective"), is_boxed=True)
        self.objective_target_on_edit = DateField(today)
        self.objective_category_choice = ComboBox(
            [
                (None, _tr("Nothing more")),
                *((one, words.category(one)) for one in ObjectiveCategory),
            ]
        )
        category = Entry(self.objective_category_choice, _tr("Also builds"), said=words.category)
        super().__init__(
            {
                "text": Entry(self.objective_text),
                "target_on": Entry(self.objective_target_on_edit, _tr("Target date")),
                "category": category,
            },
            parent,
        )
        category.edited.connect(self.left)
        self.status_chip = Chip("")
        self.measures = ObjectiveMeasures()
        self.objective_text.edited.connect(self._measure)
        self.entries["target_on"].edited.connect(self._measure)
        self.interventions = InterventionList()
        self.evidence = EvidenceList()
        self.interventions.edited.connect(self.edited)
        self.interventions.left.connect(self.left)
        self._status = QWidget()
        self._status.setLayout(
            Column(Label(_tr("Status"), "caption"), 3, self.status_chip, "stretch", spacing=4)
        )
        self.column.add(
            self.entries["text"],
            self.measures,
            Row((self._status, 1), (Column(self.entries["target_on"], "stretch"), 1), spacing=10),
            category,
            self.interventions,
            4,
            self.evidence,
            "stretch",
        )

    def show_fields(
        self,
        heading: str,
        uid: Uid,
        record: Problem | Goal | Objective | Plan,
        typed: Mapping[str, str],
        *,
        is_editable: bool,
    ) -> None:
        """Fill the fields; a draft says beside the words what they still leave open."""
        super().show_fields(heading, uid, record, typed, is_editable=is_editable)
        self.measures.setVisible(is_editable)
        if is_editable:
            self._measure()

    def _measure(self) -> None:
        is_dated = self.objective_target_on_edit.value() is not None
        self.measures.show_text(self.objective_text.value(), is_dated=is_dated)

    def show_status(self, status: ObjectiveStatus | None) -> None:
        """Where the objective stands; it follows from notes and cannot be set here."""
        self._status.setVisible(status is not None)
        if status is None:
            return
        self.status_chip.set_state(words.status(status), *words.status_look(status))
        self.status_chip.setToolTip(_tr("The status follows from the ratings in signed notes."))


class PlanPanel(RecordPanel):
    """The plan itself: the client's words, strengths and needs, date, signatures.

    Signals:
        signature_requested: record how somebody else signs.
        scan_requested: show the scan of a signature; carries the `Signature`.
    """

    signature_requested = Signal()
    scan_requested = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        texts = {
            "client_words": _tr("In the client’s own words"),
            "strengths": _tr("Strengths"),
            "needs": _tr("Needs"),
            "abilities": _tr("Abilities"),
            "preferences": _tr("Preferences"),
            "barriers": _tr("Barriers"),
            "services": _tr("Services"),
            "discharge_criteria": _tr("Discharge criteria"),
        }
        entries = {
            name: Entry(TextEditor(name=caption, is_boxed=True), caption)
            for name, caption in texts.items()
        }
        self.plan_planned_on_edit = DateField(today)
        planned_on = Entry(self.plan_planned_on_edit, _tr("Plan date"))
        super().__init__({"planned_on": planned_on, **_of_review(), **entries}, parent)
        self.ratings, self.changes = RatingList(), ChangeList()
        self.ratings.edited.connect(self.edited)
        self.ratings.edited.connect(self.left)
        self.entries["client_took_part"].edited.connect(self._show_absence)
        self.findings = FindingList()
        self.signatures = SignatureList()
        self.signatures.signature_requested.connect(self.signature_requested)
        self.signatures.scan_requested.connect(self.scan_requested)
        below = [entry for name, entry in self.entries.items() if name in texts]
        above = [entry for name, entry in self.entries.items() if name not in texts]
        self.column.add(self.findings, self.signatures, *above, self.ratings, self.changes)
        self.column.add(*below, "stretch")

    def show_review(
        self,
        plan: Plan,
        before: Plan | None,
        domains: Mapping[DomainCode, str],
        *,
        is_editable: bool,
    ) -> None:
        """Show how the version before was rated, and what was changed of it."""
        self.ratings.show_ratings(plan, before, is_editable=is_editable)
        self.changes.show_changes(plan, before, domains)

    def show_fields(
        self,
        heading: str,
        uid: Uid,
        record: Problem | Goal | Objective | Plan,
        typed: Mapping[str, str],
        *,
        is_editable: bool,
    ) -> None:
        """Fill the fields; a reason is asked for where the client did not take part."""
        super().show_fields(heading, uid, record, typed, is_editable=is_editable)
        self._show_absence()

    def focus_field(self, name: str = "") -> None:
        """Put the caret into a field, or to the first objective that is not rated."""
        if name == "ratings":
            self.ratings.focus_first_open()
        else:
            super().focus_field(name)

    def _show_absence(self) -> None:
        took_part = self.entries["client_took_part"].value()
        self.entries["absence_reason"].setVisible(took_part is False)

    def applied(self, record: Record) -> Record:
        """The record as the fields say it; a plan keeps its date while another is unreadable."""
        changed = super().applied(record)
        if isinstance(changed, Plan) and isinstance(record, Plan):
            return replace(
                changed,
                planned_on=self.plan_planned_on_edit.value() or record.planned_on,
                ratings=self.ratings.value(),
            )
        return changed


def _of_review() -> dict[str, Entry]:
    """Who took part in making a version."""
    took_part = SegmentedControl(
        [(True, _tr("Yes")), (False, _tr("No"))], name=_tr("Did the client take part?")
    )
    reason, others = _tr("Why the client did not"), _tr("Who else took part, and in which role")
    return {
        "client_took_part": Entry(
            took_part, _tr("Did the client take part?"), said=words.yes_or_no
        ),
        "absence_reason": Entry(TextEditor(name=reason, is_boxed=True), reason),
        "took_part": Entry(
            TextEditor(name=others, is_boxed=True, hint=_tr("One a line: Gloria Reyes, mother")),
            others,
        ),
    }


def _tr(text: str) -> str:
    return words.translated(text)

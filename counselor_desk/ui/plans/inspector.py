"""The inspector of the plan: the fields of the current row, or of the plan itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records import plan_tree
from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.phrases import SHORTCUT_SIGN
from counselor_desk.records.plans import Goal, Node, Objective, ObjectiveStatus, Plan, Problem
from counselor_desk.services.plans import Evidence
from counselor_desk.services.signatures import Proof
from counselor_desk.ui.inspector import InspectorPane
from counselor_desk.ui.plans import words
from counselor_desk.ui.plans.panels import (
    GoalPanel,
    ObjectivePanel,
    PlanPanel,
    ProblemPanel,
    RecordPanel,
)
from counselor_desk.ui.text_editor import TextEditor


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the inspector knows about the plan on the screen.

    `evidence` is asked for when an objective is shown; None where no note can have worked on it
    yet. `before` is the version that this one reviews. `domains` are those a problem may answer.
    `local` puts a moment on the local clock.
    """

    edit: PlanEdit = field(repr=False)
    is_editable: bool
    statuses: dict[Uid, ObjectiveStatus] = field(default_factory=dict)
    proof: Proof | None = None
    evidence: Callable[[Uid], Sequence[Evidence]] | None = None
    domains: Mapping[DomainCode, str] = field(default_factory=dict)
    before: Plan | None = field(default=None, repr=False)
    local: Callable[[datetime], datetime]


class PlanInspector(InspectorPane):
    """One panel for each level of the plan, the one of the current row in front.

    Signals:
        edited: the person changed a field.
        left: a field was left.
        note_requested: open this note; carries a `NoteRow`.
        intervention_requested: one more for the objective shown.
        intervention_moved: it goes up or down; carries its uid and -1 or 1.
        intervention_removed: this one is to go; carries its uid.
        signature_requested: record how somebody else signs.
        scan_requested: show the scan of a signature; carries the `Signature`.
        examples_requested: show objectives of the library.
        filled: the fields of a row, or of an intervention, came to the front.
        close_requested: the cross at the heading.
    """

    edited = Signal()
    left = Signal()
    note_requested = Signal(object)
    intervention_requested = Signal()
    intervention_moved = Signal(str, int)
    intervention_removed = Signal(str)
    signature_requested = Signal()
    scan_requested = Signal(object)
    examples_requested = Signal()
    filled = Signal()
    close_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self._today = today
        self.plan_panel = PlanPanel(today)
        self.problem_panel = ProblemPanel()
        self.goal_panel = GoalPanel(today)
        self.objective_panel = ObjectivePanel(today)
        panels = (self.plan_panel, self.problem_panel, self.goal_panel, self.objective_panel)
        super().__init__(*panels, name=words.translated("Plan details"), parent=parent)
        self._uid: Uid | None = None
        self._is_meant = False
        for panel in panels:
            panel.edited.connect(self.edited)
            panel.left.connect(self.left)
            panel.close_requested.connect(self.close_requested)
        self.plan_panel.signature_requested.connect(self.signature_requested)
        self.plan_panel.scan_requested.connect(self.scan_requested)
        self.objective_panel.evidence.note_requested.connect(self.note_requested)
        self.objective_panel.measures.examples_requested.connect(self.examples_requested)
        steps = self.objective_panel.interventions
        steps.opened.connect(self.filled)
        steps.add_requested.connect(self.intervention_requested)
        steps.move_requested.connect(self.intervention_moved)
        steps.remove_requested.connect(self.intervention_removed)

    @property
    def uid(self) -> Uid | None:
        """The node whose fields are shown; None for the plan itself."""
        return self._uid

    def show_node(self, shown: Shown, uid: Uid | None, *, open_step: Uid | None = None) -> None:
        """Show the fields of a node, of the plan with None; `open_step` opens an intervention."""
        plan = shown.edit.plan
        node = plan.find(uid) if uid is not None else None
        self._uid = None if node is None else node.node_uid
        # A field that goes with the row before is left now, and what it says is no longer meant.
        self._is_meant = False
        match node:
            case Problem():
                self.problem_panel.offer_domains(shown.domains)
                self._show(self.problem_panel, node, shown)
            case Goal():
                self._show(self.goal_panel, node, shown)
            case Objective():
                self._show_objective(node, shown, open_step)
            case _:
                self._uid = None
                self._show_plan(plan, shown)
        self._is_meant = shown.is_editable
        self.filled.emit()

    def editors(self) -> list[TextEditor]:
        """The texts of the panel in front."""
        return self._panel().findChildren(TextEditor)

    def forget(self) -> None:
        """The plan changed below the fields: what they say is no longer meant."""
        self._is_meant = False

    def collected(self, edit: PlanEdit) -> PlanEdit:
        """The edit with what the fields say now."""
        if not self._is_meant:
            return edit
        plan, panel = edit.plan, self._panel()
        if self._uid is None:
            changed = self.plan_panel.applied(plan)
            return _with_typed(replace(edit, plan=changed), panel.typed(plan.uid))
        node = plan.find(self._uid)
        match node:
            case Problem():
                now: Node = self.problem_panel.applied(node)
            case Goal():
                now = self.goal_panel.applied(node)
            case Objective():
                now = replace(
                    self.objective_panel.applied(node),
                    interventions=self.objective_panel.interventions.steps(),
                )
            case _:
                return edit
        changed = plan if now == node else plan_tree.replaced(plan, now)
        return _with_typed(replace(edit, plan=changed), panel.typed(self._uid))

    def focus_field(self, name: str = "") -> None:
        """Put the caret into a field of the panel in front."""
        self._panel().focus_field(name)

    def begin_phrase(self, place: int) -> None:
        """Put the caret among the words of the row and type the sign of a phrase."""
        self._panel().focus_field()
        editor = self._panel().first_text()
        cursor = editor.textCursor()
        cursor.setPosition(min(place, len(editor.text())))
        before = editor.text()[: cursor.position()][-1:]
        # A space at the end of the row was taken off with the row.
        cursor.insertText(f" {SHORTCUT_SIGN}" if before.strip() else SHORTCUT_SIGN)
        editor.setTextCursor(cursor)

    def focus_intervention_field(self, uid: Uid, name: str) -> None:
        """Put the caret into a field of one of the interventions that are shown."""
        self.objective_panel.interventions.focus_field(uid, name)

    def focus_intervention(self, uid: Uid) -> None:
        """Give the focus to one of the interventions that are shown, folded."""
        self.objective_panel.interventions.focus_card(uid)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The focus belongs to the first stop of the panel in front."""
        self._panel().inspector_close_button.setFocus(reason)

    def _panel(self) -> RecordPanel:
        panel = self.content()
        if not isinstance(panel, RecordPanel):
            raise TypeError("the inspector holds panels alone")
        return panel

    def _show(self, panel: RecordPanel, node: Problem | Goal | Objective, shown: Shown) -> None:
        panel.show_fields(
            words.named(node),
            node.node_uid,
            node,
            shown.edit.typed,
            is_editable=shown.is_editable,
        )
        self.show_content(panel)

    def _show_objective(self, node: Objective, shown: Shown, open_step: Uid | None) -> None:
        panel = self.objective_panel
        panel.show_status(shown.statuses.get(node.node_uid))
        panel.interventions.show_steps(
            node.interventions, is_editable=shown.is_editable, open_uid=open_step
        )
        panel.evidence.setVisible(shown.evidence is not None)
        if shown.evidence is not None:
            panel.evidence.show_evidence(shown.evidence(node.node_uid), self._today())
        self._show(panel, node, shown)

    def _show_plan(self, plan: Plan, shown: Shown) -> None:
        panel = self.plan_panel
        heading = words.translated("Treatment plan, version {number}").format(number=plan.version)
        panel.show_fields(heading, plan.uid, plan, shown.edit.typed, is_editable=shown.is_editable)
        panel.show_review(plan, shown.before, shown.domains, is_editable=shown.is_editable)
        panel.signatures.setVisible(plan.is_signed)
        panel.signatures.show_signatures(shown.proof, shown.local)
        self.show_content(panel)


def _with_typed(edit: PlanEdit, typed: dict[str, str]) -> PlanEdit:
    kept = {key: text for key, text in {**edit.typed, **typed}.items() if text}
    return edit if kept == edit.typed else replace(edit, typed=kept)

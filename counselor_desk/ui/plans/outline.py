"""The rows of a plan and the fields of the current one: shown together, written together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Intervention, Node, Objective, Plan, Problem
from counselor_desk.rules.findings import Finding
from counselor_desk.rules.plan_content import REPAIR_DOMAINS
from counselor_desk.services import plans
from counselor_desk.services.desk import Desk
from counselor_desk.services.plan_offers import DomainOffer
from counselor_desk.ui import toast
from counselor_desk.ui.plans import review, words
from counselor_desk.ui.plans.card import path_to
from counselor_desk.ui.plans.drafting import row_of
from counselor_desk.ui.plans.inspector import Shown
from counselor_desk.ui.plans.layout import PlanLayout
from counselor_desk.ui.plans.review import Comparison
from counselor_desk.ui.plans.shown import ClientPlans, Standing
from counselor_desk.ui.plans.steps import Removed
from counselor_desk.ui.plans.writing import Writing

_BY_PROGRAM = Qt.FocusReason.OtherFocusReason


class PlanOutline(QObject):
    """Shows one version in tree and inspector; a draft is written here, step by step.

    Signals:
        changed: the draft is different now.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parts: PlanLayout) -> None:
        super().__init__(parts)
        self._desk, self._parts = desk, parts
        self._card, self._tree, self._inspector = parts.card, parts.card.tree, parts.inspector
        self._plan: Plan | None = None
        self._every: ClientPlans | None = None
        self._standing = Standing()
        self._writing = Writing(desk, self.settle, self)
        self._connect_rows()
        self._connect_steps()

    @property
    def plan(self) -> Plan | None:
        """The plan as it stands on the screen."""
        return self._plan

    @property
    def edit(self) -> PlanEdit | None:
        """The draft as it stands, with the dates that are none yet; None where none is open."""
        draft = self._writing.draft
        return draft.current if draft is not None and self.is_writing else None

    @property
    def is_writing(self) -> bool:
        """Whether the draft is on the screen and can be changed."""
        is_open = self._every is not None and self._every.is_open
        is_draft = self._plan is not None and not self._plan.is_signed
        return is_open and is_draft and self._writing.draft is not None

    def leave_client(self) -> None:
        """The next plan belongs to somebody else."""
        self._tree.forget_folds()
        self._writing.begin(None)

    def begin(self, every: ClientPlans, version: Uid | None) -> bool:
        """Take the wanted version of a client; returns whether another draft is written now."""
        self._every = every
        is_other = self._writing.begin(every.written)
        self._plan = every.wanted(version)
        draft = self._writing.draft
        if draft is not None and self._plan is not None and draft.plan.uid == self._plan.uid:
            self._plan = draft.plan
        return is_other

    def show(self, standing: Standing, choose: Uid | None) -> None:
        """Show the version that was taken, on a node of it."""
        self._standing = standing
        self._show_rows(choose)
        self._choose(self._tree.current_uid())

    def settle(self) -> None:
        """The fields came to rest: take them over, and let the row follow."""
        if self.commit():
            self._show_rows(self._tree.current_uid())

    def commit(self) -> bool:
        """Take what the fields say into the draft; returns whether it is different now."""
        draft = self._writing.draft
        if not self.is_writing or draft is None:
            return False
        if not draft.type(self._inspector.collected(draft.current), self._inspector.uid):
            return False
        self._plan = draft.plan
        self.changed.emit()
        return True

    def undo(self) -> None:
        """Take the last step back."""
        if self.is_writing:
            self._writing.undo(self._tree.current_uid())

    def redo(self) -> None:
        """Bring the step that was taken back again."""
        if self.is_writing:
            self._writing.redo(self._tree.current_uid())

    def draw(self, offers: Sequence[DomainOffer]) -> None:
        """Add problems for domains of the assessment, all in one step."""
        if self.is_writing:
            self._writing.draw(offers)

    def insert(self, parent: Uid | None, nodes: Sequence[Node]) -> None:
        """Add branches below a row, or problems, all in one step."""
        if self.is_writing:
            self._writing.insert(parent, nodes)

    def put_right(self, repair: str) -> None:
        """Make the row that is missing at the place of a finding, else lead to what is there."""
        place, _, name = repair.partition("/")
        node = self._plan.find(Uid(place)) if self._plan is not None else None
        blank = self._blank_problem()
        if isinstance(node, Problem) and not node.goals:
            self._writing.add_below(node.node_uid)
        elif isinstance(node, Objective) and name == "interventions" and not node.interventions:
            self._parts.split.set_open(True)
            self._go_to(node.node_uid)
            self._add_intervention()
        elif place == REPAIR_DOMAINS and self._parts.offer_banner.isHidden():
            self._tree.setFocus(_BY_PROGRAM)  # the draft answers them already
        elif node is None and not name and blank is not None:
            self._tree.edit_row(blank)
        else:
            self._lead_to_place(repair)

    def lead_to(self, gap: Finding) -> None:
        """Put the focus on the row or field where something is missing."""
        self._lead_to_place(gap.repair)

    def _blank_problem(self) -> Uid | None:
        """A problem that was begun and has no words yet."""
        problems = self._plan.problems if self._plan is not None else ()
        return next((one.node_uid for one in problems if not one.text.strip()), None)

    def _lead_to_place(self, repair: str) -> None:
        plan = self._plan
        if plan is None:
            return
        place, _, name = repair.partition("/")
        node = plan.find(Uid(place))
        row = row_of(plan, Uid(place))
        if repair == REPAIR_DOMAINS:
            self._parts.offer_banner.action_button.setFocus(_BY_PROGRAM)
        elif name or isinstance(node, Intervention):
            self._parts.split.set_open(True)
            self._go_to(row, open_step=Uid(place) if row != place else None)
            if isinstance(node, Intervention):
                self._inspector.focus_intervention_field(node.node_uid, name)
            else:
                self._inspector.focus_field(name)
        elif node is None:
            self._writing.add_problem()
        elif not node.text.strip():
            self._go_to(row)
            self._tree.edit_row(node.node_uid)
        else:
            self._go_to(row)
            self._card.plan_add_button.setFocus(_BY_PROGRAM)

    def _connect_rows(self) -> None:
        self._tree.chosen.connect(lambda uid: self._choose(Uid(uid) if uid else None))
        self._tree.opened.connect(lambda: self._parts.split.set_open(True))
        self._tree.long_text_requested.connect(self._edit_in_inspector)
        self._tree.phrase_requested.connect(self._begin_phrase)
        self._inspector.close_requested.connect(self._close_inspector)

    def _connect_steps(self) -> None:
        tree, writing = self._tree, self._writing
        tree.add_requested.connect(writing.add_after)
        tree.remove_requested.connect(writing.remove)
        tree.move_requested.connect(writing.move)
        tree.shift_requested.connect(writing.shift)
        tree.place_requested.connect(writing.place)
        tree.paste_requested.connect(writing.paste)
        tree.renamed.connect(writing.rename)
        tree.abandoned.connect(writing.abandon)
        self._card.problem_requested.connect(writing.add_problem)
        self._card.child_requested.connect(writing.add_below)
        self._card.undo_requested.connect(self.undo)
        self._card.redo_requested.connect(self.redo)
        self._inspector.intervention_requested.connect(self._add_intervention)
        self._inspector.intervention_moved.connect(self._move_intervention)
        self._inspector.intervention_removed.connect(writing.remove)
        writing.stepped.connect(self._show_step)
        writing.added.connect(lambda uid: tree.edit_row(Uid(uid)))
        writing.removed.connect(self._tell_removed)
        writing.undone.connect(lambda what: self._speak(self.tr("Undone: {what}"), what))
        writing.redone.connect(lambda what: self._speak(self.tr("Done again: {what}"), what))
        self._card.drawing_requested.connect(lambda offer: self.draw((offer,)))
        writing.refused.connect(self._tell_refused)

    def _show_rows(self, choose: Uid | None) -> None:
        plan, every, draft = self._plan, self._every, self._writing.draft
        if plan is None or every is None:
            return
        basis = every.basis_of(plan) if not plan.is_signed else None
        is_replaced = self._tree.plan_model.show_plan(
            plan,
            self._desk.today(),
            statuses=self._standing.statuses,
            comparison=review.compared(plan, basis, self._standing.domains)
            if basis is not None
            else Comparison(),
            is_editable=self.is_writing,
        )
        row = row_of(plan, choose) if choose is not None else None
        self._tree.refresh(row, is_replaced=is_replaced)
        self._card.set_empty(is_empty=not plan.problems)
        has_steps = self.is_writing and draft is not None
        self._card.set_undo(
            draft.undo_words if has_steps and draft else "",
            draft.redo_words if has_steps and draft else "",
        )

    def _choose(self, uid: Uid | None, *, open_step: Uid | None = None) -> None:
        """Another row is current: keep what was typed for the last one, show this one."""
        if uid != self._inspector.uid:
            self.settle()
        plan, standing = self._plan, self._standing
        if plan is None:
            return
        self._inspector.show_node(
            Shown(
                edit=self.edit or PlanEdit(plan=plan),
                is_editable=self.is_writing,
                statuses=standing.statuses,
                proof=standing.proof,
                evidence=(lambda node: plans.evidence(self._desk, plan.client_id, node))
                if standing.has_notes
                else None,
                domains=standing.domains,
                before=self._every.before(plan) if self._every is not None else None,
                local=self._desk.local,
            ),
            uid,
            open_step=open_step,
        )
        node = plan.find(uid) if uid is not None else None
        self._card.set_adding(path_to(tuple(plan.nodes()), node))

    def _show_step(self, focus: str) -> None:
        """The draft is different after a step: show it and go on at a node."""
        draft = self._writing.draft
        if draft is None:
            return
        self._plan = draft.plan
        uid = Uid(focus) if focus else None
        row = row_of(draft.plan, uid) if uid is not None else None
        # The fields still say what stood there before the step.
        self._inspector.forget()
        if row != uid:
            # An intervention has its words in the inspector alone.
            self._parts.split.set_open(True)
        self._show_rows(row)
        self._choose(row, open_step=uid if uid != row else None)
        self.changed.emit()

    def _go_to(self, uid: Uid | None, *, open_step: Uid | None = None) -> None:
        self._tree.choose(uid)
        self._choose(uid, open_step=open_step)

    def _close_inspector(self) -> None:
        """The cross leads from a row to the plan, and from the plan out of the inspector."""
        if self._inspector.uid is not None and self._parts.split.is_docked:
            self._go_to(None)
        else:
            self._parts.split.set_open(False)
        self._tree.setFocus(_BY_PROGRAM)

    def _edit_in_inspector(self) -> None:
        self._parts.split.set_open(True)
        self._inspector.focus_field()

    def _begin_phrase(self, _uid: str, place: int) -> None:
        """Go on in the inspector, where the phrases are offered."""
        self._parts.split.set_open(True)
        self._inspector.begin_phrase(place)

    def _add_intervention(self) -> None:
        if self._inspector.uid is not None:
            self._writing.add_intervention(self._inspector.uid)

    def _move_intervention(self, uid: str, by: int) -> None:
        self._writing.move(uid, by)
        self._inspector.focus_intervention(Uid(uid))

    def _speak(self, pattern: str, what: str) -> None:
        """Who cannot see the rows hears which step it was."""
        said = pattern.format(what=what)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._tree, said))

    def _tell_refused(self, uid: str, sentence: str) -> None:
        """Say on the row why a step cannot be taken; without a row in a toast."""
        if not uid:
            toast.of_window(self._parts).announce(sentence)
            return
        self._tree.refuse(Uid(uid), sentence)
        self._speak("{what}", sentence)

    def _tell_removed(self, gone: Removed) -> None:
        if not isinstance(gone.node, Intervention):
            self._tree.setFocus(_BY_PROGRAM)
        toast.of_window(self._parts).announce(
            self.tr("{what} removed").format(what=words.named(gone.node)),
            self.tr("Undo"),
            lambda: self._writing.undo_removal(gone),
        )

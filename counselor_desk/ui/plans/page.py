"""The plan tab of a chart: the version in force to read, or a draft to write and sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.plans import Intervention, Plan
from counselor_desk.rules.assessments import REPAIR_ASSESSMENT
from counselor_desk.rules.findings import Finding
from counselor_desk.services import clients, plans
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.plans import keys, review, shown, signing, words
from counselor_desk.ui.plans.card import path_to
from counselor_desk.ui.plans.drafting import row_of
from counselor_desk.ui.plans.inspector import Shown
from counselor_desk.ui.plans.layout import PlanLayout
from counselor_desk.ui.plans.review import Comparison
from counselor_desk.ui.plans.shown import ClientPlans, Standing
from counselor_desk.ui.plans.steps import Removed
from counselor_desk.ui.plans.writing import Writing
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.sign_dialog import ask_to_sign, passphrase_check

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme

SETTLE_MS = 250
"""How long after a key the row and the sign check follow."""

_CONCERNED = frozenset({Kind.PLAN, Kind.NOTE, Kind.EPISODE, Kind.STAY_REVIEW})
_BY_PROGRAM = Qt.FocusReason.OtherFocusReason


class PlanPage(PlanLayout):
    """A client's plan: an empty state, a signed version, or the draft being written.

    Signals:
        print_requested: put the plan on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk, self._theme, self._navigator = desk, theme, navigator
        self._client_id: ClientId | None = None
        self._every: ClientPlans | None = None
        self._shown: Plan | None = None
        self._standing = Standing()
        self._saved_clock = ""
        self._writing = Writing(desk, self._settle, self)
        self._autosave = Autosave(self._keep, self)
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._connect()
        self._connect_writing()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the plan of the client the place names, on the node it names.

        Raises:
            DeskError: what is being typed could not be saved.
        """
        self.flush()
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self.card.tree.forget_folds()
            self._writing.begin(None)
        self._client_id = place.client_id
        self._load(choose=place.node_uid)

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._commit()
        if not self._autosave.flush() and self._autosave.problem is not None:
            raise self._autosave.problem

    def print_request(self) -> PrintRequest | None:
        """The version on the screen; None when there is no plan."""
        plan = self._shown
        if plan is None:
            return None
        return PrintRequest(
            kind=DocumentKind.TREATMENT_PLAN, uid=plan.uid, client_id=plan.client_id
        )

    def plan(self) -> Plan | None:
        """The plan as it stands on the screen."""
        return self._shown

    def sign(self) -> None:
        """Lead to the first gap, or ask for the signature."""
        self._settle()
        if not self._is_writing() or self._shown is None:
            return
        gaps = self.footer.gaps()
        if gaps:
            self._lead_to(gaps[0])
            return
        client = clients.get(self._desk, self._shown.client_id)
        facts = signing.sign_facts(self._desk, client, self._shown, self.footer.linked())
        if ask_to_sign(
            self,
            self._theme,
            facts,
            sign=self._sign,
            is_passphrase=passphrase_check(self._desk),
        ):
            self._tell_signed()

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        if self._is_writing():
            self._autosave.touch()
            self._autosave.flush()

    def undo(self) -> None:
        """Take the last step back."""
        if self._is_writing():
            self._writing.undo(self.card.tree.current_uid())

    def redo(self) -> None:
        """Bring the step that was taken back again."""
        if self._is_writing():
            self._writing.redo(self.card.tree.current_uid())

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the plan before those of the window."""
        if isinstance(event, QKeyEvent) and self._shown is not None:
            act = keys.action(self, event)
            if act is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if act is not None and event.type() == QEvent.Type.KeyPress:
                act()
                return True
        return super().event(event)

    def _connect(self) -> None:
        card, inspector = self.card, self.inspector
        card.tree.chosen.connect(lambda uid: self._choose(Uid(uid) if uid else None))
        card.tree.opened.connect(lambda: self.split.set_open(True))
        card.tree.long_text_requested.connect(self._edit_in_inspector)
        card.version_chosen.connect(lambda uid: self._show_version(Uid(uid)))
        card.details_requested.connect(self.toggle_inspector)
        card.discard_requested.connect(self._discard)
        inspector.edited.connect(self._touch)
        inspector.left.connect(self._leave_field)
        inspector.note_requested.connect(self._open_note)
        inspector.paper_requested.connect(self._ask_for_paper)
        inspector.close_requested.connect(self._close_inspector)
        self.plan_start_button.clicked.connect(self._start)
        self.review_banner.action_requested.connect(self._follow_banner)
        self.review_banner.other_requested.connect(self._review_stay)
        self.failure_banner.action_requested.connect(self._autosave.flush)
        self.footer.gap_requested.connect(self._lead_to)
        self.footer.sign_requested.connect(self.sign)
        self._autosave.saved.connect(self._show_saved)
        self._autosave.failed.connect(lambda reason: self.show_unsaved(self._saved_clock, reason))
        self._settle_timer.timeout.connect(self._settle)

    def _connect_writing(self) -> None:
        card, tree, writing = self.card, self.card.tree, self._writing
        tree.add_requested.connect(writing.add_after)
        tree.remove_requested.connect(writing.remove)
        tree.move_requested.connect(writing.move)
        tree.shift_requested.connect(writing.shift)
        tree.renamed.connect(writing.rename)
        tree.abandoned.connect(writing.abandon)
        card.problem_requested.connect(writing.add_problem)
        card.child_requested.connect(writing.add_below)
        card.undo_requested.connect(self.undo)
        card.redo_requested.connect(self.redo)
        self.inspector.intervention_requested.connect(self._add_intervention)
        self.inspector.intervention_removed.connect(writing.remove)
        writing.stepped.connect(self._show_step)
        writing.added.connect(lambda uid: tree.edit_row(Uid(uid)))
        writing.removed.connect(self._tell_removed)
        writing.refused.connect(lambda sentence: toast.of_window(self).announce(sentence))

    def _is_writing(self) -> bool:
        """Whether the draft is on the screen and can be changed."""
        is_open = self._every is not None and self._every.is_open
        is_draft = self._shown is not None and not self._shown.is_signed
        return is_open and is_draft and self._writing.draft is not None

    def _load(self, *, choose: Uid | None = None, version: Uid | None = None) -> None:
        """Read the client's plans and show one: the wanted version, else draft, else in force."""
        if self._client_id is None:
            return
        self._settle_timer.stop()
        self._every = shown.load(self._desk, self._client_id)
        if self._writing.begin(self._every.written):
            self._saved_clock = ""
        self._shown = self._every.wanted(version)
        draft = self._writing.draft
        if draft is not None and self._shown is not None and draft.plan.uid == self._shown.uid:
            self._shown = draft.plan
        self._show(self._every, choose)

    def _show(self, every: ClientPlans, choose: Uid | None) -> None:
        plan = self._shown
        self.show_parts(has_plan=plan is not None, is_writing=self._is_writing())
        self.failure_banner.setVisible(self._autosave.problem is not None)
        if plan is None:
            self.plan_start_button.setVisible(every.is_open)
            title = self.tr("No treatment plan yet")
            self.empty_state.set_text(title, shown.first_step(self._desk, every))
            return
        self._standing = shown.stand(self._desk, plan, every)
        self.card.set_state(*shown.state(self._desk, plan, every, self._standing))
        self.card.set_versions(shown.version_options(self._desk, every), plan.uid)
        self.card.set_editable(is_editable=self._is_writing())
        self.show_problem(self._standing.problem)
        self.show_banner(shown.banner(self._desk, plan, every))
        self._show_tree(choose)
        self._choose(self.card.tree.current_uid())
        if self._is_writing():
            self.footer.set_saved(self._saved_clock)
            self._check()

    def _show_tree(self, choose: Uid | None) -> None:
        plan, every, draft = self._shown, self._every, self._writing.draft
        if plan is None or every is None:
            return
        basis = every.basis_of(plan) if not plan.is_signed else None
        tree = self.card.tree
        is_replaced = tree.plan_model.show_plan(
            plan,
            self._desk.today(),
            statuses=self._standing.statuses,
            comparison=review.compared(plan, basis) if basis is not None else Comparison(),
            is_editable=self._is_writing(),
        )
        row = row_of(plan, choose) if choose is not None else None
        tree.refresh(row, is_replaced=is_replaced)
        self.card.set_empty(is_empty=not plan.problems)
        is_writing = self._is_writing() and draft is not None
        self.card.set_undo(
            draft.undo_words if is_writing and draft else "",
            draft.redo_words if is_writing and draft else "",
        )

    def _choose(self, uid: Uid | None, *, open_step: Uid | None = None) -> None:
        """Another row is current: keep what was typed for the last one, show this one."""
        if uid != self.inspector.uid:
            self._settle()
        plan, draft, standing = self._shown, self._writing.draft, self._standing
        if plan is None:
            return
        edit = draft.current if self._is_writing() and draft else PlanEdit(plan=plan)
        self.inspector.show_node(
            Shown(
                edit=edit,
                is_editable=self._is_writing(),
                statuses=standing.statuses,
                proof=standing.proof,
                evidence=(lambda node: plans.evidence(self._desk, plan.client_id, node))
                if standing.has_notes
                else None,
                local=self._desk.local,
            ),
            uid,
            open_step=open_step,
        )
        node = plan.find(uid) if uid is not None else None
        self.card.set_adding(path_to(tuple(plan.nodes()), node))

    def _close_inspector(self) -> None:
        """The cross leads from a row to the plan, and from the plan out of the inspector."""
        if self.inspector.uid is not None and self.split.is_docked:
            self._go_to(None)
        else:
            self.split.set_open(False)
        self.card.tree.setFocus(_BY_PROGRAM)

    def _show_version(self, uid: Uid) -> None:
        try:
            self.flush()
        except DeskError:
            return  # the banner says it, and the text is still on the screen
        self._load(version=uid)

    def _follow_banner(self) -> None:
        every = self._every
        basis = every.basis if every is not None else None
        if self._shown is not None and basis is not None and self._shown.uid != basis.uid:
            self._show_version(basis.uid)
        else:
            self._start()

    def _start(self) -> None:
        """Begin the plan or its review, or go on with the one that was begun."""
        if self._client_id is None:
            return
        try:
            plans.start(self._desk, self._client_id, initiator=self)
        except DeskError as problem:
            self.complain(str(problem))
            return
        self._load()
        has_rows = self._shown is not None and bool(self._shown.problems)
        (self.card.tree if has_rows else self.card.plan_first_button).setFocus(_BY_PROGRAM)

    def _touch(self) -> None:
        if self._is_writing():
            self._autosave.touch()
            self._settle_timer.start()

    def _leave_field(self) -> None:
        self._settle()
        self._autosave.flush()

    def _settle(self) -> None:
        """The fields came to rest: take them over, and let row and sign check follow."""
        self._settle_timer.stop()
        if self._commit():
            self._show_tree(self.card.tree.current_uid())
            self._check()

    def _commit(self) -> bool:
        """Take what the fields say into the draft; returns whether it is different now."""
        draft = self._writing.draft
        if not self._is_writing() or draft is None:
            return False
        if not draft.type(self.inspector.collected(draft.current), self.inspector.uid):
            return False
        self._shown = draft.plan
        self._autosave.touch()
        return True

    def _keep(self) -> None:
        draft = self._writing.draft
        if self._is_writing() and draft is not None:
            self._commit()
            plans.keep(self._desk, draft.current, initiator=self)

    def _check(self) -> None:
        draft = self._writing.draft
        if draft is not None:
            self.footer.set_findings(
                plans.check(self._desk, draft.current), words.extent(draft.plan)
            )

    def _show_step(self, focus: str) -> None:
        """The draft is different after a step: show it and go on at a node."""
        draft = self._writing.draft
        if draft is None:
            return
        self._shown = draft.plan
        self._autosave.touch()
        uid = Uid(focus) if focus else None
        row = row_of(draft.plan, uid) if uid is not None else None
        # The fields still say what stood there before the step.
        self.inspector.forget()
        self._show_tree(row)
        self._choose(row, open_step=uid if uid != row else None)
        self._check()

    def _add_intervention(self) -> None:
        if self.inspector.uid is not None:
            self._writing.add_intervention(self.inspector.uid)

    def _tell_removed(self, gone: Removed) -> None:
        if not isinstance(gone.node, Intervention):
            self.card.tree.setFocus(_BY_PROGRAM)
        toast.of_window(self).announce(
            self.tr("{what} removed").format(what=words.named(gone.node)),
            self.tr("Undo"),
            lambda: self._writing.undo_removal(gone),
        )

    def _edit_in_inspector(self) -> None:
        self.split.set_open(True)
        self.inspector.focus_field()

    def _lead_to(self, gap: Finding) -> None:
        """Put the focus on what is missing."""
        plan = self._shown
        if plan is None:
            return
        if gap.repair == REPAIR_ASSESSMENT:
            self._navigator.open(self._assessment_place(View.DOMAINS))
            return
        place, _, name = gap.repair.partition("/")
        node = plan.find(Uid(place))
        row = row_of(plan, Uid(place))
        if name or isinstance(node, Intervention):
            self.split.set_open(True)
            self._go_to(row, open_step=Uid(place) if row != place else None)
            if name:
                self.inspector.focus_field(name)
        elif node is None:
            self._writing.add_problem()
        elif not node.text.strip():
            self._go_to(row)
            self.card.tree.edit_row(node.node_uid)
        else:
            self._go_to(row)
            self.card.plan_add_button.setFocus(_BY_PROGRAM)

    def _go_to(self, uid: Uid | None, *, open_step: Uid | None = None) -> None:
        self.card.tree.choose(uid)
        self._choose(uid, open_step=open_step)

    def _sign(self) -> None:
        draft = self._writing.draft
        if draft is None:
            return
        plan = plans.sign(self._desk, draft.current, initiator=self)
        self._autosave.forget()
        self._load(version=plan.uid)

    def _tell_signed(self) -> None:
        """Say so; after a review lead on to the question whether the client goes on here."""
        if self.review_banner.other_button.isHidden():
            toast.of_window(self).announce(self.tr("Plan signed"))
        else:
            toast.of_window(self).announce(
                self.tr("Plan signed"), self.tr("Continued-stay review"), self._review_stay
            )

    def _review_stay(self) -> None:
        self._navigator.open(self._assessment_place(View.STAY, part="new"))

    def _assessment_place(self, view: View, *, part: str = "") -> Place:
        """What the plan stands on is written on another tab."""
        return Place(
            page=Page.CHART,
            client_id=self._client_id,
            tab=Tab.ASSESSMENT,
            view=view,
            part=part,
        )

    def _discard(self) -> None:
        """Throw the draft away; the toast brings it back."""
        plan = self._shown
        if plan is None or not self._is_writing():
            return
        try:
            self.flush()
            plans.discard(self._desk, plan, initiator=self)
        except DeskError as problem:
            self.complain(str(problem))
            return
        self._autosave.forget()
        self._load()
        toast.of_window(self).announce(
            self.tr("Draft discarded"), self.tr("Undo"), lambda: self._bring_back(plan)
        )

    def _bring_back(self, plan: Plan) -> None:
        try:
            plans.bring_back(self._desk, plan, initiator=self)
        except DeskError as error:
            self.complain(str(error))
            return
        if self._client_id == plan.client_id:
            self._load()

    def _ask_for_paper(self) -> None:
        plan = self._shown
        if plan is not None and signing.ask_for_paper(self, self._desk, plan, initiator=self):
            self._load(version=plan.uid)
            toast.of_window(self).announce(self.tr("Signature recorded"))

    def _open_note(self, row: NoteRow) -> None:
        self._navigator.open(Place(page=Page.NOTE, client_id=self._client_id, note_id=row.id))

    def _show_saved(self) -> None:
        self._saved_clock = words.clock(self._desk.local(self._desk.now()))
        self.show_saved(self._saved_clock)

    def _hear(self, changes: Changes) -> None:
        """Somebody else changed the plan, or a note moved an objective."""
        is_mine = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        is_shown = Kind.SETTINGS in changes.kinds and self.isVisible()
        if changes.initiator is not self and (is_mine or is_shown):
            self._commit()
            uid = self._shown.uid if self._shown is not None else None
            self._load(choose=self.card.tree.current_uid(), version=uid)

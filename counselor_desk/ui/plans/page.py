"""The plan tab of a chart: the version in force to read, or a draft to write and sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import BrokenSealError, DeskError
from counselor_desk.records import plan_tree
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.plans import Intervention, ObjectiveStatus, Plan
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.rules.findings import Finding
from counselor_desk.services import clients, episodes, plans
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.signatures import Proof
from counselor_desk.ui import messages, toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.inspector import InspectorSplit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.plans import keys, review, signing, steps, words
from counselor_desk.ui.plans.card import PlanCard, path_to
from counselor_desk.ui.plans.drafting import Drafting, row_of
from counselor_desk.ui.plans.footer import PlanFooter
from counselor_desk.ui.plans.inspector import PlanInspector, Shown
from counselor_desk.ui.plans.review import Comparison
from counselor_desk.ui.plans.signatures import PaperDialog, PaperSignature
from counselor_desk.ui.plans.steps import Removed, Step
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.sign_dialog import ask_to_sign

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme

SETTLE_MS = 250
"""How long after a key the row and the sign check follow."""

_CONCERNED = frozenset({Kind.PLAN, Kind.NOTE, Kind.EPISODE})
_MARGINS = (28, 16, 20, 16)


class PlanPage(QWidget):
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
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._theme, self._navigator = desk, theme, navigator
        self._client_id: ClientId | None = None
        self._episode: Episode | None = None
        self._versions: tuple[Plan, ...] = ()
        self._basis: Plan | None = None
        self._shown: Plan | None = None
        self._draft: Drafting | None = None
        self._proof: Proof | None = None
        self._statuses: dict[Uid, ObjectiveStatus] = {}
        self._saved_clock = ""
        self._autosave = Autosave(self._keep, self)
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._build()
        self._connect()
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
            self._draft = None
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
        return PrintRequest(kind=RecordKind.PLAN, uid=plan.uid, client_id=plan.client_id)

    def plan(self) -> Plan | None:
        """The plan as it stands on the screen."""
        return self._draft.plan if self._is_writing() and self._draft else self._shown

    def sign(self) -> None:
        """Lead to the first gap, or ask for the signature."""
        if not self._is_writing() or self._draft is None or self._client_id is None:
            return
        self._settle()
        gaps = self.footer.gaps()
        if gaps:
            self._lead_to(gaps[0])
            return
        client = clients.get(self._desk, self._client_id)
        facts = signing.sign_facts(self._desk, client, self._draft.plan)
        if ask_to_sign(self, self._theme, facts, sign=self._sign):
            toast.of_window(self).announce(self.tr("Plan signed"))

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        if self._is_writing():
            self._autosave.touch()
            self._autosave.flush()

    def toggle_inspector(self) -> None:
        """Open or close the inspector."""
        self.split.toggle()
        if not self.split.is_open:
            self.card.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Take the last step back."""
        self._step_in_time(is_back=True)

    def redo(self) -> None:
        """Bring the step that was taken back again."""
        self._step_in_time(is_back=False)

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

    def _build(self) -> None:
        self.plan_start_button = Button(self.tr("Start the plan"), kind="primary", icon="plus")
        self.empty_state = EmptyState("target", "", "", self.plan_start_button)
        self.seal_banner, self.failure_banner = Banner("", tone="risk"), Banner("", tone="risk")
        self.review_banner = Banner("")
        for banner in (self.seal_banner, self.failure_banner, self.review_banner):
            banner.hide()
        self.card = PlanCard()
        self.footer = PlanFooter()
        self.inspector = PlanInspector(self._desk.today)
        content = QWidget()
        content.setLayout(
            Column(
                self.failure_banner,
                self.seal_banner,
                self.review_banner,
                self.card,
                "stretch",
                margins=_MARGINS,
                spacing=12,
            )
        )
        self.split = InspectorSplit(content, self.inspector)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self._pages.addWidget(self.split)
        self.setLayout(Column((self._pages, 1), self.footer, spacing=0))

    def _connect(self) -> None:
        tree, card, inspector = self.card.tree, self.card, self.inspector
        tree.chosen.connect(lambda uid: self._choose(Uid(uid) if uid else None))
        tree.opened.connect(lambda: self.split.set_open(True))
        tree.add_requested.connect(self._add_after)
        tree.remove_requested.connect(lambda uid: self._remove(Uid(uid)))
        tree.move_requested.connect(lambda uid, by: self._move(Uid(uid), by))
        tree.shift_requested.connect(lambda uid, by: self._shift(Uid(uid), by))
        tree.renamed.connect(lambda uid, text: self._rename(Uid(uid), text))
        tree.abandoned.connect(lambda uid: self._abandon(Uid(uid)))
        tree.long_text_requested.connect(lambda _uid: self._edit_in_inspector())
        card.problem_requested.connect(self._add_problem)
        card.child_requested.connect(lambda uid: self._add_below(Uid(uid)))
        card.undo_requested.connect(self.undo)
        card.redo_requested.connect(self.redo)
        card.version_chosen.connect(lambda uid: self._show_version(Uid(uid)))
        card.details_requested.connect(self.toggle_inspector)
        card.discard_requested.connect(self._discard)
        card.plan_collapse_button.clicked.connect(self._show_inspector_of_tree)
        inspector.edited.connect(self._touch)
        inspector.left.connect(self._leave_field)
        inspector.note_requested.connect(self._open_note)
        inspector.intervention_requested.connect(self._add_intervention)
        inspector.intervention_removed.connect(lambda uid: self._remove(Uid(uid)))
        inspector.paper_requested.connect(self._ask_for_paper)
        inspector.close_requested.connect(self._close_inspector)
        self.plan_start_button.clicked.connect(self._start)
        self.review_banner.action_requested.connect(self._follow_banner)
        self.failure_banner.action_requested.connect(self._autosave.flush)
        self.footer.gap_requested.connect(self._lead_to)
        self.footer.sign_requested.connect(self.sign)
        self.split.changed.connect(self._show_split)
        self._autosave.saved.connect(self._show_saved)
        self._autosave.failed.connect(self._show_unsaved)
        self._settle_timer.timeout.connect(self._settle)

    def _is_writing(self) -> bool:
        """Whether the draft is on the screen and can be changed."""
        is_open = self._episode is not None and self._episode.is_open
        return (
            is_open
            and self._draft is not None
            and self._shown is not None
            and (not self._shown.is_signed)
        )

    def _load(self, *, choose: Uid | None = None, version: Uid | None = None) -> None:
        """Read the client's plans and show one: the wanted version, else draft, else in force."""
        if self._client_id is None:
            return
        desk, client_id = self._desk, self._client_id
        self._episode = episodes.current(desk, client_id)
        self._versions = plans.versions(desk, client_id)
        self._basis = plans.in_force(desk, client_id)
        written = plans.draft_of(desk, client_id)
        if written is None:
            self._draft = None
        elif self._draft is None or self._draft.plan.uid != written.plan.uid:
            self._draft = Drafting(written)
            self._saved_clock = ""
        wanted = next((one for one in self._versions if one.uid == version), None)
        drafted = self._draft.plan if self._draft is not None else None
        if drafted is not None and version in (None, drafted.uid):
            self._shown = drafted
        else:
            self._shown = wanted or self._basis
        self._settle_timer.stop()
        self._show(choose)

    def _show(self, choose: Uid | None) -> None:
        plan = self._shown
        self.footer.setVisible(self._is_writing())
        self.failure_banner.setVisible(self._autosave.problem is not None)
        if plan is None:
            self._show_empty()
            return
        self._read_proof(plan)
        is_first_draft = not plan.is_signed and self._own_basis() is None
        standing = plans.standing(self._desk, plan)
        self._statuses = {} if is_first_draft else dict(standing.statuses)
        self._show_head(plan)
        self._show_banner(plan)
        self._pages.setCurrentWidget(self.split)
        self.split.set_available(True)
        self._show_tree(choose)
        self._choose(self.card.tree.current_uid())
        if self._is_writing():
            self.footer.set_saved(self._saved_clock)
            self._check()
        self._show_split()

    def _show_empty(self) -> None:
        is_open = self._episode is not None and self._episode.is_open
        self.plan_start_button.setVisible(is_open)
        self.empty_state.set_text(self.tr("No treatment plan yet"), self._first_step())
        self.split.set_available(False)
        self._pages.setCurrentWidget(self.empty_state)

    def _first_step(self) -> str:
        episode = self._episode
        if episode is None or not episode.is_open:
            return self.tr("A plan belongs to a stay. Start a new episode to write one.")
        words_first = self.tr("Begin with the problem in the client’s own words.")
        if episode.admitted_on is None:
            return words_first
        day = (self._desk.today() - episode.admitted_on).days + 1
        rule = self.tr(
            "Program rule: signed plan within {days} days of admission. Today is day {day}."
        ).format(days=plans.DUE_AFTER_ADMISSION.days, day=day)
        return f"{words_first}\n{rule}" if day > 0 else words_first

    def _read_proof(self, plan: Plan) -> None:
        self._proof = None
        self.seal_banner.hide()
        if not plan.is_signed:
            return
        try:
            self._proof = plans.proof(self._desk, plan)
        except BrokenSealError as problem:
            self.seal_banner.set_message(
                str(problem), tone="risk", title=self.tr("This plan does not match its seal")
            )
            self.seal_banner.show()

    def _own_basis(self) -> Plan | None:
        """The version in force that a draft of the same stay goes on from."""
        basis, plan = self._basis, self._shown
        if basis is None or plan is None or basis.episode_id != plan.episode_id:
            return None
        return basis

    def _show_head(self, plan: Plan) -> None:
        self.card.set_state(*self._state(plan))
        options = [(one.uid, self._version_words(one)) for one in self._versions]
        self.card.set_versions(options, plan.uid)
        is_writing = self._is_writing()
        self.card.set_editable(is_editable=is_writing, can_discard=is_writing)

    def _state(self, plan: Plan) -> tuple[str, str, str]:
        """Word, tone and icon of the chip."""
        if not plan.is_signed:
            if self._own_basis() is None:
                return self.tr("Draft"), "draft", "square-pen"
            text = self.tr("Review draft v{number}").format(number=plan.version)
            return text, "draft", "square-pen"
        if self._proof is None:
            return self.tr("Seal broken"), "risk", "octagon-alert"
        signed_on = self._desk.local(self._proof.seal.sealed_at).date()
        day = words.day(signed_on, self._desk.today())
        if self._basis is not None and plan.uid != self._basis.uid:
            return self.tr("Replaced · signed {day}").format(day=day), "neutral", "history"
        return self.tr("Active · signed {day}").format(day=day), "signed", "lock"

    def _version_words(self, plan: Plan) -> str:
        if not plan.is_signed:
            return self.tr("Version {number}, draft").format(number=plan.version)
        day = words.day(plan.planned_on, self._desk.today())
        return self.tr("Version {number}, {day}").format(number=plan.version, day=day)

    def _show_banner(self, plan: Plan) -> None:
        """Where one can go from a version that is only to be read."""
        banner, basis = self.review_banner, self._basis
        is_open = self._episode is not None and self._episode.is_open
        banner.setVisible(plan.is_signed)
        if not plan.is_signed or basis is None:
            return
        if plan.uid != basis.uid:
            banner.set_message(
                self.tr("Version {number} is in force.").format(number=basis.version),
                action=self.tr("Show it"),
            )
        elif self._draft is not None:
            banner.set_message(
                self.tr("A review is being written; this version stays as signed."),
                action=self.tr("Go on writing"),
            )
        elif not is_open:
            banner.set_message(self.tr("This stay has ended; the plan is kept as it was signed."))
        elif self._episode is not None and plan.episode_id != self._episode.id:
            banner.set_message(
                self.tr("This plan belongs to an earlier stay."),
                action=self.tr("Start the plan"),
            )
        else:
            due = review.due(plans.review_due_on(plan), plan.version, self._desk.today())
            banner.set_message(due.sentence, tone=due.tone, action=self.tr("Start review"))

    def _follow_banner(self) -> None:
        basis = self._basis
        if self._shown is not None and basis is not None and self._shown.uid != basis.uid:
            self._show_version(basis.uid)
        elif self._draft is not None:
            self._show_version(self._draft.plan.uid)
        else:
            self._start()

    def _show_tree(self, choose: Uid | None) -> None:
        plan = self.plan()
        if plan is None:
            return
        basis = self._own_basis() if not plan.is_signed else None
        tree = self.card.tree
        tree.plan_model.show_plan(
            plan,
            self._desk.today(),
            statuses=self._statuses,
            comparison=review.compared(plan, basis) if basis is not None else Comparison(),
            is_editable=self._is_writing(),
        )
        tree.refresh(row_of(plan, choose) if choose is not None else None)
        self.card.set_empty(is_empty=not plan.problems)
        self._show_undo()

    def _show_undo(self) -> None:
        is_writing = self._is_writing() and self._draft is not None
        self.card.set_undo(
            self._draft.undo_words if is_writing and self._draft else "",
            self._draft.redo_words if is_writing and self._draft else "",
        )

    def _choose(self, uid: Uid | None, *, open_step: Uid | None = None) -> None:
        """Another row is current: keep what was typed for the last one, show this one."""
        if uid != self.inspector.uid:
            self._commit()
        plan = self.plan()
        if plan is None:
            return
        edit = self._draft.current if self._is_writing() and self._draft else PlanEdit(plan=plan)
        client_id = plan.client_id
        has_notes = plan.is_signed or self._own_basis() is not None
        self.inspector.show_node(
            Shown(
                edit=edit,
                is_editable=self._is_writing(),
                statuses=self._statuses,
                proof=self._proof,
                evidence=(lambda node: plans.evidence(self._desk, client_id, node))
                if has_notes
                else None,
                local=self._desk.local,
            ),
            uid,
            open_step=open_step,
        )
        node = plan.find(uid) if uid is not None else None
        self.card.set_adding(path_to(tuple(plan.nodes()), node))

    def _show_inspector_of_tree(self) -> None:
        uid = self.card.tree.current_uid()
        if uid != self.inspector.uid:
            self._choose(uid)

    def _show_split(self) -> None:
        self.card.set_details_shown(are_shown=self.split.is_open)

    def _close_inspector(self) -> None:
        """The cross leads from a row to the plan, and from the plan out of the inspector."""
        if self.inspector.uid is not None and self.split.is_docked:
            self.card.tree.choose(None)
            self._choose(None)
        else:
            self.split.set_open(False)
        self.card.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_version(self, uid: Uid) -> None:
        try:
            self.flush()
        except DeskError:
            return
        self._load(version=uid)

    def _start(self) -> None:
        if self._client_id is None:
            return
        try:
            plans.start(self._desk, self._client_id, initiator=self)
        except DeskError as problem:
            self._complain(str(problem))
            return
        self._load()
        self.card.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._draft is not None and not self._draft.plan.problems:
            self.card.plan_first_button.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if self._is_writing() and self._commit():
            self._show_tree(self.card.tree.current_uid())
            self._check()

    def _commit(self) -> bool:
        """Take what the fields say into the draft; returns whether it is different now."""
        if not self._is_writing() or self._draft is None:
            return False
        edit = self.inspector.collected(self._draft.current)
        if not self._draft.type(edit, self.inspector.uid):
            return False
        self._shown = self._draft.plan
        self._autosave.touch()
        return True

    def _keep(self) -> None:
        if self._is_writing() and self._draft is not None:
            self._commit()
            plans.keep(self._desk, self._draft.current, initiator=self)

    def _check(self) -> None:
        if self._draft is not None:
            facts = words.extent(self._draft.plan)
            self.footer.set_findings(plans.check(self._draft.current), facts)

    def _take(self, step: Step | None) -> bool:
        """Take a structural step and show what comes of it."""
        if step is None or self._draft is None or not self._is_writing():
            return False
        self._draft.take(step)
        self._show_changed(step.focus)
        return True

    def _show_changed(self, focus: Uid | None) -> None:
        if self._draft is None:
            return
        self._shown = self._draft.plan
        self._autosave.touch()
        self._show_tree(focus)
        self._choose_without_commit(focus)
        self._check()

    def _choose_without_commit(self, uid: Uid | None) -> None:
        """Show a node after a step; the fields still say what stood there before."""
        plan = self.plan()
        row = row_of(plan, uid) if plan is not None and uid is not None else None
        self.inspector.forget()
        self._choose(row, open_step=uid if uid != row else None)

    def _add_problem(self) -> None:
        self._add(steps.add_problem)

    def _add_below(self, parent: Uid) -> None:
        self._add(lambda plan, uid: steps.add_below(plan, parent, uid))

    def _add_after(self, node_uid: str) -> None:
        if node_uid:
            self._add(lambda plan, uid: steps.add_after(plan, Uid(node_uid), uid))
        else:
            self._add_problem()

    def _add(self, make: steps.StepMaker) -> None:
        self._settle()
        if self._draft is None:
            return
        step = make(self._draft.plan, self._desk.new_uid())
        if self._take(step) and step is not None and step.focus is not None:
            self.card.tree.edit_row(step.focus)

    def _add_intervention(self) -> None:
        self._settle()
        objective = self.inspector.uid
        if self._draft is None or objective is None:
            return
        step = steps.add_below(self._draft.plan, objective, self._desk.new_uid())
        self._take(self._with_responsible(step))

    def _with_responsible(self, step: Step) -> Step:
        """A new intervention is the counselor's own until somebody else is named."""
        node = step.plan.find(step.focus) if step.focus is not None else None
        if not isinstance(node, Intervention):
            return step
        named = replace(node, responsible=self._desk.program().signing_name)
        return replace(step, plan=plan_tree.replaced(step.plan, named))

    def _remove(self, uid: Uid) -> None:
        self._settle()
        if self._draft is None or self._draft.plan.find(uid) is None:
            return
        node = self._draft.plan.find(uid)
        step, gone = steps.remove(self._draft.plan, uid)
        if node is None or not self._take(step):
            return
        if not isinstance(node, Intervention):
            self.card.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        toast.of_window(self).announce(
            self.tr("{what} removed").format(what=words.named(node)),
            self.tr("Undo"),
            lambda: self._undo_removal(gone),
        )

    def _undo_removal(self, gone: Removed) -> None:
        self._settle()
        if self._draft is not None and self._is_writing():
            uid = self._draft.undo_removal(gone)
            if uid is not None:
                self._show_changed(uid)

    def _abandon(self, uid: Uid) -> None:
        """A row that was added and given up without a word goes again."""
        node = self._draft.plan.find(uid) if self._draft is not None else None
        if node is None or self._draft is None or plan_tree.children(node):
            return
        step, _ = steps.remove(self._draft.plan, uid)
        before = self._draft.plan
        self._draft.undo()
        if self._draft.plan.find(uid) is None:
            self._show_changed(step.focus)
        else:
            self._draft.redo()
            self._shown = before

    def _move(self, uid: Uid, by: int) -> None:
        self._settle()
        if self._draft is not None:
            self._take(steps.move(self._draft.plan, uid, by))

    def _shift(self, uid: Uid, by: int) -> None:
        self._settle()
        if self._draft is None:
            return
        move = steps.move_in if by > 0 else steps.move_out
        try:
            self._take(move(self._draft.plan, uid))
        except DeskError as problem:
            toast.of_window(self).announce(str(problem))

    def _rename(self, uid: Uid, text: str) -> None:
        if self._draft is None or not self._is_writing():
            return
        self._commit()
        self._draft.rename(uid, text.strip())
        self._show_changed(uid)

    def _step_in_time(self, *, is_back: bool) -> None:
        self._settle()
        if self._draft is None or not self._is_writing():
            return
        kept = self.card.tree.current_uid()
        moved = self._draft.undo() if is_back else self._draft.redo()
        if moved:
            is_there = kept is not None and self._draft.plan.find(kept) is not None
            self._show_changed(kept if is_there else None)

    def _edit_in_inspector(self) -> None:
        self.split.set_open(True)
        self.inspector.focus_field()

    def _lead_to(self, gap: Finding) -> None:
        """Put the focus on what is missing."""
        plan = self.plan()
        if plan is None:
            return
        place, _, name = gap.repair.partition("/")
        uid = Uid(place)
        node = plan.find(uid)
        if place == plan.uid or name:
            self._go_to(row_of(plan, uid))
            self.split.set_open(True)
            self.inspector.focus_field(name)
        elif isinstance(node, Intervention):
            self.card.tree.choose(row_of(plan, uid))
            self.split.set_open(True)
            self._choose(row_of(plan, uid), open_step=uid)
        elif node is None:
            self._add_problem()
        elif not node.text.strip():
            self._go_to(uid)
            self.card.tree.edit_row(uid)
        else:
            self._go_to(uid)
            self.card.plan_add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, uid: Uid | None) -> None:
        self.card.tree.choose(uid)
        self._choose(uid)

    def _sign(self) -> None:
        if self._draft is None:
            return
        plan = plans.sign(self._desk, self._draft.current, initiator=self)
        self._autosave.forget()
        self._draft = None
        self._load(version=plan.uid)

    def _discard(self) -> None:
        """Throw the draft away; the toast brings it back."""
        plan = self._shown
        if plan is None or not self._is_writing():
            return
        try:
            self.flush()
            plans.discard(self._desk, plan, initiator=self)
        except DeskError as problem:
            self._complain(str(problem))
            return
        self._autosave.forget()
        self._draft = None
        self._load()
        toast.of_window(self).announce(
            self.tr("Draft discarded"), self.tr("Undo"), lambda: self._bring_back(plan)
        )

    def _bring_back(self, plan: Plan) -> None:
        plans.bring_back(self._desk, plan, initiator=self)
        if self._client_id == plan.client_id:
            self._load()

    def _ask_for_paper(self) -> None:
        plan = self._shown
        if plan is None:
            return
        client = clients.get(self._desk, plan.client_id)
        dialog = PaperDialog(
            self,
            self._desk.today,
            {SignatureRole.CLIENT: client.full_name},
            lambda signed: self._keep_paper(plan, signed),
        )
        if messages.run(dialog):
            self._load(version=plan.uid)
            toast.of_window(self).announce(self.tr("Signature recorded"))
        dialog.deleteLater()

    def _keep_paper(self, plan: Plan, signed: PaperSignature) -> None:
        # A pen leaves a day, not a moment: noon keeps it that day in every near zone.
        noon = datetime.combine(signed.signed_on, time(12), ZoneInfo(self._desk.zone))
        plans.sign_on_paper(
            self._desk,
            plan,
            role=signed.role,
            printed_name=signed.printed_name,
            signed_at=noon.astimezone(UTC),
            credential=signed.credential,
            initiator=self,
        )

    def _open_note(self, row: NoteRow) -> None:
        self._navigator.open(Place(page=Page.NOTE, client_id=self._client_id, note_id=row.id))

    def _show_saved(self) -> None:
        self._saved_clock = words.clock(self._desk.local(self._desk.now()))
        self.footer.set_saved(self._saved_clock)
        self.failure_banner.hide()

    def _show_unsaved(self, reason: str) -> None:
        self.footer.set_unsaved(self._saved_clock)
        self.failure_banner.set_message(
            reason,
            tone="risk",
            title=self.tr("This plan could not be saved. Your text is safe on this screen."),
            action=self.tr("Try again"),
        )
        self.failure_banner.show()

    def _complain(self, sentence: str) -> None:
        self.failure_banner.set_message(sentence, tone="risk")
        self.failure_banner.show()

    def _hear(self, changes: Changes) -> None:
        """Somebody else changed the plan, or a note moved an objective."""
        if changes.initiator is self or self._client_id not in changes.clients:
            return
        if changes.kinds & _CONCERNED:
            self._commit()
            shown = self._shown.uid if self._shown is not None else None
            self._load(choose=self.card.tree.current_uid(), version=shown)

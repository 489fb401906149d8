"""The plan tab of a chart: the version in force to read, or a draft to write and sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.plans import Plan
from counselor_desk.rules.assessments import REPAIR_ASSESSMENT
from counselor_desk.rules.findings import Finding
from counselor_desk.rules.plan_signatures import REPAIR_SIGNATURE
from counselor_desk.rules.plan_timing import REPAIR_PLAN
from counselor_desk.services import clients, plan_offers, plans
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import page_keys, scans, toast
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View, repair_of
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft
from counselor_desk.ui.plans import keys, shown, signing
from counselor_desk.ui.plans.advice import PlanAdvice
from counselor_desk.ui.plans.layout import PlanLayout
from counselor_desk.ui.plans.outline import PlanOutline
from counselor_desk.ui.plans.shown import ClientPlans
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.sign_dialog import SignFacts

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset({Kind.PLAN, Kind.NOTE, Kind.EPISODE, Kind.STAY_REVIEW, Kind.PROFILE})
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
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._every: ClientPlans | None = None
        self.outline = PlanOutline(desk, self)
        self.advice = PlanAdvice(desk, self, self.outline, bulletin)
        self._draft = OpenDraft(
            desk,
            self,
            DraftActs(self._is_writing, self.outline.settle, self._keep, self._lead_to),
            footer=self.footer,
            banner=self.failure_banner,
            unsaved=self.tr("This plan could not be saved. Your text is safe on this screen."),
        )
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the plan of the client the place names, on the node it names.

        Where the place names a repair, a review is begun or gone on with, and its row is next.
        Any other part is the uid of the version to show.

        Raises:
            DeskError: what is being typed could not be saved.
        """
        self.flush()
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self.outline.leave_client()
        self._client_id = place.client_id
        repair = repair_of(place)
        version = Uid(place.part) if place.part and not repair else None
        self._load(choose=place.node_uid, version=version)
        if repair:
            # Who comes back here later only reads.
            self._navigator.replace(replace(place, part=""))
            self._put_right(repair, place.node_uid)

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self.outline.commit()
        self._draft.save()

    def print_request(self) -> PrintRequest | None:
        """The version on the screen; None when there is no plan."""
        plan = self.plan()
        if plan is None:
            return None
        return PrintRequest(
            kind=DocumentKind.TREATMENT_PLAN, uid=plan.uid, client_id=plan.client_id
        )

    @property
    def desk(self) -> Desk:
        """The open store."""
        return self._desk

    def plan(self) -> Plan | None:
        """The plan as it stands on the screen."""
        return self.outline.plan

    def sign(self) -> None:
        """Lead to the first gap, or ask for the signature."""
        if self._draft.sign(self._sign_facts, self._sign):
            self._tell_signed()

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        self._draft.save_and_say()

    def open_phrases(self) -> None:
        """Offer every phrase at the caret."""
        self.advice.phrases.open_list()

    def open_library(self) -> None:
        """Choose from the library what goes below the current row."""
        self.advice.open_library()

    def undo(self) -> None:
        """Take the last step back."""
        self.outline.undo()

    def redo(self) -> None:
        """Bring the step that was taken back again."""
        self.outline.redo()

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the plan before those of the window."""
        if (
            isinstance(event, QKeyEvent)
            and self.plan() is not None
            and page_keys.take(event, self, keys.ACTS)
        ):
            return True
        return super().event(event)

    def _connect(self) -> None:
        card, inspector = self.card, self.inspector
        card.version_chosen.connect(lambda uid: self._show_version(Uid(uid)))
        card.details_requested.connect(self.toggle_inspector)
        card.discard_requested.connect(self._discard)
        card.thread_requested.connect(self._open_thread)
        inspector.plan_panel.findings.thread_requested.connect(self._open_thread)
        inspector.edited.connect(self._draft.touch)
        inspector.left.connect(self._draft.leave_field)
        inspector.note_requested.connect(self._open_note)
        inspector.signature_requested.connect(self._ask_for_signature)
        inspector.scan_requested.connect(lambda one: scans.show_of(self, self._desk, one))
        self.outline.changed.connect(self._take_change)
        self.plan_start_button.clicked.connect(self._start)
        self.plan_assessment_button.clicked.connect(self._start_from_assessment)
        self.plan_library_button.clicked.connect(self._start_from_library)
        self.advice.repair_requested.connect(self._lead_to)
        self.review_banner.action_requested.connect(self._follow_banner)
        self.review_banner.other_requested.connect(self._review_stay)
        self.footer.sign_requested.connect(self.sign)

    def _is_writing(self) -> bool:
        return self.outline.is_writing

    def _load(self, *, choose: Uid | None = None, version: Uid | None = None) -> None:
        """Read the client's plans and show one: the wanted version, else draft, else in force."""
        if self._client_id is None:
            return
        self._draft.hold()
        self._every = every = shown.load(self._desk, self._client_id)
        if self.outline.begin(every, version):
            self._draft.begin()
        plan = self.plan()
        self.show_parts(has_plan=plan is not None, is_writing=self._is_writing())
        self._draft.show()
        if plan is not None:
            self._show(every, plan, choose)
            return
        for button in (self.plan_start_button, self.plan_library_button):
            button.setVisible(every.is_open)
        has_offers = every.is_open and plan_offers.has_any(self._desk, self._client_id)
        self.plan_assessment_button.setVisible(has_offers)
        title = self.tr("No treatment plan yet")
        self.empty_state.set_text(title, shown.first_step(self._desk, every))

    def _show(self, every: ClientPlans, plan: Plan, choose: Uid | None) -> None:
        standing = shown.stand(self._desk, plan, every)
        self.card.set_state(*shown.state(self._desk, plan, every, standing))
        self.card.set_versions(shown.version_options(self._desk, every), plan.uid)
        self.card.set_editable(is_editable=self._is_writing())
        in_force = every.in_force()
        self.card.set_thread(is_there=in_force is not None)
        self.inspector.plan_panel.findings.set_thread(is_there=in_force is not None)
        self.show_problem(standing.problem)
        self.show_banner(shown.banner(self._desk, plan, every))
        self.outline.show(standing, choose)
        if self._is_writing():
            self._check()
        else:
            is_in_force = in_force is not None and plan.uid == in_force.uid
            self.advice.check_signed(plan, standing.proof, is_in_force=is_in_force)

    def _show_version(self, uid: Uid) -> None:
        try:
            self.flush()
        except DeskError:
            return  # the banner says it, and the text is still on the screen
        self._load(version=uid)

    def _follow_banner(self) -> None:
        basis = self._every.in_force() if self._every is not None else None
        plan = self.plan()
        if plan is not None and basis is not None and plan.uid != basis.uid:
            self._show_version(basis.uid)
        else:
            self._start()

    def _start(self) -> None:
        """Begin the plan or its review, or go on with the one that was begun."""
        if not self._begin():
            return
        plan = self.plan()
        has_rows = plan is not None and bool(plan.problems)
        (self.card.tree if has_rows else self.card.plan_first_button).setFocus(_BY_PROGRAM)

    def _begin(self, *, choose: Uid | None = None) -> bool:
        """Show the draft, begun now where there is none; False when there can be none."""
        if self._client_id is None:
            return False
        try:
            plans.start(self._desk, self._client_id, initiator=self)
        except DeskError as problem:
            self._draft.complain(str(problem))
            return False
        self._load(choose=choose)
        return True

    def _put_right(self, repair: str, node_uid: Uid | None) -> None:
        """Lead to what the draft of the review needs; the toast takes a new draft back."""
        is_begun = self._every is not None and self._every.written is None
        if not self._begin(choose=node_uid):
            return
        self.outline.put_right(repair)
        begun = self.plan()
        if is_begun and begun is not None:
            toast.of_window(self).announce(
                self.tr("Review begun"), self.tr("Undo"), lambda: self._take_back(begun.uid)
            )

    def _take_back(self, uid: Uid) -> None:
        """Throw a draft away that was just begun, as long as it is on the screen."""
        plan = self.plan()
        if plan is not None and plan.uid == uid:
            self._discard()

    def _start_from_assessment(self) -> None:
        """Begin the plan with a problem for each domain that asks for one."""
        self._start()
        self.advice.draw_all()

    def _start_from_library(self) -> None:
        """Begin the plan with what is chosen from the library."""
        self._start()
        self.advice.open_library()

    def _take_change(self) -> None:
        self._draft.mark()
        self._check()

    def _keep(self) -> None:
        self.outline.commit()
        edit = self.outline.edit
        if edit is not None:
            plans.keep(self._desk, edit, initiator=self)

    def _check(self) -> None:
        edit = self.outline.edit
        if edit is not None:
            self.advice.check(edit)

    def _lead_to(self, gap: Finding) -> None:
        """Put the focus on what is missing."""
        if gap.repair == REPAIR_ASSESSMENT:
            self._navigator.open(self._assessment_place(View.DOMAINS))
        elif gap.repair == REPAIR_PLAN:
            self._go_on()
        elif gap.repair == REPAIR_SIGNATURE:
            self._ask_for_signature()
        else:
            self.outline.lead_to(gap)

    def _go_on(self) -> None:
        """What is due is answered by a signature: of the draft, or of the review begun now."""
        if self._is_writing():
            self.sign()
        else:
            self._start()

    def _sign_facts(self) -> SignFacts:
        plan = self.plan()
        if plan is None:
            raise RuntimeError("no plan is open")
        client = clients.get(self._desk, plan.client_id)
        return signing.sign_facts(self._desk, client, plan, self.footer.linked())

    def _sign(self) -> None:
        edit = self.outline.edit
        if edit is None:
            return
        plan = plans.sign(self._desk, edit, initiator=self)
        self._draft.forget()
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

    def _open_thread(self) -> None:
        """Show what the notes say about the plan in force."""
        place = Place(page=Page.CHART, client_id=self._client_id, tab=Tab.PLAN, view=View.THREAD)
        self._navigator.open(place)

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
        plan = self.plan()
        if plan is None or not self._is_writing():
            return
        self._draft.discard(
            lambda: plans.discard(self._desk, plan, initiator=self),
            self._load,
            lambda: self._bring_back(plan),
        )

    def _bring_back(self, plan: Plan) -> None:
        plans.bring_back(self._desk, plan, initiator=self)
        if self._client_id == plan.client_id:
            self._load()

    def _ask_for_signature(self) -> None:
        plan = self.plan()
        if plan is not None and signing.ask_for_signature(self, self._desk, plan, initiator=self):
            self._load(version=plan.uid)
            toast.of_window(self).announce(self.tr("Signature recorded"))

    def _open_note(self, row: NoteRow) -> None:
        self._navigator.open(Place(page=Page.NOTE, client_id=self._client_id, note_id=row.id))

    def _hear(self, changes: Changes) -> None:
        """Somebody else changed the plan, or a note moved an objective."""
        is_mine = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        is_shown = Kind.SETTINGS in changes.kinds and self.isVisible()
        if changes.initiator is not self and (is_mine or is_shown):
            self.outline.commit()
            plan = self.plan()
            uid = plan.uid if plan is not None else None
            self._load(choose=self.card.tree.current_uid(), version=uid)

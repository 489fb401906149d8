"""What stands beside the plan: findings with their repair, the assessment's offers, phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counselor_desk.records.plans import Plan
from counselor_desk.services import plan_offers, plan_timing, plans
from counselor_desk.ui.plans import library, words
from counselor_desk.ui.plans.layout import PlanLayout
from counselor_desk.ui.plans.outline import PlanOutline
from counselor_desk.ui.plans.phrases import PlanPhrases

if TYPE_CHECKING:
    from counselor_desk.records.edits import PlanEdit
    from counselor_desk.records.ids import Uid
    from counselor_desk.rules.findings import Finding
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.plan_offers import DomainOffer
    from counselor_desk.services.signatures import Proof
    from counselor_desk.ui.bulletin import Bulletin


class PlanAdvice(QObject):
    """Checks the plan on the screen and offers what it may begin with or lacks.

    Signals:
        repair_requested: lead to the place of a finding; carries the `Finding`.
    """

    repair_requested = Signal(object)

    def __init__(
        self, desk: Desk, parts: PlanLayout, outline: PlanOutline, bulletin: Bulletin
    ) -> None:
        super().__init__(parts)
        self._desk, self._parts, self._outline = desk, parts, outline
        self._offers: tuple[DomainOffer, ...] = ()
        self.phrases = PlanPhrases(desk, bulletin, self._row, self)
        inspector = parts.inspector
        inspector.plan_panel.findings.repair_requested.connect(self.repair_requested)
        inspector.filled.connect(self._serve)
        inspector.examples_requested.connect(self.open_examples)
        parts.card.library_requested.connect(self.open_library)
        parts.offer_banner.action_requested.connect(lambda: outline.draw(self._offers))

    def check(self, edit: PlanEdit) -> None:
        """Say what the draft still lacks, and what the assessment offers it."""
        found = plans.check(self._desk, edit)
        self._parts.footer.set_findings(found, words.extent(edit.plan))
        self._show(found, edit.plan)
        self._offer(plan_offers.from_assessment(self._desk, edit.plan))

    def check_signed(self, plan: Plan, proof: Proof | None, *, is_in_force: bool) -> None:
        """Say what a signed version still waits for."""
        found = () if proof is None else plans.unsigned_by_client(plan, proof)
        self._show(found, plan if is_in_force else None)
        self._offer(())

    def draw_all(self) -> None:
        """Add a problem for each domain that asks for one."""
        self._outline.draw(self._offers)

    def open_library(self) -> None:
        """Choose from the library what goes below the current row, or as a problem."""
        self._open()

    def open_examples(self) -> None:
        """Show the objectives of the library for the goal the current one serves."""
        self._open(is_beside=True)

    def _open(self, *, is_beside: bool = False) -> None:
        plan, uid = self._row()
        if plan is None:
            return
        self._outline.settle()
        chosen = library.choose(
            self._parts, self._desk, plan, uid, self.phrases, is_beside=is_beside
        )
        if chosen is not None:
            self._outline.insert(chosen.parent, chosen.nodes)

    def _show(self, found: tuple[Finding, ...], plan: Plan | None) -> None:
        due = () if plan is None else plan_timing.findings(self._desk, plan.client_id)
        listed = self._parts.inspector.plan_panel.findings
        listed.show_findings((*found, *due))
        listed.setVisible(self._outline.is_writing or bool(found or due))

    def _offer(self, offers: tuple[DomainOffer, ...]) -> None:
        self._offers = offers
        self._parts.card.set_offers(offers)
        self._parts.show_offer(offers)

    def _serve(self) -> None:
        if self._outline.is_writing:
            self.phrases.serve(self._parts.inspector.editors())

    def _row(self) -> tuple[Plan | None, Uid | None]:
        edit = self._outline.edit
        if edit is None:
            return None, None
        return edit.plan, self._parts.inspector.uid

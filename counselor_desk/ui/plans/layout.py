"""The parts of the plan tab and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.services.plan_offers import DomainOffer
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.inspector import InspectorSplit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.plans.card import PlanCard
from counselor_desk.ui.plans.inspector import PlanInspector
from counselor_desk.ui.plans.shown import BannerWords

_MARGINS = (28, 16, 20, 16)


class PlanLayout(QWidget):
    """Banners over the card of the plan, the inspector beside it, the footer below a draft."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.plan_start_button = Button(self.tr("Start the plan"), kind="primary", icon="plus")
        self.plan_assessment_button = Button(self.tr("Draft from the assessment"))
        self.plan_library_button = Button(self.tr("From the library…"))
        starts = (self.plan_start_button, self.plan_assessment_button, self.plan_library_button)
        self.empty_state = EmptyState("target", "", "", *starts)
        self.seal_banner, self.failure_banner = Banner("", tone="risk"), Banner("", tone="risk")
        self.review_banner = Banner("")
        self.offer_banner = Banner("", icon="clipboard-list")
        banners = (self.failure_banner, self.seal_banner, self.review_banner, self.offer_banner)
        for banner in banners:
            banner.hide()
        self.card = PlanCard()
        self.footer = Footer("plan", links_warnings=True)
        self.inspector = PlanInspector(today)
        content = QWidget()
        content.setLayout(Column(*banners, self.card, "stretch", margins=_MARGINS, spacing=12))
        self.split = InspectorSplit(content, self.inspector)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self._pages.addWidget(self.split)
        self.setLayout(Column((self._pages, 1), self.footer, spacing=0))
        self.split.changed.connect(self._show_split)

    def toggle_inspector(self) -> None:
        """Open or close the inspector; closed, it gives the focus to the tree."""
        self.split.toggle()
        if not self.split.is_open:
            self.card.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_parts(self, *, has_plan: bool, is_writing: bool) -> None:
        """Show the card with its inspector, and the footer of a draft; or the empty state."""
        self.footer.setVisible(is_writing)
        self.split.set_available(has_plan)
        self._pages.setCurrentWidget(self.split if has_plan else self.empty_state)
        self._show_split()

    def show_problem(self, sentence: str) -> None:
        """Say that the plan is not what was signed; an empty text takes it back."""
        title = self.tr("This plan does not match its seal")
        self.seal_banner.set_message(sentence, tone="risk", title=title)
        self.seal_banner.setVisible(bool(sentence))

    def show_banner(self, said: BannerWords | None) -> None:
        """Say where one can go from a signed version; None says nothing."""
        self.review_banner.setVisible(said is not None)
        if said is not None:
            self.review_banner.set_message(
                said.text, tone=said.tone, action=said.action, other=said.other
            )

    def show_offer(self, offers: Sequence[DomainOffer]) -> None:
        """Offer the domains of the assessment that have no problem yet; none says nothing."""
        self.offer_banner.setVisible(bool(offers))
        if not offers:
            return
        said = ", ".join(f"{one.title} ({one.rating})" for one in offers)
        many = self.tr("Add {count} problems").format(count=len(offers))
        self.offer_banner.set_message(
            self.tr("Rated in the assessment and no problem yet: {domains}.").format(domains=said),
            action=self.tr("Add problem") if len(offers) == 1 else many,
            icon="clipboard-list",
        )

    def _show_split(self) -> None:
        self.card.set_details_shown(are_shown=self.split.is_open)

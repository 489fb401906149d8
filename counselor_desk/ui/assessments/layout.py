"""The parts of the assessment view and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.ui.assessments import words
from counselor_desk.ui.assessments.domains import DomainsCard
from counselor_desk.ui.assessments.head import AssessmentHead
from counselor_desk.ui.assessments.inspector import AssessmentInspector
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.inspector import InspectorSplit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.scrolling import PageScroll

_MARGINS = (28, 2, 10, 16)


class AssessmentLayout(QWidget):
    """Head and card of the domains, the inspector beside them, the footer below."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.assessment_start_button = Button(
            words.begin(is_first=True), kind="primary", icon="plus"
        )
        self.empty_state = EmptyState("clipboard-list", "", "", self.assessment_start_button)
        self.seal_banner, self.failure_banner = Banner("", tone="risk"), Banner("", tone="risk")
        for banner in (self.seal_banner, self.failure_banner):
            banner.hide()
        self.head_row = AssessmentHead()
        self.card = DomainsCard()
        self.inspector = AssessmentInspector(today)
        self.assessment_print_button = Button(self.tr("Print…"))
        self.footer = Footer(
            "assessment", buttons=(self.assessment_print_button,), links_warnings=True
        )
        content = QWidget()
        content.setLayout(
            Column(
                self.failure_banner,
                self.seal_banner,
                self.head_row,
                self.card,
                "stretch",
                margins=_MARGINS,
                spacing=10,
            )
        )
        self.split = InspectorSplit(PageScroll(content), self.inspector)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self._pages.addWidget(self.split)
        self.setLayout(Column((self._pages, 1), self.footer, spacing=0))
        self.split.changed.connect(self.show_details)
        self.inspector.close_requested.connect(self.toggle_inspector)

    def toggle_inspector(self) -> None:
        """Open or close the inspector; closed, it gives the focus to the domains."""
        self.split.toggle()
        if not self.split.is_open:
            self.card.focus_row(next(iter(self.card.rows)))

    def show_parts(self, *, has_assessment: bool) -> None:
        """Show the assessment with its footer, or the empty state."""
        self.footer.setVisible(has_assessment)
        self.split.set_available(has_assessment)
        self._pages.setCurrentWidget(self.split if has_assessment else self.empty_state)
        self.show_details()

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        self.card.set_editable(is_editable=is_editable)
        self.inspector.set_editable(is_editable=is_editable)

    def show_details(self) -> None:
        """Name the button that opens the inspector after what stands in it."""
        count = self.inspector.criteria.count_not_met()
        text = (
            self.tr("{count} not met").format(count=count) if count else self.tr("Risk and level")
        )
        self.head_row.set_details(text, are_shown=self.split.is_open)
        self.inspector.set_closable(is_closable=not self.split.is_docked)

    def show_problem(self, sentence: str) -> None:
        """Say that the assessment is not what was signed; an empty text takes it back."""
        title = self.tr("This assessment does not match its seal")
        self.seal_banner.set_message(sentence, tone="risk", title=title)
        self.seal_banner.setVisible(bool(sentence))

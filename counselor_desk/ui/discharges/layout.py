"""The parts of the discharge tab and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.discharges.card import SectionCard
from counselor_desk.ui.discharges.outline import Outline
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.signatures import SignatureList
from counselor_desk.ui.theme import Theme

if TYPE_CHECKING:
    from counselor_desk.services.signatures import Proof

_NARROW = 720
_MARGINS = (28, 16, 18, 0)


class DischargeLayout(QWidget):
    """The outline at the left, the open section beside it, the footer below."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.discharge_start_button = Button(
            self.tr("Start the summary"), kind="primary", icon="plus"
        )
        self.discharge_earlier_button = Button(self.tr("Read the last summary"))
        self.empty_state = EmptyState(
            "door-open", "", "", self.discharge_start_button, self.discharge_earlier_button
        )
        self.seal_banner = Banner("", tone="risk")
        self.failure_banner = Banner("", tone="risk")
        self.closed_banner = Banner("")
        for banner in (self.seal_banner, self.failure_banner, self.closed_banner):
            banner.hide()
        self.outline = Outline()
        self.card = SectionCard(today)
        self.discharge_discard_button = Button(
            self.tr("Discard draft"), kind="quiet", icon="trash-2", is_small=True
        )
        self.signatures = SignatureList()
        self.signatures_card = Card(margins=(24, 14, 20, 16))
        self.signatures_card.body.add(self.signatures)
        self.signatures_card.hide()
        self.discharge_print_button = Button(self.tr("Print…"))
        self.footer = Footer("discharge", buttons=(self.discharge_print_button,))
        content = QWidget()
        banners = (self.failure_banner, self.seal_banner, self.closed_banner)
        content.setLayout(
            Column(
                *banners,
                self.card,
                self.signatures_card,
                Row("stretch", self.discharge_discard_button),
                "stretch",
                margins=(0, 0, 0, 16),
                spacing=12,
            )
        )
        self._filled = QWidget()
        left = Column(self.outline, margins=(0, 0, 0, 16))
        self._filled.setLayout(Row(left, (PageScroll(content), 1), margins=_MARGINS, spacing=20))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self._pages.addWidget(self._filled)
        self.setLayout(Column((self._pages, 1), self.footer, spacing=0))
        themes.look().theme_changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the outline gives way."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_theme: Theme) -> None:
        self.outline.set_narrow(is_narrow=self.width() < themes.current().s(_NARROW))

    def show_parts(self, *, has_summary: bool) -> None:
        """Show the summary and its footer, or the empty state."""
        self.footer.setVisible(has_summary)
        self._pages.setCurrentWidget(self._filled if has_summary else self.empty_state)

    def show_problem(self, sentence: str) -> None:
        """Say that the summary is not what was signed; an empty text takes it back."""
        title = self.tr("This summary does not match its seal")
        self.seal_banner.set_message(sentence, tone="risk", title=title)
        self.seal_banner.setVisible(bool(sentence))

    def show_signatures(
        self, proof: Proof | None, local: Callable[[datetime], datetime], *, is_signed: bool
    ) -> None:
        """Show who signed below a signed summary; below a draft, how to discard it."""
        self.discharge_discard_button.setVisible(not is_signed)
        self.signatures_card.setVisible(proof is not None)
        if proof is not None:
            self.signatures.show_signatures(proof, local)

    def show_closed(self, sentence: str, action: str) -> None:
        """Say that the episode is closed, and what one can do; an empty text takes it back."""
        self.closed_banner.set_message(sentence, action=action, icon="lock")
        self.closed_banner.setVisible(bool(sentence))

"""The parts of the view of use and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.mistakes import MistakeKind
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.inspector import InspectorPane, InspectorSplit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.mistakes import MistakesCard
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.use import forms, tables
from counselor_desk.ui.use.cards import FactCard
from counselor_desk.ui.use.chart import UrgeChart
from counselor_desk.ui.use.overdoses import OverdoseCard
from counselor_desk.ui.use.panels import FactPanel
from counselor_desk.ui.use.saving import FactKind

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WIDE, _BESIDE_INSPECTOR = (28, 0, 18, 20), (28, 0, 10, 20)
"""The margins of the cards; the room of the scroll bar comes to the right one."""

_FORMS = {
    FactKind.SUBSTANCE: forms.substance,
    FactKind.RETURN: forms.use_again,
    FactKind.OVERDOSE: forms.overdoses,
    FactKind.URGE: forms.urge,
    FactKind.TEST: forms.test,
}


class UseLayout(QWidget):
    """What waits for a review on top, a card for each kind of fact, the open fact beside them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today = desk.today
        self._panels: dict[FactKind, FactPanel] = {}
        self.review_banner = Banner("", tone="overdue")
        self.review_banner.hide()
        self._make_cards()
        self.mistakes_card = MistakesCard(
            desk,
            lambda fact: tables.told(self, fact, today()),
            MistakeKind.SUBSTANCE,
            MistakeKind.RETURN_TO_USE,
            MistakeKind.DRUG_TEST,
            MistakeKind.URGE,
        )
        self._column = Column(
            self.review_banner,
            self.substances_card,
            self.returns_card,
            self.overdose_card,
            self.urges_card,
            self.tests_card,
            self.mistakes_card,
            "stretch",
            margins=_WIDE,
            spacing=14,
        )
        content = QWidget()
        content.setLayout(self._column)
        self._scroll = PageScroll(content)
        self._holder = QWidget()
        self._holder_column = Column(spacing=0)
        self._holder.setLayout(self._holder_column)
        self._pane = InspectorPane(self._holder, name=self.tr("Details"))
        self.split = InspectorSplit(self._scroll, self._pane)
        self.split.set_available(False)
        self.split.changed.connect(self._fit_margins)
        self.setLayout(Column(self.split))

    def card(self, kind: FactKind) -> FactCard | OverdoseCard:
        """The card of a kind of fact."""
        if kind is FactKind.OVERDOSE:
            return self.overdose_card
        return self.lists[kind]

    def panel(self, kind: FactKind) -> FactPanel:
        """The panel of a kind of fact, made when it is first opened."""
        if kind not in self._panels:
            panel = FactPanel(_FORMS[kind](self._today), self._today)
            self._holder_column.addWidget(panel)
            self._panels[kind] = panel
            self._connect_panel(panel)
        return self._panels[kind]

    def show_panel(self, kind: FactKind) -> None:
        """Bring a panel to the front, in the open inspector."""
        wanted = self.panel(kind)
        for panel in self._panels.values():
            panel.setVisible(panel is wanted)
        self._pane.setFocusProxy(wanted.close_button)
        self.split.set_available(True)
        self.split.set_open(True)
        wanted.focus_first()

    def hide_panel(self, kind: FactKind) -> None:
        """Put the inspector away; the focus goes back to the card it came from."""
        had_focus = self._holder.isAncestorOf(self.window().focusWidget() or self)
        self.mark_open(None)
        self.split.set_available(False)
        if had_focus:
            self.focus_card(kind)

    def focus_card(self, kind: FactKind) -> None:
        """Bring a card into sight and give it the focus."""
        card = self.card(kind)
        self._scroll.verticalScrollBar().setValue(card.y())
        card.take_focus()

    def mark_open(self, kind: FactKind | None) -> None:
        """Let the current row of one card look chosen while its fact is open; None is none."""
        for one, card in self.lists.items():
            card.table.hold_choice(is_held=one is kind)

    def _go_on(self, card: FactCard, step: int) -> None:
        """An arrow left the rows of a card: go on in the next one that has rows."""
        cards = list(self.lists.values())[::step]
        for other in cards[cards.index(card) + 1 :]:
            if not other.table.isHidden():
                other.table.enter(step)
                self._scroll.ensureWidgetVisible(other.table.list)
                return

    def _connect_panel(self, panel: FactPanel) -> None:
        """Hear what a panel wants; the view does."""

    def _make_cards(self) -> None:
        today = self._today
        self.substances_card = FactCard(
            self.tr("Substances"),
            tables.substances(self, today),
            add=self.tr("Add substance"),
            empty=self.tr("None told yet. Ask what was used, how, how often and when last."),
        )
        self.returns_card = FactCard(
            self.tr("Returns to use"),
            tables.returns(self, today),
            add=self.tr("Record a return"),
            empty=self.tr("None recorded."),
        )
        self.overdose_card = OverdoseCard()
        self.urge_chart = UrgeChart()
        chart = QWidget()
        chart.setLayout(Column(self.urge_chart, margins=(16, 0, 16, 6)))
        self.urges_card = FactCard(
            self.tr("Cravings"),
            tables.urges(self, today),
            add=self.tr("Add score"),
            empty=self.tr("No urges rated yet. Ask for the strongest one since the last session."),
            above=chart,
        )
        self.tests_card = FactCard(
            self.tr("Drug tests"),
            tables.tests(self, today),
            add=self.tr("Add test"),
            empty=self.tr("No tests recorded. They are optional."),
        )

        self.lists = {
            FactKind.SUBSTANCE: self.substances_card,
            FactKind.RETURN: self.returns_card,
            FactKind.URGE: self.urges_card,
            FactKind.TEST: self.tests_card,
        }
        for card in self.lists.values():
            card.left.connect(lambda step, card=card: self._go_on(card, step))

    def _fit_margins(self) -> None:
        is_beside = self.split.is_docked and self.split.is_open
        self._column.set_margins(_BESIDE_INSPECTOR if is_beside else _WIDE)

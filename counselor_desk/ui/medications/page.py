"""The Medications tab: what a client takes, took and does not tolerate, and the last check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId
from counselor_desk.records.medications import Allergy, Medication, MedicationList, Reconciliation
from counselor_desk.records.mistakes import Fact, MistakeKind
from counselor_desk.services import allergies, clients, episodes, medications, shown_names
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import fact_table, toast
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fact_table import FactTable
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.medications import columns, words
from counselor_desk.ui.medications.cards import CURRENT, AllergiesCard, MedicationsCard
from counselor_desk.ui.medications.writing import Writing
from counselor_desk.ui.mistakes import MistakesCard, Told
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import PageScroll

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

MEDICATIONS, ALLERGIES = "medications", "allergies"
"""The parts a place can name: the cards."""

_CONCERNED = frozenset({Kind.MEDICATION, Kind.CIRCUMSTANCES, Kind.EPISODE, Kind.CLIENT})


class MedicationsPage(QWidget):
    """Two cards; everything is written in dialogs, and nothing is deleted."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - pages are made alike
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._client_id: ClientId | None = None
        self._client_name = ""
        self._listed: MedicationList | None = None
        self._is_open = True
        self._is_stale = False
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.medications_card = MedicationsCard(desk.today)
        self.allergies_card = AllergiesCard(desk.today)
        self.mistakes_card = MistakesCard(
            desk,
            self._told,
            MistakeKind.MEDICATION,
            MistakeKind.ALLERGY,
            MistakeKind.MEDICATION_CHECK,
        )
        content = QWidget()
        content.setLayout(
            Column(
                self.problem_banner,
                self.medications_card,
                self.allergies_card,
                self.mistakes_card,
                "stretch",
                margins=(28, 17, 18, 16),
                spacing=14,
            )
        )
        self._scroll = PageScroll(content)
        self.setLayout(Column(self._scroll))
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._show_focus)
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the list of the place's client, at the card its part names.

        Raises:
            DeskError: it cannot be read.
        """
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._client_id = place.client_id
            self.problem_banner.hide()
            self.medications_card.turn_to(CURRENT)
        self._load()
        if place.part in (MEDICATIONS, ALLERGIES):
            is_first = place.part == MEDICATIONS
            self._enter(self.medications_card if is_first else self.allergies_card)

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def print_request(self) -> PrintRequest | None:
        """The list of the client, None while nothing was ever written in it."""
        listed = self._listed
        if listed is None or listed.is_empty:
            return None
        return PrintRequest(
            kind=DocumentKind.MEDICATION_LIST, uid=listed.uid, client_id=listed.client_id
        )

    def today(self) -> date:
        """The local date."""
        return self._desk.today()

    def listed(self) -> MedicationList | None:
        """What is shown."""
        return self._listed

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._load()

    def _connect(self) -> None:
        meds, others = self.medications_card, self.allergies_card
        meds.acted.connect(self._act_on_medication)
        meds.add_requested.connect(lambda: self._show_kept(self._writing().add()))
        meds.check_requested.connect(self._check)
        meds.left.connect(lambda step: self._go_on(others.table, step, is_ahead=step > 0))
        others.acted.connect(self._act_on_allergy)
        others.add_requested.connect(self._add_allergy)
        others.deny_requested.connect(self._deny)
        others.left.connect(lambda step: self._go_on(meds.table, step, is_ahead=step < 0))

    def _load(self) -> None:
        if self._client_id is None:
            return
        self._is_stale = False
        client = clients.get(self._desk, self._client_id)
        episode = episodes.current(self._desk, client.id)
        self._is_open = episode is not None and episode.is_open
        self._client_name = shown_names.shown(self._desk, client)
        self._listed = medications.of_client(self._desk, client.id)
        self.medications_card.show_list(self._listed, self._client_name, is_editable=self._is_open)
        self.allergies_card.show_list(self._listed, is_editable=self._is_open)
        self.mistakes_card.show_client(client.id, is_editable=self._is_open)

    def _told(self, fact: Fact) -> Told:
        """How a line that was entered in error is said."""
        if isinstance(fact, Medication):
            return Told(name=fact.title, details=words.spoken(fact, self._desk.today()))
        if isinstance(fact, Allergy):
            return Told(name=fact.substance, details=words.spoken_allergy(fact, self._desk.today()))
        if isinstance(fact, Reconciliation):
            return words.told_check(fact, self._client_name, self._desk.today())
        raise TypeError(f"{type(fact).__name__} is no fact of this page")

    def _writing(self) -> Writing:
        client_id = self._client_id or ClientId(0)
        return Writing(
            self._desk,
            self,
            client_id,
            is_open=self._is_open,
            cross_out=self.mistakes_card.cross_out,
        )

    def _act_on_medication(self, action: str, row: Medication) -> None:
        match action:
            case fact_table.OPEN:
                self._show_kept(self._writing().edit(row))
            case columns.AGAIN:
                self._show_kept(self._writing().add_again(row))
            case fact_table.END if row.is_current and self._writing().stop(row):
                said = self.tr("{name} stopped").format(name=row.title)
                self._offer_undo(said, lambda: medications.change(self._desk, row))

    def _act_on_allergy(self, action: str, row: Allergy) -> None:
        match action:
            case fact_table.OPEN:
                self._writing().edit_allergy(row)
            case fact_table.END if row.is_current and self._writing().end_allergy(row):
                said = self.tr("Allergy to {name} ended").format(name=row.substance)
                self._offer_undo(said, lambda: allergies.change(self._desk, row))

    def _show_kept(self, kept: Medication | None) -> None:
        """Turn to the row that was added or changed."""
        if kept is None:
            return
        if kept.is_current:
            self.medications_card.turn_to(CURRENT)
        self.medications_card.table.choose(kept.uid)
        self._reveal.start()

    def _add_allergy(self) -> None:
        kept = self._writing().add_allergy()
        if kept is not None:
            self.allergies_card.table.choose(kept.uid)
            self._reveal.start()

    def _check(self) -> None:
        if self._listed is not None and self._is_open:
            self._writing().check(self._listed, self._client_name)

    def _deny(self) -> None:
        if self._listed is not None and self._is_open:
            self._writing().deny_allergies(self._listed)

    def _offer_undo(self, said: str, undo: Callable[[], object]) -> None:
        def bring_back() -> None:
            try:
                undo()
            except DeskError as problem:
                self.problem_banner.set_message(str(problem), tone="risk")
                self.problem_banner.show()

        toast.of_window(self).announce(said, self.tr("Undo"), bring_back)

    def _enter(self, card: MedicationsCard | AllergiesCard) -> None:
        """Give the focus to a card: to its rows, else to the button that adds."""
        if card.table.isHidden():
            button = (
                card.medications_add_button
                if isinstance(card, MedicationsCard)
                else card.allergies_add_button
            )
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            card.table.enter()
        self._reveal.start()

    def _go_on(
        self, table: FactTable[Medication] | FactTable[Allergy], step: int, *, is_ahead: bool
    ) -> None:
        """An arrow left a table: go on in the other one, if it lies that way and has rows."""
        if is_ahead and not table.isHidden():
            table.enter(step)
            self._reveal.start()

    def _show_focus(self) -> None:
        """Scroll to what has the focus."""
        focus = self.focusWidget()
        if focus is not None:
            self._scroll.ensureWidgetVisible(focus)

    def _hear(self, changes: Changes) -> None:
        is_mine = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        if not is_mine and Kind.SETTINGS not in changes.kinds:
            return
        if self.isVisible():
            self._load()
        else:
            self._is_stale = True

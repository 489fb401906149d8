"""The Person view: who a client is, who is around them, and how the stay came about."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.circumstances import Living, PriorCare
from counselor_desk.records.clients import Client
from counselor_desk.records.episodes import Episode, Extension, LevelChange
from counselor_desk.records.ids import ClientId
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.records.mistakes import Fact, MistakeKind
from counselor_desk.records.people import Person, Relation
from counselor_desk.services import clients, episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import messages, toast
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.facts import showing
from counselor_desk.ui.facts.cards import FactCard
from counselor_desk.ui.facts.showing import Facts
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.mistakes import MistakesCard, Told
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.theme import Theme

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

PERSON, AROUND, LIVING = "person", "people", "living"
CARE, STAY, PAPERS = "care", "stay", "papers"
"""The cards, as `Place.part` names them."""
EXTEND = "extend"
"""The button of the stay's card that extends it, likewise."""

_LEFT, _RIGHT = (PERSON, STAY, PAPERS), (AROUND, LIVING, CARE)
_NARROW_ORDER = (PERSON, AROUND, STAY, LIVING, CARE, PAPERS)
_NARROW = 800
_CONCERNED = frozenset(
    {
        Kind.CLIENT,
        Kind.EPISODE,
        Kind.PERSON,
        Kind.CIRCUMSTANCES,
        Kind.INTAKE,
        Kind.GROUP,
        Kind.SETTINGS,
    }
)


class FactsView(QWidget):
    """Six cards in two columns, below each other in a narrow window."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._client: Client | None = None
        self._facts: Facts | None = None
        self._is_narrow: bool | None = None
        self._wanted = ""
        self._make()
        bulletin.changed.connect(self._hear)
        themes.look().theme_changed.connect(self._arrange)

    def show_place(self, place: Place) -> None:
        """Show the place's client; `part` names the card to go to, or the way to extend the stay.

        Raises:
            DeskError: the facts cannot be read.
        """
        if place.client_id is None:
            return
        self._load(place.client_id)
        part = STAY if place.part == EXTEND else place.part
        self._wanted = part if part in self.cards else ""
        self._go_to_wanted()
        button = self.cards[STAY].buttons["stay_extend_button"]
        if place.part == EXTEND and not button.isHidden():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._wanted:
            self.cards[self._wanted].lines.take_focus()

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def print_request(self) -> PrintRequest | None:
        """The face sheet."""
        client = self._client
        if client is None or self._facts is None or self._facts.stay is None:
            return None
        return PrintRequest(kind=DocumentKind.FACE_SHEET, uid=client.uid, client_id=client.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the columns become one."""
        super().resizeEvent(event)
        self._arrange()

    def _make(self) -> None:
        self.cards = self._make_cards()
        self._connect()
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.mistakes_card = MistakesCard(
            self._desk,
            self._told,
            MistakeKind.PRIOR_CARE,
            MistakeKind.LIVING,
            MistakeKind.CONTACT,
            MistakeKind.EXTENSION,
            MistakeKind.LEVEL_CHANGE,
            veiled=self._veiled,
        )
        self._columns = (Column(spacing=12), Column(spacing=12))
        content = QWidget()
        self._sides = Row(*self._columns, spacing=16)
        content.setLayout(
            Column(
                self.problem_banner,
                self._sides,
                self.mistakes_card,
                "stretch",
                margins=(28, 2, 18, 16),
                spacing=12,
            )
        )
        self._scroll = PageScroll(content)
        bar = self._scroll.verticalScrollBar()
        # The lines wrap, so where a card stands is known only after the page got its width.
        bar.rangeChanged.connect(self._go_to_wanted)
        # The range is told before the cards have taken their places in the new height.
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._go_to_wanted)
        bar.rangeChanged.connect(lambda *_range: self._reveal.start())
        bar.actionTriggered.connect(self._forget_wanted)
        self.setLayout(Column((self._scroll, 1)))

    def _make_cards(self) -> dict[str, FactCard]:
        return {
            PERSON: FactCard(
                self.tr("Person and contacts"), ("person_edit_button", self.tr("Edit"))
            ),
            AROUND: FactCard(
                self.tr("People around the client"), ("people_add_button", self.tr("Add"))
            ),
            LIVING: FactCard(
                self.tr("Living and work"),
                ("living_moved_button", self.tr("Moved")),
                ("living_edit_button", self.tr("Edit")),
            ),
            CARE: FactCard(self.tr("Earlier care"), ("care_add_button", self.tr("Add"))),
            STAY: FactCard(
                self.tr("This episode"),
                ("stay_level_button", self.tr("Change level…")),
                ("stay_extend_button", self.tr("Extend…")),
                ("stay_end_button", self.tr("End inquiry…")),
                ("stay_edit_button", self.tr("Edit")),
            ),
            PAPERS: FactCard(self.tr("Intake papers")),
        }

    def _connect(self) -> None:
        opened = {
            PERSON: self._open_client,
            AROUND: self._open_person,
            LIVING: self._open_living,
            CARE: self._open_care,
            STAY: self._open_stay,
            PAPERS: self._open_paper,
        }
        for name, act in opened.items():
            self.cards[name].lines.opened.connect(act)
        added = {AROUND: self._add_person, LIVING: self._add_home, CARE: self._add_care}
        for name, add in added.items():
            self.cards[name].lines.add_requested.connect(add)
        pressed = {
            "person_edit_button": self._edit_client,
            "people_add_button": self._add_person,
            "living_moved_button": self._add_home,
            "living_edit_button": self._edit_living,
            "care_add_button": self._add_care,
            "stay_level_button": self._change_level,
            "stay_extend_button": self._extend,
            "stay_end_button": self._end_inquiry,
            "stay_edit_button": self._edit_client,
        }
        for card in self.cards.values():
            for name, button in card.buttons.items():
                button.clicked.connect(pressed[name])

    def _arrange(self, *_theme: Theme) -> None:
        is_narrow = self.width() < themes.current().s(_NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        sides = (_NARROW_ORDER, ()) if is_narrow else (_LEFT, _RIGHT)
        for at, names in enumerate(sides):
            self._sides.setStretch(at, 1 if names else 0)
            if names:
                self._columns[at].add(*(self.cards[name] for name in names), "stretch")
        order = [self.cards[name].lines for side in sides for name in side]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _go_to_wanted(self, *_range: int) -> None:
        if self._wanted:
            card = self.cards[self._wanted]
            self._scroll.ensureWidgetVisible(card, 0, themes.current().s(12))

    def _forget_wanted(self, *_action: int) -> None:
        """Whoever scrolls or changes something is not brought back."""
        self._wanted = ""

    def _load(self, client_id: ClientId) -> None:
        self._client = clients.get(self._desk, client_id)
        facts = self._facts = showing.gather(self._desk, self._client)
        shown = {
            PERSON: showing.person,
            AROUND: showing.around,
            LIVING: showing.living,
            CARE: showing.care,
            STAY: showing.stay,
            PAPERS: showing.papers,
        }
        for name, card in shown.items():
            self.cards[name].show_facts(
                showing.lines(facts, card), is_editable=facts.is_open, without=_idle(facts)
            )
        self.mistakes_card.show_client(client_id, is_editable=facts.is_open)

    def _told(self, fact: Fact) -> Told:
        """How a fact that was entered in error is said."""
        if self._facts is None or not isinstance(fact, showing.CAN_BE_WRONG):
            raise TypeError(f"{type(fact).__name__} is no fact of this view")
        said = showing.told(self._facts, fact)
        return Told(name=self._veiled(said.text), details=self._veiled(said.caption))

    def _veiled(self, text: str) -> str:
        """A text as it may be shown while names are hidden."""
        return self._facts.veil.text(text) if self._facts is not None else text

    def _edit_client(self, *_key: object) -> None:
        if self._client is not None:
            self._navigator.open(Place(page=Page.CLIENT_FORM, client_id=self._client.id))

    def _open_client(self, key: object) -> None:
        from counselor_desk.ui.facts import preferences

        if key != showing.PREFERENCE:
            self._edit_client()
        elif self._client is not None:
            self._run(preferences.of_group(self, self._desk, self._client.id))

    def _open_stay(self, key: object) -> None:
        """A decision is kept for good: it can only be crossed out."""
        if isinstance(key, Extension | LevelChange):
            self.mistakes_card.cross_out(key)
        else:
            self._edit_client()

    def _open_person(self, key: object) -> None:
        self._ask_person(key if isinstance(key, Person) else None)

    def _add_person(self) -> None:
        self._ask_person(None)

    def _ask_person(self, found: Person | None) -> None:
        from counselor_desk.ui.facts import dialogs

        if self._client is not None and self._facts is not None:
            needs_guardian = self._facts.needs_guardian
            relation = Relation.GUARDIAN if needs_guardian else Relation.FAMILY
            wrong: list[Person] = []
            self._run(
                dialogs.person(
                    self,
                    self._desk,
                    self._client.id,
                    found,
                    relation=relation,
                    on_mistake=lambda: wrong.extend([found] if found else []),
                )
            )
            for one in wrong:
                self.mistakes_card.cross_out(one)

    def _open_living(self, key: object) -> None:
        if isinstance(key, Living) or key == showing.MOVED:
            self._ask_home(key if isinstance(key, Living) else None)
        else:
            self._edit_living()

    def _add_home(self) -> None:
        self._ask_home(None)

    def _ask_home(self, found: Living | None) -> None:
        from counselor_desk.ui.facts import dialogs

        if self._client is not None:
            wrong: list[Living] = []
            self._run(
                dialogs.home(
                    self,
                    self._desk,
                    self._client.id,
                    found,
                    on_mistake=lambda: wrong.extend([found] if found else []),
                )
            )
            for one in wrong:
                self.mistakes_card.cross_out(one)

    def _edit_living(self) -> None:
        from counselor_desk.ui.facts import dialogs

        if self._facts is not None:
            self._run(dialogs.living(self, self._desk, self._facts.circumstances))

    def _open_care(self, key: object) -> None:
        self._ask_care(key if isinstance(key, PriorCare) else None)

    def _add_care(self) -> None:
        self._ask_care(None)

    def _ask_care(self, found: PriorCare | None) -> None:
        from counselor_desk.ui.facts import dialogs

        if self._client is not None:
            wrong: list[PriorCare] = []
            self._run(
                dialogs.care(
                    self,
                    self._desk,
                    self._client.id,
                    found,
                    on_mistake=lambda: wrong.extend([found] if found else []),
                )
            )
            for one in wrong:
                self.mistakes_card.cross_out(one)

    def _open_paper(self, key: object) -> None:
        from counselor_desk.ui.facts import dialogs

        if isinstance(key, IntakeItem):
            self._run(dialogs.paper(self, self._desk, key))

    def _change_level(self) -> None:
        from counselor_desk.ui.facts import levels

        if self._facts is not None and self._facts.stay is not None:
            self._run(levels.change(self, self._desk, self._facts.stay.episode))

    def _extend(self) -> None:
        from counselor_desk.ui.facts import dialogs

        if self._facts is not None and self._facts.stay is not None:
            self._run(dialogs.extension(self, self._desk, self._facts.stay.episode))

    def _end_inquiry(self) -> None:
        """Ask why the inquiry leads to no admission; the toast takes it up again."""
        from counselor_desk.ui.facts import dialogs

        if self._facts is None or self._facts.stay is None:
            return
        asked = self._facts.stay.episode
        if self._run(dialogs.no_admission(self, self._desk, asked)):
            toast.of_window(self).announce(
                self.tr("Inquiry ended"), self.tr("Undo"), lambda: self._take_up(asked)
            )

    def _take_up(self, asked: Episode) -> None:
        try:
            episodes.take_up_inquiry(self._desk, asked)
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()

    def _run(self, dialog: messages.Dialog) -> bool:
        is_kept = messages.run(dialog)
        dialog.deleteLater()
        return is_kept

    def _hear(self, changes: Changes) -> None:
        client = self._client
        if client is None or not changes.kinds & _CONCERNED:
            return
        if client.id in changes.clients or Kind.SETTINGS in changes.kinds:
            self._forget_wanted()
            try:
                self._load(client.id)
            except DeskError as problem:
                self.problem_banner.set_message(str(problem), tone="risk")
                self.problem_banner.show()


def _idle(facts: Facts) -> frozenset[str]:
    """Buttons without a use: what has not begun does not go on, what has does not end so."""
    found = facts.stay
    has_begun = found is not None and bool(found.week)
    is_asking = found is not None and found.episode.admitted_on is None
    going_on = set() if has_begun else {"stay_extend_button", "stay_level_button"}
    return frozenset(going_on if is_asking else going_on | {"stay_end_button"})
